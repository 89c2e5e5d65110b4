"""Who must hold a certificate: audiences over posts, units, status, roles, entry and learning."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

ALARM = 0.10
LEAST_FOR_ALARM = 10
MOST_DAYS = 1100


class DueFrom(StrEnum):
    """The event from which a due day is counted."""

    ASSIGNMENT = "assignment"
    ENTRY = "entry"
    POSTING = "posting"
    RELEASE = "release"


class Puzzle(StrEnum):
    """Why it cannot be said of a person, or of a whole rule, whether they belong."""

    NO_POST = "no-post"
    SEVERAL_POSTS = "several-posts"
    UNKNOWN_UNIT = "unknown-unit"
    UNKNOWN_MODULE = "unknown-module"
    NOTHING_RELEASED = "nothing-released"


@dataclass(frozen=True, slots=True)
class Audience:
    """Conditions that must all hold; an empty one asks nothing. `subtrees` are units' paths.

    One and the same post must meet family, kind of unit and subtree. `acting`: a post held for
    somebody else (Plt, Plh) counts too.
    """

    families: tuple[str, ...] = ()
    unit_kinds: tuple[str, ...] = ()
    subtrees: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    entered_from: date | None = None
    entered_until: date | None = None
    completed: tuple[str, ...] = ()
    acting: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """So many days after an event."""

    event: DueFrom
    days: int


@dataclass(frozen=True, slots=True)
class Post:
    """A post that is held today."""

    family: str
    unit_kind: str
    path: str
    since: date
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """What audiences ask of a person. `entered`: the day of their first post."""

    id: UUID
    status: str
    posts: tuple[Post, ...]
    entered: date | None = None
    roles: frozenset[str] = frozenset()
    completed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ground:
    """What exists in the city: paths of units, published modules with their last material day."""

    paths: Collection[str]
    released: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who belongs, by which post; of whom that cannot be said, and what is wrong with the rule."""

    members: Mapping[UUID, Post]
    puzzles: Mapping[UUID, Puzzle] = field(default_factory=dict)
    faults: tuple[Puzzle, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """What applying a rule would change."""

    before: int
    enter: tuple[UUID, ...]
    leave: tuple[UUID, ...]

    @property
    def alarms(self) -> bool:
        """Whether the size moves by more than a tenth: then a person must look first.

        Entries and leavings of the same size hide each other, so the greater of them counts too.
        """
        if self.before < LEAST_FOR_ALARM:
            return False
        return max(len(self.enter), len(self.leave)) > ALARM * self.before


def evaluate(audience: Audience, people: Iterable[Person], ground: Ground) -> Outcome:
    """Who belongs to an audience. A rule that cannot be computed at all has no members."""
    faults = tuple(_faults(audience, ground))
    if faults:
        return Outcome({}, {}, faults)
    members: dict[UUID, Post] = {}
    puzzles: dict[UUID, Puzzle] = {}
    for person in people:
        definitive = [each for each in person.posts if not each.acting]
        if not definitive and person.posts:
            puzzles[person.id] = Puzzle.NO_POST
        elif len(definitive) > 1:
            puzzles[person.id] = Puzzle.SEVERAL_POSTS
        post = _fitting(audience, person)
        if post is not None and person.id not in puzzles:
            members[person.id] = post
    return Outcome(members, puzzles)


def _faults(audience: Audience, ground: Ground) -> Iterable[Puzzle]:
    if any(path not in ground.paths for path in audience.subtrees):
        yield Puzzle.UNKNOWN_UNIT
    if any(slug not in ground.released for slug in audience.completed):
        yield Puzzle.UNKNOWN_MODULE


def _fitting(audience: Audience, person: Person) -> Post | None:
    if audience.statuses and person.status not in audience.statuses:
        return None
    if audience.roles and not person.roles & set(audience.roles):
        return None
    if not set(audience.completed) <= person.completed or not _entered(audience, person.entered):
        return None
    return next((post for post in person.posts if _post_fits(audience, post)), None)


def _entered(audience: Audience, day: date | None) -> bool:
    if audience.entered_from and (day is None or day < audience.entered_from):
        return False
    return not (audience.entered_until and (day is None or day > audience.entered_until))


def _post_fits(audience: Audience, post: Post) -> bool:
    if post.acting and not audience.acting:
        return False
    fits = not audience.families or post.family in audience.families
    fits = fits and (not audience.unit_kinds or post.unit_kind in audience.unit_kinds)
    return fits and (not audience.subtrees or post.path.startswith(audience.subtrees))


def move(now: Collection[UUID], members: Collection[UUID]) -> Move:
    """Who would enter and who would leave, in the order of their ids."""
    present, wanted = set(now), set(members)
    return Move(len(present), tuple(sorted(wanted - present)), tuple(sorted(present - wanted)))


def due_day(due: Due, *, assigned: date, entered: date | None, posted: date | None,
            released: date | None) -> date:  # fmt: skip
    """The due day: so many days after the event, and never sooner after the assignment itself.

    Somebody who entered years ago gets the whole time from the day on which it is asked of them.
    """
    days = {
        DueFrom.ASSIGNMENT: assigned, DueFrom.ENTRY: entered,
        DueFrom.POSTING: posted, DueFrom.RELEASE: released,
    }  # fmt: skip
    return max(assigned, days[due.event] or assigned) + timedelta(days=due.days)


def as_told(audience: Audience) -> dict[str, Any]:
    """An audience as plain values; `from_told` reads it."""
    told = asdict(audience)
    for name in ("entered_from", "entered_until"):
        told[name] = told[name].isoformat() if told[name] else None
    return {name: list(each) if isinstance(each, tuple) else each for name, each in told.items()}


def from_told(told: Mapping[str, Any]) -> Audience:
    """The audience that `as_told` had told."""
    values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in told.items()}
    for name in ("entered_from", "entered_until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return Audience(**values)
