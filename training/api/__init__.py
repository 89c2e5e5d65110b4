"""The HTTP API: machines and scripts of the city."""

from flask import Blueprint, Flask

from training.api import door, paging, problems
from training.api.resources import (
    attempts,
    audit,
    casework,
    certificates,
    cycle_reports,
    document,
    explanations,
    exports,
    follow,
    imports,
    me,
    modules,
    observations,
    people,
    reports,
    units,
)
from training.reporting.queries.running_figures import Words

PREFIX = "/api/v1"
PARTS = (
    document, me, modules, attempts, people, units, reports, cycle_reports, explanations, imports,
    follow, audit, observations, certificates, exports, casework,
)  # fmt: skip


def register(app: Flask, words: Words) -> None:
    """Put the API into the app: bearer tokens only, no cookie, hence no CSRF token.

    `words` say running figures as their pages do.
    """
    api = Blueprint("api", __name__, url_prefix=PREFIX)
    api.before_request(door.check)
    api.after_request(paging.revalidate)
    for part in PARTS:
        api.register_blueprint(part.bp)
        app.extensions["csrf"].exempt(part.bp)
    app.register_blueprint(api)
    door.register(app)
    explanations.register(app, words)
    problems.register(app)
