"""Whether questions are built as the format says, one by one and as a quiz."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import Kind
from training.content.rules.problems import Problem, problem
from training.content.rules.shape import Draw, Objective, Question
from training.content.rules.yamltext import Document

GOOD, POOR = 3.4, 1.6
VARIANTS = 4
ENOUGH_QUESTIONS = 8
# A right answer that stands out more often than this gives the game away.
MOST_SHARE = 0.6
ALL_OR_NONE = ("semua benar", "semuanya benar", "semua jawaban", "tidak ada yang benar")
CHOICES = {Kind.SINGLE: range(3, 5), Kind.MULTIPLE: range(4, 6), Kind.SJT_RATING: range(4, 5)}


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and its number in the file."""

    question: Question
    number: int


Check = Callable[[Document, Placed], Iterator[Problem]]


def refuse(document: Document, where: tuple[str | int, ...], code: C, **more: object) -> Problem:
    """A problem at a key or value of the file."""
    return problem(document.path, document.places().at(*where), code, **more)


def one(document: Document, placed: Placed) -> Iterator[Problem]:
    """Everything that is wrong with one question."""
    for check in (_fields, _options, _RIGHT[placed.question.kind]):
        yield from check(document, placed)


def _fields(document: Document, placed: Placed) -> Iterator[Problem]:
    question, kind = placed.question, placed.question.kind
    where = ("questions", placed.number)
    rated = kind is Kind.SJT_RATING
    of_choice = {"objective": question.objective, "variant": question.variant}
    of_rating = {"situation": question.situation, "sector": question.sector}
    needed, barred = (of_rating, of_choice) if rated else (of_choice, of_rating)
    for key, value in needed.items():
        if value is None:
            yield refuse(document, where, C.MISSING_FIELD, key=key, kind=kind)
    for key, value in barred.items():
        if value is not None and key != "sector":
            yield refuse(document, (*where, key), C.WRONG_FIELD, key=key, kind=kind)
    for number, option in enumerate(question.options):
        at = (*where, "options", number)
        wanted, other = ("expert", "correct") if rated else ("correct", "expert")
        if getattr(option, wanted) is None:
            yield refuse(document, at, C.MISSING_FIELD, key=wanted, kind=kind)
        if getattr(option, other) is not None:
            yield refuse(document, (*at, other), C.WRONG_FIELD, key=other, kind=kind)


def _options(document: Document, placed: Placed) -> Iterator[Problem]:
    question, where = placed.question, ("questions", placed.number)
    seen: dict[str, int] = {}
    for number, option in enumerate(question.options):
        at = (*where, "options", number, "key")
        if option.key in seen:
            yield refuse(document, at, C.KEY_TWICE, key=option.key, first=seen[option.key])
        seen.setdefault(option.key, document.places().at(*at).line)
        if not (option.rationale or "").strip():
            yield refuse(document, at[:-1], C.OPTION_WITHOUT_RATIONALE, key=option.key)
        if any(phrase in option.text.lower() for phrase in ALL_OR_NONE):
            yield refuse(document, (*at[:-1], "text"), C.ALL_OF_THE_ABOVE, what=option.text)
    counts = CHOICES.get(question.kind)
    if counts and len(question.options) not in counts:
        low, high = counts[0], counts[-1]
        rule = f"harus {low}" if low == high else f"harus {low}–{high}"
        count, at = len(question.options), (*where, "options")
        yield refuse(document, at, C.OPTION_COUNT, key=question.key, count=count, rule=rule)


def _single(document: Document, placed: Placed) -> Iterator[Problem]:
    yield from _right_count(document, placed, range(1, 2), "harus tepat satu")


def _multiple(document: Document, placed: Placed) -> Iterator[Problem]:
    question = placed.question
    most = len(question.options)
    rule = "harus dua atau lebih, dan paling sedikit satu pilihan keliru"
    yield from _right_count(document, placed, range(2, max(3, most)), rule)
    if "pilih semua" not in question.prompt.lower():
        at = ("questions", placed.number, "prompt")
        yield refuse(document, at, C.MULTIPLE_PROMPT, key=question.key)


def _true_false(document: Document, placed: Placed) -> Iterator[Problem]:
    if sorted(option.key for option in placed.question.options) != ["benar", "salah"]:
        yield refuse(document, ("questions", placed.number, "options"), C.TRUE_FALSE_OPTIONS)
    yield from _single(document, placed)


