"""The whole attack: the city lives three cycles, everything is read, everything is solved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from flask import Flask

from tests.attack.cells import Cell, Fact, cells
from tests.attack.city import APART, LABELS, ROLES, SLUGS, Builder, K, World
from tests.attack.reading import Read, Reader
from tests.attack.solving import Attack, Sums

COUNTED = re.compile(r"n = ([\d.]+)(?:–([\d.]+))? dari ([\d.]+)")
ANSWERS = re.compile(r"^/api/v1/units/")
FORMS = ("csv", "xlsx", "json", "pdf")
OWN = re.compile(r"^/(saya|capaian|belajar|sertifikat|komitmen|latihan|penulis)")
STAFF = re.compile(r"Rekaan [A-Z0-9]+ \d+")
HR_UNITS = re.compile(r"<tr> .*?Unit ([A-Z0-9]+) (\d+) (\d+) (\d+) ")
PEOPLE_SEEN_BY = frozenset({"hr"})


class Clock(Protocol):
    """The city's time, which the attack moves."""

    now: datetime

    def set(self, instant: datetime) -> datetime: ...


@dataclass
class Loot:
    """What was read in each cycle, and the cells that it tells, each once."""

    world: World
    reads: list[tuple[int, Read]] = field(default_factory=list)
    sizes: dict[str, dict[str, int]] = field(default_factory=dict)
    tried: int = 0

    def told(self) -> list[Cell]:
        """Every cell once, however many pages say it."""
        found: dict[tuple[object, ...], Cell] = {}
        for cycle, read in self.reads:
            if read.role not in PEOPLE_SEEN_BY:
                for each in cells(read, cycle, self.sizes, K):
                    known = (each.unit, each.cycle, each.fact, each.least, each.most)
                    found.setdefault(known, each)
        return list(found.values())

    def solved(self) -> Sums:
        return Attack(self.world, self.told(), K).run()

    def counted(self) -> Iterator[tuple[Read, int, int, int]]:
        """Every "n = … of …" of every form: from, to, of."""
        for _, read in self.reads:
            for found in COUNTED.finditer(read.text):
                least, most, of = (int((part or found[1]).replace(".", ""))
                                   for part in found.groups())  # fmt: skip
                yield read, least, most, of

    def naming(self) -> dict[str, list[str]]:
        """By role, the addresses at which a member of the staff is named."""
        found: dict[str, list[str]] = {}
        for _, read in self.reads:
            if not OWN.match(read.address) and STAFF.search(read.text):
                found.setdefault(read.role, []).append(read.address)
        return found

    def of_hr(self) -> list[Cell]:
        """The plain counts that HR sees, as cells: what every page would say without protection."""
        return [
            Cell(found[1], cycle, Fact(about, f"now {cycle}"), int(n), int(n), read.address)
            for cycle, read in self.reads if read.address == "/kepegawaian/unit"
            for found in map(HR_UNITS.match, read.lines) if found
            for about, n in (("started", found[3]), ("completed", found[4]))
        ]  # fmt: skip


def plundered(app: Flask, clock: Clock, *, seed: int = 1, thorough: bool = True) -> Loot:
    """Three cycles of a city; at each closing the attacker signs in as everybody and reads.

    Unless `thorough`, only what the API answers to the task force and the page of HR are read.
    """
    builder = Builder(clock.now, seed)
    loot = Loot(builder.world)
    for cycle, label in enumerate(LABELS):
        if cycle:
            builder.next(cycle, clock.set(clock.now + APART))
        codes = tuple(sorted(builder.world.above[cycle]))
        loot.sizes[label] = {code: len(builder.world.below(cycle, code)) for code in codes}
        for role in _who(cycle, thorough=thorough):
            reader = Reader(app, role, builder.world.who[role], at=clock.now)
            if role == "hr":
                reads = reader.some("/kepegawaian/unit")
            elif thorough:
                reader.hasty = cycle < len(LABELS) - 1
                known = {"code": codes, "label": LABELS[: cycle + 1], "form": FORMS, "slug": SLUGS}
                reads = reader.everything(known, ROLES[role][0])
            else:
                reads = reader.some(*answers(codes, LABELS[: cycle + 1]))
            loot.tried += len(reader.tried)
            loot.reads += [(cycle, each) for each in reads]
    return loot


def _who(cycle: int, *, thorough: bool) -> tuple[str, ...]:
    """As whom the attacker signs in: whoever sees sums at every closing, all others at the last."""
    if not thorough:
        return "task_force", "hr"
    return tuple(ROLES) if cycle == len(LABELS) - 1 else ("task_force", "head", "hr")


def answers(codes: tuple[str, ...], labels: tuple[str, ...]) -> Iterator[str]:
    """What the API tells of units: how far they are, and what each closed cycle said."""
    for code in codes:
        yield f"/api/v1/units/{code}/report"
        yield from (f"/api/v1/units/{code}/cycles/{label}/report" for label in labels)
