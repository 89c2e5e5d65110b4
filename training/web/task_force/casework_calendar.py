"""The calendar of a cycle, and series of talks from their plan to their closing."""

from itertools import groupby
from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import ngettext

from training.internalization.queries.cycles import CycleShown, cycles
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.oversight.actions import planning
from training.oversight.queries.agenda import Entry, Series, in_cycle, series_of
from training.oversight.queries.cases import cases_of_series
from training.oversight.rules.entries import EntryKind, EntryState
from training.people.rules.access import Permission
from training.web import casework_words as words
from training.web.present import month
from training.web.refusals import sentence
from training.web.session import today
from training.web.task_force.casework import bp, desk, scope
from training.web.task_force.casework_forms import CancelForm


@bp.get("/kalender")
@allow(Permission.RUN_CASEWORK)
def calendar() -> str:
    """What a cycle holds, month by month, and whether its wave after the award is planned."""
    known = cycles(today=today())
    chosen = _chosen(known, request.args.get("putaran", ""))
    found = _entries(chosen) if chosen else ()
    months = [(name, list(of)) for name, of in groupby(found, lambda each: month(each.day))]
    wave = any(
        each.kind is EntryKind.AWARD_WAVE and each.state is not EntryState.CANCELLED
        for each in found
    )
    return render_template(
        "task_force/casework_calendar.html", words=words, cycles=known, chosen=chosen,
        months=months, wave=wave,
    )  # fmt: skip


@bp.get("/seri/<uuid:series_id>")
@allow(Permission.RUN_CASEWORK, object="series")
def series(series_id: UUID) -> str:
    return _page(_series(series_id), CancelForm(formdata=None))


@bp.post("/seri/<uuid:series_id>")
@allow(Permission.RUN_CASEWORK, object="series")
def end(series_id: UUID) -> Any:
    """Close a series before its last talk."""
    found, form = _series(series_id), CancelForm()
    if form.validate():
        try:
            left = planning.end_series(series_id, form.alasan.data or "", desk=desk())
            told = ngettext("%(num)s talk is cancelled.", "%(num)s talks are cancelled.", left)
            flash(told, "success")
            return redirect(url_for(".series", series_id=series_id), 303)
        except DomainError as refused:
            form.alasan.errors = [sentence(refused)]
    return make_response(_page(found, form), 422)


def _chosen(known: tuple[CycleShown, ...], label: str) -> CycleShown | None:
    """The cycle that was asked for; else the one in which today lies; else the newest."""
    asked = (each for each in known if each.label == label)
    now = (each for each in known if each.span.first <= today() <= each.span.last)
    return next(asked, None) or next(now, None) or next(iter(known), None)


def _entries(cycle: CycleShown) -> tuple[Entry, ...]:
    return in_cycle(scope(), cycle.id, cycle.span.first, cycle.span.last, today=today())


def _series(series_id: UUID) -> Series:
    return series_of(series_id, scope(), today=today())


def _page(found: Series, form: CancelForm) -> str:
    return render_template(
        "task_force/casework_series.html", series=found, form=form, words=words,
        cases=cases_of_series(found.id, today=today()),
    )  # fmt: skip
