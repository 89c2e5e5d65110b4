"""The letter to somebody whose result a corrected key has changed."""

from uuid import UUID

from flask import current_app
from flask_babel import gettext as _


def written(name: str, attempt_id: UUID, reason: str) -> tuple[str, str]:
    """Subject and body; the worker has no request, so the address is built from the settings."""
    places = current_app.url_map.bind("")
    public = current_app.config["RESAP"].public_url
    page = public + places.build("employee.result", {"attempt_id": attempt_id})
    letter = current_app.jinja_env.get_template("email/corrected.txt")
    return _("A quiz result of yours was corrected"), letter.render(
        name=name, page=page, reason=reason
    )
