"""What is held about one's work products, ratings, registers and anonymous waves, and its words."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _

from training.observation.rules.products import ProductKind
from training.web.account.held import Column, Row, Whose

KINDS: dict[str, object] = {
    ProductKind.RENJA_LINE: _("Line of the work plan (Renja)"),
    ProductKind.RKA_LINE: _("Line of the budget (RKA)"),
    ProductKind.SOP: _("Procedure (SOP)"),
    ProductKind.DECISION: _("Decision or memo"),
    ProductKind.SERVICE_LOG: _("Log of a service"),
    ProductKind.MINUTES: _("Minutes of a meeting"),
}
COLUMNS: dict[str, tuple[Column, ...]] = {
    "products": (
        Column("title", _("Title")), Column("kind", _("Kind"), KINDS), Column("made_on", _("Day")),
        Column("unit", _("Unit")), Column("score", _("Step found (0–3)")),
        Column("met", _("Meets the rubric")),
    ),
    "product_ratings": (
        Column("kind", _("Kind"), KINDS), Column("at", _("When")),
        Column("levels", _("Steps given")), Column("comment", _("Note")),
    ),
    "register_keeping": (
        Column("unit", _("Unit")), Column("keeps", _("Named")), Column("at", _("When")),
    ),
    "waves": (Column("title", _("Title")), Column("day", _("Day"))),
}  # fmt: skip
TITLES: dict[str, tuple[object, object]] = {
    "products": (
        _("Your work products"),
        _("Papers that your unit registered with your name. Raters read them without it."),
    ),
    "product_ratings": (_("Work products that you rated"), _("Whose they were is not told.")),
    "register_keeping": (
        _("Registers that you keep"),
        _("Who was named to keep a register of work products, and when."),
    ),
    "waves": (
        _("Anonymous waves"),
        _("Only that you took part is held here. Your answers hold nothing that leads to you."),
    ),
}


def _rows(keys: tuple[str, ...], found: tuple[Any, ...]) -> tuple[Row, ...]:
    return tuple(dict(zip(keys, row, strict=True)) for row in found)


def products(whose: Whose) -> tuple[Row, ...]:
    keys = ("title", "kind", "made_on", "unit", "score", "met")
    return _rows(keys, whose.record["products"])


def product_ratings(whose: Whose) -> tuple[Row, ...]:
    """The steps as one text: `dampak-pada-anak 2, suara-anak 1`."""
    return tuple(
        {
            "kind": kind, "at": at, "comment": comment,
            "levels": ", ".join(f"{key} {step}" for key, step in levels.items()),
        }
        for kind, at, levels, comment in whose.record["product_ratings"]
    )  # fmt: skip


def register_keeping(whose: Whose) -> tuple[Row, ...]:
    return _rows(("unit", "keeps", "at"), whose.record["register_keeping"])


def waves(whose: Whose) -> tuple[Row, ...]:
    return _rows(("title", "day"), whose.record["waves"])


GATHER: dict[str, Callable[[Whose], tuple[Row, ...]]] = {
    "products": products, "product_ratings": product_ratings,
    "register_keeping": register_keeping, "waves": waves,
}  # fmt: skip
