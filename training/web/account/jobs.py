"""Work in the background: what waits, what was given up, and trying it again."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from training.kernel import jobs
from training.kernel.access import allow
from training.kernel.clock import now
from training.kernel.jobs import Job
from training.people.rules.access import Permission
from training.web.account.blueprint import bp

MOST = 200
KINDS: dict[str, object] = {
    "mail": lazy_gettext("Send an e-mail"),
    "tally": lazy_gettext("Count a unit's results"),
    "people-import-plan": lazy_gettext("Check a staff file"),
    "people-import-apply": lazy_gettext("Apply a staff file"),
    "people-import-sweep": lazy_gettext("Delete an uploaded file"),
    "people-invite": lazy_gettext("Invite staff"),
    "people-reset": lazy_gettext("Write a letter for a new password"),
    "tally-all": lazy_gettext("Count all results"),
    "tell-corrected": lazy_gettext("Write to those whose quiz result was corrected"),
    "draw-visits": lazy_gettext("Draw visits"),
    "draw-audit": lazy_gettext("Draw the audit of a cycle"),
    "close-cycle": lazy_gettext("Close a cycle of measuring"),
    "retention-night": lazy_gettext("Delete data that outlived its term"),
    "rebuild": lazy_gettext("Count all results anew"),
    "artefact-sweep": lazy_gettext("Delete files whose time is over"),
    "calibrate-practice": lazy_gettext("Check how well practice foretells recall"),
    "certificate-bundle": lazy_gettext("Make many certificates"),
    "certificate-bundle-sweep": lazy_gettext("Delete a bundle of certificates"),
    "certification-assign": lazy_gettext("Apply the rules of assignment"),
    "certification-learnt": lazy_gettext("See what a finished module means for certificates"),
    "certification-night": lazy_gettext("Look at all certificates, every night"),
    "certification-standings": lazy_gettext("Take the standings of certification"),
    "city-report": lazy_gettext("Set the city’s report"),
    "close-attempt": lazy_gettext("Close a quiz whose time is over"),
    "count-items": lazy_gettext("Count the answers to questions"),
    "fit-items": lazy_gettext("Compute the statistics of questions"),
    "evidence": lazy_gettext("Take somebody’s new evidence"),
    "evidence-all": lazy_gettext("Take everybody’s new evidence"),
    "remind": lazy_gettext("Send reminders"),
    "remind-look": lazy_gettext("See who is to be reminded"),
    "send-statements": lazy_gettext("Send learning records elsewhere"),
    "voice-forget": lazy_gettext("Forget visits of service points"),
}


@bp.get("/admin/pekerjaan")
@allow(Permission.ADMINISTER)
def admin_jobs() -> str:
    found = jobs.unfinished(most=MOST)
    return render_template(
        "account/admin_jobs.html", jobs=found, kinds=KINDS, state_of=_state,
        may_be_tried_again=jobs.may_be_tried_again,
    )  # fmt: skip


def _state(job: Job) -> dict[str, str]:
    if job.failed:
        return {"text": _("Given up"), "tag": "bad"}
    if job.error:
        return {"text": _("Tried again soon"), "tag": "waiting"}
    running = job.lease_until is not None and job.lease_until > now()
    return {"text": _("Running") if running else _("Waiting"), "tag": "neutral"}


@bp.post("/admin/pekerjaan/<uuid:job_id>/ulangi")
@allow(Permission.ADMINISTER, object="job")
def retry_job(job_id: UUID) -> Response:
    if jobs.again(job_id, at=now()) != 1:
        raise NoResultFound
    flash(_("It is tried again at once."), "success")
    return redirect(url_for("account.admin_jobs"), 303)
