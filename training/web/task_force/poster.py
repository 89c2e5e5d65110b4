"""The poster of a service point: its words, its code to scan, set on one page."""

import io
from datetime import datetime

import segno
from flask import current_app, url_for
from flask_babel import gettext as _

from training.kernel import typesetting
from training.kernel.settings import ROOT
from training.voice.queries.points import Point
from training.voice.rules.points import shown_code

TEMPLATE = ROOT / "templates" / "print" / "poster-suara.typ"


def poster(point: Point, *, at: datetime) -> bytes:
    """The PDF (A4, tagged)."""
    return typesetting.pdf(TEMPLATE.read_text("utf-8"), content(point), at=at)


def address_of(point: Point) -> str:
    """The whole address behind the code, under the name by which people know the site."""
    path = url_for("voice.start", code=point.code)
    return f"{current_app.config['RESAP'].public_url}{path}"


def content(point: Point) -> dict[str, object]:
    """Everything that stands on the poster."""
    chosen = current_app.config["RESAP"]
    contacts = dict(chosen.contacts)
    typed = f"{chosen.public_url.partition('://')[2]}/suara/{shown_code(point.code)}"
    return {
        "city": chosen.city,
        "unit": point.unit_name,
        "point": point.name,
        "title": _("How was it just now?"),
        "says": [_("Tell about your visit today."),
                 _("Without a name. You may skip. It is quick.")],
        "qr": _code(address_of(point)),
        "qr_alt": _("QR code that leads to %(address)s", address=address_of(point)),
        "scan": _("Scan with the camera of a telephone"),
        "typed": _("or type this address:"),
        "address": typed,
        "ages": _("For children, teenagers and adults. Somebody may help you."),
        "help_title": _("Do you need help? Is somebody hurting you?"),
        "help": [contacts[key] for key in ("sapa-129", "uptd-ppa") if contacts.get(key)],
        "foot": chosen.body,
    }  # fmt: skip


def _code(address: str) -> str:
    """The QR code as SVG; a quarter of it may be dirty and it still reads (level Q)."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        drawn, kind="svg", border=2, xmldecl=False, svgns=True, nl=False
    )
    return drawn.getvalue().decode()
