"""The database session, the base class of every table, and the care that SQLite needs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from pydantic_core import from_json
from pysqlite3 import dbapi2 as _dbapi2
from sqlalchemy import CursorResult, DateTime, Dialect, Executable, MetaData, Row, Update, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

dbapi2: Any = _dbapi2  # a compiled module without types
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# SQLite 3.7.0–3.51.2 can corrupt a WAL database that two connections write (the WAL-reset bug).
FIRST_SAFE_WAL = (3, 51, 3)

TRIES = 3
Found = TypeVar("Found")

writing: ContextVar[bool] = ContextVar("writing", default=True)
"""Whether the transaction that begins next will write. Pages that only read set it to False."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC and always handed out with its zone (SQLite forgets zones)."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant without a zone is not an instant.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's signature)
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


db = SQLAlchemy(model_class=Base)


def now_writing() -> None:
    """End a reading transaction and begin one that writes.

    SQLite has one place for writers: what can be read before is read without it. The write that
    follows must prove itself (a condition, a unique key), because what was read may have moved on.
    """
    if not writing.get():
        db.session.rollback()
        writing.set(True)


@contextmanager
def only_reading() -> Iterator[None]:
    """A transaction that holds nobody up, between the ones that write."""
    db.session.rollback()
    before = writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        writing.reset(before)


def nothing() -> None:
    """Hold nothing, tell nobody."""


def looked_aside(
    token: Callable[[], object], look: Callable[[], Found], *, hold: Callable[[], object] = nothing
) -> Found:
    """What `look` finds while others write: the writer's place is taken for the last moment only.

    It ends the transaction that is open, so that nothing may be pending, and leaves one open that
    writes and in which the answer is true: `token` tells what was written since, and then it looks
    again, the last time keeping everybody waiting. `hold` takes what only the writing needs.
    """
    for _ in range(TRIES):
        with only_reading():
            before, found = token(), look()
        hold()
        if token() == before:
            return found
    return look()


def write_at_once(statement: Executable, named: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """Execute the one write of a request that only read so far, as now_writing would, and keep it.

    On SQLite the statement is a transaction of its own: it takes and leaves the writer's place
    inside the library, where a thread that waits for the interpreter would hold up everybody. It
    is on disk when this returns. In a transaction that writes already it is a part of that.
    """
    if writing.get() or db.engine.dialect.name != "sqlite":
        now_writing()
        return ask(statement, named).all()
    db.session.expire_all()
    connection = db.session.connection()
    connection.connection.rollback()
    return connection.execute(statement, named).all()


def ask(statement: Executable, named: Mapping[str, Any]) -> CursorResult[Any]:
    """Execute a statement over tables on the session's connection, past the ORM.

    It is for the few statements that every request asks: the ORM has nothing to map in them.
    """
    return db.session.connection().execute(statement, named)


def changed(statement: Executable) -> int:
    """Execute an update, a delete or an insert; answers how many rows it changed."""
    done: Any = db.session.execute(statement)
    return done.rowcount


def engine_options(url: str, *, connections: int) -> dict[str, Any]:
    """Options for create_engine: the bundled SQLite with a pool, or psycopg with a checked pool.

    Details and marks are JSON by the hundred thousand: they are read five times as fast as by json.
    """
    pool = {"pool_size": connections, "max_overflow": 2, "json_deserializer": from_json}
    if url.startswith("sqlite"):
        return {"module": dbapi2, "connect_args": {"timeout": 10}, **pool}
    return {"pool_pre_ping": True, **pool}


def journal_mode(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> str:
    """WAL where the SQLite library is safe with it, the slower rollback journal elsewhere."""
    return "WAL" if version >= FIRST_SAFE_WAL else "TRUNCATE"


def _is_sqlite(connection: Any) -> bool:
    return isinstance(connection, dbapi2.Connection)


@event.listens_for(Engine, "connect")
def _durable(connection: Any, _: Any) -> None:
    if not _is_sqlite(connection):
        return
    connection.isolation_level = None  # the driver's implicit commits lost tables in migrations
    connection.execute(f"PRAGMA journal_mode={journal_mode()}")
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")
    elif not writing.get():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


@contextmanager
def impatient(engine: Engine | None = None) -> Iterator[Connection]:
    """A transaction of its own that fails at once (OperationalError) where somebody else writes.

    A thread beside a request or a job has no application around it and brings the engine.
    """
    with (engine or db.engine).connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        on_sqlite = connection.dialect.name == "sqlite"
        if on_sqlite:
            driver.execute("PRAGMA busy_timeout=0")
        before = writing.set(True)
        try:
            with connection.begin():
                yield connection
        finally:
            writing.reset(before)
            if on_sqlite:
                driver.execute("PRAGMA busy_timeout=10000")


def jot(small: Update) -> None:
    """Write something small that may as well be written another time, such as when one was seen.

    In a transaction that writes it is a part of it. Beside one that only reads, which ends here, it
    is written by itself, or left when somebody else is writing: a reader waits for nobody.
    """
    if writing.get():
        db.session.execute(small)
        return
    db.session.rollback()
    with suppress(OperationalError), impatient() as other:
        other.execute(small)
