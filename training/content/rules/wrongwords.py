"""The table of spellings that are often seen and not right (EYD V and KBBI), wrong to right.

Only words that are wrong wherever they stand: what depends on the sense is left to the editor.
"""

# Stems: also wrong inside longer words, with what replaces the stem.
STEMS = """
walikota wali kota|praktek praktik|resiko risiko|sekedar sekadar|mempengaruh memengaruh
|silahkan silakan|jadual jadwal|cendikia cendekia|kwalit kualit|apotik apotek
|nasehat nasihat|aktifitas aktivitas|efektifitas efektivitas|kreatifitas kreativitas
|produktifitas produktivitas|sensitifitas sensitivitas|objektifitas objektivitas|obyek objek
|subyek subjek|trampil terampil|sistim sistem|tehnik teknik|tehnis teknis|tehnolog teknolog
|hirarki hierarki|telor telur|standarisasi standardisasi|propinsi provinsi|jaman zaman
|hakekat hakikat|frekwensi frekuensi|konsekwen konsekuen|kwantit kuantit|kongkrit konkret
|kongkret konkret|orisinil orisinal|perduli peduli|tanggungjawab tanggung jawab
|terimakasih terima kasih|kerjasama kerja sama|orangtua orang tua|ujicoba uji coba|detil detail
|fihak pihak|fikir pikir|ijasah ijazah|kadaluarsa kedaluwarsa|kadaluwarsa kedaluwarsa
|legalisir legalisasi|metoda metode|mensukseskan menyukseskan|mensosialisasi menyosialisasi
|menterjemah menerjemah|mentaati menaati|mempedulikan memedulikan|mengkomunikasi mengomunikasi
|mengkonsultasi mengonsultasi|mengkonfirmasi mengonfirmasi|mengkoordinasi mengoordinasi
|mengkoordinir mengoordinasi|mensurvei menyurvei|seksama saksama|tolak ukur tolok ukur
|ekstrim ekstrem|hutang utang|katagori kategori|mahluk makhluk|milyar miliar|personil personel
|prosentase persentase|tauladan teladan|teoritis teoretis|kuatir khawatir|faham paham
|terlanjur telanjur|pebruari Februari|nopember November|himbau imbau|merubah mengubah
|dirubah diubah|perijinan perizinan|mengijinkan mengizinkan|diijinkan diizinkan
|diberitahu diberi tahu|sistimatis sistematis|memperkosa memerkosa
"""
# Whole words only: inside longer words the same letters may be right.
WHOLE = """
ijin izin|seijin seizin|ijinnya izinnya|analisa analisis|menganalisa menganalisis
|dianalisa dianalisis|karir karier|antri antre|antrian antrean|mengantri mengantre|dimana di mana
|kemana ke mana|darimana dari mana|kesana ke sana|kesini ke sini|kesitu ke situ|disini di sini
|disana di sana|disitu di situ|didalam di dalam|diluar di luar|diatas di atas|dibawah di bawah
|didepan di depan|dibelakang di belakang|disamping di samping|disebelah di sebelah
|diantara di antara|diantaranya di antaranya|kedalam ke dalam|keatas ke atas|kebawah ke bawah
|kedepan ke depan|dikantor di kantor|diloket di loket|dirumah di rumah|disekolah di sekolah
|diruang di ruang|dimeja di meja|dikelurahan di kelurahan|dikecamatan di kecamatan|dijalan di jalan
|dipuskesmas di puskesmas|dikota di kota|didaerah di daerah|disaat di saat|ditengah di tengah
|dikelas di kelas|ditempat di tempat|dihalaman di halaman|dilapangan di lapangan|ditaman di taman
|kekantor ke kantor|kesekolah ke sekolah|kerumah ke rumah|keruang ke ruang|keloket ke loket
|respon respons|handal andal|merk merek|elit elite|rapih rapi|karna karena|nafas napas|negri negeri
|azas asas|lobang lubang|mesjid masjid|supir sopir|syaraf saraf|rubah ubah|komplit komplet
|beritahu beri tahu|paska pasca|nampak tampak|hapal hafal|musium museum|lembab lembap
|jendral jenderal|manejer manajer|obyektif objektif|survey survei|mensurvey menyurvei
"""
# Verbs that are at once seen with a loose prefix: `di tulis`.
LOOSE_VERBS = """
tulis tuliskan buat buatkan baca bacakan lihat dengar dengarkan kirim kirimkan simpan catat minta
beri berikan ambil bawa ajak tanya tanyakan terima rujuk jelaskan sampaikan lakukan layani bantu
hubungi periksa lindungi jaga hapus unggah sebarkan laporkan dampingi marahi bentak paksa ancam
sapa panggil antarkan siapkan tetapkan putuskan rencanakan gunakan pakai perlukan butuhkan temukan
ketahui tunjukkan tempatkan sediakan selesaikan serahkan teruskan pahami ingat ingatkan
""".split()  # noqa: SIM905  (a list of words reads best as words)
# Prefixes that are not words: `antar pegawai`, `non formal`, `pasca bencana`.
BOUND = (
    "antar(?= (?:pegawai|instansi|unit|lembaga|sektor|dinas|warga|daerah|kota|petugas))|non|pasca"
)


def pairs(table: str) -> dict[str, str]:
    """A table as a mapping from wrong to right."""
    return dict(_split(entry.strip()) for entry in table.replace("\n", " ").split("|"))


def _split(entry: str) -> tuple[str, str]:
    parts = entry.split(" ")
    at = 2 if parts[0] == "tolak" else 1
    return " ".join(parts[:at]), " ".join(parts[at:])
