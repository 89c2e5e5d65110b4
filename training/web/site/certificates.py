"""Anybody who has a certificate's code sees whether it holds: no name, no list, no search."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify, render_template, request
from flask_babel import lazy_gettext as _

from training.certification.queries.certificates import by_code, revoked_indexes
from training.certification.queries.esigning import bears_signature
from training.certification.rules.credentials import (
    credential,
    holder,
    profile,
    status_credential,
)
from training.kernel.access import public
from training.kernel.signing import KEYS, Signer, signer
from training.web.certificate_sheet import issuer
from training.web.certification_words import VALIDITY
from training.web.refusals import say
from training.web.session import arrived, today

bp = Blueprint("site_certificates", __name__, url_prefix="/verifikasi")
JWT = "application/vc+jwt"
say(SignatureIsWrong=_("This certificate cannot be verified. Please tell BKPSDM."))


@bp.get("/<code>")
@public(object="certificate")
def verify(code: str) -> Response | str:
    """The page for people, or the credential for machines that ask for it."""
    found = by_code(code)
    payload = found.payload()
    if request.accept_mimetypes.best_match(["text/html", JWT]) == JWT:
        return _token(credential(payload, issuer()))
    return render_template(
        "site/certificate.html", found=found, payload=payload, holder=holder(payload),
        validity=VALIDITY[found.validity(today())], last_day=found.until - timedelta(days=1),
        esigned=bears_signature(found.id),
    )  # fmt: skip


@bp.get("/penerbit")
@public()
def publisher() -> Response:
    """Who issues, with the key that signs now."""
    return jsonify({**profile(issuer()), "publicKeyJwk": [_key().public]})


@bp.get("/status")
@public()
def status() -> Response:
    """Which certificates were revoked: one bit each, signed."""
    return _token(status_credential(revoked_indexes(), issuer(), at=arrived()))


def _token(claims: dict[str, object]) -> Response:
    made = Response(_key().token(claims, kind="vc+jwt"), mimetype=JWT)
    made.vary.add("Accept")
    made.headers["Cache-Control"] = "no-cache"
    return made


def _key() -> Signer:
    return signer(current_app.config["RESAP"].data / KEYS)
