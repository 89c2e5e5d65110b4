"""Every route says who may use it; a route that says nothing is closed to everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC, SIGNED_IN = "public", "signed-in"


@dataclass(frozen=True, slots=True)
class Access:
    """What a route declares.

    `object` names what the path identifies (for the route list and its test); `writes` is for a
    GET that leaves a trace, such as a look at another person's record; `any_factor` opens a route
    before the second factor was given; `reads_first` is for a write that looks before it waits for
    the writer's place (`kernel.db.write_at_once`), because many do it at once.
    """

    permission: str
    object: str = ""
    writes: bool = False
    any_factor: bool = False
    reads_first: bool = False


def allow(
    permission: str,
    *,
    object: str = "",
    writes: bool = False,
    any_factor: bool = False,
    reads_first: bool = False,
) -> Callable[[View], View]:
    """Declare on a view the permission that it needs."""
    declares = Access(str(permission), object, writes, any_factor, reads_first)

    def mark(view: View) -> View:
        view.access = declares  # type: ignore[attr-defined]  (a mark that the view carries)
        return view

    return mark


def public(*, object: str = "", writes: bool = False) -> Callable[[View], View]:
    """Declare a view open to everybody, signed in or not."""
    return allow(PUBLIC, object=object, writes=writes, any_factor=True)


def signed_in(
    *, object: str = "", writes: bool = False, any_factor: bool = False
) -> Callable[[View], View]:
    """Declare a view open to whoever is signed in."""
    return allow(SIGNED_IN, object=object, writes=writes, any_factor=any_factor)


def declared(view: Callable[..., Any] | None) -> Access | None:
    """What a view declares, or None: closed."""
    return getattr(view, "access", None)
