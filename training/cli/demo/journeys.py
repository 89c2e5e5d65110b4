"""What a person does in the months of the demo: signs in, reads, answers, tries again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Conduct, player
from training.cli.demo.minds import Puzzle
from training.cli.demo.offices import Office
from training.cli.demo.pace import Plan
from training.cli.demo.period import Period
from training.cli.demo.staff import Person
from training.content.rules.gates import PROBES, Purpose
from training.content.rules.model import Audience
from training.content.rules.quizzes import Quiz
from training.kernel.ids import uuid7
from training.learning.rules.assignment import is_for
from training.learning.rules.reading import LONGEST_TICK
from training.people.actions.history import SignInRow
from training.quiz.rules.answers import Value
from training.quiz.rules.drawing import Drawn, draw
from training.quiz.rules.marking import mark, passed, score
from training.quiz.rules.starting import probe_window

READS_ON, TRIES, TRIES_AGAIN, SIGNS_OUT, CHANGES_MIND, CURIOUS = 0.93, 0.95, 0.8, 0.6, 0.04, 0.05
MOST_ATTEMPTS = 3
LEARNS = 0.45
PROBED, FADES = 0.55, 0.6  # of those who join; a chance to recall above which nothing fades
DEVICES = ("Chrome di Windows", "Chrome di Android", "Firefox di Windows", "Safari di iPhone",
           "Edge di Windows")  # fmt: skip
IDLE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Course:
    """A published module as people of the demo meet it."""

    slug: str
    release_id: UUID
    edition: int
    lessons: tuple[tuple[str, int], ...]
    audience: Audience
    quiz: Quiz | None
    puzzles: dict[str, Puzzle]


class Noted(NamedTuple):
    """One event for the audit trail, before it has a place in the chain."""

    at: datetime
    kind: EventKind
    actor: UUID | None
    object_kind: str = ""
    object_id: str = ""
    detail: dict[str, Any] | None = None


@dataclass(slots=True)
class Facts:
    """Rows in the order of the tables' columns, as the history actions take them."""

    sign_ins: list[SignInRow] = field(default_factory=list)
    ticks: list[tuple[Any, ...]] = field(default_factory=list)
    reads: list[tuple[Any, ...]] = field(default_factory=list)
    attempts: list[tuple[Any, ...]] = field(default_factory=list)
    answers: list[tuple[Any, ...]] = field(default_factory=list)
    submissions: list[tuple[Any, ...]] = field(default_factory=list)


class Sitting(NamedTuple):
    """A quiz that a person sits, what for, and by how much their ability differs by then."""

    course: Course
    quiz: Quiz
    purpose: Purpose = Purpose.POST
    change: float = 0.0


