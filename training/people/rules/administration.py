"""What an administrator may do to whom."""

from collections.abc import Iterable
from uuid import UUID

from training.kernel.errors import Conflict, Invalid, NotAllowed
from training.people.rules.access import Actor, Grant, Permission, within
from training.people.rules.kinds import Role

FOR_THE_WHOLE_CITY = frozenset({Role.AUTHOR, Role.AUDITOR, Role.TASK_FORCE})


class NobodyChangesTheirOwnRoles(NotAllowed):
    """A second person must always stand behind a change of powers."""


class RolesReachBeyondYours(NotAllowed):
    """The person holds roles over units that the administrator does not administer."""


class RoleIsHeldAlready(Conflict):
    """The person has this role over this unit."""


class RoleIsForTheWholeCity(NotAllowed):
    """Some roles act on the whole city whatever unit they name: only its own give them."""


class RoleCannotBeGranted(Invalid):
    """Being an employee is not granted: everybody is."""


class AccountIsClosed(Conflict):
    """The account was closed; it must be reopened first."""


class ScopeIsUnknown(Invalid):
    """A token's scopes are permissions, at least one, each one known."""


def insist_on_another(actor: Actor, person: UUID) -> None:
    """Nobody changes their own roles or removes their own safeguards as an administrator."""
    if actor.id == person:
        raise NobodyChangesTheirOwnRoles


def insist_on_reach(actor: Actor, grants: Iterable[Grant]) -> None:
    """Who administers one unit cannot act on somebody whose powers reach further than that."""
    scope = actor.scope(Permission.ADMINISTER)
    if not all(within(grant.path, scope) for grant in grants):
        raise RolesReachBeyondYours


def reaches_the_whole(scope: Iterable[str]) -> bool:
    """Whether a scope holds a root of the tree: `/KOTA/` does, `/KOTA/DKK/` does not."""
    return any(path.count("/") == 2 for path in scope)


def insist_on_whole_city(role: Role, scope: Iterable[str]) -> None:
    """Modules, the audit trail and the city's figures know no unit: their roles come from above."""
    if role in FOR_THE_WHOLE_CITY and not reaches_the_whole(scope):
        raise RoleIsForTheWholeCity
