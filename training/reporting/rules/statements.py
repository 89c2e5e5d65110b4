"""Facts of learning as xAPI statements: who is a pseudonym, what happened, with which result.

The verbs are our own and described in docs/xapi.md. A statement's id follows from its fact alone,
so that sending a fact again is sending the same statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from training.content.rules.gates import Counts
from training.quiz.rules.attempts import decisive

NAMESPACE = uuid5(NAMESPACE_URL, "urn:resap:statement")
ADL = "http://adlnet.gov/expapi/activities"


class Source(StrEnum):
    """What kind of fact a statement tells of."""

    READ = "lesson-read"
    ATTEMPT = "attempt"
    SUBMISSION = "submission"
    RESCORE = "rescore"


class Verb(StrEnum):
    """What a person did, or what became of it."""

    READ = "lesson-read"
    STARTED = "attempt-started"
    SUBMITTED = "attempt-submitted"
    SCORED = "attempt-scored"
    COMPLETED = "module-completed"


DISPLAY = {
    Verb.READ: {"id": "menyelesaikan pelajaran", "en": "read the lesson to its end"},
    Verb.STARTED: {"id": "memulai pengerjaan kuis", "en": "started a quiz attempt"},
    Verb.SUBMITTED: {"id": "menyerahkan pengerjaan kuis", "en": "submitted a quiz attempt"},
    Verb.SCORED: {"id": "memperoleh nilai kuis", "en": "received a quiz score"},
    Verb.COMPLETED: {"id": "menuntaskan modul", "en": "completed the module"},
}


@dataclass(frozen=True, slots=True)
class Iris:
    """Under what our verbs and activities are named, and the home page of pseudonyms.

    `base` is an https address or a urn; the parts of a name follow it after `/` or `:`.
    """

    base: str
    home: str

    def named(self, *parts: str) -> str:
        """The IRI of something of ours, from the parts of its name."""
        return (":" if self.base.startswith("urn:") else "/").join((self.base, *parts))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended: a score from 0 to 1, while `pending` not final, and none if `void`."""

    score: float
    passed: bool
    pending: bool = False
    void: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with what its statements need; `key` and `number` name it within its source.

    `completes` says that the module is complete by this fact and was not before it.
    """

    source: Source
    key: UUID
    number: int
    at: datetime
    person: UUID
    slug: str
    edition: int
    title: str
    lesson: tuple[str, str] | None = None
    purpose: str = ""
    seconds: float | None = None
    outcome: Outcome | None = None
    completes: bool = False


Statement = dict[str, Any]


def statements(fact: Fact, iris: Iris) -> tuple[Statement, ...]:
    """What is told of one fact: up to three statements, none with a name, number or address."""
    told = [_statement(verb, fact, iris) for verb in _verbs(fact)]
    return tuple([*told, _completed(fact, iris)] if fact.completes else told)


def _verbs(fact: Fact) -> tuple[Verb, ...]:
    if fact.source is Source.READ:
        return (Verb.READ,)
    if fact.source is Source.ATTEMPT:
        return (Verb.STARTED,)
    final = fact.outcome is not None and not (fact.outcome.pending or fact.outcome.void)
    scored = (Verb.SCORED,) if final else ()
    return (Verb.SUBMITTED, *scored) if fact.source is Source.SUBMISSION else scored


def _statement(verb: Verb, fact: Fact, iris: Iris) -> Statement:
    module = _module(fact, iris)
    told = _told(statement_id(verb, f"{fact.key}:{fact.number}"), verb, fact, iris)
    told["context"]["contextActivities"] = {"parent": [module]}
    if fact.lesson:
        key, title = fact.lesson
        told["object"] = _activity(
            iris.named("module", fact.slug, "lesson", key), f"{ADL}/lesson", title
        )
        return told
    told["object"] = _activity(
        iris.named("module", fact.slug, "quiz"), f"{ADL}/assessment", f"Kuis: {fact.title}"
    )
    told["context"]["registration"] = str(fact.key)
    told["context"]["extensions"][iris.named("extension", "purpose")] = fact.purpose
    result = _result(verb, fact, iris)
    return {**told, "result": result} if result else told


def _completed(fact: Fact, iris: Iris) -> Statement:
    name = statement_id(Verb.COMPLETED, f"{fact.person}:{fact.slug}:{fact.edition}")
    told = _told(name, Verb.COMPLETED, fact, iris)
    return {**told, "object": _module(fact, iris), "result": {"completion": True}}


def statement_id(verb: Verb, name: str) -> UUID:
    """The id of a statement (a version 5 UUID), the same whenever the same fact is told."""
    return uuid5(NAMESPACE, f"{verb}:{name}")


def _told(name: UUID, verb: Verb, fact: Fact, iris: Iris) -> Statement:
    """What every statement says; the actor is an account that only this installation knows."""
    return {
        "id": str(name),
        "actor": {
            "objectType": "Agent", "account": {"homePage": iris.home, "name": str(fact.person)},
        },
        "verb": {"id": iris.named("verb", verb), "display": DISPLAY[verb]},
        "timestamp": instant(fact.at),
        "context": {
            "platform": "Resap", "language": "id",
            "extensions": {iris.named("extension", "edition"): fact.edition},
        },
    }  # fmt: skip


def _module(fact: Fact, iris: Iris) -> Statement:
    return _activity(iris.named("module", fact.slug), f"{ADL}/module", fact.title)


def _activity(name: str, kind: str, title: str) -> Statement:
    return {
        "objectType": "Activity", "id": name, "definition": {"type": kind, "name": {"id": title}}
    }  # fmt: skip


def _result(verb: Verb, fact: Fact, iris: Iris) -> Statement | None:
    found = fact.outcome
    if found is None:
        return None
    if verb is Verb.SCORED:
        score = {"scaled": round(found.score, 4)}
        return {"score": score, "success": found.passed, "completion": True}
    took = {"duration": f"PT{max(0.0, fact.seconds):.0f}S"} if fact.seconds is not None else {}
    void = {iris.named("extension", "void"): found.void}
    return {"completion": True, **took, "extensions": void}


def instant(at: datetime) -> str:
    """An instant as xAPI writes it: UTC, with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Tried:
    """One closed attempt that counts, with every result it has had: (when, passed) in order."""

    key: UUID
    number: int
    at: datetime
    results: tuple[tuple[datetime, bool], ...] = field(default=())

    def passed_by(self, at: datetime) -> bool:
        """Whether it had passed by the results that it had at an instant."""
        known = [won for when, won in self.results if when <= at]
        return bool(known) and known[-1]

    def passed_after(self, most: int) -> bool:
        """Whether it had passed by the first so many of its results."""
        known = self.results[:most]
        return bool(known) and known[-1][1]


