"""Who may do what, and within which part of the unit tree. Deny by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from training.people.rules.kinds import Role


class Permission(StrEnum):
    """One thing that a route or command lets a person do."""

    LEARN = "learn"
    SEE_OWN = "see-own"
    SEE_UNIT = "see-unit"
    SEE_PEOPLE = "see-people"
    EXPORT_PEOPLE = "export-people"
    IMPORT_PEOPLE = "import-people"
    SEE_CITY = "see-city"
    EXPORT_CITY = "export-city"
    WRITE_CONTENT = "write-content"
    PUBLISH_CONTENT = "publish-content"
    MARK_ANSWERS = "mark-answers"
    ADMINISTER = "administer"
    AUDIT = "audit"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.EMPLOYEE: frozenset({Permission.LEARN, Permission.SEE_OWN}),
    Role.UNIT_HEAD: frozenset({Permission.SEE_UNIT}),
    Role.MENTOR: frozenset({Permission.MARK_ANSWERS}),
    Role.HR: frozenset({Permission.SEE_PEOPLE, Permission.EXPORT_PEOPLE, Permission.IMPORT_PEOPLE}),
    Role.TASK_FORCE: frozenset({Permission.SEE_CITY, Permission.EXPORT_CITY, Permission.SEE_UNIT}),
    Role.AUTHOR: frozenset(
        {Permission.WRITE_CONTENT, Permission.PUBLISH_CONTENT, Permission.MARK_ANSWERS}
    ),
    Role.ADMIN: frozenset({Permission.ADMINISTER}),
    Role.AUDITOR: frozenset({Permission.AUDIT}),
}
NEEDS_SECOND_FACTOR = frozenset({Role.HR, Role.TASK_FORCE, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role over one unit and everything below it; `path` is the unit's place in the tree."""

    role: Role
    unit_id: UUID
    path: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts: who they are, where they serve now, and what they were granted."""

    id: UUID
    name: str
    session_id: UUID | None
    unit_id: UUID | None
    unit_path: str
    grants: tuple[Grant, ...] = ()
    second_factor: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether any grant allows it, in any part of the tree."""
        return permission in GRANTS[Role.EMPLOYEE] or bool(self.scope(permission))

    def scope(self, permission: Permission) -> tuple[str, ...]:
        """The unit paths under which the permission holds; empty means nowhere."""
        allowed = {grant.path for grant in self.grants if permission in GRANTS[grant.role]}
        return outermost(allowed)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset({Role.EMPLOYEE, *(grant.role for grant in self.grants)})

    @property
    def needs_second_factor(self) -> bool:
        return bool(self.roles & NEEDS_SECOND_FACTOR)


def outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that no other path of the set contains, in order: `/A/` covers `/A/B/`."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return tuple(kept)


def within(path: str, scope: Iterable[str]) -> bool:
    """Whether a unit's path lies inside one of the scope's subtrees."""
    return any(path.startswith(top) for top in scope)
