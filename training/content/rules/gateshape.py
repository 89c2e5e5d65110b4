"""What a quiz file may hold about starting, timing and drawing, key by key."""

from typing import Annotated, Literal

from pydantic import Field

from training.content.rules import gates, model, quizzes
from training.content.rules.strict import Key, Line, Strict

CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
INSTANT = rf"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T{CLOCK}[+-](0\d|1[0-4]):[0-5]\d$"
Instant = Annotated[str, Field(pattern=INSTANT)]
Purpose = Annotated[gates.Purpose, Field(strict=False)]
RoleName = Literal[
    "employee", "unit_head", "mentor", "hr", "task_force", "author", "admin", "auditor"
]


class Conditions(Strict):
    """When a rule is meant, or what it asks: everything that is named must hold."""

    purposes: list[Purpose] = Field(default=[])
    opens: Instant | None = None
    closes: Instant | None = None
    completed: list[Key] = Field(default=[], max_length=20)
    at_most: int | None = Field(default=None, ge=1, le=100)
    hours_between: int | None = Field(default=None, ge=0, le=8760)
    roles: list[RoleName] = Field(default=[])
    job_families: list[Annotated[model.JobFamily, Field(strict=False)]] = Field(default=[])
    unit_kinds: list[Annotated[model.UnitKind, Field(strict=False)]] = Field(default=[])
    addresses: list[Line] = Field(default=[], max_length=50)


class Rule(Strict):
    when: Conditions = Conditions()
    requires: Conditions = Conditions()
    may_start: bool = True
    note: Line | None = None
    minutes: int | None = Field(default=None, ge=1, le=480)
    grace_seconds: int | None = Field(default=None, ge=0, le=600)
    late: Annotated[gates.Late, Field(strict=False)] | None = None
    counts: Annotated[gates.Counts, Field(strict=False)] | None = None
    abandoned: Annotated[gates.Abandoned, Field(strict=False)] | None = None
    abandoned_after_days: int | None = Field(default=None, ge=1, le=365)


class BlueprintLine(Strict):
    """How many questions of an objective; without one, of the situations."""

    objective: Key | None = None
    kinds: list[Annotated[quizzes.Kind, Field(strict=False)]] = Field(default=[])
    count: int = Field(ge=1, le=50)


class Form(Strict):
    key: Key
    questions: list[Key] = Field(min_length=1, max_length=100)
