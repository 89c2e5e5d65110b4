"""Who works in the demo city: people with their numbers, posts, moves and absences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from training.cli.demo.chance import seeded
from training.cli.demo.names import address, invented
from training.cli.demo.numbers import Numbers
from training.cli.demo.offices import HEADS, Office
from training.cli.demo.period import Period
from training.kernel.ids import uuid7
from training.people.rules.kinds import (
    IdentifierKind,
    JobFamily,
    PostingKind,
    StandingKind,
    Status,
)  # fmt: skip

STATUSES = tuple(Status)
SHARES = (42, 24, 8, 18, 8)
MOVED, ACTING, AWAY, LEFT, CAME = 0.05, 0.02, 0.02, 0.03, 0.04
ABSENCES = tuple(kind for kind in StandingKind if kind is not StandingKind.ACTIVE)
NUMBERED = {Status.PNS: IdentifierKind.NIP, Status.PPPK: IdentifierKind.NI_PPPK,
            Status.PPPK_PART_TIME: IdentifierKind.NI_PPPK}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a person; `until` is the first day on which it is no longer held."""

    id: UUID
    office: Office
    kind: PostingKind
    title: str
    family: JobFamily
    since: date
    until: date | None = None


@dataclass(slots=True)
class Person:
    """One invented employee, with the traits that the demo's activity comes from."""

    id: UUID
    name: str
    email: str | None
    status: Status
    number: tuple[IdentifierKind, str] | None
    added_at: datetime
    posts: list[Post]
    ability: float
    keenness: float
    head: bool = False
    fresh: bool = False
    absence: tuple[StandingKind, date, date | None] | None = None
    left: date | None = None
    seed: int = 0

    def key(self, place: int) -> UUID:
        """A key for a record about the person, always the same for the same place."""
        return uuid7(self.added_at, (self.seed + place).to_bytes(10, "big"))

    @property
    def post(self) -> Post:
        """The definitive post that the person holds or held last."""
        return next(each for each in reversed(self.posts) if each.kind is PostingKind.DEFINITIVE)

    def office_on(self, day: date) -> Office | None:
        """Where the person's definitive post was on a day."""
        for post in self.posts:
            definitive = post.kind is PostingKind.DEFINITIVE and post.since <= day
            if definitive and (post.until is None or post.until > day):
                return post.office
        return None


class Hiring:
    """Makes people one after the other; the same seed makes the same people."""

    def __init__(self, offices: Sequence[Office], period: Period, seed: int) -> None:
        self.offices, self.period, self.seed = offices, period, seed
        self.chance = seeded("staff", seed)
        self.numbers = Numbers()
        self.count = 0

    def people(self, sizes: Sequence[int]) -> Iterator[Person]:
        """Everybody, unit by unit; the first person of a unit is its head."""
        for office, size in zip(self.offices, sizes, strict=True):
            for place in range(size):
                yield self._person(office, head=place == 0)

    def _person(self, office: Office, *, head: bool) -> Person:
        chance, self.count = self.chance, self.count + 1
        woman = chance.random() < 0.56
        status = Status.PNS if head else chance.choices(STATUSES, SHARES)[0]
        since = date(chance.randint(2005, 2024), chance.randint(1, 12), 1)
        name = invented(chance, woman=woman)
        first_day = self.period.day(self.period.start)
        joined = self._some_day() if not head and chance.random() < CAME else min(since, first_day)
        number = self._number(status, since, woman=woman)
        person = Person(
            id=uuid7(max(self.period.start, self._morning(joined)), chance.randbytes(10)),
            name=name, status=status, number=number,
            email=address(name, self.count) if number or chance.random() < 0.5 else None,
            added_at=max(self.period.start, self._morning(joined)), head=head,
            posts=self._posts(office, joined, head=head), ability=chance.gauss(0.55, 0.8),
            keenness=office.keenness, seed=chance.getrandbits(79),
        )  # fmt: skip
        return person if head else self._with_history(person)

    def _number(
        self, status: Status, since: date, *, woman: bool
    ) -> tuple[IdentifierKind, str] | None:
        kind = NUMBERED.get(status)
        if kind is IdentifierKind.NIP:
            return kind, self.numbers.nip(since, woman=woman)
        contract = date(min(since.year + 5, 2025), 1, 1)
        return (kind, self.numbers.ni_pppk(contract, woman=woman)) if kind else None

    def _posts(self, office: Office, joined: date, *, head: bool) -> list[Post]:
        chance = self.chance
        family = JobFamily.DECISION_MAKER if head else office.family(chance)
        title = HEADS.get(office.kind, "Kepala") if head else office.title(family, chance)
        post = Post(self._key(joined), office, PostingKind.DEFINITIVE, title, family, joined)
        if head or chance.random() >= MOVED:
            return [post]
        moved = self._some_day()
        before = chance.choice(self.offices)
        if moved <= joined or before.kind == "kota":
            return [post]
        old_title = before.title(family, chance)
        return [
            Post(
                self._key(joined), before, PostingKind.DEFINITIVE, old_title, family, joined, moved
            ),
            Post(self._key(moved), office, PostingKind.DEFINITIVE, title, family, moved),
        ]

    def _with_history(self, person: Person) -> Person:
        """What happens to few: they act for somebody, are away for a time, or leave."""
        draw = self.chance.random()
        if draw < ACTING:
            self._acts(person)
        elif draw < ACTING + AWAY:
            since = self._some_day()
            until = since + timedelta(days=self.chance.randint(60, 400))
            ended = until if until <= self.period.day(self.period.end) else None
            person.absence = (self.chance.choice(ABSENCES), since, ended)
        elif draw < ACTING + AWAY + LEFT * self.period.days / 365:
            self._leaves(person)
        return person

    def _acts(self, person: Person) -> None:
        office = self.chance.choice(self.offices)
        if office.kind == "kota" or office is person.post.office:
            return
        kind = self.chance.choice((PostingKind.ACTING, PostingKind.DAILY_ACTING))
        title = HEADS.get(office.kind, "Kepala")
        since = max(self._some_day(), person.post.since)
        until = since + timedelta(days=90) if kind is PostingKind.DAILY_ACTING else None
        key, family = self._key(since), JobFamily.DECISION_MAKER
        person.posts.append(Post(key, office, kind, title, family, since, until))

    def _leaves(self, person: Person) -> None:
        day, last = self._some_day(), person.posts[-1]
        if day <= last.since:
            return
        person.left = day
        person.posts[-1] = replace(last, until=day)

    def _some_day(self) -> date:
        days = self.chance.randrange(self.period.days)
        return self.period.day(self.period.start) + timedelta(days=days)

    def _key(self, day: date) -> UUID:
        return uuid7(max(self.period.start, self._morning(day)), self.chance.randbytes(10))

    def _morning(self, day: date) -> datetime:
        return datetime.combine(day, time(8), self.period.zone)
