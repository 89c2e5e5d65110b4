"""What the figures of a closed cycle mean, and how they come about: levels, coverage, quality."""

from collections.abc import Mapping

from training.reporting.rules.explaining import Fact, Meaning

UNSEEN = (
    "Apa yang terjadi ketika tidak ada yang melihat tidak tampak dari hitungan ini, dan mengapa "
    "seseorang berubah juga tidak."
)
NO_CAUSE = "Angka ini berjalan bersama angka lain; ia tidak membuktikan sebab akibat."
BELOW = (
    "Unit yang membawahkan unit lain memuat pegawai semuanya, dijumlahkan gambar demi gambar "
    "supaya kepastiannya tidak dilebih-lebihkan."
)
OBSERVERS = (
    "Angka ini untuk seluruh kota: di satu unit terlalu sedikit kunjungan yang dinilai dua orang."
)
MEANINGS: Mapping[str, Meaning] = {
    "label": Meaning(
        "Apa yang boleh dikatakan tentang unit ini secara keseluruhan, dengan satu tingkat dari 0 "
        "sampai 5. Ini pernyataan yang berhati-hati, bukan rata-rata.",
        "Tingkat tertinggi yang dengan keyakinan 90 % dicapai sedikitnya 60 % pegawai. Syaratnya: "
        "audit sudah dijalankan pada sedikitnya 80 % orang yang terundi, ada tiga jenis bukti atau "
        "lebih dan satu di antaranya dilihat orang luar, para pengamat sepakat, dan hal itu tampak "
        "dalam dua putaran berturut-turut. Untuk tingkat 4 dan 5, suara anak tidak boleh jelas "
        "tertinggal, dan sedikitnya satu rencana atau keputusan sudah dinilai.",
        "k* = k terbesar dengan P(S_k ≥ 0,60) ≥ 0,90",
        inputs=("roster", "assessed", "audit.done", "alpha", "dial.felt"),
        deeper=("level.", "stream."), facts=(Fact.AUDIT, Fact.VISITS, Fact.VOICES),
        unknown=UNSEEN,
    ),
    "level.evidenced": Meaning(
        "Bagian dari seluruh pegawai yang sudah terbukti berada di tingkat ini atau di atasnya. "
        "Ini lantai yang keras: siapa yang belum dinilai dihitung sebagai belum terbukti, dan "
        "tidak ada yang diduga.",
        "Pegawai yang dinilai dan mencapai tingkat ini, dibagi seluruh pegawai dalam daftar.",
        "terbukti = y ÷ N",
        inputs=("roster", "assessed"), deeper=("level.{level}.estimate", "stream."),
        facts=(Fact.LEARNING, Fact.VISITS, Fact.PRODUCTS), of_roster=True,
        unknown="Berapa dari mereka yang belum dinilai sebenarnya juga sudah sampai di sana.",
    ),
    "level.estimate": Meaning(
        "Berapa bagian dari seluruh pegawai yang kira-kira berada di tingkat ini atau di atasnya, "
        "termasuk mereka yang belum dinilai. Bacalah rentangnya: dalam sembilan dari sepuluh hal "
        "rentang itu memuat angka yang benar.",
        "Yang sudah terbukti, ditambah dugaan untuk mereka yang belum dinilai, dibagi seluruh "
        "pegawai. Dugaan itu bersandar pada audit (orang yang diundi dari mereka yang belum "
        "menunjukkan apa pun), pada unit sejenis, dan pada seberapa sering pengamat keliru. "
        "Modelnya menggambar seluruh kota 1.000 kali; rentangnya berjalan dari persentil ke-5 "
        "sampai ke-95. Audit yang tidak selesai dihitung dengan dua cara, lalu kedua rentang "
        "digabung. " + BELOW,
        "S = (y + ŷ) ÷ N;  logit p(dinilai) = μ(kelompok) + τ·u;  "
        "logit p(belum dinilai) = logit p(dinilai) − δ",
        inputs=("level.{level}.evidenced", "roster", "assessed", "audit.drawn", "audit.done",
                "alpha"),
        deeper=("change.{level}", "dial.", "facet.", "stream."), of_roster=True,
        facts=(Fact.AUDIT, Fact.VISITS, Fact.PRODUCTS, Fact.LEARNING),
        unknown="Tempat yang benar di dalam rentang itu. Titik tengahnya bukan kesimpulan.",
    ),
    "change": Meaning(
        "Apakah bagian pegawai di tingkat ini berubah sejak putaran sebelumnya, melebihi ayunan "
        "yang sudah diberikan kebetulan.",
        "Selisih kedua perkiraan diperkecil sejauh kebetulan saja dapat menjelaskannya, dengan "
        "belajar dari semua unit bersama. “Naik” atau “turun” hanya dikatakan bila dengan "
        "keyakinan 90 % selisihnya lebih dari lima poin, menurut versi aturan yang sama.",
        "berubah bila P(|Δ| > 0,05) ≥ 0,90",
        inputs=("level.{level}.estimate", "assessed"),
        deeper=("dose", "plan.kept", "driver."), unknown=NO_CAUSE,
    ),
    "roster": Meaning(
        "Banyaknya pegawai di unit ini dengan semua unit di bawahnya. Yang belum pernah masuk ke "
        "Resap juga dihitung.",
        "Semua pegawai dengan penempatan definitif pada hari terakhir putaran, dihitung satu kali, "
        "tanpa mereka yang dibebaskan menurut aturan.",
        "N", unknown="Pegawai yang belum dicatat oleh kepegawaian tidak ada di sini.",
    ),
    "assessed": Meaning(
        "Bagian dari seluruh pegawai yang mempunyai sedikitnya satu bukti yang masih berlaku "
        "tentang apa yang mereka ketahui atau lakukan. Membaca modul atau membuat rencana saja "
        "belum cukup.",
        "Pegawai yang dinilai, dibagi seluruh pegawai dalam daftar. Yang hanya terlihat dalam "
        "audit tidak ikut dihitung: audit justru tentang mereka yang belum menunjukkan apa pun.",
        "cakupan = |A| ÷ N", inputs=("roster",), deeper=("stream.", "alike", "audit.drawn"),
        facts=(Fact.LEARNING,), of_roster=True,
        unknown="Apakah yang dinilai serupa dengan yang tidak; untuk itulah ada audit.",
    ),
    "audit.drawn": Meaning(
        "Berapa orang yang dipilih undian untuk dikunjungi pengamat, dari mereka yang belum "
        "menunjukkan apa pun.",
        "8 % dari yang belum dinilai, dibulatkan ke atas, sedikitnya 3 dan paling banyak 25 orang "
        "setiap unit. Benih undiannya diumumkan. Di sini dibulatkan ke bawah ke kelipatan lima.",
        "m = min(U, max(3, min(25, ⌈0,08·U⌉)))", inputs=("roster", "assessed"),
        deeper=("audit.done",), facts=(Fact.AUDIT,),
    ),
    "audit.done": Meaning(
        "Bagian dari orang yang terundi yang benar-benar sudah dikunjungi. Di bawah 80 %, unit "
        "belum dapat diberi tingkat.",
        "Orang yang terundi dan dikunjungi, dibagi semua yang terundi.", "a ÷ m",
        inputs=("audit.drawn",), facts=(Fact.AUDIT,),
        unknown="Siapa yang menghindari audit hanya dapat dibatasi, tidak dapat diketahui.",
    ),
    "dose": Meaning(
        "Berapa banyak unit ini didampingi selama putaran. Angka ini menjelaskan, dan tidak pernah "
        "menilai.",
        "Kunjungan dalam putaran ini yang lembarnya sudah ditandatangani, dikalikan sepuluh, "
        "dibagi seluruh pegawai. Kunjungan yang dinilai dua orang dihitung satu kali.",
        "10 × kunjungan ÷ N", inputs=("roster",), facts=(Fact.CASEWORK, Fact.VISITS),
        unknown=NO_CAUSE,
    ),
    "alike": Meaning(
        "Apakah semua rumpun jabatan ikut sama banyak. 1 berarti ya; makin kecil, makin mungkin "
        "angka unit ini hanya bercerita tentang sebagian rumpun.",
        "Satu dikurangi dua kali simpangan baku bagian yang dinilai antarrumpun jabatan, ditimbang "
        "menurut banyaknya orang, dibulatkan ke persepuluhan (Schouten, Cobben, dan Bethlehem, "
        "2009).",
        "R = 1 − 2·S(ρ)", inputs=("roster", "assessed"),
        unknown="Perbedaan di dalam satu rumpun jabatan tidak tampak.",
        absent="Untuk angka ini diperlukan lebih dari satu pegawai dengan rumpun jabatan.",
    ),
    "alpha": Meaning(
        "Seberapa sepakat dua pengamat yang melihat kunjungan yang sama. 1 berarti selalu sepakat, "
        "0 berarti tidak lebih dari kebetulan; 0,667 ke atas cukup untuk dijadikan dasar. "
        + OBSERVERS,
        "Dari kunjungan yang dinilai dua orang: satu dikurangi ketidaksepakatan yang terlihat, "
        "dibagi ketidaksepakatan yang diberikan kebetulan (alfa Krippendorff).",
        "α = 1 − Dₒ ÷ Dₑ", facts=(Fact.VISITS, Fact.CYCLE),
        unknown="Dua pengamat dapat sepakat dan keduanya keliru.",
        absent="Belum cukup kunjungan yang dinilai dua pengamat untuk menghitungnya.",
    ),
    "findings.open": Meaning(
        "Temuan pendampingan di unit ini yang sudah disepakati tindakannya dan belum ditutup pada "
        "hari penutupan putaran. Temuan bukan nilai buruk: ia adalah pekerjaan yang sedang "
        "berjalan.",
        "Temuan yang dicatat sebelum penutupan, dikurangi yang saat itu sudah ditutup.",
        "buka = dicatat − ditutup", deeper=("findings.overdue",), facts=(Fact.CASEWORK,),
        unknown="Yang tidak dicatat sebagai temuan.",
    ),
    "findings.overdue": Meaning(
        "Temuan yang pada hari penutupan putaran masih terbuka dan sudah melewati tenggat yang "
        "disepakati.",
        "Temuan terbuka yang tenggatnya lebih awal dari hari penutupan.", "tenggat < hari "
        "penutupan",
        inputs=("findings.open",), facts=(Fact.CASEWORK,),
    ),
    "kind.centre": Meaning(
        "Bagian yang dimiliki bersama oleh unit-unit sejenis, sebagai pembanding.",
        "Perkiraan tingkat 3 ke atas dari semua unit sejenis yang berdiri sendiri, dirata-ratakan "
        "dan ditimbang menurut banyaknya pegawai.",
        "c = Σ Nᵢ·Sᵢ ÷ Σ Nᵢ", inputs=("level.3.estimate",), deeper=("kind.chance",),
        unknown="Apakah unit sejenis bekerja dalam keadaan yang sama.",
        absent="Unit sejenis yang berdiri sendiri kurang dari empat.",
    ),
    "kind.chance": Meaning(
        "Di antara kedua angka ini sebuah unit dengan pegawai sebanyak ini tidak berbeda dari "
        "sejenisnya melebihi kebetulan. Unit kecil lebih mudah berayun.",
        "Bagian bersama, ditambah dan dikurangi 1,96 kali simpangan yang diberikan kebetulan untuk "
        "pegawai sebanyak ini (Spiegelhalter, 2005).",
        "c ± 1,96·√(c(1 − c) ÷ N)", inputs=("kind.centre", "roster"),
        unknown="Mengapa sebuah unit berada di luar batas.",
    ),
    "quality.sheets": Meaning(
        "Lembar pengamatan di seluruh kota yang sudah ditandatangani ketika putaran ditutup.",
        "Dihitung satu demi satu; dari lembar yang dikoreksi hanya yang pertama.",
        "banyaknya lembar",
        facts=(Fact.VISITS,),
    ),
    "quality.alpha": Meaning(
        "Seberapa sepakat dua pengamat yang melihat kunjungan yang sama. 0,667 ke atas cukup.",
        "Satu dikurangi ketidaksepakatan yang terlihat, dibagi yang diberikan kebetulan (alfa "
        "Krippendorff), dengan rentang 90 %.",
        "α = 1 − Dₒ ÷ Dₑ", inputs=("quality.sheets",), facts=(Fact.VISITS,),
        absent="Belum cukup kunjungan yang dinilai dua pengamat untuk menghitungnya.",
        unknown="Dua pengamat dapat sepakat dan keduanya keliru.",
    ),
    "quality.gap": Meaning(
        "Berapa poin lebih baik perilaku tampak ketika kunjungan diberitahukan. Lebih dari 15 poin "
        "berarti orang tampil untuk dilihat, dan pengamatan tidak dihitung.",
        "Bagian perilaku yang tampak pada kunjungan yang diberitahukan, dikurangi yang tampak pada "
        "kunjungan tanpa pemberitahuan.",
        "selisih = p(diberitahukan) − p(tidak)", inputs=("quality.sheets",), facts=(Fact.VISITS,),
        absent="Belum ada cukup kunjungan dari kedua jenis.",
    ),
    "quality.sensitivity": Meaning(
        "Dari perilaku yang memang ada menurut penilaian bersama, berapa yang juga dilihat seorang "
        "pengamat. Dengan angka ini perkiraan memperhitungkan kekeliruan pengamat.",
        "Penilaian ganda yang benar tentang perilaku yang ada, dari semuanya.", "benar ÷ semua",
        inputs=("quality.alpha",), facts=(Fact.VISITS,),
        absent="Belum ada penilaian ganda tentang perilaku yang ada.",
    ),
    "quality.specificity": Meaning(
        "Dari perilaku yang memang tidak ada menurut penilaian bersama, berapa yang juga tidak "
        "dilihat seorang pengamat.",
        "Penilaian ganda yang benar tentang perilaku yang tidak ada, dari semuanya.",
        "benar ÷ semua", inputs=("quality.alpha",), facts=(Fact.VISITS,),
        absent="Belum ada penilaian ganda tentang perilaku yang tidak ada.",
    ),
}  # fmt: skip
