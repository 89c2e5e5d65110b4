"""What a closed wave says: what helps people and what moves them, by unit and never by rank."""

from uuid import UUID

from flask import Blueprint, current_app, render_template

from training.content.rules.waveforms import Family
from training.kernel.access import allow
from training.people.queries.units import EVERYWHERE, tree
from training.people.rules.access import Permission
from training.voice.queries.waves import sums, wave_of
from training.voice.rules.telling import Group, tellable
from training.voice.rules.waves import WaveState
from training.web.session import today

bp = Blueprint("wave_results", __name__, url_prefix="/gugus-tugas/gelombang")


@bp.get("/<uuid:wave_id>/hasil")
@allow(Permission.RUN_WAVES, object="wave")
def show(wave_id: UUID) -> str:
    wave, k = wave_of(wave_id, today=today()), current_app.config["RESAP"].k
    closed = wave.state is WaveState.CLOSED
    found = sums(wave_id, today=today()) if closed else ()
    city, units = tellable([Group(each.unit_id, each.n, each.sums) for each in found], k=k)
    names = {row.id: row.name for row in tree(EVERYWHERE)}
    return render_template(
        "task_force/wave_results.html", wave=wave, closed=closed, city=city, k=k,
        units=sorted(units, key=lambda each: names.get(each.unit, "")), names=names,
        families=list(Family),
    )  # fmt: skip
