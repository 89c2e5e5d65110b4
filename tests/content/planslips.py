"""Edits of the guide's quiz for the codes about purposes, rules, blueprint and forms."""

from tests.content.slips import Slip, asked, both
from training.content.rules.codes import ProblemCode as C

SCENARIOS = "  scenarios: 1                    # boleh tidak ditulis; berarti 0\n"
HOURS, DRAWN = (
    "retake_after_hours: 24\n",
    "draw:\n  per_objective: 1\n  situations: 1\n" + SCENARIOS,
)


def also(text: str) -> Slip:
    """Another key of the quiz."""
    return asked(HOURS, f"{HOURS}{text}\n")


def ruled(text: str) -> Slip:
    """A quiz with one rule."""
    return also(f"rules:\n  - {text}")


def planned(text: str) -> Slip:
    """A quiz with a blueprint in the place of its draw."""
    return asked(DRAWN, f"blueprint:\n  - {text}\n")


def formed(one: str, other: str) -> Slip:
    """A quiz with two forms."""
    return also(f"forms:\n  - {{key: a, questions: {one}}}\n  - {{key: b, questions: {other}}}")


PLANS: dict[C, list[Slip]] = {
    C.NO_POST: [also("purposes: @@[baseline]")],
    C.RULE_NO_DAY: [ruled('requires: {opens: @@"2026-02-30T08:00+08:00"}')],
    C.RULE_DATES: [
        ruled('requires: {opens: "2026-12-02T08:00+08:00", closes: @@"2026-12-01T08:00+08:00"}')
    ],
    C.RULE_ADDRESS: [
        ruled("when: {addresses: [10.0.0.0/8, @@10.0.0.0/99]}"),
        ruled("requires: {addresses: [@@ruang lima]}"),
    ],
    C.RULE_MODULE: [
        ruled("requires: {completed: [@@m0-menyapa]}"),
        ruled("when: {completed: [@@m77-tidak-ada]}"),
    ],
    C.RULE_PURPOSE: [ruled("when: {purposes: [post, @@baseline]}")],
    C.RULE_POLICY: [ruled("when: {roles: [hr]}\n    late: @@nol")],
    C.RULE_UNREACHABLE: [ruled("minutes: 5\n  - @@minutes: 6")],
    C.REVIEW_DURING: [
        also("review: {during: @@[jawaban, kunci]}"),
        also("review: {during: @@[nilai]}"),
    ],
    C.REVIEW_NEVER_CLOSES: [also("review: {after_close: @@[jawaban]}")],
    C.REVIEW_REASON_WITHOUT_KEY: [also("review: {while_open: [jawaban, @@alasan]}")],
    C.DRAW_OR_BLUEPRINT: [also("blueprint:\n  @@- {objective: usia-anak, count: 1}")],
    C.PLAN_TOO_LARGE: [
        planned("{objective: usia-anak, count: @@5}"),
        planned("{objective: usia-anak, kinds: [single], count: @@1}"),
    ],
    C.PLAN_TWICE: [
        planned("{objective: usia-anak, count: 1}\n  - @@{objective: usia-anak, count: 2}"),
        planned("{count: 1}\n  - @@{kinds: [sjt-rating], count: 1}"),
    ],
    C.PLAN_NOT_ALL: [
        both(planned("{count: 1}"), asked("  - key: usia-anak", "  - @@key: usia-anak"))
    ],
    C.FORM_FEW: [
        also("anchors: @@[m0-usia-anak-a]"),
        also("forms:\n  @@- {key: a, questions: [m0-usia-anak-a]}"),
    ],
    C.FORM_QUESTION: [formed("[m0-usia-anak-a]", "[@@m0-entah]")],
    C.FORM_TWICE: [formed("[m0-usia-anak-a]", "[@@m0-usia-anak-a]")],
    C.FORM_UNEQUAL: [
        also(
            "forms:\n  - {key: a, questions: [m0-usia-anak-a]}\n"
            "  - @@{key: b, questions: [m0-sjt-s01]}"
        )
    ],
}
