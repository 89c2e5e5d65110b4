"""The one place where the parts are put together."""

from flask import Flask
from flask_migrate import Migrate

from training import api, cli, web
from training.factory import bodies, edge, work
from training.kernel import clock, logs, settings
from training.kernel.db import db, engine_options
from training.kernel.settings import ROOT, Settings
from training.web.task_force import words


class Resap(edge.CommitsBeforeItAnswers, Flask):
    """The application: a Flask app whose answer goes out only after the commit."""

    json_provider_class = bodies.Guarded


def create_app(given: Settings | None = None) -> Flask:
    """Build the application from its settings (read from the environment when none are given)."""
    chosen = given or settings.read()
    logs.start()
    clock.follow(chosen.clock_file)
    app = Resap("training", template_folder=ROOT / "templates", static_folder=None)
    app.config.from_mapping(
        SECRET_KEY=chosen.secret_key,
        SQLALCHEMY_DATABASE_URI=chosen.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(chosen.database_url, connections=chosen.threads),
        RESAP=chosen,
    )
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    edge.register(app)
    web.register(app)
    api.register(app, words.RUNNING)
    cli.register(app)
    app.extensions["resap_handlers"] = work.handlers(chosen)
    app.extensions["resap_prints"] = work.report_pdf
    return app
