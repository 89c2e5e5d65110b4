"""What a file of an instrument holds, key by key: for whom it is, its items and their anchors."""

from typing import Annotated

from pydantic import Field

from training.content.rules import model
from training.content.rules.strict import Key, Line, Stage, Strict


class Whom(Strict):
    job_families: list[Annotated[model.JobFamily, Field(strict=False)]] = Field(min_length=1)
    unit_kinds: list[Annotated[model.UnitKind, Field(strict=False)]] = Field(min_length=1)
    sectors: list[Line] = Field(min_length=1)


class Item(Strict):
    key: Key
    indicator: Key
    sentence: Line
    met: Line
    partly: Line
    not_: Line = Field(alias="not")
    not_seen: Line


class Contrary(Strict):
    key: Key
    sentence: Line


class InstrumentFile(Strict):
    key: Key
    title: Line
    context: Line
    stage: Stage
    minutes: int = Field(ge=10, le=120)
    whom: Whom = Field(alias="for")
    items: list[Item] = Field(min_length=1, max_length=40)
    contrary: list[Contrary] = Field(min_length=1, max_length=12)
