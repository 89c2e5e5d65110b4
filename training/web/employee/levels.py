"""My level: why, what it rests on, when it lapses, what I can do next. Never a scoreboard."""

from flask import render_template

from training.internalization.queries.own import own
from training.internalization.rules.levels import ASKS, Level, Requirement, Standing
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.employee.blueprint import bp
from training.web.level_words import KINDS, LEVELS, NEEDS, NEXT, PLACES
from training.web.session import acting, arrived, today

MOST_SHOWN = 60


@bp.get("/capaian/tingkat")
@allow(Permission.SEE_OWN)
def level() -> str:
    at = arrived()
    found = own(acting().id, at=at, day=today())
    return render_template(
        "employee/level.html", found=found, at=at, levels=LEVELS, needs=NEEDS, next_steps=NEXT,
        places=PLACES, kinds=KINDS, ladder=ladder(found.standing), steps=steps(found.standing),
        most=MOST_SHOWN,
    )  # fmt: skip


def ladder(found: Standing) -> list[tuple[Level, list[Requirement]]]:
    """Every level that the person's role can reach, with what it asks for."""
    return [
        (level, [each for each in found.requirements if each.level is level and each.amount.of])
        for level in ASKS
        if level <= found.ceiling
    ]


def steps(found: Standing) -> list[Requirement]:
    """What is still missing for the next level that somebody can reach."""
    for level, asked in ladder(found):
        missing = [each for each in asked if not each.amount.enough]
        if missing and level > found.level:
            return missing
    return []
