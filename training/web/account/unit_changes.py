"""The changes of a unit that an administrator can make, each with its form and its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.people.actions import units
from training.people.actions.units import When
from training.people.queries import unit_changes
from training.people.queries.unit_changes import Moves
from training.people.rules.access import within
from training.web.account.unit_forms import ChangeForm, MergeForm, SplitForm
from training.web.present import number

Scope = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: its word in the address, its words, its form, and how it is done."""

    slug: str
    title: object
    explained: object
    form: type[ChangeForm]
    fits: Callable[[Any, Scope], bool]
    concerns: Callable[[Any, Any, Scope], Sequence[Any]]
    follows: Callable[[Any, Moves], Sequence[str]]
    do: Callable[[Any, Any, Scope, When], object]


def _is_open(unit: Any, _scope: Scope) -> bool:
    return unit.valid_to is None


def _is_open_and_below(unit: Any, scope: Scope) -> bool:
    """What comes of it hangs below the unit above, so that one must be the administrator's too."""
    above = unit.path.removesuffix(f"{unit.code}/")
    return unit.valid_to is None and above != "/" and within(above, scope)


def others(unit: Any, scope: Scope) -> list[Any]:
    """The open units of the scope that a unit can be merged with."""
    return [
        each for each in unit_changes.every_unit(scope)
        if _is_open_and_below(each, scope)
        and not each.path.startswith(unit.path) and not unit.path.startswith(each.path)
    ]  # fmt: skip


def _alone(unit: Any, _form: Any, _scope: Scope) -> Sequence[Any]:
    return (unit,)


def _both(unit: Any, form: MergeForm, scope: Scope) -> Sequence[Any]:
    return (unit, unit_changes.unit(str(form.dengan.data), scope))


def _rename(unit: Any, form: ChangeForm, _scope: Scope, when: When) -> object:
    return units.rename(unit.id, form.new, when=when)


def _merge(unit: Any, form: MergeForm, scope: Scope, when: When) -> object:
    ids = [each.id for each in _both(unit, form, scope)]
    return units.merge(ids, form.new, when=when)


def _split(unit: Any, form: SplitForm, _scope: Scope, when: When) -> object:
    going = unit_changes.posted_in(unit.id, form.numbers).values()
    people = dict.fromkeys(going, form.second.code)
    return units.split(unit.id, (form.new, form.second), people=people, when=when)


def _all_move(form: ChangeForm, moving: Moves) -> Sequence[str]:
    return (
        _("%(count)s people move to %(unit)s.", count=number(moving.people), unit=form.nama.data),
        _("%(count)s units below it move along.", count=number(moving.units)),
        _("%(count)s roles over it go on over the new unit.", count=number(moving.roles)),
    )


def _roles_end(form: ChangeForm, moving: Moves) -> Sequence[str]:
    ended = _("%(count)s roles over it end. Grant new ones afterwards.", count=number(moving.roles))
    return (*_all_move(form, moving)[:2], ended)


def _some_move(form: SplitForm, moving: Moves) -> Sequence[str]:
    going, name = len(set(form.numbers)), form.nama_kedua.data
    staying = Moves(max(moving.people - going, 0), moving.units, moving.roles)
    second = _("%(count)s people move to %(unit)s.", count=number(going), unit=name)
    return (second, *_roles_end(form, staying))


CHANGES: dict[str, Change] = {
    change.slug: change
    for change in (
        Change(
            "ganti-nama", lazy_gettext("Rename the unit"),
            lazy_gettext("The unit goes on under a new name and code. To correct a mere slip, "
                         "import a unit file instead."),
            ChangeForm, _is_open, _alone, _all_move, _rename,
        ),
        Change(
            "gabung", lazy_gettext("Merge with another unit"),
            lazy_gettext("Both units end and a new one begins, with the people of both."),
            MergeForm, _is_open_and_below, _both, _roles_end, _merge,
        ),
        Change(
            "pecah", lazy_gettext("Split the unit"),
            lazy_gettext("The unit ends and two new ones begin."),
            SplitForm, _is_open_and_below, _alone, _some_move, _split,
        ),
    )
}  # fmt: skip
