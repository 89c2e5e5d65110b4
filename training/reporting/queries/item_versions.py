"""The versions of a quiz's questions: what each release asks, with the keys that count now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of, releases
from training.content.rules.quizzes import Kind, Question, item_version
from training.quiz.queries import checked_key
from training.quiz.queries.correcting import corrections, with_corrections

CHOICES = frozenset({Kind.SINGLE, Kind.TRUE_FALSE, Kind.MULTIPLE, Kind.HOTSPOT})
"""Kinds whose answer is one or several of the question's options."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a question, and the first release that asks it."""

    question: Question
    version: str
    release_id: UUID
    number: int

    @property
    def options(self) -> tuple[str, ...]:
        """The keys of the options that can be chosen."""
        asked = self.question
        return tuple(each.key for each in asked.options) if asked.kind in CHOICES else ()

    @property
    def right(self) -> frozenset[str]:
        """The keys of the options that are right."""
        return frozenset(each.key for each in self.question.options if each.correct)


@dataclass(frozen=True, slots=True)
class Versions:
    """Each release's questions by key, as labels of versions, and what each version asks.

    A label is the question's key with the twelve digits of its version: `key@0123456789ab`. What
    changes only the rationale or the sources is the same version; a corrected key is counted for
    earlier releases too.
    """

    labels: Mapping[UUID, Mapping[str, str]]
    known: Mapping[str, Version]
    corrected: Mapping[UUID, frozenset[str]] = field(default_factory=dict)

    def name_of(self, label: str) -> str:
        """A version as people name it: by the release in which it began, `key@3`."""
        found = self.known[label]
        return f"{found.question.key}@{found.number}"


def label_of(question: str, version: str) -> str:
    """How tallies name one version of a question."""
    return f"{question}@{version}"


def versions(slug: str) -> Versions:
    """Every version of every question of a module's quiz. NoResultFound if there is no release."""
    released = sorted(releases(checked_key(slug)), key=lambda each: each.number)
    if not released:
        raise NoResultFound
    made = corrections(slug)
    labels: dict[UUID, dict[str, str]] = {}
    known: dict[str, Version] = {}
    corrected: dict[UUID, frozenset[str]] = {}
    for release in released:
        quiz = quiz_of(release.id)
        if quiz is None:
            continue
        keyed = with_corrections(quiz, made)
        mine = labels.setdefault(release.id, {})
        corrected[release.id] = frozenset(
            each.key for each in quiz.questions if keyed[each.key] != each
        )
        for question in keyed.values():
            version = item_version(question)
            mine[question.key] = label_of(question.key, version)
            known.setdefault(
                mine[question.key], Version(question, version, release.id, release.number)
            )
    return Versions(labels, known, corrected)
