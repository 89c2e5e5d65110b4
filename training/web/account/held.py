"""Everything that is held about one person, gathered in sections of plain facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from training.audit.queries import of_actor
from training.content.queries import module_of
from training.learning import queries as learning
from training.people.queries import accounts, employees, held, trail
from training.people.rules.kinds import Role
from training.quiz import queries as quiz
from training.quiz.rules.attempts import Past

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


def rows_of(keys: Iterable[str], found: Iterable[Iterable[Any]]) -> tuple[Row, ...]:
    """Query rows with names for their places."""
    names = tuple(keys)
    return tuple(dict(zip(names, tuple(row), strict=True)) for row in found)


class Whose:
    """One person, with what several sections need, each read once."""

    def __init__(self, person: UUID) -> None:
        self.id = person

    @cached_property
    def record(self) -> Any:
        return held.identity(self.id)

    @cached_property
    def attempts(self) -> tuple[Past, ...]:
        return quiz.history(self.id)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {each.slug: module_of(each.release_id).title for each in quiz.editions()}

    def title(self, slug: str) -> str:
        """What a module is called; one that is no longer published keeps its key."""
        return self.titles.get(slug, slug)


def identity(whose: Whose) -> tuple[Row, ...]:
    return rows_of(("name", "email", "status", "added_at"), (whose.record[:4],))


def security(whose: Whose) -> tuple[Row, ...]:
    return rows_of(("password_set_at", "second_factor_since"), (whose.record[4:],))


def numbers(whose: Whose) -> tuple[Row, ...]:
    return rows_of(("kind", "number", "from", "until"), employees.numbers(whose.id))


def posts(whose: Whose) -> tuple[Row, ...]:
    keys = ("kind", "post", "job_family", "from", "until", "unit_code", "unit")
    return rows_of(keys, employees.posts(whose.id))


def standings(whose: Whose) -> tuple[Row, ...]:
    return rows_of(("kind", "from", "until"), employees.standings(whose.id))


def roles(whose: Whose) -> tuple[Row, ...]:
    return rows_of(("role", "unit", "from", "until"), held.roles_ever(whose.id))


def sign_ins(whose: Whose) -> tuple[Row, ...]:
    keys = ("at", "device", "shared", "last_used", "ended_at", "ended_why")
    return rows_of(keys, accounts.sign_ins(whose.id, most=1000))


def tokens(whose: Whose) -> tuple[Row, ...]:
    keys = ("name", "scopes", "made_at", "expires_at", "used_at", "revoked_at")
    found = rows_of(keys, held.tokens_ever(whose.id))
    return tuple({**row, "scopes": " ".join(row["scopes"])} for row in found)


def reading(whose: Whose) -> tuple[Row, ...]:
    return tuple(
        {"module": whose.title(slug), "edition": edition, "lesson": lesson, "at": at}
        for slug, editions in learning.lessons_read(whose.id).items()
        for edition, lessons in editions.items()
        for lesson, at in lessons.items()
    )


def reading_time(whose: Whose) -> tuple[Row, ...]:
    spent = learning.seconds_read(whose.id)
    return tuple({"module": whose.title(slug), "seconds": n} for slug, n in spent.items())


def attempts(whose: Whose) -> tuple[Row, ...]:
    return tuple(
        {
            "module": whose.title(past.slug), "number": past.number,
            "started_at": past.started_at, "submitted_at": past.submitted_at, "score": past.score,
            "passed": past.passed if past.submitted_at else None,
        }
        for past in whose.attempts
    )  # fmt: skip


def answers(whose: Whose) -> tuple[Row, ...]:
    """Each answer as it stands; only for the files, a page of them would help nobody."""
    return tuple(
        {"module": past.slug, "number": past.number, "question": key, "answer": kept.value,
         "certainty": kept.certainty, "at": kept.at}
        for past in whose.attempts
        for key, kept in quiz.answers(past.id).items()
    )  # fmt: skip


def looks(whose: Whose) -> tuple[Row, ...]:
    """Who looked at this person's record, changed it or took it out: name, role, what, when."""
    person = whose.id
    events = trail.events_about(person)
    others = {event.actor for event in events if event.actor not in {None, person}}
    since = min((event.at for event in events), default=None)
    held_roles = trail.roles_at(others, since=since) if since and others else {}
    return tuple(
        {"at": event.at, "who": _who(event.actor, event.name, person),
         "role": _roles(held_roles, event.actor), "what": event.kind}
        for event in events
    )  # fmt: skip


def _who(actor: UUID | None, name: str | None, person: UUID) -> str:
    if actor == person:
        return str(_("You yourself"))
    return name or str(_("Resap itself"))


def _roles(held_roles: Mapping[UUID, tuple[Role, ...]], actor: UUID | None) -> str:
    return " ".join(role.value for role in held_roles.get(actor, ())) if actor else ""


def own_deeds(whose: Whose) -> tuple[Row, ...]:
    """What the person did that was noted."""
    return tuple({"at": event.at, "what": event.kind} for event in of_actor(whose.id))
