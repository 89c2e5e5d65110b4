"""Rehearsing a plan in three steps, and telling how it went after two, six and twelve weeks."""

from typing import Any
from uuid import UUID

from flask import abort, flash, make_response, redirect, render_template
from flask_babel import gettext as _

from training.commitments.actions.plans import rehearse
from training.commitments.actions.telling import Answers, tell
from training.commitments.queries.plans import Mine
from training.commitments.rules.plans import (
    STEPS,
    CheckInIsNotDue,
    Did,
    Happened,
    PlanHasEnded,
    RehearsalIsEmpty,
    Turn,
)
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.employee.plan_blueprint import bp, own, to
from training.web.employee.plan_forms import RehearsalForm, TellingForm
from training.web.plan_words import REHEARSAL
from training.web.session import acting, arrived


@bp.get("/<uuid:plan_id>/latih/<int:step>")
@allow(Permission.LEARN, object="plan-step")
def rehearsal(plan_id: UUID, step: int) -> str:
    plan = own(plan_id)
    return _step(plan, step, RehearsalForm(kata=plan.rehearsed.get(step, "")))


@bp.post("/<uuid:plan_id>/latih/<int:step>")
@allow(Permission.LEARN, object="plan-step")
def keep_rehearsal(plan_id: UUID, step: int) -> Any:
    """Keep a step and go on to the next; after the last, back to the plan."""
    plan, form = own(plan_id), RehearsalForm()
    if step not in STEPS:
        abort(404)
    if not form.validate():
        return make_response(_step(plan, step, form), 422)
    try:
        rehearse(acting(), plan, step, form.kata.data or "", at=arrived())
    except RehearsalIsEmpty:
        form.kata.errors = [_("Write a few words for yourself.")]
        return make_response(_step(plan, step, form), 422)
    if step < max(STEPS):
        return redirect(to(plan, "rehearsal", step=step + 1), 303)
    flash(_("You have rehearsed your plan. In two weeks we ask how it went."), "success")
    return redirect(to(plan), 303)


def _step(plan: Mine, step: int, form: RehearsalForm) -> str:
    if not plan.is_open:
        raise PlanHasEnded
    if step not in STEPS:
        abort(404)
    title, hint, label = REHEARSAL[step]
    form.kata.label.text = str(label)
    return render_template(
        "employee/plan_step.html", plan=plan, step=step, steps=len(STEPS), form=form, title=title,
        hint=hint, to=to,
    )  # fmt: skip


@bp.get("/<uuid:plan_id>/kabar/<int:week>")
@allow(Permission.LEARN, object="plan-week")
def telling(plan_id: UUID, week: int) -> Any:
    plan = own(plan_id)
    if plan.at_week(week):
        return redirect(to(plan), 303)
    return _telling(_due(plan, week), week, TellingForm())


@bp.post("/<uuid:plan_id>/kabar/<int:week>")
@allow(Permission.LEARN, object="plan-week")
def keep_telling(plan_id: UUID, week: int) -> Any:
    """Keep what was told; a second click keeps the first."""
    plan, form = own(plan_id), TellingForm()
    if not form.understand():
        return make_response(_telling(plan, week, form), 422)
    happened = form.terjadi.data
    did = None if happened == Happened.NONE else form.lakukan.data
    tell(acting(), plan, week, Answers(happened, did, form.catatan.data or ""), at=arrived())
    flash(_thanks(did), "success")
    return redirect(to(plan), 303)


def _thanks(did: str | None) -> str:
    if did == Did.YES:
        return _("Well done. If you like, let somebody else corroborate it.")
    return _("Thank you for being honest. Knowing what got in the way is half of the next time.")


def _due(plan: Mine, week: int) -> Mine:
    if not plan.is_open:
        raise PlanHasEnded
    if not any(each.week == week and each.turn is Turn.DUE for each in plan.dates(at=arrived())):
        raise CheckInIsNotDue
    return plan


def _telling(plan: Mine, week: int, form: TellingForm) -> str:
    return render_template("employee/plan_tell.html", plan=plan, week=week, form=form, to=to)
