"""The front door, the pattern page, and the pages that explain the service."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from training.kernel.access import public
from training.web.session import visitor
from training.web.site.specimen import shown

bp = Blueprint("site", __name__)


@bp.get("/")
@public()
def front() -> Response:
    return redirect(url_for("employee.home" if visitor() else "account.sign_in"), 303)


@bp.get("/pola")
@public()
def patterns() -> str:
    return render_template("site/pola.html", **shown())
