"""The task force runs its casework: the calendar, plans, records, findings and their checks."""

from typing import Any
from uuid import UUID, uuid4

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound

from training.internalization.queries.cycles import cycles
from training.internalization.rules.cycles import State
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.oversight.actions import following, planning
from training.oversight.actions.following import Said
from training.oversight.actions.holding import take_out
from training.oversight.actions.planning import Desk
from training.oversight.queries.agenda import Entry, agenda, ended, entry_of
from training.oversight.queries.cases import Case, case_of, cases_of_entry, closed_cases, open_cases
from training.oversight.queries.leaders import leaders
from training.oversight.queries.records import photo, photo_data, photos_of, records_of
from training.oversight.rules.entries import EntryKind, EntryState, Plan, Rhythm
from training.oversight.rules.following import CaseState, StepKind
from training.oversight.rules.records import Agreed
from training.people.queries.units import tree
from training.people.rules.access import Permission
from training.web import casework_words as words
from training.web.download import evidence
from training.web.forms import choices
from training.web.refusals import sentence
from training.web.session import acting, arrived, today
from training.web.task_force.casework_forms import CancelForm, CheckForm, MoveForm, PlanForm

bp = Blueprint("casework", __name__, url_prefix="/gugus-tugas/pendampingan")
MOST_CLOSED = 50


def scope() -> tuple[str, ...]:
    """The units over which the acting person runs casework."""
    return acting().scope(Permission.RUN_CASEWORK)


def desk() -> Desk:
    """The desk of the acting person, now."""
    return Desk(acting().id, arrived(), today(), scope())


def _entry(entry_id: UUID) -> Entry:
    return entry_of(entry_id, scope(), today=today())


def _case(finding_id: UUID) -> Case:
    found = case_of(finding_id, scope(), today=today())
    if found is None:
        raise NoResultFound
    return found


@bp.get("")
@allow(Permission.RUN_CASEWORK)
def home() -> str:
    """What needs attention first; then the calendar. By day, and units by their names."""
    chosen, here = request.args.get("unit", ""), scope()
    every = agenda(here, today=today(), unit=chosen)
    cases = open_cases(here, today=today(), unit=chosen)
    return render_template(
        "task_force/casework.html", words=words, chosen=chosen, codes=_codes(),
        late=[each for each in every if each.state is EntryState.OVERDUE],
        coming=[each for each in every if each.state is not EntryState.OVERDUE],
        ended=ended(here, today=today(), most=MOST_CLOSED, unit=chosen),
        overdue=[each for each in cases if each.is_overdue],
        by_state={
            state: [each for each in cases if each.state is state and not each.is_overdue]
            for state in CaseState
        },
        closed=() if chosen else closed_cases(here, today=today(), most=MOST_CLOSED),
        CaseState=CaseState,
    )  # fmt: skip


@bp.get("/rencana")
@allow(Permission.RUN_CASEWORK)
def plan() -> str:
    form = _filled(PlanForm(formdata=None, kunci=str(uuid4())))
    return render_template("task_force/casework_plan.html", form=form)


@bp.post("/rencana")
@allow(Permission.RUN_CASEWORK)
def make() -> Any:
    """Put an entry into the calendar."""
    form = _filled(PlanForm())
    if form.validate():
        try:
            return redirect(_planned(form), 303)
        except DomainError as refused:
            form.tanggal.errors = [sentence(refused)]
    return make_response(render_template("task_force/casework_plan.html", form=form), 422)


@bp.get("/<uuid:entry_id>")
@allow(Permission.RUN_CASEWORK, object="entry")
def show(entry_id: UUID) -> str:
    entry = _entry(entry_id)
    held = entry.state is EntryState.HELD
    return render_template(
        "task_force/casework_entry.html", entry=entry, words=words,
        leads=entry.leader_id == acting().id, records=records_of(entry.id) if held else (),
        cases=cases_of_entry(entry.id, today=today()), photos=photos_of(entry.id),
    )  # fmt: skip


@bp.get("/<uuid:entry_id>/pindah")
@allow(Permission.RUN_CASEWORK, object="entry")
def ask_move(entry_id: UUID) -> str:
    entry = _entry(entry_id)
    form = MoveForm(formdata=None, tanggal=max(entry.day, today()), pemimpin=str(entry.leader_id))
    return _changing(entry, form)


@bp.post("/<uuid:entry_id>/pindah")
@allow(Permission.RUN_CASEWORK, object="entry")
def move(entry_id: UUID) -> Any:
    """Give an entry another day or leader."""
    entry, form = _entry(entry_id), MoveForm()
    form.pemimpin.choices = _leaders(entry)
    if form.validate():
        try:
            day, leader = form.tanggal.data, UUID(form.pemimpin.data)
            planning.move(entry_id, day, leader, form.alasan.data or "", desk=desk())  # type: ignore[arg-type]  (validated: the day is given)
            flash(_("The plan is changed."), "success")
            return redirect(url_for(".show", entry_id=entry_id), 303)
        except DomainError as refused:
            form.alasan.errors = [sentence(refused)]
    return make_response(_changing(entry, form), 422)


@bp.get("/<uuid:entry_id>/batal")
@allow(Permission.RUN_CASEWORK, object="entry")
def ask_cancel(entry_id: UUID) -> str:
    return _changing(_entry(entry_id), CancelForm(formdata=None))


