"""The whole attack: the city lives three cycles, everything is read, everything is solved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from flask import Flask

from tests.attack.cells import Cell, Fact, cells
from tests.attack.city import APART, LABELS, ROLES, SLUGS, Builder, K, World
from tests.attack.letters import letters, work
from tests.attack.occasions import rare_letters
from tests.attack.reading import SOUGHT, Read, Reader
from tests.attack.solving import Attack, Sums
from training.web.report_prints import CITY_PDF

COUNTED = re.compile(r"n = ([\d.]+)(?:–([\d.]+))? dari ([\d.]+)")
ANSWERS = re.compile(r"^/api/v1/units/")
FORMS = ("csv", "xlsx", "json", "pdf")
EXPLAINED = ("completed", "knowledge")
"""Running figures that the API explains, of every unit; pages explain those that links lead to."""
LAST = len(LABELS) - 1
SEEN_OF_PEOPLE = {
    "hr": ("/kepegawaian/unit",),
    "admin": ("/admin", f"/admin?cari={SOUGHT}", "/admin/unit", "/admin/unit/DB1",
              "/admin/pekerjaan", "/admin/keberatan", "/admin/penghapusan"),
}  # fmt: skip
"""What is read by those who see people; of HR the plain counts, to see that the attack works."""
OWN = re.compile(r"^/(saya|capaian|belajar|sertifikat|komitmen|latihan|penulis)")
STAFF = re.compile(r"Rekaan [A-Z0-9]+ \d+")
HR_UNITS = re.compile(r"<tr> .*?Unit ([A-Z0-9]+) (\d+) (\d+) (\d+) ")
PEOPLE_SEEN_BY = frozenset({"hr", "admin"})
TO_PAPER = "/gugus-tugas/laporan/{}"
PAPER = re.compile(r"^/gugus-tugas/laporan/[^/]+/pdf/berkas\.pdf$")
OF_STAFF = "staf Anda"


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
    letters: list[tuple[int, Read]] = field(default_factory=list)
    tried: int = 0

    @property
    def everything(self) -> Iterator[tuple[int, Read]]:
        """What was read on pages and in files, and what came by itself."""
        yield from self.reads
        yield from self.letters

    def papers(self) -> list[Read]:
        """The city's reports that the worker made as jobs."""
        return [read for _, read in self.reads if PAPER.match(read.address)]

    def of_kind(self, kind: str) -> list[Read]:
        """The letters of one kind, by the name of its template."""
        return [read for _, read in self.letters if read.address.startswith(f"letter {kind} ")]

    def of_staff(self) -> list[tuple[int, Read]]:
        """The letters that tell a head of some of their staff."""
        return [(cycle, read) for cycle, read in self.letters if OF_STAFF in read.text]

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
        for _, read in self.everything:
            for found in COUNTED.finditer(read.text):
                least, most, of = (int((part or found[1]).replace(".", ""))
                                   for part in found.groups())  # fmt: skip
                yield read, least, most, of

    def naming(self) -> dict[str, list[str]]:
        """By role, the addresses at which a member of the staff is named."""
        found: dict[str, list[str]] = {}
        for _, read in self.everything:
            if not OWN.match(read.address) and STAFF.search(read.text):
                found.setdefault(read.role, []).append(read.address)
        return found

    def of_hr(self) -> list[Cell]:
        """The plain counts that HR sees, as cells: what every page would say without protection."""
        return [
            Cell(found[1], cycle, Fact(about, f"now {cycle}"), int(n), int(n), read.address,
                 plain=True)
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
        labels = LABELS[: cycle + 1]
        for role in _who(cycle, thorough=thorough):
            reader = Reader(app, role, builder.world.who[role], at=clock.now)
            if role in PEOPLE_SEEN_BY:
                reads = reader.some(*SEEN_OF_PEOPLE[role])
            elif thorough:
                reader.hasty = cycle < LAST
                if role == "task_force" and cycle == LAST:
                    _on_paper(app, reader, labels, at=clock.now)
                known = {"code": codes, "label": labels, "form": FORMS, "slug": SLUGS,
                         "key": EXPLAINED}  # fmt: skip
                reads = reader.everything(known, ROLES[role][0])
            else:
                reads = reader.some(*answers(codes, labels))
            loot.tried += len(reader.tried)
            loot.reads += [(cycle, each) for each in reads]
        if thorough:
            loot.letters += [(cycle, each) for each in _sent(app, builder, cycle, at=clock.now)]
    return loot


def _sent(app: Flask, builder: Builder, cycle: int, *, at: datetime) -> list[Read]:
    """The letters of a closing; after everything was read, those that somebody's act sets off."""
    who, is_last = builder.world.who, cycle == LAST
    came = list(letters(app, who, at=at, invited=is_last))
    if is_last:
        came += rare_letters(app, who, came, point=builder.points["DA"], at=at)
    return came


def _who(cycle: int, *, thorough: bool) -> tuple[str, ...]:
    """As whom the attacker signs in: whoever sees sums at every closing, all others at the last."""
    if not thorough:
        return "task_force", "hr"
    return tuple(ROLES) if cycle == LAST else ("task_force", "head", "hr")


def _on_paper(app: Flask, reader: Reader, labels: tuple[str, ...], *, at: datetime) -> None:
    """The worker makes the city's report of every cycle, as the task force asked."""
    for label in labels:
        reader.press(TO_PAPER.format(label), f"{TO_PAPER.format(label)}/pdf")
    work(app, CITY_PDF, at=at)


def answers(codes: tuple[str, ...], labels: tuple[str, ...]) -> Iterator[str]:
    """What the API tells of units: how far they are, and what each closed cycle said."""
    for code in codes:
        yield f"/api/v1/units/{code}/report"
        yield from (f"/api/v1/units/{code}/cycles/{label}/report" for label in labels)
