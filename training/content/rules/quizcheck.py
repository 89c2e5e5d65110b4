"""Whether questions are built as the format says, one by one and as a quiz."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds import KINDS
from training.content.rules.kinds.frame import Placed, Where, refuse
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Draw, Objective, Question
from training.content.rules.quizzes import JUDGED, Kind
from training.content.rules.yamltext import Document

VARIANTS = 4
ENOUGH_QUESTIONS = 8
# A right answer that stands out more often than this gives the game away.
MOST_SHARE = 0.6
ALL_OR_NONE = ("semua benar", "semuanya benar", "semua jawaban", "tidak ada yang benar")
GRADES = ("correct", "expert")
# Fields and ids of a question's form that no part of it may have.
RESERVED = ("revision", "pilih", "how", "error")
DETAILS = tuple(rules.detail for rules in KINDS.values() if rules.detail)


def one(document: Document, placed: Placed) -> Iterator[Problem]:
    """Everything that is wrong with one question."""
    if KINDS[placed.question.kind].part != placed.part:
        yield refuse(document, (*placed.where, "kind"), C.SCENARIO_MISPLACED)
        return
    for check in (_fields, _grades, _details, _options, KINDS[placed.question.kind].check):
        yield from check(document, placed)


def _fields(document: Document, placed: Placed) -> Iterator[Problem]:
    """What a question needs and what it may not have, by its kind."""
    question, kind = placed.question, placed.question.kind
    of_choice = {"objective": question.objective, "variant": question.variant}
    of_situation = {"situation": question.situation, "sector": question.sector}
    judged = kind in JUDGED
    needed, barred = (of_situation, of_choice) if judged else (of_choice, of_situation)
    for key, value in needed.items():
        if value is None:
            yield refuse(document, placed.where, C.MISSING_FIELD, key=key, kind=kind)
    for key, value in barred.items():
        if value is not None and key != "sector":
            yield refuse(document, (*placed.where, key), C.WRONG_FIELD, key=key, kind=kind)
    if question.conflict and not judged:
        at = (*placed.where, "conflict")
        yield refuse(document, at, C.WRONG_FIELD, key="conflict", kind=kind)
    if question.credit is not None and question.credit not in KINDS[kind].credits:
        yield refuse(document, (*placed.where, "credit"), C.WRONG_FIELD, key="credit", kind=kind)


def _grades(document: Document, placed: Placed) -> Iterator[Problem]:
    """What says how good an option is: one field for each kind, and no other."""
    kind, wanted = placed.question.kind, KINDS[placed.question.kind].graded
    for number, option in enumerate(placed.question.options):
        at = (*placed.where, "options", number)
        for key in GRADES:
            given = getattr(option, key) is not None
            if key == wanted and not given:
                yield refuse(document, at, C.MISSING_FIELD, key=key, kind=kind)
            elif key != wanted and given:
                yield refuse(document, (*at, key), C.WRONG_FIELD, key=key, kind=kind)


def _details(document: Document, placed: Placed) -> Iterator[Problem]:
    """The part that only one kind has: there when it must be, and no other."""
    kind, own = placed.question.kind, KINDS[placed.question.kind].detail
    for key in DETAILS:
        given = getattr(placed.question, key.replace("-", "_")) is not None
        if key == own and not given:
            yield refuse(document, placed.where, C.MISSING_FIELD, key=key, kind=kind)
        elif key != own and given:
            yield refuse(document, (*placed.where, key), C.WRONG_FIELD, key=key, kind=kind)


def _options(document: Document, placed: Placed) -> Iterator[Problem]:
    question, where = placed.question, placed.where
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
    counts = KINDS[question.kind].options or range(1)
    if len(question.options) not in counts:
        low, high = counts[0], counts[-1]
        rule = f"harus {low}" if low == high else f"harus {low}–{high}"
        count, at = len(question.options), (*where, "options")
        yield refuse(document, at, C.OPTION_COUNT, key=question.key, count=count, rule=rule)


def together(
    document: Document, placed: Sequence[Placed], objectives: Sequence[Objective], draw: Draw | None
) -> Iterator[Problem]:
    """Everything that is wrong with the questions as a set."""
    yield from _twice(document, placed)
    yield from _names(document, placed)
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
    yield from _too_few(document, placed, draw)
    yield from _giveaways(document, [each.question for each in placed])


def _too_few(document: Document, placed: Sequence[Placed], draw: Draw | None) -> Iterator[Problem]:
    """Situations and scenarios that the draw asks for and the file does not hold."""
    kinds = [each.question.kind for each in placed]
    stories = kinds.count(Kind.SCENARIO)
    rated = sum(kind in JUDGED for kind in kinds) - stories
    for key, count in (("situations", rated), ("scenarios", stories)):
        wanted = getattr(draw, key) if draw else 0
        if count < wanted:
            more = {"wanted": wanted, "key": key, "count": count}
            yield refuse(document, ("draw", key), C.DRAW_TOO_LARGE, **more)


def _twice(document: Document, placed: Sequence[Placed]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for each in placed:
        key, at = each.question.key, (*each.where, "key")
        if key in seen:
            yield refuse(document, at, C.KEY_TWICE, key=key, first=seen[key])
        seen.setdefault(key, document.places().at(*at).line)


def _names(document: Document, placed: Sequence[Placed]) -> Iterator[Problem]:
    """Keys that would give two fields of a quiz's form one name: question, hyphen, part."""
    keys = {each.question.key for each in placed}
    reserved = {f"{key}-{word}" for key in keys for word in RESERVED}
    for each in placed:
        question, where = each.question, each.where
        if question.key in reserved:
            yield refuse(document, (*where, "key"), C.KEY_RESERVED, key=question.key)
        for at, part in _parts(question):
            if f"{question.key}-{part}" in keys | reserved:
                yield refuse(document, (*where, *at, "key"), C.KEY_RESERVED, key=part)


def _parts(question: Question) -> Iterator[tuple[Where, str]]:
    """What may be answered by itself: where its key stands within the question, and the key."""
    groups = [(("options",), question.options)]
    groups += [(("matching", "pairs"), question.matching.pairs)] if question.matching else []
    groups += [(("cloze", "gaps"), question.cloze.gaps)] if question.cloze else []
    for at, group in groups:
        for number, part in enumerate(group):
            yield (*at, number), part.key


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
