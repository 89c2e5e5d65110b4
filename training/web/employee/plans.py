"""My plans: what is due, what is open, a new one, its words, and the card for the counter."""

from typing import Any
from uuid import UUID

from flask import abort, flash, make_response, redirect, render_template
from flask_babel import gettext as _

from training.commitments.actions.plans import change, end, make, resume
from training.commitments.queries.plans import Mine, mine
from training.commitments.queries.posts import known, post_of
from training.commitments.queries.witnesses import questions
from training.commitments.rules.plans import MOST_OPEN
from training.commitments.rules.wording import WordsAreNoPlan
from training.content.rules.plans import PlanTemplate
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web import plan_words as words
from training.web.employee.plan_blueprint import book, bp, own, to
from training.web.employee.plan_forms import EndingForm, PlanForm
from training.web.session import acting, arrived, today

OWN_WORDS = "sendiri"


@bp.get("")
@allow(Permission.LEARN)
def home() -> str:
    """What is due now, then every open plan, then what is over."""
    plans, at = mine(acting().id), arrived()
    opened = [each for each in plans if each.is_open]
    return render_template(
        "employee/plans.html",
        opened=opened,
        over=[each for each in plans if not each.is_open],
        due=[(each, date) for each in opened if (date := each.due(at=at))],
        asked=[each for each in questions(acting().id) if each.answer is None],
        may_make=len(opened) < MOST_OPEN,
        words=words,
        at=at,
    )


@bp.get("/baru")
@allow(Permission.LEARN)
def choose() -> str:
    """The situations of one's own kind of work, then those of others."""
    post, found = post_of(acting().id, today=today()), book()
    family = post.job_family if post else None
    every = list(found.templates.values())
    return render_template(
        "employee/plan_choose.html",
        groups=_by_stage([each for each in every if family in each.job_families], found),
        others=_by_stage([each for each in every if family not in each.job_families], found),
        own_words=OWN_WORDS,
    )


def _by_stage(templates: list[PlanTemplate], found: Any) -> list[tuple[object, list[Any]]]:
    groups = [
        (name, [(each, found.indicators[each.indicator]) for each in templates
                if found.indicators[each.indicator].stage == stage])
        for stage, name in reversed(words.STAGES.items())
    ]  # fmt: skip
    return [(name, each) for name, each in groups if each]


@bp.get("/baru/<key>")
@allow(Permission.LEARN, object="plan-template")
def write(key: str) -> str:
    form, template = PlanForm(), _template(key)
    form.offer(book(), template)
    return _form(form, template)


@bp.post("/baru/<key>")
@allow(Permission.LEARN, object="plan-template")
def keep(key: str) -> Any:
    """Keep a plan and go on to its rehearsal; the same plan twice is one."""
    form, template, found = PlanForm(), _template(key), book()
    form.offer(found, template)
    chosen = form.words(found, template)
    if chosen is None:
        return make_response(_form(form, template), 422)
    try:
        made = make(acting(), chosen, at=arrived(), today=today())
    except WordsAreNoPlan as refused:
        form.mark(refused.faults)
        return make_response(_form(form, template), 422)
    return redirect(to(made, "rehearsal", step=1), 303)


def _template(key: str) -> PlanTemplate | None:
    """The template of an address; none for one's own words; 404 for what is not offered."""
    if key == OWN_WORDS:
        return None
    return book().templates.get(key) or abort(404)


def _form(form: PlanForm, template: PlanTemplate | None, plan: Mine | None = None) -> str:
    return render_template(
        "employee/plan_form.html", form=form, template=template, plan=plan, to=to,
        about=book().indicators.get(template.indicator) if template else None,
    )  # fmt: skip


@bp.get("/<uuid:plan_id>")
@allow(Permission.LEARN, object="plan")
def show(plan_id: UUID) -> str:
    """One plan: its words, its times, and how what was told can be corroborated."""
    plan = own(plan_id)
    return render_template(
        "employee/plan.html",
        plan=plan,
        dates=plan.dates(at=arrived()),
        about=book().indicators.get(plan.indicator),
        names=known([each.witness_id for each in plan.asked]),
        words=words,
        to=to,
    )


@bp.get("/<uuid:plan_id>/kartu")
@allow(Permission.LEARN, object="plan")
def card(plan_id: UUID) -> str:
    return render_template("employee/plan_card.html", plan=own(plan_id), to=to)


@bp.get("/<uuid:plan_id>/ubah")
@allow(Permission.LEARN, object="plan")
def rewrite(plan_id: UUID) -> str:
    plan = own(plan_id)
    form = PlanForm(
        jika_sendiri=plan.when, maka_sendiri=plan.then, indikator=plan.indicator, formdata=None
    )
    form.offer(book(), None)
    return _form(form, None, plan)


@bp.post("/<uuid:plan_id>/ubah")
@allow(Permission.LEARN, object="plan")
def keep_change(plan_id: UUID) -> Any:
    """Keep other words as the plan's next version."""
    plan, form, found = own(plan_id), PlanForm(), book()
    form.offer(found, None)
    chosen = form.words(found, None)
    if chosen is None:
        return make_response(_form(form, None, plan), 422)
    try:
        change(acting(), plan, chosen, at=arrived(), today=today())
    except WordsAreNoPlan as refused:
        form.mark(refused.faults)
        return make_response(_form(form, None, plan), 422)
    flash(_("Your plan has its new words."), "success")
    return redirect(to(plan), 303)


@bp.get("/<uuid:plan_id>/akhiri")
@allow(Permission.LEARN, object="plan")
def ending(plan_id: UUID) -> str:
    return render_template("employee/plan_end.html", plan=own(plan_id), form=EndingForm(), to=to)


@bp.post("/<uuid:plan_id>/akhiri")
@allow(Permission.LEARN, object="plan")
def keep_end(plan_id: UUID) -> Any:
    """End a plan; what was told of it stays."""
    plan, form = own(plan_id), EndingForm()
    if not form.understand():
        page = render_template("employee/plan_end.html", plan=plan, form=form, to=to)
        return make_response(page, 422)
    end(acting(), plan, form.alasan.data, at=arrived())
    flash(_("The plan is ended. What you told of it stays."), "success")
    return redirect(to(plan), 303)


@bp.post("/<uuid:plan_id>/lanjutkan")
@allow(Permission.LEARN, object="plan")
def go_on(plan_id: UUID) -> Any:
    plan = own(plan_id)
    resume(acting(), plan, at=arrived())
    flash(_("The plan goes on."), "success")
    return redirect(to(plan), 303)
