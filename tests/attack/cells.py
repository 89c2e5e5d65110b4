"""What is told of how many people of which unit: from … to … have done or shown something."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.attack.city import DAYS, LABELS
from tests.attack.reading import Read
from training.reporting.rules.steps import band

MONOTONE = frozenset({"started", "completed", "knowledge", "judgement", "first-score",
                      "latest-score"})  # fmt: skip
"""Nobody unlearns: who has begun, completed or been assessed stays so from cycle to cycle."""
STREAMS = ("K", "R", "J1", "J2", "C", "O", "W")
PROGRESS = re.compile(r"^/api/v1/units/([^/]+)/report$")
REPORT = re.compile(r"^/api/v1/units/([^/]+)/cycles/([^/]+)/report$")
LISTS = re.compile(r"^/gugus-tugas/internalisasi")
ENOUGH = 1e-9


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """What a person has or has not: what it is about, and as of which day or closing.

    The same fact is the same unknown in whatever cycle it is read: who had begun by November.
    """

    about: str
    when: str


@dataclass(frozen=True, slots=True)
class Cell:
    """So many people of a unit (as of a closing) have a fact: from `least` to `most`.

    `plain`: counted without those who have left and wait to be let go.
    """

    unit: str
    cycle: int
    fact: Fact
    least: int
    most: int
    source: str
    plain: bool = False


def cells(read: Read, cycle: int, sizes: dict[str, dict[str, int]], k: int) -> Iterator[Cell]:
    """Everything that an answer tells; `sizes` are the people of each unit at each closing."""
    if found := PROGRESS.match(read.address):
        yield from _progress(json.loads(read.text), found[1], cycle, read.address)
    elif found := REPORT.match(read.address):
        people = sizes[found[2]].get(found[1], 0)
        yield from _conduct(json.loads(read.text), found[1], found[2], people, read.address, k)


def _progress(told: dict[str, Any], unit: str, cycle: int, source: str) -> Iterator[Cell]:
    now = f"now {cycle}"
    for each in told["cells"]:
        if each["stage"] or each["dimension"]:
            continue
        about = f"{each['measure']} {each['module']}".strip()
        yield from _figure(each["figure"], unit, cycle, Fact(about, now), source)
    for each in told["trend"][:-1]:  # the last month is not over: that is how things are now
        for measure in ("started", "completed"):
            fact = Fact(measure, each["month"])
            yield from _figure(each[measure], unit, counted(each["month"]), fact, source)


def counted(month: str) -> int:
    """The closing at which this city counted a month for the last time, with the people of then."""
    return next(n for n, day in enumerate(DAYS) if month[:7] <= day[:7])


def _figure(
    told: dict[str, Any], unit: str, cycle: int, fact: Fact, source: str
) -> Iterator[Cell]:  # fmt: skip
    if told["least"] is not None and told["of"]:
        yield Cell(unit, cycle, fact, told["least"], told["most"], source)


def _conduct(
    told: dict[str, Any], unit: str, label: str, people: int, source: str, k: int
) -> Iterator[Cell]:
    """Shares of the roster are told in steps; a stream that is not told is one of nobody."""
    cycle = told["cycle"]
    lines = {each["key"]: each for part in told["sections"] for each in part["lines"]}
    if not lines or not people:
        return
    number = LABELS.index(label)
    for key, each in lines.items():
        whole = key == "assessed" or key.startswith("stream.") or key.endswith(".evidenced")
        if whole:
            fits = [n for n in range(people + 1) if _says(each, n, people, k)]
            yield Cell(unit, number, Fact(key, cycle), min(fits), max(fits), source)
    if "assessed" in lines:
        for code in STREAMS:
            if f"stream.{code}" not in lines:
                yield Cell(unit, number, Fact(f"stream.{code}", cycle), 0, 0, source)


def _says(line: dict[str, Any], count: int, people: int, k: int) -> bool:
    """Whether this would be told of so many people."""
    step = band(count, people, k=k)
    low, high = line["low"], line["high"]
    if low is None:
        return step.low <= ENOUGH and abs(step.high - (high or 0)) < ENOUGH
    return abs(step.low - low) < ENOUGH and (high is None or abs(step.high - high) < ENOUGH)
