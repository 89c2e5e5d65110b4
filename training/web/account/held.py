"""Everything that is held about one person, gathered in sections of plain facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from training.audit.queries import of_actor
from training.certification.queries.periods import held_parts as certified
from training.commitments.queries.held import held_parts as planned
from training.content.queries import module_of
from training.content.rules.review import Piece
from training.internalization.queries.own import held_parts as proven
from training.kernel.bundle import fetch
from training.kernel.clock import now
from training.learning import queries as learning
from training.observation.queries import products_held as products
from training.observation.queries.held import Held, held_of
from training.observation.queries.held import held_parts as observed
from training.oversight.queries.held import held_parts as overseen
from training.people.queries import held as people
from training.people.queries import trail
from training.people.rules.kinds import Role
from training.practice.queries import held as practice
from training.privacy.queries.objections import held_parts as objected
from training.quiz import queries as quiz
from training.quiz.queries.reviewing import look_back
from training.quiz.rules.attempts import Past
from training.reminders.queries.own import held_parts as reminded
from training.voice.queries import waves
from training.voice.queries.held import held as voice_deeds

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in files, its name for people, and what its stored words mean."""

    key: str
    label: object
    meaning: Mapping[Any, object] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of fact: its key in files, its title and note for people, its rows."""

    key: str
    title: object
    note: object
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Whose:
    """One person, with what is held of them: asked once for each capability."""

    def __init__(self, person: UUID) -> None:
        self.id = person

    @cached_property
    def record(self) -> Mapping[str, tuple[Any, ...]]:
        return people.held(self.id, products.held_parts(self.id) | waves.held_parts(self.id))

    @cached_property
    def learnt(self) -> Mapping[str, tuple[Any, ...]]:
        """Reading, practice, plans, what was observed, the ledger, certificates: together."""
        asked = (
            learning.held_parts, practice.held_parts, planned, observed, proven, certified,
            reminded, objected, overseen,
        )  # fmt: skip
        parts = [each(self.id) for each in asked]
        return fetch({name: part for some in parts for name, part in some.items()})

    @cached_property
    def watched(self) -> Held:
        return held_of(self.learnt)

    @cached_property
    def attempts(self) -> tuple[Past, ...]:
        return quiz.history(self.id)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {each.slug: module_of(each.release_id).title for each in quiz.editions()}

    def title(self, slug: str) -> str:
        """What a module is called; one that is no longer published keeps its key."""
        return self.titles.get(slug, slug)


LOOKS_AFTER_VOICES = {Role.UNIT_HEAD.value, Role.TASK_FORCE.value}
RECORDED: Mapping[str, tuple[str, ...]] = {
    "identity": ("name", "email", "status", "added_at"),
    "numbers": ("kind", "number", "from", "until"),
    "posts": ("kind", "post", "job_family", "from", "until", "unit_code", "unit"),
    "standings": ("kind", "from", "until"),
    "roles": ("role", "unit", "from", "until"),
    "security": ("password_set_at", "second_factor_since"),
    "sign_ins": ("at", "device", "shared", "last_used", "ended_at", "ended_why"),
    "tokens": ("name", "scopes", "made_at", "expires_at", "used_at", "revoked_at"),
}
"""The sections that show rows as they are stored, with the names of their columns."""


def recorded(section: str, whose: Whose) -> tuple[Row, ...]:
    """The rows of one section of RECORDED; lists of words become one text."""
    keys = RECORDED[section]
    return tuple(
        {key: _plain(value) for key, value in zip(keys, row, strict=True)}
        for row in whose.record[section]
    )


def _plain(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


def reading(whose: Whose) -> tuple[Row, ...]:
    return tuple(
        {"module": whose.title(slug), "edition": edition, "lesson": lesson, "at": at}
        for slug, edition, lesson, at in whose.learnt["reading"]
    )


def reading_time(whose: Whose) -> tuple[Row, ...]:
    spent = whose.learnt["reading_time"]
    return tuple({"module": whose.title(slug), "seconds": seconds} for slug, seconds in spent)


def attempts(whose: Whose) -> tuple[Row, ...]:
    return tuple(
        {
            "module": whose.title(past.slug), "number": past.number,
            "started_at": past.started_at, "submitted_at": past.submitted_at, "score": past.score,
            "passed": past.passed if past.submitted_at else None, "on_paper": past.on_paper,
        }
        for past in whose.attempts
    )  # fmt: skip


def exceptions(whose: Whose) -> tuple[Row, ...]:
    """Exceptions for quizzes: who made them, why, and until when they hold."""
    return tuple(
        {
            "module": whose.title(each.slug) if each.slug else str(_("All modules")),
            "time_factor": each.time_factor, "extra_attempts": each.extra_attempts,
            "open_from": each.open_from, "open_until": each.open_until, "reason": each.reason,
            "made_by": each.made_by, "made_at": each.made_at, "expires_at": each.expires_at,
            "ended_at": each.ended_at,
        }
        for each in whose.learnt["exceptions"]
    )  # fmt: skip


def answers(whose: Whose) -> tuple[Row, ...]:
    """Each answer as it stands; only for the files, a page of them would help nobody.

    An answer that its quiz withholds for now is named without its content.
    """
    at = now()
    seen = {e.id: look_back(e, of=whose.id, at=at).has(Piece.ANSWERS) for e in whose.attempts}
    return tuple(
        {"module": past.slug, "number": past.number, "question": key,
         "answer": kept.value if seen[past.id] else None, "withheld": not seen[past.id],
         "certainty": kept.certainty, "at": kept.at}
        for past in whose.attempts
        for key, kept in quiz.answers(past.id).items()
    )  # fmt: skip


def looks(whose: Whose) -> tuple[Row, ...]:
    """Who looked at this person's record, changed it or took it out: name, role, what, when."""
    return tuple(
        {"at": event.at, "who": _who(event.actor, event.name, whose.id),
         "role": " ".join(roles) if event.actor != whose.id else "", "what": event.kind}
        for event, roles in trail.events_about(whose.id)
    )  # fmt: skip


def _who(actor: UUID | None, name: str | None, person: UUID) -> str:
    if actor == person:
        return str(_("You yourself"))
    return name or str(_("Resap itself"))


def service_points(whose: Whose) -> tuple[Row, ...]:
    """Points for voices that the person opened or closed, and bursts of voices they judged.

    Only whoever has or had a role that may do so is looked up.
    """
    if not LOOKS_AFTER_VOICES & {row[0] for row in whose.record["roles"]}:
        return ()
    return tuple(
        {"at": at, "what": what, "place": name} for at, what, name in voice_deeds(whose.id)
    )


def own_deeds(whose: Whose) -> tuple[Row, ...]:
    """What the person did that was noted."""
    return tuple({"at": event.at, "what": event.kind} for event in of_actor(whose.id))
