"""Inviting everybody who has no account yet: how many, the word, the wait, the result."""

from uuid import UUID

from flask import Blueprint, Response, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from training.kernel import jobs
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.actions import invitations
from training.people.queries.invitations import uninvited
from training.people.rules.access import Permission
from training.web.progress import progress_of
from training.web.session import acting, today

bp = Blueprint("hr_invitations", __name__, url_prefix="/kepegawaian/impor/undang")


@bp.get("")
@allow(Permission.IMPORT_PEOPLE)
def confirm() -> str:
    found = uninvited(acting().scope(Permission.IMPORT_PEOPLE), today=today())
    return render_template("hr/invite.html", found=found)


@bp.post("")
@allow(Permission.IMPORT_PEOPLE)
def invite() -> AnyResponse:
    key = invitations.ask(acting().id, at=now())
    return redirect(url_for("hr_invitations.show", key=key), 303)


@bp.get("/<uuid:key>")
@allow(Permission.IMPORT_PEOPLE, object="job")
def show(key: UUID) -> str:
    job = jobs.job(key, of=acting().id)
    state = url_for("hr_invitations.state", key=key)
    told = job.result or {}
    return render_template("hr/invited.html", job=progress_of(job), state=state, told=told)


@bp.get("/<uuid:key>/keadaan")
@allow(Permission.IMPORT_PEOPLE, object="job")
def state(key: UUID) -> Response:
    job = jobs.job(key, of=acting().id)
    return jsonify(progress_of(job) | {"location": url_for("hr_invitations.show", key=key)})
