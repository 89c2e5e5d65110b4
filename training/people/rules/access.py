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
    MAKE_EXCEPTIONS = "make-exceptions"
    SEE_CITY = "see-city"
    EXPORT_CITY = "export-city"
    WRITE_CONTENT = "write-content"
    PUBLISH_CONTENT = "publish-content"
    MARK_ANSWERS = "mark-answers"
    OBSERVE = "observe"
    SEE_OBSERVING = "see-observing"
    DRAW_VISITS = "draw-visits"
    CLOSE_FINDINGS = "close-findings"
    MANAGE_VOICE_POINTS = "manage-voice-points"
    REVIEW_VOICES = "review-voices"
    RUN_CYCLES = "run-cycles"
    WRITE_PROMPT = "write-prompt"
    REVIEW_ARTEFACTS = "review-artefacts"
    KEEP_REGISTER = "keep-register"
    RATE_PRODUCTS = "rate-products"
    DRAW_PRODUCTS = "draw-products"
    RUN_WAVES = "run-waves"
    CERTIFY = "certify"
    RUN_REMINDERS = "run-reminders"
    REMIND_UNIT = "remind-unit"
    RUN_CASEWORK = "run-casework"
    LEAD_CASEWORK = "lead-casework"
    ANSWER_FINDINGS = "answer-findings"
    ADMINISTER = "administer"
    AUDIT = "audit"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.EMPLOYEE: frozenset({Permission.LEARN, Permission.SEE_OWN}),
    Role.UNIT_HEAD: frozenset(
        {
            Permission.SEE_UNIT,
            Permission.MANAGE_VOICE_POINTS,
            Permission.WRITE_PROMPT,
            Permission.KEEP_REGISTER,
            Permission.REMIND_UNIT,
            Permission.ANSWER_FINDINGS,
        }
    ),
    Role.MENTOR: frozenset(
        {
            Permission.MARK_ANSWERS,
            Permission.OBSERVE,
            Permission.RATE_PRODUCTS,
            Permission.REVIEW_ARTEFACTS,
            Permission.SEE_OBSERVING,
            Permission.WRITE_PROMPT,
            Permission.LEAD_CASEWORK,
        }
    ),
    Role.HR: frozenset(
        {
            Permission.SEE_PEOPLE,
            Permission.EXPORT_PEOPLE,
            Permission.IMPORT_PEOPLE,
            Permission.MAKE_EXCEPTIONS,
            Permission.CERTIFY,
            Permission.RUN_REMINDERS,
        }
    ),
    Role.TASK_FORCE: frozenset(
        {
            Permission.SEE_CITY,
            Permission.EXPORT_CITY,
            Permission.SEE_UNIT,
            Permission.SEE_OBSERVING,
            Permission.DRAW_VISITS,
            Permission.CLOSE_FINDINGS,
            Permission.MANAGE_VOICE_POINTS,
            Permission.REVIEW_VOICES,
            Permission.RUN_CYCLES,
            Permission.DRAW_PRODUCTS,
            Permission.RUN_WAVES,
            Permission.RUN_CASEWORK,
            Permission.LEAD_CASEWORK,
        }
    ),
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
