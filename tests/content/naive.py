"""Learners who know nothing: what each makes of words and places, and how they fill a form in.

A hint gives every text that can be chosen a number; the learner takes the highest, and chance
decides between equals. What a hint says nothing about is therefore answered as chance would.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from training.content.rules.details import Cloze, Gap, Matching
from training.content.rules.quizzes import Kind, Question
from training.content.rules.stories import walk
from training.quiz.rules.answers import parse_answer
from training.quiz.rules.kinds.stories import scenario_of
from training.quiz.rules.marking import mark

WORD = re.compile(r"[a-zà-ÿ]{4,}")
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is read before choosing: the question (or one part of it) and all that is offered."""

    prompt: str
    texts: tuple[str, ...]


Hint = Callable[[str, Seen], float]
"""How attractive a text is among those that are offered."""


def nothing(_text: str, _seen: Seen) -> float:
    """The random learner: all texts are the same."""
    return 0


@dataclass(frozen=True, slots=True)
class Learner:
    """A hint, and what is done where a hint about texts does not decide.

    `place`: None for the order of the hint alone, else the place (0 first, -1 last) that is taken
    among what is shown. `many`: how many of several are ticked, None for a number by chance.
    `same`: the one rating that every response gets, None for ratings by the hint.
    """

    name: str
    hint: Hint = nothing
    place: int | None = None
    many: str | None = None
    same: int | None = None
    number: str | None = None

    def ranked(self, keys: Mapping[str, str], prompt: str, chance: Random) -> list[str]:
        """Keys from the most to the least attractive text; `keys` gives the text of every key."""
        shown = chance.sample(list(keys), len(keys))
        if self.place is not None:
            return shown if self.place == 0 else shown[::-1]
        seen = Seen(prompt, tuple(keys.values()))
        return sorted(shown, key=lambda key: -self.hint(keys[key], seen))


def play(learner: Learner, question: Question, chance: Random) -> Any:
    """The answer of a learner, in the raw form in which a page sends it."""
    return _PLAY[question.kind](learner, question, chance)


def _texts(question: Question) -> dict[str, str]:
    return {option.key: option.text for option in question.options}


def _ranked(learner: Learner, question: Question, chance: Random) -> list[str]:
    return learner.ranked(_texts(question), question.prompt, chance)


def _one(learner: Learner, question: Question, chance: Random) -> str:
    return _ranked(learner, question, chance)[0]


def _true_or_false(learner: Learner, question: Question, chance: Random) -> str:
    """The two options are words of the form; the hint looks at the statement for what it says."""
    if learner.place is not None:
        return ("benar", "salah")[learner.place]
    return _one(learner, question, chance)


def _several(learner: Learner, question: Question, chance: Random) -> list[str]:
    """Two at least, and not all: so much the task says."""
    ranked, most = _ranked(learner, question, chance), len(question.options)
    ways = {"two": 2, "all": most, "all but one": most - 1}
    return ranked[: ways[learner.many] if learner.many else chance.randint(2, most - 1)]


def _pairs(learner: Learner, question: Question, chance: Random) -> dict[str, str]:
    """For every pair the most attractive option; a place goes down both lists together."""
    detail = question.detail
    assert isinstance(detail, Matching)
    if learner.place is not None:
        shown = [pair.key for pair in detail.pairs][:: 1 if learner.place == 0 else -1]
        ranked = _ranked(learner, question, chance)
        return {key: ranked[place % len(ranked)] for place, key in enumerate(shown)}
    texts = _texts(question)
    return {pair.key: learner.ranked(texts, pair.text, chance)[0] for pair in detail.pairs}


def _order(learner: Learner, question: Question, chance: Random) -> dict[str, int]:
    ranked = _ranked(learner, question, chance)
    return {key: place for place, key in enumerate(ranked, 1)}


def _ratings(learner: Learner, question: Question, chance: Random) -> dict[str, int]:
    """The most attractive response gets 4 and the next one less; equals get what chance gives."""
    if learner.same is not None:
        return dict.fromkeys(_texts(question), learner.same)
    ranked = _ranked(learner, question, chance)
    return {key: max(1, 4 - place) for place, key in enumerate(ranked)}


def _extremes(learner: Learner, question: Question, chance: Random) -> dict[str, str]:
    ranked = _ranked(learner, question, chance)
    return {"best": ranked[0], "worst": ranked[-1]}


def _number(learner: Learner, text: str, chance: Random) -> str:
    """A number that stands in the question, or one that is near those that are asked for."""
    found = [int(each) for each in NUMBER.findall(text)] or [chance.randint(1, 20)]
    ways = {
        "first": found[0], "last": found[-1], "largest": max(found), "smallest": min(found),
        "how many": len(found), "sum": sum(found),
    }  # fmt: skip
    by_chance = [*ways.values(), chance.randint(1, 10)]
    return str(ways[learner.number] if learner.number else chance.choice(by_chance))


def _numeric(learner: Learner, question: Question, chance: Random) -> str:
    return _number(learner, question.prompt, chance)


def _word(learner: Learner, text: str, chance: Random) -> str:
    words = sorted(set(WORD.findall(text.lower())))
    return learner.ranked({each: each for each in words}, text, chance)[0]


def _short_text(learner: Learner, question: Question, chance: Random) -> str:
    return _word(learner, question.prompt, chance)


def _gaps(learner: Learner, question: Question, chance: Random) -> dict[str, str]:
    detail = question.detail
    assert isinstance(detail, Cloze)
    around = zip(detail.gaps, detail.pieces, strict=False)
    return {gap.key: _gap(learner, gap, before, chance) for gap, before in around}


def _gap(learner: Learner, gap: Gap, before: str, chance: Random) -> str:
    if gap.numeric:
        return _number(learner, before, chance)
    if gap.short_text:
        return _word(learner, before, chance)
    texts = {option.key: option.text for option in gap.options}
    return learner.ranked(texts, before, chance)[0]


def _path(learner: Learner, question: Question, chance: Random) -> list[str]:
    """Step by step what is most attractive there."""
    path: list[str] = []
    scenario = scenario_of(question)
    while (here := walk(scenario, path).here).offered:
        texts = {choice.key: choice.text for choice in here.offered}
        path.append(learner.ranked(texts, here.node.text, chance)[0])
    return path


_PLAY: dict[Kind, Callable[[Learner, Question, Random], Any]] = {
    Kind.SINGLE: _one,
    Kind.HOTSPOT: _one,
    Kind.TRUE_FALSE: _true_or_false,
    Kind.MULTIPLE: _several,
    Kind.MATCHING: _pairs,
    Kind.ORDERING: _order,
    Kind.NUMERIC: _numeric,
    Kind.SHORT_TEXT: _short_text,
    Kind.CLOZE: _gaps,
    Kind.SJT_RATING: _ratings,
    Kind.SJT_BEST_WORST: _extremes,
    Kind.SJT_RANK: _order,
    Kind.SCENARIO: _path,
}


def earned(learner: Learner, question: Question, plays: int) -> list[float]:
    """What a learner earns in so many plays under the marking of the real quiz, by a seed."""
    chance = Random(f"{learner.name}/{question.key}")
    answers = (parse_answer(question, play(learner, question, chance)) for _ in range(plays))
    return [mark(question, answer).points for answer in answers]
