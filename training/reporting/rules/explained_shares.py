"""What the shares of a closed cycle mean: dials, dimensions, stages, plans, streams, drivers."""

from collections.abc import Mapping

from training.reporting.rules.explaining import Fact, Meaning

AMONG = (
    "Dihitung di antara mereka yang punya bukti jenis ini, bukan di antara semua pegawai: yang "
    "tidak punya bukti dapat saja lebih baik atau lebih buruk."
)
SHARE = "p = m ÷ n; rentang Wilson 90 %, dari ujung bawah langkahnya sampai ujung atasnya"
EXPLAINS = "Ini menjelaskan dan tidak pernah menilai; sebab akibat tidak dibuktikannya."


def _facet(where: str, streams: tuple[str, ...]) -> Meaning:
    return Meaning(
        f"Seberapa sering perilaku yang diharapkan tampak {where}, dari bukti yang masih berlaku.",
        "Dari pegawai yang di sini punya kasus yang diingat, rencana yang dijalankan, kunjungan, "
        "atau produk kerja: bagian mereka yang lebih sering menunjukkannya daripada tidak.",
        SHARE, inputs=("roster", "assessed"), deeper=("facet.", *streams),
        facts=(Fact.VISITS, Fact.PRODUCTS, Fact.LEARNING), unknown=AMONG,
    )  # fmt: skip


def _stream(what: str, days: int, *facts: Fact) -> Meaning:
    return Meaning(
        f"Bagian dari seluruh pegawai yang punya bukti berlaku dari jenis ini: {what}.",
        f"Pegawai dengan sedikitnya satu bukti jenis ini yang belum lewat {days} hari, dibagi "
        "seluruh pegawai dalam daftar.",
        "n(jenis) ÷ N", inputs=("roster", "assessed"), deeper=("dial.", "facet."), facts=facts,
        of_roster=True,
        unknown="Apakah yang tidak punya bukti tidak melakukannya, atau hanya belum terlihat.",
    )  # fmt: skip


MEANINGS: Mapping[str, Meaning] = {
    "dial.knows": Meaning(
        "Bagian yang tahu apa yang harus dilakukan dan menimbangnya dengan baik pada kasus "
        "layanan.",
        "Dari pegawai dengan kuis atau kasus layanan yang masih berlaku: bagian yang memenuhi "
        "keduanya, pada percobaan pertama dengan soal yang belum pernah dilihat.",
        SHARE, inputs=("roster", "stream.K", "stream.J1"), deeper=("facet.",),
        facts=(Fact.LEARNING,), unknown=AMONG,
    ),
    "dial.lasts": Meaning(
        "Bagian yang masih mengingatnya lama kemudian: kasus yang ditanyakan lagi sesudah enam "
        "puluh hari atau lebih, tanpa diberi tahu lebih dahulu.",
        "Dari pegawai dengan kasus ingatan yang masih berlaku: bagian yang menjawab benar dua dari "
        "tiga yang terakhir.",
        SHARE, inputs=("roster", "stream.R"), deeper=("facet.",), facts=(Fact.LEARNING,),
        unknown=AMONG,
    ),
    "dial.does": Meaning(
        "Bagian yang perilakunya terlihat dalam pekerjaan, menurut pengamat dari perangkat daerah "
        "lain.",
        "Dari pegawai yang sudah dikunjungi atau produk kerjanya sudah dinilai: bagian yang "
        "perilakunya terpenuhi, dengan sedikitnya satu kunjungan tanpa pemberitahuan.",
        SHARE, inputs=("roster", "stream.O", "stream.W", "alpha"), deeper=("facet.",),
        facts=(Fact.VISITS, Fact.PRODUCTS), unknown=AMONG,
    ),
    "dial.felt": Meaning(
        "Bagian jawaban baik dari anak dan warga di tempat layanan unit ini. Suara ini tanpa nama, "
        "dan tidak pernah dikaitkan dengan seorang pegawai.",
        "Jawaban baik, dibagi semua suara yang masih berlaku (180 hari). Suara yang datang dalam "
        "lonjakan mencurigakan diperiksa dahulu.",
        SHARE, deeper=("facet.service",), facts=(Fact.VOICES,),
        unknown="Anak yang tidak menjawab, dan unit yang tidak mempunyai tempat layanan.",
    ),
    "facet.speak": _facet("dalam cara berbicara", ("stream.O", "stream.R")),
    "facet.serve": _facet("dalam cara melayani", ("stream.O", "stream.C")),
    "facet.decide": _facet("dalam cara memutuskan", ("stream.W", "stream.J2")),
    "facet.planning": _facet("ketika sesuatu direncanakan", ("stream.W",)),
    "facet.decision": _facet("ketika sesuatu diputuskan", ("stream.W", "stream.J2")),
    "facet.service": _facet("dalam pelayanan sehari-hari", ("stream.O", "dial.felt")),
    "plan.kept": Meaning(
        "Bagian rencana “jika–maka” yang menurut penyusunnya sudah dijalankan.",
        "Dari rencana yang berumur dua belas minggu atau lebih: bagian setiap orang yang "
        "dijalankan, lalu dirata-ratakan. Rencana yang situasinya tidak pernah datang dihitung "
        "tidak dijalankan.",
        "p = Σ (dijalankanᵢ ÷ rencanaᵢ) ÷ n", inputs=("roster", "stream.C"),
        deeper=("plan.corroborated",), unknown="Angka ini adalah pengakuan sendiri.",
        facts=(Fact.CASEWORK,),
    ),
    "plan.corroborated": Meaning(
        "Bagian rencana “jika–maka” yang pelaksanaannya dikuatkan orang lain atau sebuah berkas.",
        "Seperti rencana yang dijalankan, tetapi hanya yang dikuatkan orang kedua di luar garis "
        "komando, atau oleh berkas.",
        "p = Σ (dikuatkanᵢ ÷ rencanaᵢ) ÷ n", inputs=("roster", "plan.kept", "stream.C"),
        facts=(Fact.CASEWORK,), unknown=AMONG,
    ),
    "stream.K": _stream("kuis, percobaan pertama dengan soal baru", 365, Fact.LEARNING),
    "stream.R": _stream("kasus yang masih diingat sesudah 60 hari", 270, Fact.LEARNING),
    "stream.J1": _stream("pertimbangan atas kasus layanan", 365, Fact.LEARNING),
    "stream.J2": _stream(
        "pertimbangan ketika kepentingan anak berbenturan dengan yang lain", 365, Fact.LEARNING
    ),
    "stream.C": _stream("rencana “jika–maka” yang dijalankan", 180, Fact.CASEWORK),
    "stream.O": _stream("kunjungan pengamat dari perangkat daerah lain", 270, Fact.VISITS),
    "stream.W": _stream("produk kerja yang dinilai dua orang", 365, Fact.PRODUCTS),
    "driver.": Meaning(
        "Apa yang dikatakan pegawai se-kota, tanpa nama, tentang keadaan di tempat kerjanya: dari "
        "1 (sama sekali tidak cocok) sampai 5 (sangat cocok).",
        "Rata-rata jawaban dari gelombang terakhir yang berakhir dalam putaran ini dan sudah "
        "ditutup, untuk pernyataan tentang hal ini.",
        "rata-rata = Σ jawaban ÷ n", deeper=("dose", "plan.kept"), facts=(Fact.WAVES,),
        unknown="Siapa yang tidak menjawab. " + EXPLAINS,
    ),
}  # fmt: skip
