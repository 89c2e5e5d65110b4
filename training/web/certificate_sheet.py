"""The certificate on paper: the frozen words, a code to scan, and what was learnt on the back."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import segno
from flask import current_app
from flask_babel import gettext as _

from training.certification.actions.bundling import Paper, Row
from training.certification.queries.certificates import Issued
from training.certification.queries.esigning import signed_sheet
from training.certification.rules.credentials import Issuer
from training.certification.rules.payloads import Payload
from training.kernel import typesetting
from training.kernel.settings import ROOT
from training.reporting.rules.sheets import csv_bytes
from training.web.present import long_date, number

TEMPLATE = ROOT / "templates" / "print" / "sertifikat.typ"
STANDARDS = ("ua-1", "a-3a")


def sheet_of(found: Issued) -> bytes:
    """The PDF of a certificate: as it came back signed, or as it is set anew until then."""
    return signed_sheet(found.id) or sheet(found.payload(), at=found.issued_at)


def sheet(payload: Payload, *, at: datetime, to_be_signed: bool = False) -> bytes:
    """The PDF: tagged for readers (PDF/UA-1), made to be kept (PDF/A-3a)."""
    told = content(payload, to_be_signed=to_be_signed)
    return typesetting.pdf(TEMPLATE.read_text("utf-8"), told, at=at, standards=STANDARDS)


def paper() -> Paper:
    """What many sheets at once and their list are set with; the worker is given it."""
    return Paper(lambda payload, at: sheet(payload, at=at), listing)


def listing(rows: Sequence[Row]) -> bytes:
    """The list beside many sheets, as a spreadsheet opens it."""
    head = (_("Number"), _("Name"), _("Unit"), _("Completed on"), _("Holds until"))
    cells = ((each.number, each.name, each.unit, each.since, each.until) for each in rows)
    return csv_bytes([str(each) for each in head], cells)


def issuer() -> Issuer:
    """Who issues, under the name by which people know the site."""
    chosen = current_app.config["RESAP"]
    return Issuer(chosen.public_url, f"{chosen.city}, BKPSDM", chosen.timezone)


def address_of(code: str) -> str:
    """The whole public address under which anybody verifies it; the worker has no request."""
    path = current_app.url_map.bind("").build("site_certificates.verify", {"code": code})
    return f"{current_app.config['RESAP'].public_url}{path}"


def content(payload: Payload, *, to_be_signed: bool = False) -> dict[str, object]:
    """Everything that stands on the sheet. Nothing is computed anew: it is what was signed.

    One that goes to an official does not say that the official's signature is missing.
    """
    address = address_of(payload.code)
    since, until = map(date.fromisoformat, (payload.since, payload.until))
    issued = datetime.fromisoformat(payload.issued_at)
    holder = " · ".join(filter(None, (payload.nip and f"NIP {payload.nip}", payload.unit)))
    jp = payload.jp
    return {
        "city": payload.city,
        "body": _("Staff and Human Resources Development Agency"),
        "title": _("Certificate of training"),
        "number": _("Number %(number)s", number=payload.number),
        "given": _("is given to"),
        "name": payload.name,
        "holder": holder,
        "wording": _("who %(wording)s in the programme", wording=payload.wording),
        "programme": payload.title,
        "lines": [
            {"key": _("Completed on"), "value": long_date(since)},
            {"key": _("Holds until"), "value": long_date(until)},
        ],
        "place_day": f"{payload.city}, {long_date(issued)}",
        "signatory": payload.signatory,
        "unsigned": "" if to_be_signed else _("not signed electronically (TTE) yet"),
        "qr": _code(address),
        "qr_alt": _("QR code that leads to %(address)s", address=address),
        "address": address.partition("://")[2],
        "back_title": _("What was learnt"),
        "head": [_("Module"), _("Title")],
        "modules": [{"code": each.code, "title": each.title} for each in payload.modules],
        "jp": _("%(n)s hours of learning (JP) by %(decree)s of %(day)s", n=number(jp.hours),
                decree=jp.decree, day=long_date(date.fromisoformat(jp.decree_day))) if jp else "",
        "foot": _("This certificate says that its holder was trained. It says nothing about how "
                  "far the conduct has sunk in. Whether it is still valid stands at %(address)s.",
                  address=address.partition("://")[2]),
    }  # fmt: skip


def _code(address: str) -> str:
    """The QR code as SVG; a quarter of it may be dirty and it still reads (level Q)."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        drawn, kind="svg", border=2, xmldecl=False, svgns=True, nl=False
    )
    return drawn.getvalue().decode()