@dataclass(frozen=True, slots=True)
class Course:
    """What completing asks, and what one person did for it: lessons by (when, key), attempts."""

    lessons: tuple[str, ...]
    has_quiz: bool
    counts: Counts
    read: tuple[tuple[datetime, UUID, str], ...]
    tried: Sequence[Tried]


def completes(fact: Fact, course: Course) -> bool:
    """Whether the module is complete by this fact and was not before it.

    Of facts of the same instant the one with the smaller key came first.
    """
    return _complete(fact, course, without=False) and not _complete(fact, course, without=True)


def _complete(fact: Fact, course: Course, *, without: bool) -> bool:
    moment = (fact.at, fact.key)
    read = {
        lesson for at, key, lesson in course.read
        if (at, key) < moment or (key == fact.key and not without)
    }  # fmt: skip
    if not set(course.lessons) <= read:
        return False
    if not course.has_quiz:
        return True
    closed = [each for each in course.tried if _counts(each, fact, without=without)]
    results = [_Standing(_stands(each, fact, without=without)) for each in closed]
    return decisive(results, course.counts) is not None


@dataclass(frozen=True, slots=True)
class _Standing:
    passed: bool


def _counts(tried: Tried, fact: Fact, *, without: bool) -> bool:
    if tried.key != fact.key:
        return (tried.at, tried.key) < (fact.at, fact.key)
    return fact.source is Source.RESCORE or not without


def _stands(tried: Tried, fact: Fact, *, without: bool) -> bool:
    """Whether an attempt passes by the results it had at this fact, or just before it."""
    if tried.key != fact.key:
        return tried.passed_by(fact.at)
    return tried.passed_after(fact.number + (not without))
