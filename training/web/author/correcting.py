"""Correcting a key: what it would change is shown first, then it is signed with a reason."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from training.certification.queries.certificates import Resting, certificates_resting_on
from training.content.queries import current_release
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.quiz.actions.regrading import Asked, Plan, regrade_aside, regrade_plans
from training.quiz.queries.correcting import correctable, corrections, widenable
from training.quiz.rules.regrading import Policy
from training.reporting.actions import note_correction
from training.web.forms import Form, choices, later, trimmed
from training.web.refusals import say
from training.web.session import acting

bp = Blueprint("author_correct", __name__, url_prefix="/penulis")
POLICIES = [
    (Policy.ONLY_BETTER.value, later("Only results that get better")),
    (Policy.EVERYBODY.value, later("All results, also those that get worse")),
]
say(
    NothingToCorrect=lazy_gettext("No result would change: this correction was made already."),
    QuestionItselfChanged=lazy_gettext(
        "The question itself was changed, so old answers cannot be marked by its new key."
    ),
)


class CorrectionForm(Form):
    policy = RadioField(
        later("Whose result changes"), choices=choices(*POLICIES), default=Policy.ONLY_BETTER.value
    )
    reason = TextAreaField(
        later("Why the key was wrong"),
        filters=[trimmed],
        validators=[InputRequired(), Length(min=10, max=1000)],
    )

    def offer(self, policies: Sequence[Policy]) -> None:
        """Leave only these to choose; where there is but one, it is chosen."""
        offered = {each.value for each in policies}
        self.policy.choices = choices(*(each for each in POLICIES if each[0] in offered))
        if self.policy.data not in offered:
            self.policy.data = policies[0].value


@bp.get("/<slug>/koreksi")
@allow(Permission.WRITE_CONTENT, object="module")
def home(slug: str) -> str:
    """The questions whose key the newest release corrects, and what was corrected before."""
    current_release(slug)
    return render_template(
        "author/corrections.html", slug=slug, open=correctable(slug), wider=widenable(slug),
        done=corrections(slug), words=dict(POLICIES),
    )  # fmt: skip


@bp.get("/<slug>/koreksi/<question>/<replaced>")
@allow(Permission.PUBLISH_CONTENT, object="correction")
def plan(slug: str, question: str, replaced: str) -> str:
    return _page(slug, question, replaced, CorrectionForm())


def _page(slug: str, question: str, replaced: str, form: CorrectionForm) -> str:
    plans = regrade_plans(slug, question, replaced)
    everybody = plans[Policy.EVERYBODY]
    found = everybody.correctable
    form.offer(found.policies)
    return render_template(
        "author/correction.html", slug=slug, form=form, words=dict(POLICIES),
        plans={each: plans[each] for each in reversed(Policy) if each in plans},
        found=found, changes=everybody.effect.changed,
        resting=_resting(slug, everybody),
    )  # fmt: skip


def _resting(slug: str, plan: Plan) -> tuple[Resting, ...]:
    """The certificates whose evidence is a result that would no longer be a pass."""
    lost = [each.attempt_id for each, after in plan.changes if each.result.passed > after.passed]
    return certificates_resting_on(lost, slug)


@bp.post("/<slug>/koreksi/<question>/<replaced>")
@allow(Permission.PUBLISH_CONTENT, object="correction")
def correct(slug: str, question: str, replaced: str) -> Any:
    form = CorrectionForm()
    if not form.validate_on_submit():
        return make_response(_page(slug, question, replaced, form), 422)
    asked, at = Asked(slug, question, replaced, Policy(form.policy.data)), now()
    done = regrade_aside(asked, reason=form.reason.data or "", by=acting().id, at=at)
    note_correction(slug, at=at)
    flash(_("The key is corrected. %(n)s results changed.", n=done.effect.changed), "success")
    return redirect(url_for(".home", slug=slug), 303)
