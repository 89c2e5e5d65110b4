"""What the demo city stands on: Balikpapan's units and the published modules."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from uuid import UUID

from training.cli.demo.chance import seeded
from training.cli.demo.conduct import LIVES_IT
from training.cli.demo.journeys import Course
from training.cli.demo.minds import puzzles
from training.cli.demo.offices import Office, temper
from training.cli.demo.period import Period
from training.content.actions import publish_all
from training.content.queries import module_of, quiz_of
from training.content.queries.drafts import read
from training.kernel.settings import ROOT
from training.people.actions.imports import Importer, apply_units
from training.people.queries.units import EVERYWHERE, tree
from training.people.rules.imports.columns import UNITS
from training.people.rules.imports.intake import take
from training.quiz.queries import editions

FILE = Path(__file__).with_name("opd_balikpapan.csv")
ALL_BUT_ONE = 0.95
UNITS_BEGIN = date(2001, 1, 1)


def offices(period: Period, seed: int) -> list[Office]:
    """The units of the city; those of the file are imported where there are none yet."""
    if not tree(EVERYWHERE):
        by = Importer(None, period.start, period.day(period.start))
        apply_units(take(FILE.read_bytes(), UNITS), day=UNITS_BEGIN, by=by)
    chance, known = seeded("offices", seed), _headcounts()
    found = []
    for row in sorted(tree(EVERYWHERE), key=lambda row: row.path):
        keenness, skill = temper(chance)
        if row.code == LIVES_IT:
            keenness = ALL_BUT_ONE
        found.append(Office(
            row.id, row.code, row.name, row.kind, row.path, row.sector, known.get(row.code),
            keenness, skill,
        ))  # fmt: skip
    return found


def _headcounts() -> dict[str, int]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["code"]: int(row["headcount"]) for row in rows if row["headcount"].isdigit()}


def courses(period: Period, seed: int) -> list[Course]:
    """The published modules; drafts without errors are published where there is no release yet."""
    if not editions():
        drafts = read(ROOT, today=period.day(period.end)).drafts
        ready = [draft for draft in drafts if draft.publishable]
        publish_all(ready, by=None, at=period.start)
    chance = seeded("courses", seed)
    return [_course(edition.release_id, edition.edition, chance) for edition in editions()]


def _course(release_id: UUID, edition: int, chance: Random) -> Course:
    module, quiz = module_of(release_id), quiz_of(release_id)
    lessons = tuple((lesson.id, max(1, lesson.minutes)) for lesson in module.lessons)
    known = puzzles(quiz, chance) if quiz else {}
    return Course(module.slug, release_id, edition, lessons, module.audience, quiz, known)


def root(found: Sequence[Office]) -> Office:
    """The unit that holds all others."""
    return min(found, key=lambda office: len(office.path))
