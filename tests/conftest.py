"""Real databases from migrated templates, one application per worker, a client that signs in."""

import gc
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import create_engine, text

from tests.room import in_memory
from tests.servers import postgres_url
from training.cli.on_demand import ONE_THREAD
from training.factory import create_app
from training.kernel import settings
from training.kernel.clock import follow
from training.kernel.db import db, writing

in_memory()
for setting in ONE_THREAD:  # as the worker does it
    os.environ.setdefault(setting, "1")
# What is imported and collected stays until the end: looking through it over and over for circles
# that nobody holds took a tenth of all processor time.
gc.set_threshold(100_000, 20, 100)
ZERO_HOUR = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 09.30 WITA on a Monday


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later search for garbage."""
    gc.collect()
    gc.freeze()


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
        fresh = self.path.with_suffix(".new")
        fresh.write_text(instant.isoformat())
        fresh.replace(self.path)  # at once: the application may be reading
        self.now = instant
        return instant

    def forward(self, **amount: float) -> datetime:
        return self.set(self.now + timedelta(**amount))


@pytest.fixture
def clock(clock_file) -> Clock:
    # A journey may have built an application of its own, which follows another file.
    follow(clock_file)
    return Clock(clock_file)


@pytest.fixture(scope="session")
def postgres_app(tmp_path_factory, clock_file):
    """The application on a migrated PostgreSQL database, and a way to empty it."""
    admin = create_engine(postgres_url("postgres"), isolation_level="AUTOCOMMIT")
    name = f"t{tmp_path_factory.getbasetemp().name.replace('-', '_')}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    folder = tmp_path_factory.mktemp("postgres")
    app = create_app(chosen_settings(folder, clock_file, postgres_url(name)))
    app.config.update(TESTING=True)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    owner = create_engine(postgres_url(name), isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        named = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname='public'")
        )
        tables = [table for (table,) in named if table != "alembic_version"]
    # Emptying rows takes a few milliseconds; a new database from a template took two hundred.
    empty = ";".join(
        ["SET session_replication_role = replica", *(f"DELETE FROM {t}" for t in tables)]
    )

    def renew() -> None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        with owner.connect() as connection:
            connection.exec_driver_sql(empty)

    yield app, renew
    owner.dispose()
    with app.app_context():
        db.engine.dispose()


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
