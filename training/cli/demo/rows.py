"""The demo's people and facts as rows of the tables, handed to the capabilities in bulk."""

from collections.abc import Iterable, Iterator, Sequence

from training.cli.demo.journeys import Facts
from training.cli.demo.staff import Person
from training.learning import actions as learning
from training.people.actions.history import (
    EmployeeRow,
    IdentifierRow,
    PostingRow,
    SignInRow,
    StandingRow,
    keep,
)  # fmt: skip
from training.people.rules.names import fold
from training.quiz import actions as quiz

TICK = ("id", "employee_id", "slug", "lesson", "release_id", "at", "seconds")
READ = ("id", "employee_id", "unit_id", "slug", "edition", "lesson", "release_id", "at")
ATTEMPT = ("id", "employee_id", "unit_id", "slug", "release_id", "edition", "number", "seed",
           "questions", "started_at", "purpose")  # fmt: skip
ANSWER = ("attempt_id", "question", "revision", "value", "at")
SUBMISSION = ("attempt_id", "at", "score", "passed", "marks", "key")


def keep_people(people: Sequence[Person]) -> None:
    """Store people with their numbers, posts and absences."""
    keep(EmployeeRow, (
        EmployeeRow(p.id, p.name, fold(p.name), p.email, p.status.value, p.added_at)
        for p in people
    ))  # fmt: skip
    keep(IdentifierRow, _numbers(people))
    keep(PostingRow, _posts(people))
    keep(StandingRow, _absences(people))


def _numbers(people: Iterable[Person]) -> Iterator[IdentifierRow]:
    for person in people:
        if person.number:
            kind, value = person.number
            since = person.posts[0].since
            yield IdentifierRow(person.key(1), person.id, kind.value, value, since, None)


def _posts(people: Iterable[Person]) -> Iterator[PostingRow]:
    for person in people:
        for post in person.posts:
            yield PostingRow(
                post.id, person.id, post.office.id, post.kind.value, post.title, post.family.value,
                post.since, post.until,
            )  # fmt: skip


def _absences(people: Iterable[Person]) -> Iterator[StandingRow]:
    for person in people:
        if person.absence:
            kind, since, until = person.absence
            yield StandingRow(person.key(2), person.id, kind.value, since, until)


def keep_facts(facts: Facts) -> dict[str, int]:
    """Store what people did; answers how many rows of each kind."""
    return {
        "sign_ins": keep(SignInRow, facts.sign_ins),
        "ticks": learning.keep_history("reading_tick", TICK, facts.ticks),
        "lessons": learning.keep_history("lesson_read", READ, facts.reads),
        "attempts": quiz.keep_history("attempt", ATTEMPT, facts.attempts),
        "answers": quiz.keep_history("answer", ANSWER, facts.answers),
        "submissions": quiz.keep_history("submission", SUBMISSION, facts.submissions),
    }
