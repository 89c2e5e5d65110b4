"""How far the worker is with a cycle: while it is closed, while its audit is drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, url_for
from flask_babel import lazy_gettext as _

from training.internalization.actions.auditing import DRAW
from training.internalization.actions.cycles import CLOSE
from training.internalization.queries.cycles import CycleShown, cycle_of
from training.internalization.rules.cycles import State
from training.kernel import jobs
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.progress import DONE, asker_of, progress_of
from training.web.session import today

bp = Blueprint("cycle_work", __name__, url_prefix="/gugus-tugas/putaran")
CLOSING, DRAWING = "penutupan", "pengundian"


@dataclass(frozen=True, slots=True)
class Work:
    """Something that the worker does with a cycle: its kind of job, its words, where it began."""

    job: str
    words: object
    step: object
    asked_at: str
    is_done: Callable[[CycleShown], bool]


WORKS: Mapping[str, Work] = {
    CLOSING: Work(
        CLOSE, _("The cycle is being closed"), _("Close"), "task_force_cycles.confirm_close",
        lambda cycle: cycle.state is State.CLOSED,
    ),
    DRAWING: Work(
        DRAW, _("The audit is being drawn"), _("Audit by lot"), "task_force_cycles.audit",
        lambda cycle: cycle.audit is not None,
    ),
}  # fmt: skip


@bp.get("/<label>/<any(penutupan, pengundian):work>")
@allow(Permission.RUN_CYCLES, object="cycle")
def show(label: str, work: str) -> Any:
    """How far it is; when it is over, the cycle, or why it was refused."""
    cycle = cycle_of(label, today=today())
    job = going_on(cycle, work)
    if job is None:
        over = WORKS[work].asked_at if refused_in(cycle, work) else "task_force_cycles.show"
        return redirect(url_for(over, label=label), 303)
    return render_template(
        "task_force/cycle_work.html", label=label, words=WORKS[work].words, step=WORKS[work].step,
        job=progress_of(job), asker=asker_of(job), state=url_for(".state", label=label, work=work),
    )  # fmt: skip


@bp.get("/<label>/<any(penutupan, pengundian):work>/keadaan")
@allow(Permission.RUN_CYCLES, object="cycle")
def state(label: str, work: str) -> Any:
    """The same for the page's script."""
    job = going_on(cycle_of(label, today=today()), work)
    told = progress_of(job) if job else DONE
    return jsonify(told | {"location": url_for(".show", label=label, work=work)})


def going_on(cycle: CycleShown, work: str) -> jobs.Job | None:
    """The job that waits, works or was given up; whoever of the task force asked for it."""
    job = None if WORKS[work].is_done(cycle) else _newest(cycle, work)
    return job if job and job.done_at is None else None


def refused_in(cycle: CycleShown, work: str) -> str:
    """The name of the refusal in which the newest job ended; empty where it did not."""
    job = None if WORKS[work].is_done(cycle) else _newest(cycle, work)
    return jobs.refusal_of(job) if job else ""


def _newest(cycle: CycleShown, work: str) -> jobs.Job | None:
    return jobs.newest(f"{WORKS[work].job}:{cycle.label}")
