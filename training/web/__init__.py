"""Pages for people. Nothing below this package knows that HTTP exists."""

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from training.web import assets, errors, frame, guard, offline, present, session, weight, words
from training.web.account import views as account
from training.web.author import comparing, correcting, exchange
from training.web.author import stories as author_stories
from training.web.author import views as author
from training.web.employee import views as employee
from training.web.employee.answering import save_one
from training.web.hr import exceptions as hr_exceptions
from training.web.hr import imports as hr_imports
from training.web.hr import invitations as hr_invitations
from training.web.hr import views as hr
from training.web.observer import marking
from training.web.site import health
from training.web.site import views as site
from training.web.task_force import views as task_force

MOST_BYTES = 6 * 1024 * 1024


def register(app: Flask) -> None:
    """Put the pages and what every page needs into the app."""
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024)
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    if app.config["RESAP"].public_url.startswith("https://"):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    for part in (words, session, guard, present, frame, offline, errors, weight):
        part.register(app)
    CSRFProtect(app).exempt(save_one)  # it asks `origin` itself
    for module in (
        assets, offline, health, site, account, author, comparing, correcting, author_stories,
        exchange, employee, hr_exceptions, hr_imports, hr_invitations, hr, marking, task_force,
    ):  # fmt: skip
        app.register_blueprint(module.bp)
