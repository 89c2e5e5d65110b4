"""The columns of a table of questions, for people who write quizzes in a spreadsheet or in Word."""

import re

TEXTS = {
    "kunci": "key", "jenis": "kind", "tujuan": "objective", "varian": "variant",
    "situasi": "situation", "sektor": "sector", "dimensi": "dimension", "tahap": "stage",
    "indikator": "indicator", "kesulitan": "difficulty", "penilaian": "credit",
    "pertanyaan": "prompt",
}  # fmt: skip
OTHERS = (
    "rujukan", "benar", "jawaban lain", "satuan", "huruf besar", "spasi", "kunci pilihan",
    "kunci hal", "rincian",
)  # fmt: skip
NAMES = {
    "pilihan ganda": "single", "pilihan jamak": "multiple", "benar salah": "true-false",
    "benar-salah": "true-false", "menjodohkan": "matching", "memasangkan": "matching",
    "mengurutkan": "ordering", "isian": "short-text", "isian singkat": "short-text",
    "angka": "numeric", "bilangan": "numeric", "uraian": "free-text", "rumpang": "cloze",
    "situasi": "sjt-rating",
}  # fmt: skip
NUMBERED = re.compile(r"(pilihan|alasan|hal|alasan hal|cocok) ([a-t]|[1-9]|1\d|20)")
LETTERS = "abcdefghijklmnopqrst"
ALL = (*TEXTS, *OTHERS)
DETAILED = ("cloze", "hotspot", "free-text")
"""Kinds whose own part stands as YAML in the column “rincian”."""


def place(name: str) -> tuple[str, int] | None:
    """The series and the number (from zero) of a column such as “pilihan b” or “hal 2”."""
    found = NUMBERED.fullmatch(name)
    if not found:
        return None
    letter = found[2]
    return found[1], LETTERS.index(letter) if letter in LETTERS else int(letter) - 1
