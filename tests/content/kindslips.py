"""Slips in what only some kinds of question have: pairs, forms, values and gaps."""

from tests.content.slips import Slip, asked, both
from training.content.rules.codes import ProblemCode as C


def as_kind(kind: str, detail: str, mark: str = "") -> Slip:
    """The first question as another kind, with these lines under the key of that kind."""
    lines = "".join(f"      {line}\n" for line in detail.split("\n"))
    rest = "objective: usia-anak\n    variant: a"
    return asked(
        f"kind: true-false\n    {rest}", f"kind: {kind}\n    {mark}{kind}:\n{lines}    {rest}"
    )


def as_text(*forms: str) -> Slip:
    accept = "".join(f"\n  - {{{form}, rationale: Ya.}}" for form in forms)
    return as_kind("short-text", f"otherwise: Lain.\naccept:{accept}")


def as_number(*values: str) -> Slip:
    accept = "".join(f"\n  - {{{value}, rationale: Ya.}}" for value in values)
    return as_kind("numeric", f"otherwise: Lain.\naccept:{accept}")


def as_cloze(text: str, *gaps: str) -> Slip:
    return as_kind("cloze", f"text: {text}\ngaps:" + "".join(f"\n  - {gap}" for gap in gaps))


def as_free_text(first: str, most: str) -> Slip:
    return as_kind(
        "free-text",
        "criteria:\n  - key: sapa\n    text: Menyapa.\n    levels:\n"
        f"      {first}\n      - {{points: 2, text: Ya.}}\n"
        f"example: Saya menyapa anak itu.\nleast_words: 20\nmost_words: {most}",
    )


FILLED = "numeric: {accept: [{value: 1, rationale: Ya.}], otherwise: Lain.}"
AS_MATCHING = as_kind(
    "matching",
    "pairs:\n"
    "  - {key: satu, text: Satu, match: benar, rationale: Ya.}\n"
    "  - {key: dua, text: Dua, match: @@entah, rationale: Ya.}",
)
KIND_SLIPS: dict[C, list[Slip]] = {
    C.LEVELS_DO_NOT_RISE: [as_free_text("@@- {points: 1, text: Tidak.}", "100")],
    C.WORDS_DO_NOT_FIT: [as_free_text("- {points: 0, text: Tidak.}", "@@20")],
    C.BAD_VALUE: [
        as_number("@@value: 12.5"),
        as_number("@@value: dua"),
        as_number("value: 1, @@tolerance: -1"),
        as_number("value: 1, @@points: 0"),
        as_text(f"@@answer: {'a' * 101}"),
        as_kind("cloze", f"@@text: {'kata ' * 801}\ngaps:\n  - {{key: a, label: A, {FILLED}}}"),
    ],
    C.MISSING_KEY: [
        as_kind("short-text", "accept:\n  - @@{answer: anak}"),
        as_kind("numeric", "accept: [{value: 1, rationale: Ya.}]", "@@"),
    ],
    C.KEY_TWICE: [
        as_cloze(
            "Satu {{a}}", f"{{key: a, label: A, {FILLED}}}", f"{{key: @@a, label: B, {FILLED}}}"
        ),
    ],
    C.KEY_RESERVED: [
        as_cloze("Satu {{pilih}}.", f"{{key: @@pilih, label: A, {FILLED}}}"),
        asked("      - key: salah", "      - key: @@revision"),
        both(
            asked("- key: m0-usia-anak-b", "- key: m0-usia-anak-a-benar"),
            asked("      - key: benar", "      - key: @@benar"),
        ),
        asked("- key: m0-usia-anak-b", "- key: @@m0-usia-anak-a-how"),
    ],
    C.UNKNOWN_OPTION: [AS_MATCHING],
    C.ACCEPTED_TWICE: [
        as_text("answer: anak", "answer: @@Anak"),
        as_text("answer: @@anaknya, points: 0.5", 'answer: "anak*"'),
        as_number("value: 2", 'value: @@"2,0"'),
    ],
    C.NOTHING_EARNS_ALL: [
        as_kind(
            "short-text",
            "otherwise: Lain.\naccept:\n  @@- {answer: a, points: 0.9, rationale: Ya.}",
        ),
        as_kind(
            "numeric", "otherwise: Lain.\naccept:\n  @@- {value: 1, points: 0.5, rationale: Ya.}"
        ),
    ],
    C.PATTERN_TOO_WIDE: [as_text("answer: anak", 'answer: @@"* ?", points: 0.5')],
    C.TOLERANCE_OVERLAP: [
        as_number("value: 10, tolerance: 2", "value: @@13, tolerance: 1, points: 0.5"),
        as_number("value: 10, tolerance: 2", "value: @@10, tolerance: 1, points: 0.5"),
    ],
    C.MARKER_WITHOUT_GAP: [
        as_cloze('@@"Satu {{a}} dua {{b}}"', f"{{key: a, label: A, {FILLED}}}"),
        as_cloze('@@"Satu {{a}} dua {{B c}}"', f"{{key: a, label: A, {FILLED}}}"),
    ],
    C.GAP_WITHOUT_MARKER: [
        as_cloze("Satu.", f"@@{{key: a, label: A, {FILLED}}}"),
        as_cloze("Satu {{a}} dua {{ a }}.", f"@@{{key: a, label: A, {FILLED}}}"),
    ],
    C.GAP_FILLING: [
        as_cloze("Satu {{a}}.", "@@{key: a, label: A}"),
        as_cloze(
            "Satu {{a}}.",
            f"@@{{key: a, label: A, options: [{{key: b, text: B, rationale: Ya.}}], {FILLED}}}",
        ),
        as_cloze(
            "Satu {{a}}.",
            "@@{key: a, label: A, options: [{key: b, text: B, rationale: Ya.}, "
            "{key: c, text: C, rationale: Ya.}]}",
        ),
    ],
}
