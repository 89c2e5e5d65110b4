"""Real databases from migrated templates, one application per worker, a client that signs in."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import create_engine, text

from tests.servers import postgres_url
from training.factory import create_app
from training.kernel import settings
from training.kernel.db import db, writing

ZERO_HOUR = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 09.30 WITA on a Monday


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("resap")


@pytest.fixture(scope="session")
def clock_file(folder) -> Path:
    path = folder / "clock"
    path.write_text(ZERO_HOUR.isoformat())
    return path


def chosen_settings(folder: Path, clock_file: Path, url: str = "") -> settings.Settings:
    return settings.read(
        {
            "RESAP_DATA": str(folder),
            "RESAP_CLOCK_FILE": str(clock_file),
            "RESAP_SECRET_KEY": "only-for-tests-" * 4,
            "DATABASE_URL": url,
        }
    )


@pytest.fixture(scope="session")
def sqlite_app(folder, clock_file):
    """The application on SQLite; its migrated database is copied anew for every test."""
    app = create_app(chosen_settings(folder, clock_file))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=True)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    shutil.copy(folder / "resap.db", folder / "template.db")
    return app


@pytest.fixture
def app(sqlite_app, folder, clock):
    """The application with an empty, migrated SQLite database."""
    with sqlite_app.app_context():
        db.session.remove()
        db.engine.dispose()
    for leftover in folder.glob("resap.db*"):
        leftover.unlink()
    shutil.copy(folder / "template.db", folder / "resap.db")
    writing.set(True)
    with sqlite_app.app_context():
        yield sqlite_app
        db.session.remove()


class Clock:
    """The time that the application reads; a test moves it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set(ZERO_HOUR)

    def set(self, instant: datetime) -> datetime:
        self.path.write_text(instant.isoformat())
        self.now = instant
        return instant

    def forward(self, **amount: float) -> datetime:
        return self.set(self.now + timedelta(**amount))


@pytest.fixture
def clock(clock_file) -> Clock:
    return Clock(clock_file)


@pytest.fixture(scope="session")
def postgres_app(tmp_path_factory, clock_file):
    """The application on PostgreSQL; every test gets a database made from the migrated template."""
    admin = create_engine(postgres_url("postgres"), isolation_level="AUTOCOMMIT")
    name = f"t{tmp_path_factory.getbasetemp().name.replace('-', '_')}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}_template"))
        connection.execute(text(f"CREATE DATABASE {name}_template"))
    folder = tmp_path_factory.mktemp("postgres")
    first = create_app(chosen_settings(folder, clock_file, postgres_url(f"{name}_template")))
    with first.app_context():
        upgrade()
        db.engine.dispose()
    app = create_app(chosen_settings(folder, clock_file, postgres_url(name)))
    app.config.update(TESTING=True)

    def renew() -> None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {name}_template"))

    yield app, renew
    with app.app_context():
        db.engine.dispose()
    admin.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request, clock):
    """An empty, migrated database of each kind the city may run, inside an app context."""
    if request.param == "sqlite":
        yield request.getfixturevalue("app")
        return
    app, renew = request.getfixturevalue("postgres_app")
    renew()
    writing.set(True)
    with app.app_context():
        yield app
        db.session.remove()
