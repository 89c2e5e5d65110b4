"""Practice this week: what waits, when more comes, the unit's sentence, how long it lasts."""

from typing import Any
from uuid import UUID

from flask import current_app, redirect, render_template, url_for
from flask_babel import lazy_gettext as _

from training.content.queries import module_of
from training.internalization.rules.falsifiers import State, forgetting_is_foreseen
from training.kernel.access import allow
from training.people.rules.access import Actor, Permission
from training.practice.actions.opening import open_case
from training.practice.queries.calibration import latest
from training.practice.queries.cases import Standing, standing
from training.practice.queries.prompts import prompt_for
from training.practice.queries.reminding import holidays
from training.practice.rules.agenda import NothingIsDue
from training.practice.rules.breaks import PracticeIsPaused
from training.practice.rules.lasting import curve
from training.practice.rules.prompts import plan_of_the_week
from training.web.employee.blueprint import bp
from training.web.employee.words import whole_percent
from training.web.refusals import say
from training.web.session import acting, arrived, today

say(
    NothingIsDue=_("No case waits for you at the moment."),
    PracticeIsPaused=_("Practice is paused. Go on with it first."),
)


def zone() -> str:
    """The city's zone, in which weeks begin."""
    return str(current_app.config["RESAP"].timezone)


@bp.get("/latihan")
@allow(Permission.LEARN)
def practice() -> str:
    person, at = acting(), arrived()
    now = standing(person.id, at=at, zone=zone())
    fit = latest() if now.memories else None
    foreseen = fit is None or forgetting_is_foreseen(fit.rmse, fit.n).state is not State.FAILS
    asks_a_probe = now.agenda.asks_a_probe
    return render_template(
        "employee/practice.html",
        agenda=now.agenda,
        prompt=None if asks_a_probe else prompt_for(person.unit_path, now.agenda.week),
        plan=None if asks_a_probe else _plan(person.id, now),
        holiday=holidays(current_app.config["RESAP"].data).get(today()),
        lasting=lasting(now) if foreseen else None,
        foreseen=foreseen,
        fit=fit,
        writes=_own_unit(person),
    )


def _plan(person: UUID, now: Standing) -> Any:
    """What the modules themselves advise, where no unit has written anything."""
    finished = (slug for slug in now.record.finished if slug in now.releases)
    plans = {slug: module_of(now.releases[slug]).practice_plan for slug in finished}
    return plan_of_the_week(plans, f"{person} {now.agenda.week}")


def lasting(now: Standing) -> dict[str, Any] | None:
    """How long what was practised lasts: the curve as points and ready texts."""
    cards = list(now.memories.values())
    points = [
        {"days": days, "value": recall * 100, "text": whole_percent(recall)}
        for days, recall in curve(cards, arrived())
    ]
    return {"points": points, "cards": len(cards), "end": points[-1]["text"]} if points else None


def _own_unit(person: Actor) -> str:
    """The code of the unit for which a head or a mentor may write the sentence of the week."""
    scope = person.scope(Permission.WRITE_PROMPT)
    return scope[0].rstrip("/").rsplit("/", 1)[-1] if scope else ""


@bp.post("/latihan/mulai")
@allow(Permission.LEARN)
def start_practice() -> Any:
    """Open the next case; where there is none (a second click, a pause) the page says why."""
    try:
        made = open_case(acting(), at=arrived(), zone=zone())
    except (NothingIsDue, PracticeIsPaused):
        return redirect(url_for("employee.practice"), 303)
    return redirect(url_for("employee.practice_case", case_id=made), 303)