@bp.post("/<uuid:entry_id>/batal")
@allow(Permission.RUN_CASEWORK, object="entry")
def cancel(entry_id: UUID) -> Any:
    """Cancel an entry; it stays on record."""
    entry, form = _entry(entry_id), CancelForm()
    if form.validate():
        try:
            planning.cancel(entry_id, form.alasan.data or "", desk=desk())
            flash(_("It is cancelled."), "success")
            return redirect(url_for(".show", entry_id=entry_id), 303)
        except DomainError as refused:
            form.alasan.errors = [sentence(refused)]
    return make_response(_changing(entry, form), 422)


@bp.get("/temuan/<uuid:finding_id>")
@allow(Permission.RUN_CASEWORK, object="casework-case")
def ask_check(finding_id: UUID) -> str:
    return _checking(_case(finding_id), CheckForm(formdata=None))


@bp.post("/temuan/<uuid:finding_id>")
@allow(Permission.RUN_CASEWORK, object="casework-case")
def check(finding_id: UUID) -> Any:
    """Say what follows: closed, goes on, escalated, or only corrected beside it."""
    found, form = _case(finding_id), CheckForm()
    if form.validate():
        try:
            _say(finding_id, form)
            flash(_("Kept. The head of the unit sees it in the same place."), "success")
            return redirect(url_for(".ask_check", finding_id=finding_id), 303)
        except DomainError as refused:
            form.uraian.errors = [sentence(refused)]
    return make_response(_checking(found, form), 422)


@bp.get("/<uuid:entry_id>/foto/<uuid:photo_id>")
@allow(Permission.RUN_CASEWORK, object="photo")
def picture(entry_id: UUID, photo_id: UUID) -> Response:
    found = photo(photo_id, of=_entry(entry_id).id)
    return evidence(photo_data(photo_id), found.kind)


@bp.post("/<uuid:entry_id>/foto/<uuid:photo_id>/hapus")
@allow(Permission.RUN_CASEWORK, object="photo")
def remove(entry_id: UUID, photo_id: UUID) -> Any:
    """Take a photograph out, whoever took it."""
    photo(photo_id, of=_entry(entry_id).id)
    why = request.form.get("alasan") or _("Taken out by the task force.")
    take_out(photo_id, why, by=acting().id, at=arrived())
    flash(_("The photograph is deleted."), "success")
    return redirect(url_for(".show", entry_id=entry_id), 303)


def _planned(form: PlanForm) -> str:
    """Plan what a form that is valid asks for; answers the page of the entry or the series."""
    rhythm = Rhythm(int(form.kali.data), int(form.jarak.data))
    if rhythm.talks > 1:
        made = planning.plan_series(_wanted(form), rhythm, desk=desk())
        flash(_("They stand in the calendar now. Who leads is reminded of each."), "success")
        return url_for(".series", series_id=made)
    made = planning.plan(_wanted(form), desk=desk())
    flash(_("It stands in the calendar now. Who leads is reminded."), "success")
    return url_for(".show", entry_id=made)


def _say(finding_id: UUID, form: CheckForm) -> None:
    kind, told = StepKind(form.hasil.data), form.uraian.data or ""
    if kind is StepKind.REMARK:
        following.remark(finding_id, told, desk=desk())
        return
    due = form.tenggat.data
    act, post, doer = form.tindakan.data or "", form.pemilik.data or "", form.pelaku.data or ""
    agreed = Agreed(act, post, due, doer) if due else None
    following.check(finding_id, Said(kind, told, form.kepada.data or "", agreed), desk=desk())


def _wanted(form: PlanForm) -> Plan:
    """The plan of a form that is valid."""
    cycle = form.putaran.data
    return Plan(
        EntryKind(form.jenis.data), form.tema.data or "", form.alasan.data or "",
        form.tanggal.data,  # type: ignore[arg-type]  (validated: it is given)
        UUID(form.unit.data), UUID(form.pemimpin.data), bool(form.diberitahukan.data),
        tuple(form.perilaku.data or ()), tuple(int(each) for each in form.kla.data or ()),
        UUID(cycle) if cycle else None, form.kunci.data or None,
    )  # fmt: skip


def _filled(form: PlanForm) -> PlanForm:
    """The form with the units of the scope, who can lead, and the cycles that are open."""
    units = _units()
    form.unit.choices = choices(("", _("Choose a unit")), more=units.items())
    form.pemimpin.choices = _leaders()
    running = (each for each in cycles(today=today()) if each.state is not State.CLOSED)
    told = ((str(each.id), each.label) for each in running)
    form.putaran.choices = choices(("", _("None")), more=told)
    return form


def _units() -> dict[str, str]:
    """The units of the scope by name, each by its id; those that are no more are left out."""
    rows = sorted(tree(scope()), key=lambda each: (each.name.casefold(), each.code))
    return {str(each.id): each.name for each in rows if each.valid_to is None}


def _codes() -> list[tuple[str, str]]:
    """The units of the scope by name, each by its code; also those that are no more."""
    rows = sorted(tree(scope()), key=lambda each: (each.name.casefold(), each.code))
    return [(each.code, each.name) for each in rows]


def _leaders(entry: Entry | None = None) -> list[Any]:
    """Who can lead; who leads an entry now stays in its list."""
    told = {str(key): name for key, name in leaders()}
    now = {str(entry.leader_id): entry.leader} if entry else {}
    return choices(("", _("Choose somebody")), more=(now | told).items())


def _changing(entry: Entry, form: MoveForm | CancelForm) -> str:
    if isinstance(form, MoveForm):
        form.pemimpin.choices = _leaders(entry)
    return render_template(
        "task_force/casework_change.html", entry=entry, form=form, moves=isinstance(form, MoveForm)
    )


def _checking(case: Case, form: CheckForm) -> str:
    return render_template("task_force/casework_check.html", case=case, form=form, words=words)
