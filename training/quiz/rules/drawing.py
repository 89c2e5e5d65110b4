"""Which questions an attempt holds, and in what order: drawn by a seed, least seen first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from training.content.rules.gates import Form, Line
from training.content.rules.quizzes import Kind, Question, Quiz
from training.quiz.rules.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of an attempt, with its options in the order in which they are shown."""

    key: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """How often each question and each form was seen in so many attempts."""

    questions: Mapping[str, int] = field(default_factory=dict)
    forms: Mapping[str, int] = field(default_factory=dict)
    attempts: int = 0


NOBODY = Seen()


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What decides which questions come first."""

    quiz: Quiz
    times: Counter[str]
    last: frozenset[str]
    city: Seen

    def rank(self, key: str) -> tuple[bool, bool, int, int]:
        """Not in the person's last attempt, not over the cap, least seen by them, by the city.

        The person's own last attempt weighs more than the cap: its key has just been shown to them.
        """
        return (
            key in self.last,
            self._is_over(key),
            self.times[key],
            self.city.questions.get(key, 0),
        )

    def _is_over(self, key: str) -> bool:
        """Whether one more attempt with the question makes it more than its share of attempts."""
        cap = self.quiz.exposure_cap
        if cap is None:
            return False
        return self.city.questions.get(key, 0) + 1 > cap * (self.city.attempts + 1)


def exposure(attempts: Sequence[tuple[Sequence[str], str | None]]) -> Seen:
    """What attempts (the keys of their questions, and their form) have shown altogether."""
    questions = Counter(key for keys, _ in attempts for key in keys)
    return Seen(questions, Counter(form for _, form in attempts if form), len(attempts))


def draw(
    quiz: Quiz,
    *,
    seed: str,
    earlier: Sequence[Sequence[str]] = (),
    city: Seen = NOBODY,
    form: Form | None = None,
) -> tuple[Drawn, ...]:
    """The questions of an attempt: what is known by objective, then situations, then stories.

    Of each line of the blueprint, questions of the last attempt come back only when nothing else is
    left, then those over the exposure cap; before that, those that the person has seen least often
    come first, then those that the city has, and the seed decides between equals. A form has its
    own questions and the anchors. `earlier`: the keys of the person's attempts, oldest first. The
    same seed and exposure give the same draw, and nothing is drawn twice.
    """
    chance = Random(seed)
    times = Counter(key for keys in earlier for key in keys)
    shelf = _Shelf(quiz, times, frozenset(earlier[-1]) if earlier else frozenset(), city)
    chosen = _of_form(quiz, form) if form else _of_lines(shelf, chance)
    known = [question for question in chosen if not question.judged]
    situations = [question for question in chosen if question.judged and not question.is_story]
    stories = [question for question in chosen if question.is_story]
    chance.shuffle(known)
    chance.shuffle(situations)
    return tuple(Drawn(q.key, order_of(q, chance)) for q in (*known, *situations, *stories))


def choose_form(
    quiz: Quiz, *, seed: str, earlier: Sequence[str | None] = (), city: Seen = NOBODY
) -> Form | None:
    """The form of an attempt: never the last one, least used by the person, then by the city.

    None for a quiz without forms. `earlier`: the forms of the person's attempts, oldest first.
    """
    if not quiz.forms:
        return None
    own, last = Counter(earlier), earlier[-1] if earlier else None
    shuffled = Random(seed).sample(quiz.forms, len(quiz.forms))
    return min(shuffled, key=lambda f: (f.key == last, own[f.key], city.forms.get(f.key, 0)))


def _of_form(quiz: Quiz, form: Form) -> list[Question]:
    held = {*quiz.anchors, *form.questions}
    return [question for question in quiz.questions if question.key in held]


def _of_lines(shelf: _Shelf, chance: Random) -> list[Question]:
    chosen: list[Question] = []
    boxes = _boxes(shelf.quiz.questions)
    for line in shelf.quiz.lines:
        taken = {question.key for question in chosen}
        rest = [q for q in boxes[line.objective] if _fits(line, q) and q.key not in taken]
        shuffled = chance.sample(rest, len(rest))
        shuffled.sort(key=lambda question: shelf.rank(question.key))
        chosen += shuffled[: line.count]
    told = [question for question in shelf.quiz.questions if question.is_story]
    stories = chance.sample(told, len(told))
    stories.sort(key=lambda question: shelf.rank(question.key))
    return [*chosen, *stories[: shelf.quiz.draw.scenarios]]


def _boxes(questions: Iterable[Question]) -> Mapping[str | None, list[Question]]:
    """Questions by their objective; situations and stories under None, as lines name them."""
    boxes: dict[str | None, list[Question]] = defaultdict(list)
    for question in questions:
        if question.judged or question.is_story:
            boxes[None].append(question)
        if not question.judged:
            boxes[question.objective].append(question)
    return boxes


def _fits(line: Line, question: Question) -> bool:
    """Whether a question is one of those that a line of the blueprint draws from."""
    if line.kinds and question.kind.value not in line.kinds:
        return False
    if line.objective is None:
        told = question.is_story and Kind.SCENARIO.value in line.kinds
        return told or (question.judged and not question.is_story)
    return question.objective == line.objective and not question.judged


def order_of(question: Question, chance: Random) -> tuple[str, ...]:
    """The keys of a question in the order in which it is shown, drawn where order may vary."""
    handling = KINDS[question.kind]
    keys = list(handling.shuffled(question))
    if not handling.fixed:
        chance.shuffle(keys)
    return tuple(keys)
