"""One's own data in the form of a page, of JSON and of CSV."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from training.web.account import (
    held,
    held_casework,
    held_certification,
    held_levels,
    held_observation,
    held_plans,
    held_practice,
    held_privacy,
    held_products,
    held_reminders,
)
from training.web.account.held import Column, Section
from training.web.account.held_words import COLUMNS, TITLES
from training.web.present import date_time, long_date, number

MORE = (
    held_practice,
    held_plans,
    held_products,
    held_levels,
    held_certification,
    held_reminders,
    held_privacy,
    held_casework,
)
Gather = Callable[[held.Whose], tuple[held.Row, ...]]
GATHER: dict[str, Gather] = {
    **{name: partial(held.recorded, name) for name in held.RECORDED},
    "looks": held.looks, "attempts": held.attempts, "exceptions": held.exceptions,
    "reading": held.reading, "reading_time": held.reading_time,
    "service_points": held.service_points,
    "own_deeds": held.own_deeds, "answers": held.answers,
    "observed": held_observation.observed, "observing": held_observation.observing,
    "contrary": held_observation.contrary,
    **{key: gather for each in MORE for key, gather in each.GATHER.items()},
}  # fmt: skip
ORDER = (
    "identity", "numbers", "posts", "standings", "roles", "security", "looks", "attempts",
    "exceptions", "observed", "contrary", "observing", "products", "product_ratings",
    "register_keeping", "waves", "reading", "reading_time", *held_plans.KEYS,
    *held_certification.ORDER,
    "sign_ins", "tokens", "service_points", "own_deeds", "answers", *held_practice.ORDER,
    *held_levels.KEYS, *held_reminders.KEYS, *held_privacy.KEYS, *held_casework.KEYS,
)  # fmt: skip
ONLY_IN_FILES = frozenset({"answers", "own_deeds", "practice_answers"})
WORDS: dict[str, tuple[object, object]] = dict(TITLES)
SHOWN: dict[str, tuple[Column, ...]] = dict(COLUMNS)
for more in MORE:
    WORDS.update(more.TITLES)
    SHOWN.update(more.COLUMNS)
MOST_ON_PAGE = 50
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def sections(person: UUID, *, but: Iterable[str] = ()) -> tuple[Section, ...]:
    """Every section with its rows, in fixed order; one query for each capability."""
    whose = held.Whose(person)
    return tuple(
        Section(key, *WORDS[key], SHOWN[key], GATHER[key](whose)) for key in ORDER if key not in but
    )


def shown(column: Column, value: Any) -> str:
    """One fact in words."""
    if value is None or value == "":
        return "–"
    if column.meaning is not None:
        return ", ".join(str(column.meaning.get(word, word)) for word in str(value).split())
    form = next((f for kind, f in FORMS.items() if isinstance(value, kind)), str)
    return form(value)


FORMS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: _("Yes") if value else _("No"),
    datetime: date_time,
    date: long_date,
    float: lambda value: number(value, 2),
    int: number,
}


def masked(text: str) -> str:
    """A number of which only the ends can be read."""
    return text[:4] + "•" * max(len(text) - 8, 4) + text[-4:] if len(text) > 8 else "•" * len(text)


def table_rows(section: Section, *, hide: str = "") -> list[list[str]]:
    """The rows of a section for a table; the column named by `hide` is masked."""
    rows = section.rows[:MOST_ON_PAGE]
    return [
        [
            masked(str(row[column.key])) if column.key == hide else shown(column, row[column.key])
            for column in section.columns
        ]
        for row in rows
    ]


def as_json(found: Iterable[Section]) -> str:
    """All sections as one object of lists, with stored words and ISO times."""
    told = {
        each.key: [{c.key: _plain(row[c.key]) for c in each.columns} for row in each.rows]
        for each in found
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def as_csv(found: Iterable[Section]) -> bytes:
    """All sections as rows of section, number, column and content, for a spreadsheet."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Section"), _("Row"), _("Column"), _("Content")])
    for each in found:
        for index, row in enumerate(each.rows, 1):
            for column in each.columns:
                cells = (each.title, index, column.label, _cell(column, row[column.key]))
                writer.writerow([safe(str(cell)) for cell in cells])
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def _cell(column: Column, value: Any) -> str:
    plain = isinstance(value, dict | list | tuple)
    return json.dumps(value, ensure_ascii=False) if plain else shown(column, value)


def safe(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return "'" + text if text.startswith(DANGEROUS) else text
