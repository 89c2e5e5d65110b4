"""Practice made by the real actions: modules passed, cases answered; and bare records."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.factories import content, kinds, people, quiz
from training.people.tables.employees import Employee
from training.practice.actions.answering import answer_case
from training.practice.actions.opening import open_case
from training.practice.queries.cases import Case, case
from training.practice.rules.cards import Card, CardKind
from training.practice.rules.record import Asked, CaseKind, Finish, Record, Shown

ZONE = "Asia/Makassar"
PERSON = UUID(int=1)
FINISHED = datetime(2026, 1, 5, 2, tzinfo=UTC)  # 10.00 WITA on a Monday
SOON = timedelta(seconds=45)


def finished(person: Employee, slug: str = content.SLUG, *, at: datetime) -> None:
    """The module's quiz passed at an instant, everything right."""
    assert quiz.submitted(person, slug, at=at).passed


def opened(person: Employee, *, at: datetime) -> Case:
    """The next case, opened."""
    return case(open_case(people.acting(person), at=at, zone=ZONE), of=person.id)


def answered(
    person: Employee, *, at: datetime, right: bool = True, after: timedelta = SOON
) -> Case:
    """The next case, opened and answered some time after."""
    found = opened(person, at=at)
    value = (kinds.right_answer if right else kinds.wrong_answer)(found.question)
    answer_case(found.id, value, of=person.id, at=at + after, zone=ZONE)
    return case(found.id, of=person.id)


def card(key: str, variants: int = 4, slug: str = "m1-contoh") -> Card:
    """A card of knowledge with variants a, b, c, …"""
    names = tuple(f"{key}-{letter}" for letter in "abcdefgh"[:variants])
    return Card(slug, key, CardKind.KNOWLEDGE, "menyapa-anak", key, names)


def cards(count: int, variants: int = 4) -> tuple[Card, ...]:
    return tuple(card(f"k{number}", variants) for number in range(count))


def record(finished_at: datetime = FINISHED, slug: str = "m1-contoh", **more) -> Record:
    """Somebody who has finished one module and done nothing since."""
    return Record(PERSON, {slug: Finish(finished_at, {})}, **more)


def asked(question: str, at: datetime, slug: str = "m1-contoh") -> Asked:
    return Asked(slug, question, at)


def shown(question: str, at: datetime, *, place: int = 1, mark: int | None = None, **more) -> Shown:
    """A case of a bare record; its card is the question without its letter."""
    day = at.date()
    week = day - timedelta(days=day.weekday())
    kind = CaseKind.PROBE if mark else CaseKind.PRACTICE
    key = more.pop("card", question.rpartition("-")[0])
    return Shown(
        UUID(int=int(at.timestamp())), week, place, "m1-contoh", key, question, kind, mark, at,
        more.pop("answered_at", at + SOON),
    )  # fmt: skip
