"""Who stands where with a programme: counts, units, months, and the people of a filter by name."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField

from training.certification.actions import bundle_files
from training.certification.actions.assigning import ask_to_take
from training.certification.queries.bulk import recent
from training.certification.queries.bundles import Wanted, valid_count
from training.certification.queries.desk import (
    DUE_SOON,
    ENDS_SOON,
    LATE,
    LEARNING,
    Counts,
    Filter,
    as_of,
    cohort,
    ends_by_month,
    programme_counts,
    unit_counts,
)
from training.certification.queries.programmes import programme, programmes
from training.certification.rules.states import HOLDING, State
from training.kernel.access import allow
from training.people.queries.units import by_code, tree
from training.people.rules.access import Permission
from training.web.certification_words import DAYS as DAY_WORDS
from training.web.certification_words import STATES
from training.web.forms import Form, choices, later, trimmed
from training.web.hr.bulk_form import BulkForm
from training.web.hr.certification import scope
from training.web.hr.looking import LONGEST_SEARCH, page_number, pages
from training.web.present import month, number
from training.web.session import acting, arrived, today

bp = Blueprint("hr_cohorts", __name__, url_prefix="/kepegawaian/sertifikasi")
GROUPS: dict[str, tuple[object, frozenset[State]]] = {
    "memegang": (lazy_gettext("hold it"), HOLDING),
    "perbarui": (lazy_gettext("may be renewed"), frozenset({State.WINDOW_OPEN})),
    "berjalan": (lazy_gettext("on the way"), LEARNING),
    "terlambat": (lazy_gettext("late"), LATE),
    "dispensasi": (lazy_gettext("excused"), frozenset({State.EXCUSED})),
    "dicabut": (lazy_gettext("revoked"), frozenset({State.REVOKED})),
}
PARTS: tuple[tuple[object, frozenset[State]], ...] = (
    (lazy_gettext("valid"), HOLDING - {State.WINDOW_OPEN}),
    (lazy_gettext("may be renewed"), frozenset({State.WINDOW_OPEN})),
    (lazy_gettext("on the way"), LEARNING),
    (lazy_gettext("late"), LATE),
    (lazy_gettext("excused or revoked"), frozenset({State.EXCUSED, State.REVOKED})),
)
DAYS = (DUE_SOON, ENDS_SOON, 90)


class CohortForm(Form):
    """The filters; whatever the address holds that is no choice counts as no filter."""

    cari = StringField(later("Name or number"), filters=[trimmed])
    unit = SelectField(later("Unit"), validate_choice=False)
    keadaan = SelectField(later("State"), validate_choice=False)
    hari = SelectField(later("The day that matters comes"), validate_choice=False)

    def offer(self, units: list[tuple[str, str]]) -> None:
        """What there is to choose from; units outside the scope are no choice."""
        self.unit.choices = choices(("", _("All units")), *units)
        groups = ((key, words) for key, (words, _states) in GROUPS.items())
        self.keadaan.choices = choices(("", _("Any state")), more=groups)
        soon = ((str(n), _("within %(n)s days", n=n)) for n in DAYS)
        self.hari.choices = choices(("", _("on any day")), more=soon)
        for field in (self.unit, self.keadaan, self.hari):
            known = {value for value, *_rest in field.iter_choices()}
            field.data = field.data if field.data in known else ""
        self.cari.data = (self.cari.data or "")[:LONGEST_SEARCH]

    @property
    def address(self) -> dict[str, str]:
        """The filters that are set."""
        fields = {name: str(value or "") for name, value in self.data.items()}
        return {name: value for name, value in fields.items() if value}

    def filter(self, paths: Mapping[str, str]) -> Filter:
        """The filters as the query understands them."""
        named = GROUPS.get(self.keadaan.data)
        return Filter(
            named[1] if named else frozenset(), paths.get(self.unit.data, ""),
            self.cari.data or "", int(self.hari.data or 0),
        )  # fmt: skip


def asked(values: Any) -> tuple[CohortForm, Filter]:
    """The filters of an address or of a form."""
    form = CohortForm(values, meta={"csrf": False})
    units = [(each.code, f"{each.name} ({each.code})") for each in tree(scope())]
    form.offer(units)
    return form, form.filter({each.code: each.path for each in tree(scope())})


@bp.get("/program/<key>/pegawai")
@allow(Permission.CERTIFY, object="programme")
def show(key: str) -> str:
    return page(key)


def page(key: str, faulty: BulkForm | None = None) -> str:
    """The cohort of a programme; `faulty` is a form for many that has to be mended."""
    found = programme(key)
    form, wanted = asked(request.values)
    people = cohort(key, wanted, scope(), today=today(), number=page_number())
    bulk = faulty or BulkForm(formdata=None)
    bulk.offer(found)
    counts = programme_counts(scope(), today=today()).get(key)
    return render_template(
        "hr/cohort.html", found=found, form=form, people=people, states=STATES, counts=counts,
        parts=parts(counts) if counts else (), units=unit_counts(key, scope(), today=today()),
        months=_months(key), taken=as_of(), today=today(), bulk=bulk, days=DAY_WORDS,
        page=pages(people, "hr_cohorts.show", key=key, **form.address),
        recent=recent(key, scope()), valid=valid_count(Wanted(key, scope(), wanted), today=today()),
        bundles=bundle_files.mine(data(), of=acting().id, at=arrived()),
    )  # fmt: skip


def data() -> Path:
    """The folder in which bundles of certificates lie."""
    return current_app.config["RESAP"].data


def parts(counts: Counts) -> list[dict[str, object]]:
    """The parts of those who must hold a certificate, for the drawing and its table."""
    return [
        {"label": words, "value": count, "text": number(count)}
        for words, states in PARTS
        for count in (counts.among(states),)
    ]


def _months(key: str) -> list[tuple[str, int]]:
    """How many certificates end in each of the next twelve months."""
    counted = ends_by_month(key, scope(), today=today())
    first = today().year * 12 + today().month - 1
    days = (date((first + step) // 12, (first + step) % 12 + 1, 1) for step in range(len(counted)))
    return [(month(day), count) for day, count in zip(days, counted, strict=True)]


@bp.get("/unit/<code>")
@allow(Permission.CERTIFY, object="unit")
def unit(code: str) -> str:
    """One unit with all below it: every programme there."""
    found = by_code(code, scope())
    counted = programme_counts((found.path,), today=today())
    lines = [(each, counted[each.key]) for each in programmes().values() if each.key in counted]
    return render_template(
        "hr/unit_certification.html", unit=found, taken=as_of(), today=today(), parts=PARTS,
        lines=[(each, counts, parts(counts)) for each, counts in lines],
    )  # fmt: skip


@bp.post("/hitung")
@allow(Permission.CERTIFY)
def recount() -> Response:
    """Take everybody's standing now instead of in the night."""
    ask_to_take(at=arrived())
    flash(_("Everybody's standing is being taken anew. Load the page again in a moment."))
    return redirect(url_for("hr_certification.home"), 303)
