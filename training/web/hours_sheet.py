"""The yearly statement of JP, on a page and on paper: what decrees grant, never screen time."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.certification.rules.hours import Counted, Norm, Year, norm
from training.kernel import typesetting
from training.kernel.settings import ROOT
from training.web.present import long_date, number

TEMPLATE = ROOT / "templates" / "print" / "pernyataan-jp.typ"
STANDARDS = ("ua-1", "a-3a")
NORMS: Mapping[Norm, object] = {
    Norm.AT_LEAST: lazy_gettext(
        "For information: civil servants (PNS) learn at least %(n)s JP a year (PP 11/2017 jo. PP "
        "17/2020, article 203). Learning outside of Resap counts as well and is not in this list."
    ),
    Norm.AT_MOST: lazy_gettext(
        "For information: contract staff (PPPK) learn at most %(n)s JP in a year of their contract "
        "(Per-LAN 15/2020). Learning outside of Resap counts as well and is not in this list."
    ),
    Norm.NONE: lazy_gettext(
        "For information: the rules on JP a year are for civil servants (PNS) and contract staff "
        "(PPPK)."
    ),
}


def told(status: str) -> str:
    """What a year asks of an employment status, as information."""
    kind, hours = norm(status)
    words = str(NORMS[kind])
    return words % {"n": number(hours)} if hours else words


def hours_told(each: Counted) -> str:
    """The JP of a certificate in words; nothing is guessed where no decree says it."""
    if each.revoked:
        return _("revoked, does not count")
    return number(each.jp.hours) if each.jp else _("no decree yet")


def decree_told(each: Counted) -> str:
    """The decree behind the JP, with its day."""
    return f"{each.jp.decree}, {long_date(each.jp.decree_on)}" if each.jp else ""


def sheet(year: Year, *, name: str, holder: str, status: str, at: datetime) -> bytes:
    """The statement of one year as a tagged PDF that can be kept (PDF/UA-1, PDF/A-3a)."""
    data = content(year, name=name, holder=holder, status=status, at=at)
    return typesetting.pdf(TEMPLATE.read_text("utf-8"), data, at=at, standards=STANDARDS)


def content(
    year: Year, *, name: str, holder: str, status: str, at: datetime
) -> dict[str, object]:  # fmt: skip
    """Everything that stands on the statement."""
    city = current_app.config["RESAP"].city
    return {
        "city": city,
        "body": _("Staff and Human Resources Development Agency"),
        "title": _("Statement of hours of learning (JP) %(year)s", year=year.year),
        "name": name, "holder": holder,
        "intro": _("By the certificates in Resap and the decrees that grant their hours:"),
        "head": [_("Certificate"), _("Completed on"), _("JP"), _("Decree")],
        "rows": [
            [f"{each.title} ({each.number})", long_date(each.completed), hours_told(each),
             decree_told(each) or "–"]
            for each in year.lines
        ],
        "sum": _("Together in %(year)s: %(n)s JP", year=year.year, n=number(year.hours)),
        "norm": told(status),
        "place_day": f"{city}, {long_date(at)}",
        "unsigned": _("not signed electronically (TTE) yet"),
        "foot": _("Hours are those of the decree in force when the certificate was issued. They "
                  "are never computed from the time in front of a screen. Each certificate can be "
                  "verified by its own code."),
    }  # fmt: skip


def file_name(year: int) -> str:
    return f"pernyataan-jp-{year}.pdf"
