"""How far the worker is with a draw of visits; then the draw, or why it was refused."""

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response

from training.kernel import jobs
from training.kernel.access import allow
from training.observation.queries.draws import draw_of
from training.observation.queries.ordered import asked
from training.people.rules.access import Permission
from training.web.progress import DONE, asker_of, progress_of
from training.web.session import today

bp = Blueprint("draw_work", __name__, url_prefix="/gugus-tugas/pengamatan/undian")


@bp.get("/<label>/pengundian")
@allow(Permission.DRAW_VISITS, object="draw")
def show(label: str) -> Any:
    """How far it is; when it is over, where it leads."""
    job = asked(label)
    if job is None or job.done_at is not None:
        return _over(label, job)
    return render_template(
        "task_force/draw_work.html", label=label, job=progress_of(job), asker=asker_of(job),
        state=url_for(".state", label=label),
    )  # fmt: skip


@bp.get("/<label>/pengundian/keadaan")
@allow(Permission.DRAW_VISITS, object="draw")
def state(label: str) -> Any:
    """The same for the page's script."""
    job = asked(label)
    if job is None:
        draw_of(label, today=today())
    told = progress_of(job) if job else DONE
    return jsonify(told | {"location": url_for(".show", label=label)})


def _over(label: str, job: jobs.Job | None) -> Response:
    """To the draw, or to the form where it was refused. NoResultFound for a label of neither."""
    if job is not None and jobs.refusal_of(job):
        return redirect(url_for("task_force_observing.home", undian=label), 303)
    draw_of(label, today=today())
    return redirect(url_for("task_force_observing.show", label=label), 303)
