"""The list of people as a file: one row a person, four columns a module."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from training.reporting.queries.modules import Current
from training.reporting.queries.people import PersonRow
from training.reporting.rules.sheets import Cell, sheet_bytes
from training.web.hr.words import FAMILIES, STATUSES


def sheet(
    form: str, people: Sequence[PersonRow], modules: Sequence[Current], zone: ZoneInfo
) -> bytes:
    """The file's bytes."""
    rows = (_row(each, modules) for each in people)
    return sheet_bytes(form, _("Staff"), _head(modules), rows, zone=zone)


def _head(modules: Sequence[Current]) -> list[str]:
    heads = [
        _("Name"), _("NIP"), _("Employment status"), _("Unit code"), _("Unit"), _("Post"),
        _("Job family"), _("Counted"), _("Own modules"), _("Modules completed"), _("Last activity"),
    ]  # fmt: skip
    for each in modules:
        heads += [
            _("%(module)s: completed on", module=each.code),
            _("%(module)s: first score", module=each.code),
            _("%(module)s: latest score", module=each.code),
            _("%(module)s: best score", module=each.code),
        ]
    return heads


def _row(person: PersonRow, modules: Sequence[Current]) -> list[Cell]:
    return [
        person.name, person.number, _named(STATUSES, person.status), person.unit_code,
        person.unit_name, person.title, _named(FAMILIES, person.job_family),
        _("no") if person.exempt else _("yes"), len(person.own), person.done, person.last_at,
        *(cell for each in modules for cell in _of_module(person, each.slug)),
    ]  # fmt: skip


def _of_module(person: PersonRow, slug: str) -> Iterator[Cell]:
    found = person.modules.get(slug)
    yield found.completed_at if found else None
    yield found.first_score if found else None
    yield found.latest_score if found else None
    yield found.best_score if found else None


def _named(words: dict, key: str) -> str:
    return str(words.get(key, key))
