"""How an import's progress and report are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from training.kernel.jobs import Job
from training.people.actions.pending import Pending
from training.people.rules import import_words as words
from training.people.rules.imports.report import Entry
from training.web.present import long_date, number

PAGE = 100
KINDS = ("problem", "note", "added", "changed", "left")
LOOKS = {"problem": "bad", "note": "waiting", "added": "good", "changed": "info", "left": "waiting"}
ADDRESSES = {"problem": "masalah", "note": "catatan", "added": "baru", "changed": "berubah",
             "left": "berakhir"}  # fmt: skip
ROWS_OF_ADDRESS = {address: kind for kind, address in ADDRESSES.items()}


@dataclass(frozen=True, slots=True)
class Shown:
    """Which part of the report the address asks for."""

    kind: str
    page: int

    @classmethod
    def asked(cls, args: Mapping[str, str]) -> "Shown":
        page = args.get("halaman", "1")
        number_ = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        return cls(ROWS_OF_ADDRESS.get(args.get("tampil", ""), ""), max(number_, 1))


def result_of(job: Job) -> dict[str, Any]:
    """How an application ended, with its day in words."""
    told = dict(job.result or {})
    day = date.fromisoformat(told["day"]) if told.get("day") else None
    return told | {"day_shown": long_date(day)}


def report_page(
    found: Pending, told: Mapping[str, Any], shown: Shown, entries: Sequence[Entry]
) -> dict[str, Any]:
    """Everything that the report's page shows."""
    kinds = told.get("kinds", {})
    heads = told.get("heads", {})
    listed = kinds.get(shown.kind, 0) if shown.kind else sum(kinds.values())
    return {
        "found": found, "told": told, "counts": told.get("counts", {}), "shown": shown,
        "rows": [_row(each, heads) for each in entries], "filters": _filters(found, kinds, shown),
        "pages": _pages(found, shown, listed), "can_apply": _can_apply(told),
    }  # fmt: skip


def _can_apply(told: Mapping[str, Any]) -> str:
    """Whether the plan may be applied: at once, after a confirmation, or not ("")."""
    if told.get("outcome") != "planned" or not told.get("changes"):
        return ""
    if told.get("refused"):
        return "confirm" if told.get("only_leavers") else ""
    return "now"


def _row(entry: Entry, heads: dict[str, str]) -> list[object]:
    return [
        {"text": words.KINDS[entry.kind], "tag": LOOKS[entry.kind]},
        number(entry.line) if entry.line else "",
        entry.who,
        words.column(entry, heads),
        *words.values(entry),
        words.sentence(entry),
    ]


def _address(found: Pending, kind: str, page: int = 1) -> str:
    chosen = ADDRESSES[kind] if kind else None
    paged = page if page > 1 else None
    return url_for("hr_imports.show", key=found.id, tampil=chosen, halaman=paged)


def _filters(found: Pending, kinds: Mapping[str, int], shown: Shown) -> list[dict[str, object]]:
    every = {"label": _("Everything"), "count": number(sum(kinds.values())),
             "href": _address(found, ""), "current": not shown.kind}  # fmt: skip
    return [every] + [
        {"label": words.KINDS[kind], "count": number(kinds[kind]), "href": _address(found, kind),
         "current": shown.kind == kind}
        for kind in KINDS if kinds.get(kind)
    ]  # fmt: skip


def _pages(found: Pending, shown: Shown, listed: int) -> dict[str, object]:
    last = max(-(-listed // PAGE), 1)
    page = shown.page
    first, final = (page - 1) * PAGE + 1, min(page * PAGE, listed)
    before = _address(found, shown.kind, page - 1) if 1 < page <= last + 1 else None
    after = _address(found, shown.kind, page + 1) if page < last else None
    summary = _("%(first)s–%(last)s of %(all)s entries", first=number(first), last=number(final),
                all=number(listed)) if first <= final else ""  # fmt: skip
    return {"summary": summary, "previous_href": before, "next_href": after, "links": []}
