"""HR runs programmes: who stands where, hours by decree, rules with their dry run, revocations."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from training.certification.actions.assigning import (
    NewRule,
    apply_rule,
    ask_for_tonight,
    end_rule,
    make_rule,
)
from training.certification.actions.deciding import decide_revocation
from training.certification.actions.programmes import set_jp
from training.certification.queries.assignment import (
    Rule,
    dry_run,
    last_runs,
    names_of,
    rule,
    rules,
    uncomputed,
)
from training.certification.queries.desk import Counts
from training.certification.queries.periods import waiting_revocations
from training.certification.queries.programmes import jp_of, programme, programmes
from training.certification.queries.standings import When
from training.certification.rules.refusals import AudienceIsEverybody
from training.kernel.access import allow
from training.people.queries.units import tree
from training.people.rules.access import Permission
from training.reporting.queries.modules import current
from training.web.certification_words import DUE_FROM, PUZZLES
from training.web.hr.audience_words import conditions
from training.web.hr.certification_forms import JpForm, RuleForm
from training.web.hr.desk import desk, is_mine
from training.web.hr.words import FAMILIES, STATUSES
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

bp = Blueprint("hr_certification", __name__, url_prefix="/kepegawaian/sertifikasi")
MOST_NAMED = 200
NOTHING = Counts(0, {}, 0)


def when() -> When:
    return When(arrived(), current_app.config["RESAP"].timezone)


def scope() -> tuple[str, ...]:
    return acting().scope(Permission.CERTIFY)


@bp.get("")
@allow(Permission.CERTIFY)
def home() -> str:
    """Every programme with how many stand where, and what waits for a person."""
    found = desk()
    counts = dict((each.key, counted) for each, counted in found.programmes)
    return render_template(
        "hr/certification.html", desk=found, today=today(),
        runs=last_runs([each.id for each in found.held]), me=acting().id,
        counted=[(each, counts.get(each.key, NOTHING)) for each in programmes().values()],
    )  # fmt: skip


@bp.get("/antrean")
@allow(Permission.CERTIFY)
def queue() -> str:
    """What the rules cannot decide, as it is now, each with what to do."""
    found = [each for each in uncomputed(when()) if is_mine(each.rule, scope())]
    names = names_of([each.person for each in found if each.person][:MOST_NAMED])
    return render_template(
        "hr/certification_queue.html", queue=found[:MOST_NAMED], found=len(found), names=names,
        puzzles=PUZZLES,
    )  # fmt: skip


@bp.get("/program/<key>")
@allow(Permission.CERTIFY, object="programme")
def show(key: str) -> str:
    return _page(key, JpForm(), RuleForm())


def _page(key: str, jp: JpForm, form: RuleForm) -> str:
    found = programme(key)
    _offer(form)
    titles = {each.slug: each.label for each in current()}
    mine = [each for each in rules(key) if is_mine(each, scope())]
    return render_template(
        "hr/programme.html", found=found, jp=jp, form=form, hours=jp_of(key), titles=titles,
        rules=mine, runs=last_runs([each.id for each in mine]), due_from=DUE_FROM,
        families=FAMILIES,
    )  # fmt: skip


def _offer(form: RuleForm) -> None:
    units = [(each.path, f"{each.name} ({each.code})") for each in tree(scope())]
    modules = [(each.slug, each.label) for each in current()]
    families = [(each.value, words) for each, words in FAMILIES.items()]
    statuses = [(each.value, words) for each, words in STATUSES.items()]
    form.offer(units, modules, families, statuses)


@bp.post("/program/<key>/jp")
@allow(Permission.CERTIFY, object="programme")
def hours(key: str) -> Any:
    found, form = programme(key), JpForm()
    if not form.validate():
        return _page(key, form, RuleForm(formdata=None)), 422
    set_jp(
        found, hours=form.jam.data or 0, decree=form.keputusan.data or "",
        decree_on=form.tanggal.data or today(), by=acting().id, at=arrived(),
    )  # fmt: skip
    flash(_("The hours are set. They stand on certificates that are issued from now on."))
    return redirect(url_for(".show", key=key), 303)


@bp.post("/program/<key>/aturan")
@allow(Permission.CERTIFY, object="programme")
def make(key: str) -> Any:
    programme(key)
    form = RuleForm()
    _offer(form)
    if not form.validate():
        return _page(key, JpForm(formdata=None), form), 422
    if not form.names_something():
        form.rumpun.errors = [sentence(AudienceIsEverybody())]
        return _page(key, JpForm(formdata=None), form), 422
    wanted = NewRule(key, form.nama.data or "", form.audience(scope()), form.due())
    made = make_rule(wanted, by=acting().id, at=arrived())
    flash(_("The rule is written down. Look at whom it means, then apply it."))
    return redirect(url_for(".look", rule_id=made), 303)


@bp.get("/aturan/<uuid:rule_id>")
@allow(Permission.CERTIFY, object="assignment-rule")
def look(rule_id: UUID) -> str:
    """The dry run: who would enter, who would leave, what cannot be computed."""
    found = _mine(rule_id)
    plan = dry_run(found, when())
    move = plan.move
    named = [*move.enter[:MOST_NAMED], *move.leave[:MOST_NAMED], *plan.outcome.puzzles]
    return render_template(
        "hr/assignment_rule.html", rule=found, found=programme(found.programme), plan=plan,
        names=names_of(named), puzzles=PUZZLES, most=MOST_NAMED,
        run=last_runs([rule_id]).get(rule_id), conditions=_conditions(found),
    )  # fmt: skip


def _conditions(found: Rule) -> list[dict[str, object]]:
    units = {each.path: each.name for each in tree(scope())}
    modules = {each.slug: each.label for each in current()}
    return conditions(found, units=units, modules=modules)


@bp.post("/aturan/<uuid:rule_id>/terapkan")
@allow(Permission.CERTIFY, object="assignment-rule")
def apply(rule_id: UUID) -> Response:
    _mine(rule_id)
    done = apply_rule(rule_id, by=acting().id, at=arrived(), zone=when().zone)
    ask_for_tonight(at=arrived(), zone=when().zone)
    entered, left = len(done.move.enter), len(done.move.leave)
    flash(_("Applied: %(entered)s entered, %(left)s left.", entered=entered, left=left), "success")
    return redirect(url_for(".look", rule_id=rule_id), 303)


@bp.post("/aturan/<uuid:rule_id>/akhiri")
@allow(Permission.CERTIFY, object="assignment-rule")
def end(rule_id: UUID) -> Response:
    found = _mine(rule_id)
    ended = end_rule(rule_id, by=acting().id, at=arrived(), zone=when().zone)
    flash(_("The rule is ended.") if ended else _("That rule is over already."))
    return redirect(url_for(".show", key=found.programme), 303)


@bp.post("/pencabutan/<uuid:revocation_id>")
@allow(Permission.CERTIFY, object="revocation")
def decide(revocation_id: UUID) -> Response:
    """The second person confirms or declines."""
    waiting = waiting_revocations(scope(), today=today())
    if revocation_id not in {each.id for each in waiting}:
        raise NoResultFound
    confirm = request.form.get("putusan") == "cabut"
    decide_revocation(
        revocation_id, confirm=confirm, by=acting().id, at=arrived(), zone=when().zone
    )
    flash(_("The certificate is revoked.") if confirm else _("The revocation is declined."))
    return redirect(url_for(".home"), 303)


def _mine(rule_id: UUID) -> Rule:
    found = rule(rule_id)
    if found.ended_at is not None or not is_mine(found, scope()):
        raise NoResultFound
    return found
