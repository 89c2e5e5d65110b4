"""What the administration looks for: the filters above the list, read from the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flask import request, url_for
from flask_babel import gettext as _
from wtforms import SelectField, StringField

from training.people.queries.units import tree
from training.reporting.queries.modules import Current
from training.reporting.queries.people import Filter, ModuleState
from training.web.forms import Form, choices, later, trimmed
from training.web.hr.words import FAMILIES, MODULE_STATES, STATUSES

LONGEST_SEARCH = 200


class FilterForm(Form):
    """The filters; whatever the address holds that is no choice counts as no filter."""

    cari = StringField(later("Name or number"), filters=[trimmed])
    unit = SelectField(later("Unit"), validate_choice=False)
    rumpun = SelectField(later("Job family"), validate_choice=False)
    status = SelectField(later("Employment status"), validate_choice=False)
    modul = SelectField(later("Module"), validate_choice=False)
    keadaan = SelectField(later("State"), validate_choice=False)


class Paged(Protocol):
    """A page of a list: which one, of how many."""

    @property
    def number(self) -> int: ...

    @property
    def pages(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Looked:
    """The filters as a form and as the query understands them."""

    form: FilterForm
    filter: Filter

    @property
    def address(self) -> dict[str, str]:
        """The filters that are set, for the addresses of pages and exports."""
        fields = {name: str(value or "") for name, value in self.form.data.items()}
        return {name: value for name, value in fields.items() if value}

    @property
    def is_filtered(self) -> bool:
        return self.filter != Filter()


def looked(scope: tuple[str, ...], modules: Sequence[Current]) -> Looked:
    """Read the filters of this request; units outside the scope are no choice."""
    form = FilterForm(request.args, meta={"csrf": False})
    units = _units(scope)
    form.unit.choices = choices(
        ("", _("All units")), more=((code, label) for code, label, _path in units)
    )
    form.rumpun.choices = choices(("", _("All job families")), more=FAMILIES.items())
    form.status.choices = choices(("", _("All statuses")), more=STATUSES.items())
    named = ((each.slug, each.label) for each in modules)
    form.modul.choices = choices(("", _("All own modules")), more=named)
    form.keadaan.choices = choices(("", _("Any state")), more=MODULE_STATES.items())
    for field in (form.unit, form.rumpun, form.status, form.modul, form.keadaan):
        known = {value for value, *_ in field.iter_choices()}
        field.data = field.data if field.data in known else ""
    form.cari.data = (form.cari.data or "")[:LONGEST_SEARCH]
    paths = {code: path for code, _label, path in units}
    return Looked(form, _filter(form, paths))


def _filter(form: FilterForm, paths: dict[str, str]) -> Filter:
    return Filter(
        unit=paths.get(form.unit.data, ""),
        family=form.rumpun.data,
        status=form.status.data,
        module=form.modul.data,
        state=ModuleState(form.keadaan.data) if form.keadaan.data else None,
        search=form.cari.data or "",
    )


def _units(scope: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Code, indented name and path of the scope's units, children under their parent."""
    rows = tree(scope)
    names = {row.path: row.name.casefold() for row in rows}

    def trail(path: str) -> list[str]:
        parts = path.strip("/").split("/")
        paths = ["/" + "/".join(parts[:end]) + "/" for end in range(1, len(parts) + 1)]
        return [names.get(each, "") for each in paths]

    ordered = sorted(rows, key=lambda row: trail(row.path))
    top = min((row.path.count("/") for row in rows), default=0)
    return [
        (row.code, "\u2003" * (row.path.count("/") - top) + row.name, row.path) for row in ordered
    ]


def page_number() -> int:
    """The page asked for; nonsense is the first."""
    text = request.args.get("hal", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def pages(found: Paged, endpoint: str, **address: Any) -> dict[str, Any]:
    """The way through the pages, for the component."""

    def href(number: int) -> str:
        return url_for(endpoint, hal=number, **address)

    here, last = found.number, found.pages
    near = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    links: list[dict[str, Any]] = []
    before = 0
    for number in near:
        if number > before + 1:
            links.append({"label": "…"})
        links.append({"label": number, "href": href(number), "current": number == here})
        before = number
    return {
        "previous_href": href(here - 1) if here > 1 else None,
        "next_href": href(here + 1) if here < last else None,
        "links": links,
    }
