"""Samples of the reports of closed cycles for the walk over all routes."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from training.kernel import jobs
from training.kernel.db import db
from training.web.report_prints import CITY_PDF

OWN, DESCENDANT, SIBLING, NONEXISTENT = "own", "descendant", "sibling", "nonexistent"
NOTHING = "tidak-ada"
Cases = dict[str, dict[str, str]]


def samples(label: str, office, below, beside) -> dict[str, Cases]:
    """A closed cycle, the reports of units over it, and the city's report on paper."""
    places = ((OWN, office.code), (DESCENDANT, below.code), (SIBLING, beside.code),
              (NONEXISTENT, "TIDAK-ADA"))  # fmt: skip
    closed = {OWN: {"label": label}, NONEXISTENT: {"label": NOTHING}}
    figure, count = {"label": label, "key": "roster"}, {"key": "roster"}
    return {
        "closed-figure": {OWN: figure, NONEXISTENT: figure | {"key": NOTHING}},
        "cycle-figure": {OWN: figure | {"key": "quality.gap"}, NONEXISTENT: figure},
        "unit-closed-figure": {case: figure | {"code": code} for case, code in places},
        "unit-figure": {case: count | {"code": code} for case, code in places},
        "closed-cycle": closed,
        "city-report": {**closed, SIBLING: {"label": "2025-1"}},
        "reported-unit": {case: {"label": label, "code": code} for case, code in places},
    }


def made(label: str, people: Iterable[UUID], office, at: datetime) -> None:
    """A report on paper that was made for everybody over their office, and one over the city."""
    for person in people:
        for cycle, scope in ((label, office.path), ("2025-1", "/")):
            job = jobs.ask(CITY_PDF, {"cycle": cycle, "scope": [scope]}, at=at, asked_by=person,
                           key=f"{CITY_PDF}:{cycle}:{person}")  # fmt: skip
            done = update(jobs.Job).where(jobs.Job.id == job)
            db.session.execute(done.values(started_at=at, done_at=at, result={"pdf": "JVBERi0="}))