class Journey:
    """One person's way through the modules, written into `facts` and `trail`."""

    def __init__(
        self, person: Person, period: Period, facts: Facts, trail: list[Noted], ticks: int
    ) -> None:
        self.person, self.period, self.facts, self.trail = person, period, facts, trail
        self.ticks = ticks
        self.chance = seeded(person.seed)
        self.asked: dict[str, list[list[str]]] = {}
        self.won: list[tuple[Sitting, datetime]] = []
        self.until = period.end
        if person.left:
            midnight = datetime.combine(person.left, time(), period.zone)
            self.until = min(period.end, midnight.astimezone(UTC))

    def walk(self, courses: Sequence[Course], wave: timedelta, plan: Plan) -> None:
        """Go through what is assigned, one module after the other, from the unit's wave on.

        Nearly everybody begins with what a programme asks of their job, and with what comes first
        on its path; how far they have come by now differs, and few have finished all.
        """
        post = self.person.post
        begin = max(self.person.added_at, self.period.start + wave).astimezone(UTC)
        at = begin + timedelta(days=self.chance.expovariate(1 / 40))
        mine = [c for c in courses if is_for(c.audience, post.family, post.office.kind)]
        if self.chance.random() >= self.person.keenness:
            self._look_in(mine, at)
            return
        for course in plan.so_far(mine, self.chance):
            at = self._take(course, self.period.at_work(at, self.chance))
            at += timedelta(days=1 + self.chance.expovariate(1 / 18))
        known = player(self.person)
        if known and self.ticks:
            self._probe(known.conduct)

    def _probe(self, conduct: Conduct) -> None:
        """Whoever joins sits most of the probes that are due after a passed quiz, each once."""
        for first, passed_at in self.won:
            for purpose in (each for each in PROBES if each in first.quiz.purposes):
                if self.chance.random() >= conduct.joins * PROBED:
                    continue
                opens, closes = probe_window(passed_at, purpose)
                some_day = opens + (closes - opens) * self.chance.uniform(0.1, 0.7)
                at = self.period.at_work(some_day, self.chance)
                sitting = first._replace(purpose=purpose, change=conduct.recalls - FADES)
                self._session(at, self._attempt(sitting, at)[1])

    def _look_in(self, mine: Sequence[Course], at: datetime) -> None:
        """Some who do not take part sign in once and read a page."""
        if mine and self.chance.random() < CURIOUS:
            at = self.period.at_work(at, self.chance)
            with_end = self._read(mine[0], mine[0].lessons[:1], at)
            self._session(at, with_end)

    def _take(self, course: Course, at: datetime) -> datetime:
        """Read, then try the quiz at once or on another day; answers when it was over."""
        chance, lessons = self.chance, course.lessons
        whole = chance.random() < READS_ON
        end = self._read(
            course, lessons if whole else lessons[: chance.randrange(len(lessons))], at
        )
        if course.quiz is None or not (whole and chance.random() < TRIES):
            self._session(at, end)
            return end
        sitting = Sitting(course, course.quiz)
        if chance.random() < 0.65:
            failed, end = self._attempt(sitting, end)
            self._session(at, end)
        else:
            self._session(at, end)
            again = self.period.at_work(end + timedelta(days=chance.randint(1, 9)), chance)
            failed, end = self._attempt(sitting, again)
            self._session(again, end)
        return self._again(sitting, end) if failed else end

    def _again(self, sitting: Sitting, end: datetime) -> datetime:
        """Whoever did not pass may try again after the pause, and has learnt from the feedback."""
        pause = timedelta(hours=sitting.quiz.retake_after_hours)
        tried, failed = self.asked[sitting.course.slug], True
        while failed and len(tried) < MOST_ATTEMPTS and self.chance.random() < TRIES_AGAIN:
            later = end + pause + timedelta(days=self.chance.expovariate(1 / 5))
            again = max(self.period.at_work(later, self.chance), end + pause)
            failed, end = self._attempt(sitting, again)
            self._session(again, end)
        return end

    def _read(self, course: Course, lessons: Sequence[tuple[str, int]], at: datetime) -> datetime:
        chance, person = self.chance, self.person
        for place, (lesson, minutes) in enumerate(lessons):
            seconds = max(20, 60 * minutes * chance.lognormvariate(-0.25, 0.45))
            at = self._ticked(course, lesson, at, seconds, self.ticks or place == 0)
            office = self._office(at)
            if at >= self.until or office is None:
                return at
            self.facts.reads.append((
                self._id(at), person.id, office.id, course.slug, course.edition, lesson,
                course.release_id, at,
            ))  # fmt: skip
        return at

    def _office(self, at: datetime) -> Office | None:
        """The unit that a fact of this instant belongs to."""
        only = self.person.posts[0]
        if len(self.person.posts) == 1 and only.until is None:
            return only.office
        return self.person.office_on(self.period.day(at))

    def _ticked(
        self, course: Course, lesson: str, at: datetime, seconds: float, most: int
    ) -> datetime:
        """A tick for every half minute of reading, each as the server would have believed it."""
        count = min(most, int(seconds // LONGEST_TICK))
        for tick in range(1, count + 1):
            when = at + timedelta(seconds=LONGEST_TICK * tick)
            if when < self.until:
                self.facts.ticks.append((
                    self._id(when), self.person.id, course.slug, lesson, course.release_id, when,
                    LONGEST_TICK,
                ))  # fmt: skip
        return at + timedelta(seconds=seconds)

    def _attempt(self, sitting: Sitting, at: datetime) -> tuple[bool, datetime]:
        """One sitting: whether it was handed in and failed, and when it was over."""
        office, course = self._office(at), sitting.course
        if at >= self.until or office is None:
            return False, at
        earlier = self.asked.setdefault(course.slug, [])
        attempt, seed = self._id(at), self.chance.randbytes(16).hex()
        drawn = draw(sitting.quiz, seed=seed, earlier=earlier)
        asked = [{"key": each.key, "options": list(each.options)} for each in drawn]
        self.facts.attempts.append((
            attempt, self.person.id, office.id, course.slug, course.release_id, course.edition,
            len(earlier) + 1, seed, asked, at, sitting.purpose.value,
        ))  # fmt: skip
        learnt = LEARNS * min(len(earlier), MOST_ATTEMPTS - 1) + sitting.change
        earlier.append([each.key for each in drawn])
        values, end = self._answer(
            attempt, course, drawn, self.person.ability + office.skill + learnt, at
        )
        if end >= self.until:
            return False, end  # interrupted by the present: the attempt is still open
        return not self._handed_in(sitting, attempt, drawn, values, end), end

    def _handed_in(
        self, sitting: Sitting, attempt: UUID, drawn: Sequence[Drawn], values: dict[str, Value],
        end: datetime,
    ) -> bool:  # fmt: skip
        puzzles, quiz = sitting.course.puzzles, sitting.quiz
        marks = [mark(puzzles[each.key].question, values.get(each.key)) for each in drawn]
        reached = score(marks)
        won = passed(reached, quiz.pass_mark)
        points = {each.question: each.points for each in marks}
        self.facts.submissions.append((attempt, end, reached, won, points, str(attempt)))
        if won and sitting.purpose is Purpose.POST:
            self.won.append((sitting, end))
        return won

    def _answer(
        self, attempt: UUID, course: Course, drawn: Sequence[Drawn], ability: float, at: datetime
    ) -> tuple[dict[str, Value], datetime]:
        chance, values = self.chance, {}
        for each in drawn:
            puzzle = course.puzzles[each.key]
            given = puzzle.answered(ability, chance)
            for revision, value in enumerate(self._revisions(puzzle, given), 1):
                at += timedelta(seconds=8 + chance.expovariate(1 / 32))
                if value is None or at >= self.until:
                    continue
                self.facts.answers.append((attempt, each.key, revision, value, at))
                values[each.key] = value
        return values, at + timedelta(seconds=chance.uniform(5, 40))

    def _revisions(self, puzzle: Puzzle, given: Value) -> Iterator[Value]:
        """Few change their mind: the first answer stays on record as well. A story only grows."""
        if puzzle.question.is_story and isinstance(given, list):
            yield from (given[:count] for count in range(1, len(given) + 1))
            return
        if given is not None and self.chance.random() < CHANGES_MIND:
            first = puzzle.answered(-3.0, self.chance)
            if first is not None and first != given:
                yield first
        yield given

    def _session(self, at: datetime, end: datetime) -> None:
        """The sign-in that this activity needed, and how it ended."""
        if at >= self.until:
            return
        chance, person = self.chance, self.person
        start = at - timedelta(seconds=chance.uniform(20, 90))
        seen = min(end, self.until - timedelta(seconds=1))
        out = chance.random() < SIGNS_OUT
        over = seen + (timedelta(seconds=chance.uniform(5, 120)) if out else IDLE)
        self.trail.append(Noted(start, EventKind.SIGNED_IN, person.id, "person", str(person.id)))
        why = "signed-out" if out else "idle"
        if over < self.period.end and out:
            detail = {"why": why, "sessions": 1}
            kind = EventKind.SIGNED_OUT
            self.trail.append(Noted(over, kind, person.id, "person", str(person.id), detail))
        ended = over if over < self.period.end else None
        self.facts.sign_ins.append(SignInRow(
            self._id(start), chance.randbytes(32).hex(), person.id, start, seen, True, False,
            chance.choice(DEVICES), ended, why if ended else None,
        ))  # fmt: skip

    def _id(self, at: datetime) -> UUID:
        return uuid7(at, self.chance.randbytes(10))
