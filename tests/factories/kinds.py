"""A question of every kind, with its best answer and one that earns nothing."""

from decimal import Decimal

from tests.factories import content
from tests.factories.content import SECRET
from training.content.rules import quizzes
from training.content.rules.details import (
    Accepted,
    Cloze,
    Criterion,
    FreeText,
    Gap,
    GapOption,
    Level,
    Matching,
    Near,
    Numeric,
    Pair,
    ShortText,
)
from training.content.rules.quizzes import Kind, Question
from training.quiz.rules.answers import Value
from training.quiz.rules.kinds import KINDS

HOSTILE = "<script>alert('Rani')</script>"
NO_NUMBER = "-987654321"


def why(what: str) -> str:
    return f"{SECRET} {what}."


def plain_option(key: str) -> quizzes.Option:
    """An option that is neither right nor wrong by itself."""
    return content.option(key)


def matching(key: str = "m1-jodoh-a", matches: str = "abc", **more) -> Question:
    """As many pairs as letters; each belongs to the option of its letter, and d to none."""
    pairs = tuple(
        Pair(f"p{n}", f"Pasangan {n}", f"Pasangan {n}", match, why(match), why(match))
        for n, match in enumerate(matches, 1)
    )
    options = tuple(plain_option(letter) for letter in "abcd")
    return content.question(
        key, Kind.MATCHING, options=options, detail=Matching(pairs), **{"objective": "jodoh"} | more
    )


def ordering(key: str = "m1-urut-a", things: str = "abcd", **more) -> Question:
    """The letters in their right order."""
    options = tuple(plain_option(letter) for letter in things)
    return content.question(key, Kind.ORDERING, options=options, **{"objective": "urut"} | more)


def free_text(key: str = "m1-uraian-a", **more) -> Question:
    """At least three words, looked at in two respects."""
    steps = (Level(0, "Belum."), Level(1, "Sebagian."), Level(2, "Ya."))
    criteria = (Criterion("sapa", "Menyapa.", steps), Criterion("dengar", "Mendengar.", steps))
    rubric = FreeText(criteria, why("contoh satu dua"), why("contoh"), 3, 60)
    return content.question(
        key, Kind.FREE_TEXT, options=(), detail=rubric, **{"objective": "uraian"} | more
    )


def form(answer: str, points: float = 1.0) -> Accepted:
    return Accepted(answer, points, why(answer), why(answer))


def words(*accept: Accepted, **more) -> ShortText:
    otherwise = why("selain itu")
    return ShortText(accept or (form("anak"), form("remaja", 0.5)), otherwise, otherwise, **more)


def short_text(key: str = "m1-kata-a", *accept: Accepted, **more) -> Question:
    detail = words(
        *accept, **{name: more.pop(name) for name in ("case", "spacing") if name in more}
    )
    return content.question(
        key, Kind.SHORT_TEXT, options=(), detail=detail, **{"objective": "kata"} | more
    )


def near(value: str, tolerance: str = "0", points: float = 1.0) -> Near:
    return Near(Decimal(value), Decimal(tolerance), points, why(value), why(value))


def numbers(*accept: Near, unit: str = "hari") -> Numeric:
    otherwise = why("selain itu")
    return Numeric(accept or (near("12.5"), near("12.5", "2", 0.5)), otherwise, otherwise, unit)


def numeric(key: str = "m1-angka-a", *accept: Near, unit: str = "hari", **more) -> Question:
    detail = numbers(*accept, unit=unit)
    return content.question(
        key, Kind.NUMERIC, options=(), detail=detail, **{"objective": "angka"} | more
    )


def cloze(key: str = "m1-celah-a", **more) -> Question:
    """Three gaps: a choice (b is right), a text (anak) and a number (12,5)."""
    options = tuple(
        GapOption(letter, f"Isi {letter}", letter == "b", why(letter), why(letter))
        for letter in "abc"
    )
    gaps = (
        Gap("pilihan", "Celah pilihan", options=options),
        Gap("kata", "Celah kata", short_text=words()),
        Gap("angka", "Celah angka", numeric=numbers()),
    )
    pieces = ("Satu ", " dua ", " tiga ", ".")
    return content.question(
        key,
        Kind.CLOZE,
        options=(),
        detail=Cloze(pieces, pieces, gaps),
        **{"objective": "celah"} | more,
    )


MADE = {
    Kind.SINGLE: lambda: content.question("m1-satu-a"),
    Kind.MULTIPLE: lambda: content.question("m1-banyak-a", Kind.MULTIPLE, right="a,c"),
    Kind.TRUE_FALSE: lambda: content.question("m1-nilai-a", Kind.TRUE_FALSE, right="salah"),
    Kind.MATCHING: matching,
    Kind.ORDERING: ordering,
    Kind.SHORT_TEXT: short_text,
    Kind.NUMERIC: numeric,
    Kind.CLOZE: cloze,
    Kind.HOTSPOT: lambda: content.hotspot("m1-tempat-a"),
    Kind.FREE_TEXT: free_text,
    Kind.SJT_RATING: lambda: content.situation("m1-situasi-a"),
    Kind.SJT_BEST_WORST: lambda: content.situation("m1-ujung-a", kind=Kind.SJT_BEST_WORST),
    Kind.SJT_RANK: lambda: content.situation("m1-peringkat-a", kind=Kind.SJT_RANK),
    Kind.SCENARIO: content.story,
}
AT_ONCE = tuple(kind for kind in Kind if kind is not Kind.SCENARIO)
"""One question of every kind."""


def every_kind() -> list[Question]:
    """One question of every kind that is answered at once; a story has tests of its own."""
    return [MADE[kind]() for kind in AT_ONCE]


def _reversed_places(question: Question) -> Value:
    count = len(question.options)
    return {option.key: count - place for place, option in enumerate(question.options)}


def _other_matches(question: Question) -> Value:
    keys = [option.key for option in question.options]
    return {
        pair.key: next(key for key in keys if key != pair.match) for pair in question.detail.pairs
    }


def _wrong_gaps(question: Question) -> Value:
    gaps = question.detail.gaps
    wrong = {gap.key: next((o.key for o in gap.options if not o.correct), "") for gap in gaps}
    return {key: option or NO_NUMBER for key, option in wrong.items()}


def _other_ends(question: Question) -> Value:
    best = right_answer(question)
    return {"best": best["worst"], "worst": best["best"]}


def _turned_round(question: Question) -> Value:
    last = len(question.options) + 1
    return {key: last - place for key, place in right_answer(question).items()}


WRONG = {
    Kind.MULTIPLE: lambda q: [option.key for option in q.options if not option.correct][:1],
    Kind.MATCHING: _other_matches,
    Kind.ORDERING: _reversed_places,
    Kind.SHORT_TEXT: lambda _: "bukan itu",
    Kind.NUMERIC: lambda _: NO_NUMBER,
    Kind.CLOZE: _wrong_gaps,
    Kind.FREE_TEXT: lambda _: "tiga kata saja",
    Kind.SJT_RATING: lambda q: {o.key: 1 if (o.expert or 1) > 2.5 else 4 for o in q.options},
    Kind.SJT_BEST_WORST: _other_ends,
    Kind.SJT_RANK: _turned_round,
}


def right_answer(question: Question) -> Value:
    """The best answer that can be given."""
    return KINDS[question.kind].best(question)


def wrong_answer(question: Question) -> Value:
    """A complete answer that earns nothing, or next to it."""
    if question.kind in WRONG:
        return WRONG[question.kind](question)
    return next(option.key for option in question.options if not option.correct)
