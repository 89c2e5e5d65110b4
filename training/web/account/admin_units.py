"""The tree of units for administrators: look, and change a unit on a day after a confirmation."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response as AnyResponse

from training.certification.actions.assigning import ask_to_assign
from training.kernel.access import allow
from training.kernel.clock import now
from training.kernel.db import db
from training.kernel.errors import DomainError
from training.people.actions.units import When
from training.people.queries import unit_changes, units
from training.people.rules.access import Permission
from training.reporting.actions import note_people_changed
from training.web.account.admin import scope
from training.web.account.blueprint import bp
from training.web.account.unit_changes import CHANGES, Change, others
from training.web.account.unit_forms import ChangeForm, MergeForm, SplitForm
from training.web.account.unit_words import DOUBTS, LINEAGE
from training.web.refusals import sentence
from training.web.session import acting, today
from training.web.unit_kinds import KINDS

Answer = Response | AnyResponse | str | tuple[str, int]


@bp.get("/admin/unit")
@allow(Permission.ADMINISTER)
def admin_units() -> str:
    everything = request.args.get("tampil") == "semua"
    found = unit_changes.every_unit(scope())
    shown = [each for each in found if everything or each.valid_to is None]
    top = min((each.path.count("/") for each in shown), default=0)
    return render_template(
        "account/units.html", units=shown, top=top, everything=everything, kinds=KINDS,
        ended=len(found) - len(shown), doubts=DOUBTS,
    )  # fmt: skip


@bp.get("/admin/unit/<code>")
@allow(Permission.ADMINISTER, object="unit")
def admin_unit(code: str) -> str:
    unit = unit_changes.unit(code, scope())
    return render_template(
        "account/unit.html", unit=unit, kinds=KINDS, doubts=DOUBTS, lineage_words=LINEAGE,
        moving=unit_changes.moves([unit.id]), lineage=units.lineage(unit.id),
        changes=[each for each in CHANGES.values() if each.fits(unit, scope())],
    )  # fmt: skip


def _change(code: str, slug: str) -> tuple[Any, Change]:
    """A change that makes sense for a unit of the administrator's; any other does not exist."""
    unit, change = unit_changes.unit(code, scope()), CHANGES.get(slug)
    if change is None or not change.fits(unit, scope()):
        raise NoResultFound
    return unit, change


@bp.get("/admin/unit/<code>/<slug>")
@allow(Permission.ADMINISTER, object="unit")
def change_unit(code: str, slug: str) -> str:
    unit, change = _change(code, slug)
    return _page(unit, change, _offered(change.form(tanggal=today()), unit))


@bp.post("/admin/unit/<code>/<slug>")
@allow(Permission.ADMINISTER, object="unit")
def change_unit_now(code: str, slug: str) -> Answer:
    """The first time what would follow is shown; with the word that it is meant, it is done."""
    unit, change = _change(code, slug)
    form = _offered(change.form(), unit)
    if not form.validate_on_submit() or not _everybody_is_here(form, unit):
        return _page(unit, change, form), 422
    moving = unit_changes.moves([each.id for each in change.concerns(unit, form, scope())])
    try:
        change.do(unit, form, scope(), _when(form))
    except DomainError as refusal:
        form.form_errors.append(sentence(refusal))
        return _page(unit, change, form), 422
    if request.form.get("yakin") != "ya":
        db.session.rollback()  # it was only tried, so that what cannot be is said before
        follows = change.follows(form, moving)
        kept = [(each.name, request.form.get(each.name, "")) for each in form]
        return _page(unit, change, form, "account/unit_confirm.html", follows=follows, kept=kept)
    note_people_changed(at=now())
    ask_to_assign(at=now())
    flash(_("The change is written down."), "success")
    return redirect(url_for("account.admin_unit", code=form.new.code.upper()), 303)


def _offered(form: ChangeForm, unit: Any) -> ChangeForm:
    if isinstance(form, MergeForm):
        form.offer(others(unit, scope()))
    return form


def _everybody_is_here(form: ChangeForm, unit: Any) -> bool:
    """Whether every number that was typed is one of somebody who serves in the unit."""
    if not isinstance(form, SplitForm):
        return True
    known = unit_changes.posted_in(unit.id, form.numbers)
    strangers = [each for each in form.numbers if each not in known]
    if strangers:
        told = ", ".join(strangers[:5])
        form.pindah.errors = [_("Nobody of this unit has the number %(numbers)s", numbers=told)]
    return not strangers


def _when(form: ChangeForm) -> When:
    return When(on=form.tanggal.data or today(), today=today(), at=now(), by=acting().id)


def _page(
    unit: Any, change: Change, form: ChangeForm, template: str = "account/unit_change.html",
    **more: object,
) -> str:  # fmt: skip
    return render_template(template, unit=unit, change=change, form=form, **more)
