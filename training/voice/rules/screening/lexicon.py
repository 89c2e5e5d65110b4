"""Words and phrases that sound like harm, by what is done to somebody."""

import re

_WHO = (
    "(?:ayah|bapak|papa|papi|abah|ibu|mama|mami|emak|bunda|om|paman|pakde|tante|bude|"
    "kakek|nenek|"
    "kakak|abang|guru|pak(?! (?:dokter|perawat|mantri))|pacar|dia|ustad|ustadz|ustaz|pelatih|"
    "tetanga|temen|teman|suami|orang itu|mereka)"
)
_ME = "(?:aku|saya|kami|anak|adik|ku|diri)"
_NOT = "(?:tidak|belum|jarang)"
_DOUBLED = re.compile(r"(?<!\\)([a-z])\1+")  # texts are read with every letter once
_WANT = "(?:mau|ingin|lebih baik|mending|mendingan|biar|rasanya|pikir|kepikiran|niat|coba|nyoba)"
_DONE = "(?:di ?|d)"
# Mild words that visitors also write when all is well: "petugas tidak membentak".
_UNLESS_NOT = r"(?<!tidak )(?<!tanpa )(?<!jangan )(?<!bukan )"

_VIOLENCE = (
    rf"\b{_DONE}p[ui]?k[ui]?l(?:i|in|kan)?\b(?! (?:\d|rata))",
    r"\b(?:me)?mukul(?:i|in|kan|ku)?\b(?! rata)",
    r"\bpukul(?:i|in|an)\b",
    rf"\bpukul (?:pakai|pake|dengan|kepala|muka|badan|perut|{_ME})",
    rf"\b{_WHO} (?:suka |sering |selalu |mau )?pukul\b(?! (?:\d|berapa))",
    r"(?:\b|di|me|n)tampar|\bnampar|\bmenampar|tonjok|nonjok|gebuk|gebug|\bbogem",
    r"(?:tendang|nendang)(?! bola)",
    r"\b(?:di ?|meng|ng)?hajar(?:in|nya)?\b|\bja?mbak|jambak|(?<!tarif )(?<!harga )cekik",
    r"(?:di ?|men|ny|n)?jewer|(?<!tidak )\b(?:di ?|men|ny)cubit|cubit(?:in|an) ",
    r"\b(?:di ?|mem|nge)banting\b(?! (?:harga|stir|pintu))|bentur(?:in|kan)|\bsundut|"
    r"nyundut|yundut",
    r"\bcambuk|\bdi ?sabet|\bdi ?gampar|\bngampar|di ?injak|di ?gigit (?:ayah|bapak|ibu|om)",
    r"(?:di|me|menyi|ny)iksa\b|\bsiksa|menyiksa|nyiksa|aniaya|niaya",
    r"\bdi ?seret|\bdi ?tarik paksa|\bdi ?sekap|\bdi ?kurung|di ?ikat\b(?! rambut)|"
    r"\bdi ?kunci(?:in|kan)? (?:di|dalam|sendiri|dari luar)",
    r"\bdikunci(?:in|kan)? di\b|\bpintu(?:nya)? dikunci\b|"
    r"\bsiram(?:kan)? .{0,12}air panas|disiram",
    r"\blebam|\bmemar|(?<!demam )\bberdarah\b|\bdi ?bakar\b|\bdi ?tusuk|\bdi ?tembak",
    r"\blempar(?:in|i)? (?:piring|gelas|batu|kursi|asbak|sandal|botol|barang|aku|saya)",
    r"\bdi ?lempar(?:i|in)? (?:pakai|pake|dengan|piring|gelas|batu|kursi|asbak|sandal|botol)",
    r"\bkdrt\b|\bdi ?keroyok|ngeroyok|\bdi ?paksa (?:minum|makan obat)",
    r"(?<!anti )(?<!stop )(?<!cegah )(?<!pencegahan )(?<!tentang )(?<!poster )(?<!informasi )"
    r"(?<!sosialisasi )\bkekerasan\b",
)
_SEXUAL = (
    r"perkosa|p?rkosa\b|\bprkosa|perksa\b|\bcabul|dicabul|mencabul|lecehk|lecehin|"
    r"pelecehan|melecehkan",
    r"\bdi ?raba|\bmeraba|\bngeraba|\braba raba|\bgrepe|\bdi ?grepe|gerepe|ngegrepe",
    r"(?:pegang|sentuh|nyentuh|megang|elus|ngelus|remas)(?:in|i|nya)? "
    r"(?:\w+ )?(?:dada|paha|payudara|tete|kemaluan|vagina|penis|pantat|bokong|alat|anu|"
    r"badan ?ku|tubuh)",
    r"\bpegang pegang|\bdipegang pegang",
    r"\b(?:di ?|men)cium(?:i|in)?\b(?! (?:bau|aroma|wangi))|\bcium paksa",
    r"\bpeluk paksa|\bdi ?peluk paksa|\bkemaluan",
    r"\bbuka (?:baju|celana|rok|pakaian)|\bdi ?telanjang|telanjang(?! kaki)|\bbugil|"
    r"\bporno|\bbokep",
    r"\bvcs\b|\bseks\b|\bsex\b|seksual|\bsetubuh|menyetubuh|ngentot|\bngewe|open ?bo\b|"
    r"\bcolmek|\bcoli\b",
    r"\b(?:maksa|ajak|ngajak|suruh|disuruh|diajak) (?:\w+ )?(?:tidur (?:sama|bareng)|"
    r"ke kamar|ke hotel)",
    r"\baku hamil|dihamili|\bhamil (?:sama|gara|karena|di luar)|takut hamil",
    r"(?:minta|kirim|sebar|nyebar|sebarin) (?:foto|video) (?:\w+ )?(?:telanjang|bugil|"
    r"seksi|dada|pribadi)",
    r"\bsebar(?:in|kan)? (?:foto|video)|\bdi ?sebar(?:in|kan)? foto",
)
_SELF = (
    r"\bb[ui]?n[ui]?h diri|\bgantung diri|\bakhir\w* hidup|mengakhiri hidup",
    rf"\b{_WANT} (?:aku |saya )?(?:mati|mampus|hilang aja|menghilang|lenyap)\b(?! lampu)",
    r"\b(?:tidak|males|capek|cape|lelah|bosan) (?:mau |ingin |sanggup |kuat )?hidup\b",
    r"\bnyerah (?:sama |dengan )?hidup|\bhidup(?:ku| ku| saya)? (?:tidak|"
    r"gak) (?:ada )?(?:guna|arti)",
    r"\btidak (?:ada )?gunanya (?:aku )?hidup|\btidak kuat lagi",
    r"(?:nyakit|sakit|luka|nyayat|sayat|menyakit)\w* diri|\bsayat|nyayat|\bsilet|"
    r"\bself ?harm|\bcuting",
    r"\bminum (?:racun|baygon|pestisida|obat banyak)|\boverdosis|\bl[uo]mpat dari\b|"
    r"\bloncat dari\b",
    r"\baku benci diri|\bdepresi|\bputus asa",
)
_NEGLECT = (
    rf"\b{_NOT} (?:pernah )?(?:di ?)?(?:kasih|beri) makan",
    r"\b(?:tidak|belum) makan (?:dari|sejak) (?:kemarin|kemaren|dua|tiga|\d)|\bkelaparan",
    r"\btingal(?:in|kan)? sendiri|\bditingal(?:in|kan)? sendiri|\btelantar|ditelantarkan",
    r"\bdi ?usir\b|\b(?:kabur|mingat) dari rumah|\btidur di (?:jalan|emper|kolong|pasar)",
    r"\btidak (?:boleh|dibolehin|diizinkan) sekolah|\bdi ?paksa (?:kerja|bekerja|jualan|"
    r"nikah|kawin|menikah)",
    r"\bdi ?suruh (?:kerja|bekerja|ngemis|mengemis|minta minta|ngamen|nikah|kawin|jualan)",
    r"\bdi ?nikah(?:kan|in|i)\b|\bdi ?kawin(?:kan|in)|\bdi ?jodohkan|"
    r"\bdi ?jual(?:in)? (?:ke|sama|lewat|orang)",
)
_BULLYING = (
    r"(?<!anti )(?<!stop )(?<!lomba )\b(?:di ?|nge|mem)?bul[iy](?:ng|ing|in|i)?\b",
    r"\bdi ?rundung|perundungan|merundung",
    rf"{_UNLESS_NOT}\b(?:di ?|meng|ng)(?:ejek|ejekin|olok|hina)|\bejekin|\bdi ?palak|"
    rf"\bmalak(?:in)? ",
    r"\bdi ?kucil|\bdi ?jauhi(?:n)? |\bdi ?musuhi",
    rf"{_UNLESS_NOT}\b(?:di ?|mem|nge|n)bentak|{_UNLESS_NOT}\b(?:di ?|me|memaki|nge)maki|"
    rf"\bmemaki|\bcaci",
)
_THREAT = (
    rf"{_UNLESS_NOT}(?:di ?|meng|ng|nga)anc[ae]m|{_UNLESS_NOT}\bnganc[ae]m|\banc[ae]m(?:an|"
    rf"in)?\b",
    r"\b(?:di ?|mem|nge)?bunuh\b(?! (?:waktu|nyamuk|kuman|bakteri|virus|lalat))(?<!membunuh)",
    rf"\b(?:mau|akan|bakal) (?:\w+ )?bunuh\b|\bmembunuh {_ME}|\bmembunuh (?:ibu|mama|ayah|"
    rf"bapak)",
    r"\bdi ?teror|\bawas kalau|\bpakai (?:pisau|golok|parang)|\bmabuk(?:an)?\b",
    r"\bjangan (?:bilang|cerita|ngomong|kasih tau|kasih tahu|bilangin)\b",
)
_DISCLOSURE = (
    r"\btakut pulang|\btakut di rumah|\b(?:tidak|ngak) aman",
    rf"\btakut (?:sama|dengan|ke|pada|bilang) {_WHO}\b",
    r"\btolong(?:in|lah)? (?:aku|saya|kami|adik ?ku)\b"
    r"(?! (?:di ?bantu|dibuatkan|diurus|dilayani|dipercepat|diproses|ingin tanya|mau tanya))",
    r"\bdi ?sakiti|\bnyakitin|\bmenyakiti|\bsabu\b|\bnarkoba",
)
_MORE = (
    r"(?<!tidak )(?<!tanpa )(?<!bukan )\b(?:di ?|me|mem|nge)?(?:paksa|maksa)(?:in|kan)?\b",
    r"kelamin|\bbagian (?:pribadi|intim|vital|terlarang|bawah)|\barea (?:pribadi|intim)|"
    r"\bbuah dada",
    r"hubungan (?:badan|intim|suami)|\b(?:video|film|gambar|foto) (?:jorok|dewasa|saru|"
    r"tidak senonoh)",
    r"tidak senonoh|\bmesum|\bngintip|\bmengintip|\bdi ?intip|\bgerayang|digerayangi|"
    r"\bhomo|\bsodomi",
    r"timpuk|\bgetok|\btoyor|noyor|\bdi ?toyor|\btempeleng|\btabok|nabok|\bkeplak|\bjitak|"
    r"njitak|\bsabuk",
    r"\bdi ?setrum|\bdi ?gantung (?:di|terbalik)|\bdi ?lindas|\bdi ?bekap|\bdi ?cekok|"
    r"\bdi ?culik|penculik",
    r"\b(?:aku|saya|tangan|nadi|lengan)\w* .{0,20}\biris\b|\bngiris|\bmengiris (?:tangan|"
    r"lengan|nadi)",
    r"\b(?:tidak|gak) (?:usah |mau |perlu |ingin )?bangun lagi|\btidak ada lagi di dunia|"
    r"\bhilang dari dunia",
    r"\bnyusul (?:ibu|ayah|mama|bapak|almarhum)|\b(?:capek|lelah|"
    r"cape) (?:banget )?sama (?:hidup|semuanya)",
    r"\btidak (?:ada )?yang (?:sayang|peduli|mau dengar|urus|kasih makan|beri makan|"
    r"jaga aku|percaya)",
    r"\bingin (?:pergi|hilang) selamanya|\bbeban (?:keluarga|semua orang)|\bmending tidak ada",
    r"\btidak berani (?:pulang|cerita|lapor|bilang|ke sekolah|sekolah)|"
    r"\bmau lapor\b.{0,30}(?:kejadian|dia)",
    r"menikahkan (?:aku|saya|anak)|\bnikah (?:dini|muda|paksa)|\bkawin (?:paksa|gantung)|"
    r"\btaruhan|\btebusan",
    r"\bopen ?bo|\bmucikari|\bdijajakan|\bpsk\b|\bmelacur|\bdibooking|\bdiperdagangkan|"
    r"perdagangan orang",
    r"\bdi ?dorong sampai|\bdi ?cengk|\bdi ?tinggal (?:mati|pergi) .{0,20}(?:sendiri|"
    r"lapar)|\bdi ?buang (?:ibu|ayah|orang)",
    r"\b(?:sampai|hinga|sampe) (?:lebam|memar|berdarah|biru|pingsan|benjol|luka|merah|"
    r"bengkak|trauma|ngompol)",
    r"perpisahan|surat wasiat|kalau aku (?:tidak|udah tidak|sudah tidak) ada|"
    r"tidak ada yang (?:bakal|akan) (?:kangen|peduli|cari)",
    r"gembok|\bdi ?jodoh|todong|\bgugur(?:in|kan)|\bdi ?gugur|biru biru|minta minta|"
    r"\bsaya korban|\baku korban",
    r"(?:tidak|kurang) nyaman (?:di ?|dengan |sama |kalau )?(?:peluk|sentuh|pegang|dekat|"
    r"dia|om|rangkul)|(?:ayah|ibu|bapak|mama|papa) tiri",
    r"\b(?:ng|meng)iket|\bmengikat (?:tangan|kaki|aku|anak|adik)|nyilet|gampar|"
    r"\bdi ?rangkul|\btidak boleh makan",
    r"\b(?:kak|pak|bu|om) tolong\b(?! (?:tambah|sediakan|per|di|jalur|kursi))|"
    r"ingin semua\w* selesai|\bmelotot|\bdi ?colek|\bnyolek",
    r"\b(?:ng|meng)unci (?:aku|saya|kami|anak|adik)|sendirian tanpa (?:saya|aku|ibu|"
    r"orang ?tua)|\bbudek|\bidiot|\bgoblok|\btolol|yang (?:selalu |sering )?(?:teriak|"
    r"menjerit)",
    r"tingal(?:in|kan)? (?:\w+ ){0,4}sendirian|(?:banyak|penuh|bekas) luka|kurus dan|"
    r"(?:ktp|ijazah|paspor)(?:nya|ku)? (?:\w+ )?(?:ditahan|diambil|disita)|"
    r"\btidak boleh (?:pulang|keluar)|"
    r"\b(?:kecelakaan|ketabrak|tertabrak) (?:aja|saja|supaya|biar)|\bsupaya selesai semua",
    r"\bngelem\b|\bnyabu|\bdi ?ajak (?:mabuk|minum miras|ngobat)|\bkorban (?!banjir|"
    r"kebakaran|bencana)"
    r"(?:\w+ )?(?:pencabulan|pelecehan|kekerasan|perkosa|buly|eksploitasi|perundungan)",
)
PATTERNS = tuple(
    re.compile(_DOUBLED.sub(r"\1", each))
    for group in (_VIOLENCE, _SEXUAL, _SELF, _NEGLECT, _BULLYING, _THREAT, _DISCLOSURE, _MORE)
    for each in group
)
UNMISTAKABLE = tuple(
    each
    for line in """
    dipukul dipukuli dipukulin memukul memukuli mukulin ditampar menampar ditendang ditendangi
    diperkosa memperkosa perkosa dicabuli mencabuli pencabulan dilecehkan melecehkan pelecehan
    diancam mengancam ngancam dianiaya penganiayaan disiksa menyiksa telanjang dikeroyok dirundung
    dikucilkan dicekik dijambak disekap dihajar disakiti dibunuh
    """.splitlines()
    for each in line.split()
)
WRITTEN_ALIKE = frozenset(
    """
    dipikul memikul memukau ditentang ditandang dipupuk ditampal menampal disikat diajar diajari
    mengajar ditampung menampung disukai dibumbuh dihajat melepaskan disusun didukung
    mendukung dibubuh dipakui telajang ditampan dijebak disaksi disakti menyisa menyikat
    """.split()  # noqa: SIM905  (a list of words reads best as words)
)
"""Everyday words one slip away from one of the above."""
