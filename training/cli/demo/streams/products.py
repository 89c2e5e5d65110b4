"""A year of work products in the demo city: registers, four draws, blind ratings, findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import LIVES_IT, Player
from training.cli.demo.journeys import Noted
from training.cli.demo.streams import Stage
from training.cli.demo.streams.papers import title, words
from training.content.queries.drafts import read
from training.content.rules.rubrics import as_told
from training.kernel.ids import uuid7
from training.kernel.settings import ROOT
from training.observation.actions.products_history import keep_products
from training.observation.actions.products_rating import fact_id
from training.observation.queries.products import members
from training.observation.queries.products_rounds import raters, told
from training.observation.rules.products import OLDEST, STAGE_OF, ProductKind
from training.observation.rules.rubrics import are_apart, settled
from training.observation.rules.sampling import (
    Candidate,
    Rater,
    TooFewRaters,
    assign,
    commitment,
    office_of,
    sample,
    third,
)
from training.people.actions.history import RoleRow, keep
from training.people.rules.kinds import Role

DRAWS = (0.22, 0.46, 0.70, 0.97)
MENTORS, LINES, MANY_LINES = 16, (2, 4), (5, 7)
MAKERS, MANY_MAKERS = (1, 2, 3, 3, 3), (4, 5, 5)
TAKES_PART, NOISE = 0.75, 0.18
RATED_IN = timedelta(days=32)
COLUMNS: Mapping[str, Sequence[str]] = {
    "product": ("id", "unit_id", "key", "kind", "title", "number", "made_on", "text", "added_by",
                "added_at"),
    "maker": ("product_id", "employee_id"),
    "round": ("id", "label", "number", "commitment", "seed", "rubrics", "made_by", "at"),
    "draw": ("round_id", "pool", "raters", "made_by", "at"),
    "sample": ("product_id", "round_id"),
    "assignment": ("product_id", "place", "rater_id", "at"),
    "rating": ("product_id", "rater_id", "levels", "comment", "at"),
    "finding": ("id", "product_id", "employee_id", "unit_id", "score", "met", "raters", "at"),
    "closing": ("round_id", "made_by", "at"),
}  # fmt: skip


@dataclass(slots=True)
class Paper:
    """A product as the draw sees it, with what only the demo knows: whether it is good."""

    candidate: Candidate
    made_by: tuple[Player, ...]
    made_on: datetime
    added_at: datetime
    good: bool
    keys: tuple[str, ...]


@dataclass(slots=True)
class Shelf:
    """All that is written, by kind."""

    stage: Stage
    chance: Random
    rubrics: Mapping[str, tuple[str, ...]]
    rows: dict[str, list[tuple[object, ...]]] = field(
        default_factory=lambda: {kind: [] for kind in COLUMNS}
    )
    papers: list[Paper] = field(default_factory=list)
    drawn: set[UUID] = field(default_factory=set)

    def note(self, at: datetime, kind: EventKind, actor: UUID | None, what: str, key: str,
             **detail: str | int) -> None:  # fmt: skip
        self.stage.trail.append(Noted(at, kind, actor, what, key, detail))


def play(stage: Stage) -> dict[str, int]:
    """Write registers, draws and ratings; answers how many of each."""
    rubrics = read(ROOT, today=stage.period.day(stage.period.end)).rubrics
    keys = {name: each.keys for name, each in rubrics.items()}
    shelf = Shelf(stage, seeded("products", stage.seed), keys)
    people = _mentors(stage)
    kept = {name: as_told(each) for name, each in rubrics.items()}
    labels: set[str] = set()
    begin = stage.period.start
    for share in DRAWS:
        after = stage.period.start + timedelta(days=stage.period.days * share)
        at = stage.period.at_work(after, shelf.chance)
        _fill(shelf, begin, at)
        label = f"{at.year}-{(at.month + 2) // 3}"
        if label not in labels:
            _draw(shelf, label, at, people, kept)
        labels.add(label)
        begin = at
    _fill(shelf, begin, stage.period.end)
    for kind, rows in shelf.rows.items():
        keep_products(kind, COLUMNS[kind], rows)
    return {"products": len(shelf.rows["product"]), "product_ratings": len(shelf.rows["rating"])}


def _mentors(stage: Stage) -> tuple[Rater, ...]:
    """Those who are mentors already, and as many more, of other offices, as are needed."""
    day = stage.period.day(stage.period.end)
    known = list(raters(day))
    offices = {each.office for each in known}
    chance, rows = seeded("mentors of products", stage.seed), []
    for one in chance.sample(list(stage.players), len(stage.players)):
        if len(known) + len(rows) >= MENTORS:
            break
        able = not one.fresh and not one.head and one.conduct.joins > 0.5
        if able and office_of(one.path) not in offices and one.family == "perencana":
            offices.add(office_of(one.path))
            at = stage.period.start + timedelta(hours=1, seconds=len(rows))
            rows.append(RoleRow(uuid7(at, chance.randbytes(10)), one.id, Role.MENTOR.value,
                                one.unit_id, at, None))  # fmt: skip
            detail = {"role": Role.MENTOR.value, "unit": str(one.unit_id)}
            stage.trail.append(
                Noted(at, EventKind.ROLE_GRANTED, None, "person", str(one.id), detail)
            )
    keep(RoleRow, rows)
    return raters(day)


def _fill(shelf: Shelf, begin: datetime, end: datetime) -> None:
    """What the units register in a quarter, made by people who were there at its begin."""
    units: dict[UUID, list[Player]] = {}
    for each in shelf.stage.players:
        units.setdefault(each.unit_id, []).append(each)
    for staff in units.values():
        head = next((each for each in staff if each.head), None)
        shown = head is not None and head.id == shelf.stage.holders.get(Role.UNIT_HEAD)
        lives_it = staff[0].unit_code == LIVES_IT
        if head is None or (shelf.chance.random() >= TAKES_PART and not (shown or lives_it)):
            continue
        there = members(head.path, shelf.stage.period.day(begin))
        able = [
            each for each in staff if each.id in there and each.conduct.joins and not each.fresh
        ]
        if able:
            for _ in range(shelf.chance.randint(*(MANY_LINES if lives_it else LINES))):
                _register(shelf, head, able, (begin, end))


def _register(
    shelf: Shelf, head: Player, able: Sequence[Player], between: tuple[datetime, datetime]
) -> None:
    chance, period = shelf.chance, shelf.stage.period
    begin, end = between
    several = MANY_MAKERS if head.unit_code == LIVES_IT else MAKERS
    makers = tuple(chance.sample(able, min(len(able), chance.choice(several))))
    good = chance.random() < sum(each.conduct.works for each in makers) / len(makers)
    kind = chance.choice(list(ProductKind))
    made = period.at_work(begin + (end - begin) * chance.uniform(0.02, 0.8), chance)
    added = period.at_work(made + timedelta(days=chance.randint(1, 9)), chance)
    if added >= end:
        return
    key = uuid7(added, chance.randbytes(10))
    number = f"{chance.randint(100, 999)}/{chance.randint(1, 400)}/{head.unit_code}/{made.year}"
    shelf.rows["product"].append(
        (key, head.unit_id, str(UUID(int=chance.getrandbits(128), version=4)), kind.value,
         title(kind, chance), number, period.day(made), words(kind, chance, good=good), head.id,
         added)
    )  # fmt: skip
    shelf.rows["maker"] += ((key, each.id) for each in makers)
    stage = STAGE_OF[kind]
    ids = tuple(sorted(each.id for each in makers))
    candidate = Candidate(key, head.unit_id, office_of(head.path), stage, ids)
    shelf.papers.append(Paper(candidate, makers, made, added, good, shelf.rubrics[stage.value]))
    shelf.note(added, EventKind.PRODUCT_REGISTERED, head.id, "product", str(key),
               unit=head.unit_code)  # fmt: skip


def _draw(
    shelf: Shelf, label: str, at: datetime, people: Sequence[Rater], rubrics: Mapping[str, object]
) -> None:
    stage, seed = shelf.stage, shelf.chance.randbytes(16).hex()
    chief = stage.holders.get(Role.TASK_FORCE)
    year, quarter = map(int, label.split("-"))
    number, key, announced = year * 4 + quarter - 1, uuid7(at), at - timedelta(days=5)
    oldest = stage.period.day(at) - OLDEST
    pool = [
        each.candidate
        for each in shelf.papers
        if each.candidate.id not in shelf.drawn
        and each.added_at <= at
        and stage.period.day(each.made_on) >= oldest
    ]
    chosen = sample(pool, number, seed)
    try:
        pairs = assign(chosen, people, seed)
    except TooFewRaters:  # a city of some thirty people: its registers wait for more mentors
        return
    kept = [{"id": str(each.id), "office": each.office} for each in people]
    fingerprint = commitment(seed)
    shelf.rows["round"].append((key, label, number, fingerprint, seed, rubrics, chief, announced))
    ordered = sorted(pool, key=lambda each: each.id)
    shelf.rows["draw"].append((key, told(ordered), kept, chief, at))
    shelf.note(announced, EventKind.PRODUCTS_ANNOUNCED, chief, "product-draw", label,
               sha256=fingerprint)  # fmt: skip
    shelf.note(at, EventKind.PRODUCTS_DRAWN, chief, "product-draw", label, rows=len(chosen))
    closes = at + RATED_IN
    papers = {each.candidate.id: each for each in shelf.papers}
    for one in chosen:
        shelf.drawn.add(one.id)
        shelf.rows["sample"].append((one.id, key))
        for place, rater in enumerate(pairs[one.id], 1):
            shelf.rows["assignment"].append((one.id, place, rater, at))
        _rate(shelf, papers[one.id], (*pairs[one.id], third(one, people, pairs[one.id], seed)), at)
    if closes < stage.period.end:
        shelf.rows["closing"].append((key, chief, closes))
        shelf.note(closes, EventKind.PRODUCTS_CLOSED, chief, "product-draw", label)


def _rate(shelf: Shelf, paper: Paper, readers: tuple[UUID | None, ...], at: datetime) -> None:
    """Two readings, a third where they are apart; in a draw that is still open some are to come."""
    given: list[Mapping[str, int]] = []
    key, last = paper.candidate.id, at
    truth = _truth(paper, shelf.chance)
    for place, (reader, moment) in enumerate(zip(readers, _times(shelf, at), strict=True), 1):
        apart = len(given) == 2 and are_apart(given[0], given[1])
        if reader is None or moment > shelf.stage.period.end or (place == 3 and not apart):
            break
        if place == 3:
            shelf.rows["assignment"].append((key, 3, reader, last))
        levels = {name: _seen(step, shelf.chance) for name, step in truth.items()}
        shelf.rows["rating"].append((key, reader, levels, "", moment))
        shelf.note(moment, EventKind.PRODUCT_RATED, reader, "product", str(key))
        given.append(levels)
        last = moment
    finding = settled(given)
    if finding:
        shelf.rows["finding"] += (
            (fact_id(key, each.id, last), key, each.id, each.unit_id, finding.score, finding.met,
             len(given), last)
            for each in paper.made_by
        )  # fmt: skip


def _times(shelf: Shelf, at: datetime) -> Iterator[datetime]:
    """When the three read: the second after the first, the third soon after the second."""
    moment = at
    for days in ((1, 9), (1, 8), (1, 4)):
        moment = shelf.stage.period.at_work(
            moment + timedelta(days=shelf.chance.randint(*days)), shelf.chance
        )
        yield moment


def _truth(paper: Paper, chance: Random) -> dict[str, int]:
    """What somebody who reads perfectly would find."""
    steps = (2, 2, 3, 3) if paper.good else (0, 1, 1, 2)
    return {key: chance.choice(steps) for key in paper.keys}


def _seen(step: int, chance: Random) -> int:
    """What a reader finds: mostly that, at times a step beside it."""
    return min(3, max(0, step + chance.choice((-1, 1)))) if chance.random() < NOISE else step
