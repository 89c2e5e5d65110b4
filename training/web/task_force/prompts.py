"""The sentence of the week that the head of a unit, or its mentor, writes for its staff."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from sqlalchemy import Row
from wtforms import TextAreaField

from training.kernel.access import allow
from training.people.queries.units import by_code
from training.people.rules.access import Permission
from training.practice.actions.prompting import write_prompt
from training.practice.queries.prompts import written
from training.practice.rules.prompts import (
    LONGEST,
    PromptHoldsANumber,
    PromptIsTooLong,
    PromptIsTooShort,
)
from training.practice.rules.weeks import week_of
from training.web.forms import Form, trimmed
from training.web.forms import later as _
from training.web.refusals import say, sentence
from training.web.session import acting, arrived

bp = Blueprint("prompts", __name__)
say(
    PromptIsTooShort=lazy_gettext("Write a sentence of at least fifteen signs."),
    PromptIsTooLong=lazy_gettext("Use at most 160 signs, so that it can be read at one glance."),
    PromptHoldsANumber=lazy_gettext("Leave out long numbers: they may belong to somebody."),
)


class PromptForm(Form):
    """One sentence."""

    kalimat = TextAreaField(
        _("Sentence of this week"), filters=[trimmed],
        description=_(
            "At most 160 signs, in the words of your unit. No names and no numbers of anybody."
        ),
    )  # fmt: skip


@bp.get("/unit/<code>/kalimat")
@allow(Permission.WRITE_PROMPT, object="unit")
def prompt(code: str) -> str:
    return _page(_unit(code), PromptForm())


@bp.post("/unit/<code>/kalimat")
@allow(Permission.WRITE_PROMPT, object="unit")
def write(code: str) -> Any:
    unit, form = _unit(code), PromptForm()
    text = form.kalimat.data or ""
    try:
        week = week_of(arrived(), current_app.config["RESAP"].timezone)
        write_prompt(unit.id, unit.code, text, week=week, by=acting().id, at=arrived())
    except (PromptIsTooShort, PromptIsTooLong, PromptHoldsANumber) as refused:
        form.kalimat.errors = [sentence(refused)]
        return _page(unit, form), 422
    flash(gettext("Your staff reads this sentence until Sunday."), "success")
    return redirect(url_for(".prompt", code=unit.code), 303)


def _unit(code: str) -> Row:
    return by_code(code, acting().scope(Permission.WRITE_PROMPT))


def _page(unit: Row, form: PromptForm) -> str:
    return render_template(
        "task_force/prompt.html", unit=unit, form=form, most=LONGEST, written=written(unit.id)
    )
