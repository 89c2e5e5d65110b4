"""What the running figures of learning mean: they move every day and are of no closed cycle."""

from collections.abc import Mapping

from training.reporting.rules.explaining import Fact, Held, Meaning
from training.reporting.rules.figures import Figure, Shown
from training.reporting.rules.measures import Cell, Measure

RUNNING = (
    "Angka ini tentang belajar. Apakah yang dipelajari juga dilakukan, tidak tampak dari sini; "
    "untuk itu ada angka putaran yang sudah ditutup."
)
WILSON = (
    "p = m ÷ n, tengah kisaran m; rentang Wilson 90 % dengan z = 1,645, dari ujung bawah kisaran "
    "sampai ujung atasnya"
)
STUDENT = "x̄ ± t(0,95; n − 1)·s ÷ √n·√(1 − n ÷ N)"
WHO_ANSWERS = (
    "Siapa yang mengerjakan tidak diundi. Bila cakupannya rendah, keraguannya lebih besar daripada "
    "yang ditunjukkan rentang."
)


LEAVERS = (
    " Siapa yang keluar dari unit tetap dihitung seperti saat keluar, sampai sedikitnya k orang "
    "keluar; mereka lalu dilepas bersama. Bila seorang dilepas sendiri, angka yang turun hari itu "
    "menceritakan orang itu."
)


def _score(what: str, words: str) -> Meaning:
    return Meaning(
        what, words + " Rentangnya memuat nilai seluruh unit dengan keyakinan 90 %.", STUDENT,
        inputs=("roster", "basis", "coverage"), deeper=("knowledge", "judgement", "completed"),
        facts=(Fact.LEARNING,), unknown=f"{RUNNING} {WHO_ANSWERS}",
    )  # fmt: skip


MEANINGS: Mapping[str, Meaning] = {
    "roster": Meaning(
        "Banyaknya pegawai di unit ini dengan semua unit di bawahnya. Yang belum pernah masuk ke "
        "Resap juga dihitung.",
        "Semua pegawai dengan penempatan definitif pada hari laporan, tanpa mereka yang dibebaskan "
        "menurut aturan.",
        "N", unknown="Pegawai yang belum dicatat oleh kepegawaian tidak ada di sini.",
    ),
    "active": Meaning(
        "Bagian pegawai yang belajar dalam 90 hari terakhir.",
        "Pegawai yang menyelesaikan bacaan atau menyerahkan kuis dalam 90 hari terakhir, dibagi "
        "seluruh pegawai.",
        WILSON, inputs=("roster", "basis"), deeper=("started", "completed"),
        facts=(Fact.LEARNING,), unknown=RUNNING,
    ),
    "started": Meaning(
        "Bagian pegawai yang sudah mulai dengan modul yang ditujukan bagi jabatannya.",
        "Pegawai yang sudah membaca satu bacaan atau menyerahkan satu kuis, dibagi semua yang "
        f"ditugasi.{LEAVERS}",
        WILSON, inputs=("roster", "basis"), deeper=("completed",), facts=(Fact.LEARNING,),
        unknown=RUNNING,
    ),
    "completed": Meaning(
        "Bagian pegawai yang menyelesaikan setiap modul yang ditujukan bagi jabatannya, dalam "
        "terbitan yang sekarang.",
        "Pegawai yang membaca semuanya dan lulus kuisnya, dibagi semua yang ditugasi."
        f"{LEAVERS}",
        WILSON, inputs=("roster", "basis"), deeper=("knowledge", "judgement"),
        facts=(Fact.LEARNING,), unknown=RUNNING,
    ),
    "knowledge": _score(
        "Berapa bagian soal pengetahuan yang dijawab benar pada percobaan pertama.",
        "Bagian nilai setiap orang pada soal percobaan pertamanya, lalu rata-rata orangnya. "
        "Mengulang tidak mengubahnya.",
    ),
    "judgement": _score(
        "Seberapa dekat penilaian pegawai atas situasi sulit dengan penilaian para ahli, pada "
        "percobaan pertama.",
        "Bagian nilai setiap orang pada situasi percobaan pertamanya, lalu rata-rata orangnya. "
        "Mengulang tidak mengubahnya.",
    ),
    "first-score": _score(
        "Hasil seluruh kuis pada percobaan pertama.",
        "Rata-rata hasil percobaan pertama dari orang yang sama seperti hasil terakhir.",
    ),
    "latest-score": _score(
        "Hasil seluruh kuis pada percobaan terakhir. Ini juga menunjukkan apa yang dipelajari dari "
        "umpan balik.",
        "Rata-rata hasil percobaan terakhir dari orang yang sama seperti hasil pertama; keduanya "
        "tidak pernah dicampur.",
    ),
    "coverage": Meaning(
        "Bagian pegawai yang sudah mengerjakan kuis pertamanya, jadi yang ada di balik angka "
        "pengetahuan.",
        "Pegawai dengan nilai, dibagi semua yang dapat mempunyainya. Tanda ≥ berarti sedikitnya: "
        "angka yang tepat akan memberi tahu sesuatu tentang beberapa orang yang tersisa.",
        "cakupan = n ÷ N", inputs=("roster", "basis"), deeper=("knowledge", "judgement"),
        unknown=WHO_ANSWERS,
    ),
}  # fmt: skip
HELD: Mapping[Shown, Held] = {
    Shown.TOO_FEW: Held.TOO_FEW, Shown.PROTECTED: Held.PROTECTED, Shown.AT_MOST: Held.EDGE,
    Shown.AT_LEAST: Held.EDGE,
}  # fmt: skip
PARTS = {"modul": "slug", "dimensi": "dimension", "tahap": "stage"}


def held(figure: Figure, *, merged: bool) -> Held | None:
    """Why a running figure is not told in full."""
    return Held.MERGED if merged else HELD.get(figure.shown)


def key_of(cell: Cell) -> str:
    """The name of a running figure in an address: knowledge, or knowledge.modul.m1."""
    for word, name in PARTS.items():
        if part := getattr(cell, name):
            return f"{cell.measure}.{word}.{part}"
    return cell.measure.value


def cell_of(key: str) -> Cell | None:
    """The figure that a name in an address stands for; None for a name that is none."""
    measure, *rest = key.split(".", 2)
    if measure not in MEANINGS or measure not in set(Measure):
        return None
    if not rest:
        return Cell(Measure(measure))
    word, part = rest[0], rest[-1]
    if len(rest) == 1 or not part or word not in PARTS:
        return None
    return Cell(Measure(measure), **{PARTS[word]: part})
