"""work products: register, draws, blind ratings; anonymous waves: who took part apart from what."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FACTS = (
    "register_keeper", "product", "product_maker", "product_file", "product_withdrawal",
    "product_remark", "product_round", "product_draw", "product_closing", "product_sample",
    "product_assignment", "product_rating", "product_finding", "wave_consultation", "wave_opening",
    "wave_closing", "wave_participation", "wave_answer",
)  # fmt: skip
NEVER_REMOVED = (
    "product_round", "product_draw", "product_sample", "product_rating", "product_finding",
    "wave_consultation", "wave_opening", "wave_closing", "wave_participation",
)  # fmt: skip


def upgrade() -> None:
    _register()
    _draws()
    _ratings()
    _waves()
    _voices()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION appended_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was appended is never changed'; END $$"
        )
    for table in FACTS:
        _refuse(table, "UPDATE", on_sqlite)
    for table in NEVER_REMOVED:
        _refuse(table, "DELETE", on_sqlite)
    (_frozen_on_sqlite if on_sqlite else _frozen_on_postgres)()


def _register() -> None:
    _table(
        "register_keeper",
        [_uuid("id"), _uuid("unit_id"), _uuid("employee_id"), _some("keeps", sa.Boolean()),
         _uuid("named_by"), _at()],
        ["id"], {"unit_id": "unit", "employee_id": "employee", "named_by": "employee"},
    )  # fmt: skip
    op.create_index(
        "ix_register_keeper_person", "register_keeper", ["employee_id", "unit_id", "id"]
    )
    _table(
        "product",
        [_uuid("id"), _uuid("unit_id"), _text("key", 80), _text("kind", 20), _text("title", 200),
         _text("number", 80), _day("made_on"), _text("text"), _uuid("added_by"),
         sa.Column("added_at", INSTANT, nullable=False)],
        ["id"], {"unit_id": "unit", "added_by": "employee"}, ["unit_id", "key"],
    )  # fmt: skip
    op.create_index("ix_product_unit", "product", ["unit_id", "made_on"])
    _table(
        "product_maker", [_uuid("product_id"), _uuid("employee_id")],
        ["product_id", "employee_id"], {"product_id": "product", "employee_id": "employee"},
    )  # fmt: skip
    op.create_index("ix_product_maker_employee_id", "product_maker", ["employee_id"])
    _table(
        "product_file",
        [_uuid("product_id"), _text("digest", 64), _some("data", sa.LargeBinary())],
        ["product_id"], {"product_id": "product"},
    )  # fmt: skip
    _table(
        "product_withdrawal", [_uuid("product_id"), _text("reason"), _uuid("made_by"), _at()],
        ["product_id"], {"product_id": "product", "made_by": "employee"},
    )  # fmt: skip
    _table(
        "product_remark",
        [_uuid("id"), _uuid("product_id"), _text("text"), _uuid("made_by"), _at()],
        ["id"], {"product_id": "product", "made_by": "employee"},
    )  # fmt: skip
    op.create_index("ix_product_remark_product_id", "product_remark", ["product_id"])


def _draws() -> None:
    _table(
        "product_round",
        [_uuid("id"), _text("label", 20), _some("number", sa.Integer()),
         _text("commitment", 64), _text("seed", 64), _json("rubrics"), _perhaps("made_by"), _at()],
        ["id"], {"made_by": "employee"}, ["label"], ["number"],
    )  # fmt: skip
    _table(
        "product_draw",
        [_uuid("round_id"), _json("pool"), _json("raters"), _perhaps("made_by"), _at()],
        ["round_id"], {"round_id": "product_round", "made_by": "employee"},
    )  # fmt: skip
    _table(
        "product_closing", [_uuid("round_id"), _perhaps("made_by"), _at()],
        ["round_id"], {"round_id": "product_round", "made_by": "employee"},
    )  # fmt: skip
    _table(
        "product_sample", [_uuid("product_id"), _uuid("round_id")],
        ["product_id"], {"product_id": "product", "round_id": "product_round"},
    )  # fmt: skip
    op.create_index("ix_product_sample_round_id", "product_sample", ["round_id"])


def _ratings() -> None:
    _table(
        "product_assignment",
        [_uuid("product_id"), _some("place", sa.Integer()), _uuid("rater_id"), _at()],
        ["product_id", "place"], {"rater_id": "employee"}, ["product_id", "rater_id"],
        of_sample=True,
    )  # fmt: skip
    op.create_index("ix_product_assignment_rater_id", "product_assignment", ["rater_id"])
    _table(
        "product_rating",
        [_uuid("product_id"), _uuid("rater_id"), _json("levels"), _text("comment"), _at()],
        ["product_id", "rater_id"], {"rater_id": "employee"}, of_sample=True,
    )  # fmt: skip
    _table(
        "product_finding",
        [_uuid("id"), _uuid("product_id"), _uuid("employee_id"), _perhaps("unit_id"),
         _some("score", sa.Double()), _some("met", sa.Boolean()),
         _some("raters", sa.Integer()), _at()],
        ["id"], {"employee_id": "employee", "unit_id": "unit"}, ["product_id", "employee_id"],
        of_sample=True,
    )  # fmt: skip
    op.create_index("ix_product_finding_employee_id", "product_finding", ["employee_id"])


def _waves() -> None:
    _table(
        "wave",
        [_uuid("id"), _text("title", 200), _day("first_day"), _day("last_day"), _text("promise"),
         _json("form"), _perhaps("made_by"), _at()],
        ["id"], {"made_by": "employee"},
    )  # fmt: skip
    _table(
        "wave_consultation",
        [_uuid("id"), _uuid("wave_id"), _text("whom"), _day("on_date"), _text("result"),
         _perhaps("made_by"), _at()],
        ["id"], {"wave_id": "wave", "made_by": "employee"},
    )  # fmt: skip
    op.create_index("ix_wave_consultation_wave_id", "wave_consultation", ["wave_id"])
    for table in ("wave_opening", "wave_closing"):
        _table(
            table, [_uuid("wave_id"), _perhaps("made_by"), _at()],
            ["wave_id"], {"wave_id": "wave", "made_by": "employee"},
        )  # fmt: skip


def _voices() -> None:
    _table(
        "wave_participation", [_uuid("wave_id"), _uuid("employee_id"), _day("day")],
        ["wave_id", "employee_id"], {"wave_id": "wave", "employee_id": "employee"},
        sorted_by_key=True,
    )  # fmt: skip
    op.create_index("ix_wave_participation_employee_id", "wave_participation", ["employee_id"])
    _table(
        "wave_answer",
        [_uuid("id"), _uuid("wave_id"), _perhaps("unit_id"), _text("kelompok", 60),
         _json("answers")],
        ["id"], {"wave_id": "wave", "unit_id": "unit"}, sorted_by_key=True,
    )  # fmt: skip
    op.create_index("ix_wave_answer_cell", "wave_answer", ["wave_id", "unit_id", "kelompok"])


def _table(
    name: str, columns: Sequence[sa.Column[Any]], key: Sequence[str], others: dict[str, str],
    *unique: Sequence[str], of_sample: bool = False, sorted_by_key: bool = False,
) -> None:  # fmt: skip
    """A table whose constraints are called as the models call them."""
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{name}_{column}_{other}")
        for column, other in others.items()
    ]
    if of_sample:
        foreign.append(
            sa.ForeignKeyConstraint(
                ["product_id"], ["product_sample.product_id"],
                name=f"fk_{name}_product_id_product_sample",
            )
        )  # fmt: skip
    alone = [sa.UniqueConstraint(*each, name=f"uq_{name}_{'_'.join(each)}") for each in unique]
    more: dict[str, Any] = {"sqlite_with_rowid": False} if sorted_by_key else {}
    keyed = sa.PrimaryKeyConstraint(*key, name=f"pk_{name}")
    op.create_table(name, *columns, *foreign, keyed, *alone, **more)


def _some(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _uuid(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _perhaps(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), nullable=True)


def _text(name: str, length: int | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=False)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _at() -> sa.Column[Any]:
    return sa.Column("at", INSTANT, nullable=False)


def _refuse(table: str, deed: str, on_sqlite: bool) -> None:
    name = f"{table}_no_{deed.lower()}"
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {deed} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was appended is never changed'); END"
        if on_sqlite
        else f"CREATE TRIGGER {name} BEFORE {deed} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION appended_fact_refuse()"
    )


def _frozen_on_sqlite() -> None:
    """Once somebody has answered, nothing of the wave changes; none opens without consultation."""
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER wave_frozen_{deed.lower()} BEFORE {deed} ON wave "  # noqa: S608  (names of ours)
            "WHEN EXISTS (SELECT 1 FROM wave_answer WHERE wave_id = OLD.id) "
            "BEGIN SELECT RAISE(ABORT, 'what was promised is never changed'); END"
        )
    op.execute(
        "CREATE TRIGGER wave_opening_consulted BEFORE INSERT ON wave_opening "
        "WHEN NOT EXISTS (SELECT 1 FROM wave_consultation WHERE wave_id = NEW.wave_id) "
        "BEGIN SELECT RAISE(ABORT, 'nobody was consulted'); END"
    )


def _frozen_on_postgres() -> None:
    """The same two rules."""
    op.execute(
        "CREATE FUNCTION wave_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM wave_answer WHERE wave_id = OLD.id) THEN "
        "RAISE EXCEPTION 'what was promised is never changed'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER wave_frozen_change BEFORE UPDATE OR DELETE ON wave "
        "FOR EACH ROW EXECUTE FUNCTION wave_frozen()"
    )
    op.execute(
        "CREATE FUNCTION wave_consulted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NOT EXISTS (SELECT 1 FROM wave_consultation WHERE wave_id = NEW.wave_id) THEN "
        "RAISE EXCEPTION 'nobody was consulted'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER wave_opening_consulted BEFORE INSERT ON wave_opening "
        "FOR EACH ROW EXECUTE FUNCTION wave_consulted()"
    )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: facts are never dropped.")
