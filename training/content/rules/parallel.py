"""Parallel forms of a bank's situations: as many of every stage and sector in each as can be."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from training.content.rules.quizzes import Question, Quiz

LETTERS = ("A", "B", "C")
_HEAVY, _LIGHT = 100, 1
_STARTS = 60

Trait = tuple[str, str]
Cut = tuple[tuple[Question, ...], ...]


@dataclass(frozen=True, slots=True)
class Lopsided:
    """A trait (`size`, `stage` or `sector`, and its value) that one form has two more of."""

    name: str
    value: str
    counts: tuple[int, ...]


def situations_of(quiz: Quiz) -> tuple[Question, ...]:
    """The situations that experts rate, in the order of the file; stories stand apart."""
    return tuple(question for question in quiz.questions if question.rated)


def parallel(situations: Sequence[Question], *, forms: int = len(LETTERS)) -> Cut:
    """Situations cut into so many forms, each situation in one, in the order of the file.

    Sizes and the counts of every stage and of every sector differ by at most one between any two
    forms: stages and sectors are the two sides of a bipartite graph whose edges are situations, and
    such a graph always has an equitable colouring (de Werra 1971, INFOR 9(1), 30–36). Among these
    cuts one is sought that also spreads the conflicts of value and the kinds. The same bank gives
    the same cut: what is tried is drawn by a seed of the keys.
    """
    chance = Random("/".join(each.key for each in situations))
    least, best = _least(situations, forms), _improved(situations, forms, chance)
    for _ in range(_STARTS - 1):
        if _cost(situations, best, forms) == least:
            break
        other = _improved(situations, forms, chance)
        best = min(best, other, key=lambda places: _cost(situations, places, forms))
    return tuple(
        tuple(each for each, place in zip(situations, best, strict=True) if place == form)
        for form in range(forms)
    )


def lopsided(cut: Sequence[Sequence[Question]]) -> tuple[Lopsided, ...]:
    """The sizes, stages and sectors that are not spread evenly over the forms; none if all are."""
    counted = [Counter(trait for each in form for trait in _main(each)) for form in cut]
    traits = sorted({trait for each in counted for trait in each})
    found = (Lopsided(*trait, tuple(each[trait] for each in counted)) for trait in traits)
    return tuple(each for each in found if max(each.counts) - min(each.counts) > 1)


def _main(question: Question) -> Iterator[Trait]:
    yield "size", ""
    yield "stage", question.stage.value
    yield "sector", question.sector or ""


def _traits(question: Question) -> Iterator[tuple[Trait, int]]:
    """What is to be spread, with what an uneven spread costs."""
    for trait in _main(question):
        yield trait, _HEAVY
    yield ("conflict", str(question.conflict)), _LIGHT
    yield ("kind", question.kind.value), _LIGHT


def _cost(situations: Sequence[Question], places: Sequence[int], forms: int) -> int:
    """The sum of the squares of all counts, which is least where they are as equal as can be."""
    counts: list[Counter[Trait]] = [Counter() for _ in range(forms)]
    weights: dict[Trait, int] = {}
    for question, place in zip(situations, places, strict=True):
        for trait, weight in _traits(question):
            counts[place][trait] += 1
            weights[trait] = weight
    return sum(weights[trait] * n * n for each in counts for trait, n in each.items())


def _least(situations: Sequence[Question], forms: int) -> int:
    """What a cut costs that spreads everything as evenly as whole numbers let it."""
    counts: Counter[Trait] = Counter()
    weights: dict[Trait, int] = {}
    for question in situations:
        for trait, weight in _traits(question):
            counts[trait] += 1
            weights[trait] = weight
    shares = {trait: divmod(n, forms) for trait, n in counts.items()}
    squares = {
        trait: more * (each + 1) ** 2 + (forms - more) * each**2
        for trait, (each, more) in shares.items()
    }
    return sum(weights[trait] * number for trait, number in squares.items())


def _improved(situations: Sequence[Question], forms: int, chance: Random) -> list[int]:
    """A cut by chance, bettered by moving one situation or exchanging two until nothing helps."""
    places = [number % forms for number in range(len(situations))]
    chance.shuffle(places)
    cost = _cost(situations, places, forms)
    better = True
    while better:
        better = False
        for changed in _neighbours(places, forms):
            its = _cost(situations, changed, forms)
            if its < cost:
                places, cost, better = changed, its, True
                break
    return places


def _neighbours(places: list[int], forms: int) -> Iterator[list[int]]:
    for one, place in enumerate(places):
        for form in range(forms):
            if form != place:
                yield [*places[:one], form, *places[one + 1 :]]
        for other in range(one):
            if places[other] != place:
                changed = list(places)
                changed[one], changed[other] = places[other], place
                yield changed