def _right_count(
    document: Document, placed: Placed, allowed: range, rule: str
) -> Iterator[Problem]:
    question, at = placed.question, ("questions", placed.number)
    count = sum(option.correct is True for option in question.options)
    if count == 0:
        yield refuse(document, at, C.NO_RIGHT_ANSWER, key=question.key)
    elif count not in allowed:
        yield refuse(document, at, C.RIGHT_COUNT, key=question.key, count=count, rule=rule)


def _rated(document: Document, placed: Placed) -> Iterator[Problem]:
    question, at = placed.question, ("questions", placed.number)
    marks = [option.expert for option in question.options if option.expert is not None]
    if not marks or max(marks) < GOOD or min(marks) > POOR:
        yield refuse(document, at, C.EXPERT_SPREAD, key=question.key)
    if len(marks) > 1 and marks in (sorted(marks), sorted(marks, reverse=True)):
        yield refuse(document, at, C.EXPERT_ORDER, key=question.key)


_RIGHT: dict[Kind, Check] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.SJT_RATING: _rated,
}


def together(
    document: Document, placed: Sequence[Placed], objectives: Sequence[Objective], draw: Draw | None
) -> Iterator[Problem]:
    """Everything that is wrong with the questions as a set."""
    yield from _twice(document, placed)
    yield from _variants(document, placed)
    of_objective = Counter(each.question.objective for each in placed)
    for number, objective in enumerate(objectives):
        at, count = ("objectives", number), of_objective[objective.key]
        wanted = draw.per_objective if draw else 1
        if count < wanted:
            more = {"wanted": wanted, "key": objective.key, "count": count}
            yield refuse(document, at, C.DRAW_TOO_LARGE, **more)
        elif count < VARIANTS:
            more = {"key": objective.key, "count": count, "limit": VARIANTS}
            yield refuse(document, at, C.FEW_VARIANTS, **more)
    rated = sum(each.question.kind is Kind.SJT_RATING for each in placed)
    if draw and rated < draw.situations:
        more = {"wanted": draw.situations, "key": "situations", "count": rated}
        yield refuse(document, ("draw", "situations"), C.DRAW_TOO_LARGE, **more)
    yield from _giveaways(document, [each.question for each in placed])


def _twice(document: Document, placed: Sequence[Placed]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for each in placed:
        key, at = each.question.key, ("questions", each.number, "key")
        if key in seen:
            yield refuse(document, at, C.KEY_TWICE, key=key, first=seen[key])
        seen.setdefault(key, document.places().at(*at).line)


def _variants(document: Document, placed: Sequence[Placed]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    kinds: dict[str, list[Placed]] = defaultdict(list)
    for each in placed:
        objective, variant = each.question.objective, each.question.variant
        if objective is None or variant is None:
            continue
        kinds[objective].append(each)
        at, first = ("questions", each.number, "variant"), seen.get((objective, variant))
        if first:
            more = {"variant": variant, "key": objective, "first": first}
            yield refuse(document, at, C.DUPLICATE_VARIANT, **more)
        seen.setdefault((objective, variant), document.places().at(*at).line)
    for objective, group in kinds.items():
        found = dict.fromkeys(each.question.kind.value for each in group)
        if len(found) > 1:
            odd = next(each for each in group if each.question.kind != group[0].question.kind)
            at, names = ("questions", odd.number, "kind"), ", ".join(found)
            yield refuse(document, at, C.MIXED_KINDS, key=objective, kinds=names)


def _giveaways(document: Document, questions: Sequence[Question]) -> Iterator[Problem]:
    """What a clever guesser would use: the longest answer, or always the same letter."""
    singles = [each for each in questions if each.kind is Kind.SINGLE and each.options]
    if len(singles) < ENOUGH_QUESTIONS:
        return
    longest, places = 0, Counter[str]()
    for question in singles:
        lengths = [len(option.text) for option in question.options]
        for option, length in zip(question.options, lengths, strict=True):
            if option.correct:
                longest += length == max(lengths) and lengths.count(length) == 1
                places[option.key] += 1
    if longest / len(singles) > MOST_SHARE:
        share = round(100 * longest / len(singles))
        yield refuse(document, ("questions",), C.LONGEST_IS_RIGHT, share=share)
    for key, count in places.most_common(1):
        if count / len(singles) > MOST_SHARE:
            share = round(100 * count / len(singles))
            yield refuse(document, ("questions",), C.FIRST_IS_RIGHT, share=share, key=key)
