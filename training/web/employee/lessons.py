"""One lesson a page: read it, go on, or stop; the time spent is noted as time, never as a score."""

import math
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from training.kernel.access import allow
from training.kernel.clock import now
from training.learning.actions import mark_read, tick
from training.learning.queries import place
from training.people.rules.access import Permission
from training.reporting.actions import note_progress
from training.web.employee.blueprint import bp
from training.web.employee.reading import page, sources
from training.web.session import acting


@bp.get("/belajar/modul/<slug>/<lesson>")
@allow(Permission.LEARN, object="lesson")
def lesson(slug: str, lesson: str) -> str:
    here = place(acting().id, slug)
    shown = page(here.release_id, slug, lesson)
    if shown is None:
        abort(404)
    if "cetak" in request.args:
        listed = sources(shown.references)
        return render_template("employee/sheet.html", slug=slug, page=shown, sources=listed)
    return render_template("employee/lesson.html", slug=slug, page=shown, read=here.read)


@bp.post("/belajar/modul/<slug>/<lesson>/selesai")
@allow(Permission.LEARN, object="lesson")
def finish_lesson(slug: str, lesson: str) -> Response:
    person, at = acting(), now()
    mark_read(person, slug, lesson, at=at)
    note_progress(person.id, slug, at=at)
    shown = page(place(person.id, slug).release_id, slug, lesson)
    if shown is None or shown.after is None:
        return redirect(url_for("employee.module", slug=slug, _anchor="kuis"), 303)
    return redirect(url_for("employee.lesson", slug=slug, lesson=shown.after.id), 303)


@bp.post("/belajar/bacaan")
@allow(Permission.LEARN, object="lesson")
def note_reading() -> Response:
    """The lesson is named in the address, the seconds in the form or the JSON body."""
    sent = _sent()
    slug, name = str(sent.get("modul", "")), str(sent.get("pelajaran", ""))
    tick(acting().id, slug, name, seconds=_seconds(sent.get("seconds")), at=now())
    return Response(status=204, mimetype="text/plain")


def _sent() -> dict[str, Any]:
    body = request.get_json(silent=True)
    told = body if isinstance(body, dict) else request.form.to_dict()
    return {**request.args.to_dict(), **told}


def _seconds(text: object) -> float:
    """What is no number counts nothing."""
    try:
        seconds = float(str(text)[:20])
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) else 0.0
