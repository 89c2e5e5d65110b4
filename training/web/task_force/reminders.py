"""What the head of a unit can pass on in its group, and whom they must tell in person."""

from flask import Blueprint, render_template

from training.kernel.access import allow
from training.people.queries.units import by_code
from training.people.rules.access import Permission
from training.reminders.queries.unit import message
from training.web.reminder_letters import house
from training.web.session import acting, arrived

bp = Blueprint("unit_reminders", __name__)


@bp.get("/unit/<code>/pengingat")
@allow(Permission.REMIND_UNIT, object="unit")
def home(code: str) -> str:
    unit = by_code(code, acting().scope(Permission.REMIND_UNIT))
    found = message(unit.path, house(), at=arrived())
    return render_template("task_force/reminders.html", unit=unit, found=found)
