"""Loading the demo city into an empty house, in one transaction: all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.cli.demo import accounts, cycles, ground, mentors, rollout, trail
from training.cli.demo.cast import Cast
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Player, player
from training.cli.demo.crew import Done, Scene, walked
from training.cli.demo.journeys import Noted
from training.cli.demo.offices import Office, sizes
from training.cli.demo.period import Period, looking_back
from training.cli.demo.rows import keep_facts, keep_people
from training.cli.demo.staff import Hiring, Person
from training.cli.demo.streams import (
    Play,
    Stage,
    casework,
    certificates,
    commitments,
    observation,
    practice,
    products,
    reminders,
    voice,
    waves,
)
from training.cli.demo.trail import Known, known
from training.cli.on_demand import on_demand
from training.cli.progress import Tell
from training.content.queries import published_slugs
from training.content.queries.paths import paths_by_job
from training.internalization.actions.ledger import ask_to_take_all, take_everything
from training.kernel import bulk
from training.kernel.db import db
from training.kernel.errors import Conflict
from training.kernel.settings import ROOT
from training.people.actions.history import AccountRow, RoleRow, keep
from training.people.queries import census
from training.people.rules.kinds import Role
from training.reporting.actions import rebuild
from training.reporting.actions.following import ask_to_count

BATCH = 2000
FEW_PEOPLE = 20_000
TICKS, TICKS_OF_MANY = 8, 0
LEAST_TOLD = 10  # the usual k, also where an operator has chosen another
PLAYS: tuple[Play, ...] = (
    practice.play,
    commitments.play,
    observation.play,
    products.play,
    voice.play,
    waves.play,
    certificates.play,
    reminders.play,
)
count_items = on_demand("training.reporting.actions.item_statistics", "count_all_anew")


class SomebodyIsHere(Conflict):
    """The demo city is only loaded where nobody is known yet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How large a city, by which seed, looking back how far."""

    employees: int
    seed: int = 1
    months: int = 12


@dataclass(slots=True)
class City:
    """What is known of the city while it is being written."""

    period: Period
    cast: Cast = field(default_factory=Cast)
    heads: list[Person] = field(default_factory=list)
    people: list[Known] = field(default_factory=list)
    players: list[Player] = field(default_factory=list)
    active: set[UUID] = field(default_factory=set)
    trail: list[Noted] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def greet(self, people: Iterator[Person]) -> Iterator[Person]:
        """Everybody who is hired, with the few who get a part picked out."""
        for person in people:
            part = self.cast.see(person)
            person.fresh = part is not None and part.fresh
            if person.head:
                self.heads.append(person)
            yield person


def load(
    wish: Wish, *, at: datetime, zone: str, k: int, folder: Path, tell: Tell
) -> dict[str, int]:
    """Write the city in the caller's transaction; answers how much of what was written.

    The accounts are written down in `folder` last of all, so that the caller commits right after.
    """
    if census.anybody():
        raise SomebodyIsHere
    period = looking_back(at, wish.months, zone)
    offices = ground.offices(period, wish.seed)
    large = wish.employees > FEW_PEOPLE
    waves = rollout.waves(offices, period, wish.seed)
    courses = ground.courses(period, wish.seed)
    ticks = TICKS_OF_MANY if large else TICKS
    scene = Scene(period, courses, waves, ticks, paths_by_job(ROOT), certificates.asked())
    city = City(period)
    staff = _batches(city.greet(_staff(offices, period, wish)))
    with bulk.roomy():
        for done in walked(staff, scene, large=large):
            _write(done, city)
            tell(len(city.people), wish.employees * 2)
        _finish(city, offices, wish, folder, tell)
        rebuild(at=at, zone=zone, k=k)
        if large:
            ask_to_take_all(at=at)
        _count_items(at, zone, large=large)
    return city.counts


def _count_items(at: datetime, zone: str, *, large: bool) -> None:
    """Count the answers by question; those of very many the worker counts beside the service."""
    if not large:
        count_items(at=at, zone=zone)
        return
    for slug in published_slugs():
        ask_to_count(slug, at=at)


def _staff(offices: list[Office], period: Period, wish: Wish) -> Iterator[Person]:
    chance = seeded("sizes", wish.seed)
    return Hiring(offices, period, wish.seed).people(sizes(offices, wish.employees, chance))


def _batches(people: Iterator[Person]) -> Iterator[list[Person]]:
    while batch := list(islice(people, BATCH)):
        yield batch


def _write(done: Done, city: City) -> None:
    keep_people(done.people)
    trail.arrivals(done.people, city.trail)
    city.people += (known(person, city.period) for person in done.people)
    city.players += filter(None, map(player, done.people))
    city.trail += done.trail
    city.active |= {row.employee_id for row in done.facts.sign_ins}
    for name, count in keep_facts(done.facts).items():
        city.counts[name] = city.counts.get(name, 0) + count


def _play(city: City, seed: int) -> None:
    """Everything that people do beside lessons and quizzes; large cities measure speed."""
    held = {part.role: who.id for part, who in city.cast.filled.items()}
    stage = Stage(city.period, seed, city.players, held, city.trail)
    for play in PLAYS:
        city.counts |= play(stage)
    take_everything(at=city.period.end, zone=str(city.period.zone))
    city.counts["cycles"] = cycles.run(stage, k=LEAST_TOLD)
    city.counts |= casework.play(stage)


def _finish(city: City, offices: list[Office], wish: Wish, folder: Path, tell: Tell) -> None:
    period, parts = city.period, dict(city.cast.complete())
    root, chief = ground.root(offices), city.cast.holder(Role.TASK_FORCE)
    rollout.keep(
        rollout.planned(offices, period, wish.seed), city.trail, chief and chief.id, period
    )
    keep(RoleRow, accounts.roles(parts, city.heads, root, period, city.trail))
    taken = {person.id for person in parts.values()}
    keep(RoleRow, mentors.roles(
        mentors.chosen(city.players, taken, wish.seed), period, city.trail
    ))  # fmt: skip
    invited = city.active - {person.id for person in parts.values()}
    keep(AccountRow, (AccountRow(person) for person in sorted(invited)))
    opened = accounts.open_for(parts, period, city.trail)
    if wish.employees <= FEW_PEOPLE:
        _play(city, wish.seed)
    trail.imports(city.trail, wish.seed)
    city.trail += trail.office_work(city.cast, city.people, root.path, period, wish.seed)
    written = trail.write(city.trail, period, lambda done, of: tell(of + done, of * 2))
    note(Happening(EventKind.DEMO_LOADED, period.end, detail={
        "employees": len(city.people), "seed": wish.seed, "months": wish.months,
    }))  # fmt: skip
    city.counts |= {"people": len(city.people), "events": written}
    accounts.write(accounts.with_tokens(opened, at=period.end), folder)
    db.session.flush()
