"""A city of a hundred thousand or a million: the people of a demo city, many times over.

Synthetic: every copy of a person has the posts, lessons, attempts, answers and visits of the one
they are copied from, with ids of their own. Read models of persons are copied with them, and the
product counts the units itself, so that `report check` holds.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import Engine

from training.kernel import bulk
from training.kernel.db import db, dbapi2


@dataclass(frozen=True)
class Copied:
    """A table of which rows are copied: the columns that name a person or something of theirs.

    `emptied` must be unique and may be NULL; `moved` is unique by number.
    """

    name: str
    own: tuple[str, ...]
    emptied: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


PEOPLE = (
    Copied("employee", ("id",), emptied=("email",)),
    Copied("posting", ("id", "employee_id")),
    Copied("standing", ("id", "employee_id")),
    Copied("person_module", ("employee_id",)),
    Copied("person_activity", ("employee_id",)),
    Copied("visit", ("id", "employee_id", "pair_id"), moved=("number",)),
    Copied("visit_sheet", ("id", "visit_id", "corrects_id")),
    Copied("voice", ("id",)),
    Copied("voice_flag", ("voice_id",)),
)
LEARNING = (
    Copied("lesson_read", ("id", "employee_id")),
    Copied("attempt", ("id", "employee_id")),
    Copied("submission", ("attempt_id",), emptied=("key",)),
)
ANSWERS = (
    Copied("answer", ("attempt_id",)),
    Copied("tallied_attempt", ("attempt_id",)),
    Copied("practice_case", ("id", "employee_id")),
    Copied("practice_review", ("id", "case_id", "employee_id")),
    Copied("practice_memory", ("employee_id",)),
)
APART, NOT_MOVED = 100_000, frozenset({
    "alembic_version", "answer", "audit_event", "evidence", "job", "lesson_read", "practice_case",
    "practice_memory", "practice_review", "reading_tick", "reminder_digest", "reminder_sent",
    "sign_in", "attempt", "submission", "tallied_attempt", "plan", "plan_end", "plan_rehearsal",
    "plan_check_in", "plan_witness", "plan_testimony", "plan_artefact", "plan_finding",
    "plan_removal", "plan_enactment", "person_level",
})  # fmt: skip
"""What no page of figures reads is not moved to PostgreSQL."""


def multiply(engine: Engine, times: int, tables: tuple[Copied, ...]) -> None:
    """Let everybody be there `times` times; triggers and foreign keys look away meanwhile."""
    with engine.connect() as city:
        columns = {each.name: _columns(engine, each.name) for each in tables}
        _look_away(city)
        for number in range(1, times):
            for each in tables:
                city.execute(text(_copy(city, each, columns[each.name], number)))
            city.commit()


def _columns(engine: Engine, table: str) -> list[str]:
    return [each["name"] for each in inspect(engine).get_columns(table)]


def _look_away(city: Connection) -> None:
    if city.dialect.name == "sqlite":
        driver: Any = city.connection.dbapi_connection  # none of these may be in a transaction
        for pragma in ("synchronous=OFF", "cache_size=-524288", "foreign_keys=OFF"):
            driver.execute(f"PRAGMA {pragma}")
        return
    city.exec_driver_sql("SET session_replication_role = replica")
    city.exec_driver_sql("SET synchronous_commit = off")
    city.commit()


def _copy(city: Connection, table: Copied, columns: list[str], number: int) -> str:
    on_sqlite, values = city.dialect.name == "sqlite", []
    for name in columns:
        quoted, mark = f'"{name}"', f"{number:04x}"
        if name in table.own and on_sqlite:
            values.append(f"'{mark}' || substr({quoted}, 5)")
        elif name in table.own:
            values.append(f"('{mark}' || substr(replace({quoted}::text, '-', ''), 5))::uuid")
        elif name in table.emptied:
            values.append("NULL")
        elif name in table.moved:
            values.append(f"{quoted} + {number * APART}")
        else:
            values.append(quoted)
    names = ", ".join(f'"{each}"' for each in columns)
    # An id begins with the day on which it was made; that of a copy with its small number.
    original = f"substr(\"{table.own[0]}\", 1, 2) <> '00'"
    if not on_sqlite:
        original = f"\"{table.own[0]}\" >= '01000000-0000-0000-0000-000000000000'"
    return (
        f'INSERT INTO "{table.name}" ({names}) SELECT {", ".join(values)} '
        f'FROM "{table.name}" WHERE {original}'
    )


def move(sqlite_file: str, tables: dict[str, Any]) -> None:
    """Copy a demo city out of SQLite into the session's empty PostgreSQL database."""
    source = create_engine(f"sqlite:///{sqlite_file}", module=dbapi2)
    db.session.execute(text("SET session_replication_role = replica"))
    with source.connect() as old:
        for name, table in tables.items():
            if name in NOT_MOVED:
                continue
            rows = old.execute(table.select())
            bulk.keep(table, list(table.columns.keys()), (tuple(row) for row in rows))
    db.session.commit()
    source.dispose()
