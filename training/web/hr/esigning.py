"""An official signs certificates electronically: a passphrase, a small batch, what became of it."""

import time
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from training.certification.actions.esigning import Asked, Pen, sign_batch
from training.certification.queries.esigning import counts, last_refusals
from training.certification.queries.standings import When
from training.certification.rules.esigning import MOST, USUAL, SigningIsBusy, Stop, Tried, Why
from training.kernel import esign
from training.kernel.access import allow
from training.kernel.clock import now
from training.kernel.db import db
from training.people.rules.access import Permission
from training.web.certificate_sheet import sheet
from training.web.forms import Form, WholeNumber, later
from training.web.present import number
from training.web.refusals import say, sentence
from training.web.session import acting, arrived, today

bp = Blueprint("hr_esigning", __name__, url_prefix="/kepegawaian/sertifikasi/tte")
STOPS: dict[Stop, object] = {
    Stop.PASSPHRASE: later(
        "BSrE refused the passphrase. Nothing was tried again, because BSrE may lock the account. "
        "Check the passphrase before you send it once more."
    ),
    Stop.SERVICE: later(
        "The signing service cannot be used right now. Try again later or tell the administrator."
    ),
    Stop.DOCUMENT: later(
        "The signing service refused the certificates, so the batch was stopped. Tell the "
        "administrator before you try again."
    ),
    Stop.TIME: later("The time for one batch was up. Send the passphrase again to go on."),
}
WHYS: dict[str, object] = {
    Why.DOCUMENT: later("The signing service refused this sheet."),
    Why.CHANGED: later("The certificate's own signature is wrong; run certificates check."),
}
say(SigningIsBusy=later("Another batch is being signed. Wait a few minutes, then try again."))


class SigningForm(Form):
    """The official's passphrase for one batch, and how many certificates it holds."""

    passphrase = PasswordField(
        later("Passphrase"),
        [DataRequired(later("Enter the passphrase")),
         Length(max=esign.LONGEST_PASSPHRASE, message=later("A passphrase has at most 200 signs"))],
        description=later(
            "The official's own, for this batch only. It is sent to BSrE and kept nowhere."
        ),
    )  # fmt: skip
    jumlah = WholeNumber(
        later("Certificates in this batch"),
        [InputRequired(later("Enter a number")), NumberRange(1, MOST)], default=USUAL,
        description=later("At most 50. What is not done within 20 seconds waits for the next one."),
    )  # fmt: skip


def scope() -> tuple[str, ...]:
    return acting().scope(Permission.CERTIFY)


def _page(form: SigningForm) -> str:
    service = current_app.config["RESAP"].esign
    told = {}
    if service is not None:
        named = service.signatory
        told = {
            "counts": counts(scope(), named, today=today()),
            "refused": last_refusals(scope(), named, today=today()), "signatory": named,
        }  # fmt: skip
    return render_template("hr/esigning.html", form=form, whys=WHYS, is_set=bool(service), **told)


@bp.get("")
@allow(Permission.CERTIFY)
def home() -> str:
    return _page(SigningForm(formdata=None))


@bp.post("")
@allow(Permission.CERTIFY, reads_first=True)
def sign() -> Any:
    """Sign one batch within this request; the passphrase ends with it."""
    service, form = current_app.config["RESAP"].esign, SigningForm()
    if service is None:
        return redirect(url_for(".home"), 303)
    if not form.validate():
        return _page(form), 422
    passphrase = esign.Passphrase(form.passphrase.data or "")
    try:
        done = sign_batch(_pen(service), passphrase, _asked(form))
    except SigningIsBusy as refused:
        flash(sentence(refused), "error")
        return _back()
    _tell(done)
    return _back()


def _back() -> Response:
    return redirect(url_for(".home"), 303)


def _pen(service: esign.Service) -> Pen:
    return Pen(
        esign.Client(service), service.nik, service.signatory,
        lambda payload, at: sheet(payload, at=at, to_be_signed=True),
        db.session.commit, now, time.monotonic,
    )  # fmt: skip


def _asked(form: SigningForm) -> Asked:
    when = When(arrived(), current_app.config["RESAP"].timezone)
    return Asked(acting().id, scope(), form.jumlah.data or USUAL, when)


def _tell(done: Tried) -> None:
    """What became of the batch, in one banner for what went well and one for what did not."""
    if done.signed:
        flash(_("%(n)s certificates were signed.", n=number(done.signed)), "success")
    if done.stopped is not None:
        kind = "warning" if done.stopped is Stop.TIME else "error"
        flash(str(STOPS[done.stopped]), kind)
    elif done.refused:
        flash(_("%(n)s certificates were refused.", n=number(len(done.refused))), "error")
    elif not done.signed:
        flash(_("No certificate waited any more."))
