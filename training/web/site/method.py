"""How internalization is measured, in plain words with an example, for everybody."""

from flask import Blueprint, render_template

from training.kernel.access import signed_in

bp = Blueprint("method", __name__)


@bp.get("/metode")
@signed_in()
def show() -> str:
    return render_template("site/method.html")
