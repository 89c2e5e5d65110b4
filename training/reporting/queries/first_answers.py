"""First attempts at one quiz as statistics need them: by item version, void sittings left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic_core import from_json
from sqlalchemy import Select, Text, cast, false, select

from training.content.rules.gates import Purpose
from training.kernel.clock import local_date
from training.kernel.db import ask, db
from training.people.rules.kinds import IdentifierKind, JobFamily, PostingKind, UnitKind
from training.people.tables.employees import Identifier, Posting
from training.people.tables.units import Unit
from training.quiz.queries import policy_for
from training.quiz.queries.results import MARKS, is_evidence_on_items, newest_rescore
from training.quiz.rules.attempts import Cause, is_nothing
from training.quiz.rules.marking import mark
from training.quiz.rules.shared_keys import pace_of
from training.quiz.rules.statistics.quizzes import Sitting
from training.quiz.rules.statistics.told import Contrast
from training.quiz.rules.wrong_answers import wrong_response
from training.quiz.tables import Answer, Attempt, Rescore, Submission
from training.reporting.queries.item_versions import CHOICES, Version, Versions
from training.reporting.tables import TalliedAttempt

AT_ONCE = 1000
BOTH = frozenset({"1", "2"})
WOMAN = "2"


@dataclass(slots=True)
class _Given:
    """What the journal of an attempt holds: the last value of each answer, and all times."""

    values: dict[str, Any] = field(default_factory=dict)
    saved: list[datetime] = field(default_factory=list)


def countable(slug: str, *, waiting_too: bool, purpose: Purpose = Purpose.POST) -> list[UUID]:
    """All attempts that count, with or without those that wait to be added, as of one instant."""
    of_purpose = Attempt.purpose == purpose.value
    found = _joined(Attempt.id).where(Attempt.slug == slug, of_purpose, is_evidence_on_items())
    if not waiting_too:
        waits = TalliedAttempt.attempt_id == Attempt.id
        of_it = select(TalliedAttempt.attempt_id).where(waits, ~TalliedAttempt.counted)
        found = found.where(~of_it.exists())
    return list(db.session.scalars(found.order_by(Attempt.id)))


def waiting(slug: str, *, most: int) -> dict[Purpose, list[UUID]]:
    """Attempts that count and are not in the tallies yet, the earliest first, by purpose."""
    waits = select(TalliedAttempt.purpose, TalliedAttempt.attempt_id).where(
        TalliedAttempt.slug == slug, TalliedAttempt.counted == false()
    )
    found: dict[Purpose, list[UUID]] = {}
    for purpose, attempt in db.session.execute(
        waits.order_by(TalliedAttempt.attempt_id).limit(most)
    ):
        found.setdefault(Purpose(purpose), []).append(attempt)
    return found


def sittings(ids: Sequence[UUID], known: Versions, *, zone: str) -> Iterator[Sitting]:
    """The sittings of some attempts, in the order given, some thousand at a time.

    One that the server closed for nothing because it came too late says nothing about items.
    """
    kinds: dict[UUID, str] = {
        unit: kind for unit, kind in db.session.execute(select(Unit.id, Unit.kind))
    }
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows = {row.id: row for row in db.session.execute(_asked(some))}
        given, people = _given(some), _People.of([row.employee_id for row in rows.values()])
        for each in some:
            row = rows.get(each)
            if row is not None and not _too_late(row):
                day = local_date(row.started_at, zone)
                focal = people.focal(row.employee_id, kinds.get(row.unit_id), day)
                yield _sitting(row, given.get(each, _Given()), known, day, focal)


def _joined(*columns: Any) -> Select[*tuple[Any, ...]]:
    joined = select(*columns).join(Submission, Submission.attempt_id == Attempt.id)
    return joined.outerjoin(Rescore, newest_rescore())


def _asked(ids: Sequence[UUID]) -> Select[*tuple[Any, ...]]:
    return _joined(
        Attempt.id, Attempt.employee_id, Attempt.unit_id, Attempt.release_id, Attempt.purpose,
        Attempt.started_at, MARKS.label("marks"), Submission.cause,
    ).where(Attempt.id.in_(ids))  # fmt: skip


def _given(ids: Sequence[UUID]) -> dict[UUID, _Given]:
    """The journals of some attempts, past the ORM: there are millions of answers to read."""
    found: dict[UUID, _Given] = {}
    asked = select(Answer.attempt_id, Answer.question, cast(Answer.value, Text), Answer.at)
    ordered = asked.where(Answer.attempt_id.in_(ids)).order_by(
        Answer.attempt_id, Answer.question, Answer.revision
    )
    for row in ask(ordered, {}):
        attempt, question, value, at = tuple(row)
        mine = found.setdefault(attempt, _Given())
        mine.values[question] = None if value is None else from_json(value)
        mine.saved.append(at)
    return found


def _too_late(row: Any) -> bool:
    return is_nothing(Cause(row.cause), policy_for(row.release_id, row.purpose))


def _sitting(
    row: Any, given: _Given, known: Versions, day: date, focal: Mapping[Contrast, bool]
) -> Sitting:
    labels = known.labels.get(row.release_id, {})
    again = known.corrected.get(row.release_id, frozenset())
    marks, chosen, wrong = {}, {}, {}
    for key, kept in row.marks.items():
        if key not in labels:
            continue
        label, value = labels[key], given.values.get(key)
        version = known.known[label]
        # A correction may have spared those who would lose by it; the item is judged by one key.
        points = mark(version.question, value).points if key in again else kept
        marks[label] = points
        if value is not None:
            chosen[label] = _chosen(version, value)
            erred = wrong_response(version.question, value) if points < 1 else None
            if erred is not None:
                wrong[label] = erred
    pace = pace_of(row.started_at, given.saved) if given.saved else None
    # What was answered before learning is nobody's exam: no key can have got about.
    placed = row.unit_id and row.purpose == Purpose.POST.value
    unit = str(row.unit_id) if placed else None
    return Sitting(day, unit, marks, chosen, wrong, pace, focal)


def _chosen(version: Version, value: Any) -> tuple[str, ...]:
    if version.question.kind not in CHOICES:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


@dataclass(frozen=True, slots=True)
class _People:
    """What groups people belong to: their posts, and the digit of the NIP that says the sex."""

    posts: Mapping[UUID, Sequence[tuple[date, date | None, str]]]
    sexes: Mapping[UUID, str]

    @classmethod
    def of(cls, people: Sequence[UUID]) -> "_People":
        posts: dict[UUID, list[tuple[date, date | None, str]]] = {}
        held = select(
            Posting.employee_id, Posting.valid_from, Posting.valid_to, Posting.job_family
        ).where(Posting.employee_id.in_(people), Posting.kind == PostingKind.DEFINITIVE.value)
        for person, since, until, family in db.session.execute(held.order_by(Posting.valid_from)):
            posts.setdefault(person, []).append((since, until, family))
        numbers = select(Identifier.employee_id, Identifier.value).where(
            Identifier.employee_id.in_(people),
            Identifier.kind.in_([IdentifierKind.NIP.value, IdentifierKind.NI_PPPK.value]),
        )
        found = db.session.execute(numbers.order_by(Identifier.valid_from, Identifier.id))
        return cls(posts, {person: value[14:15] for person, value in found})

    def focal(self, person: UUID, kind: str | None, day: date) -> dict[Contrast, bool]:
        """Of each contrast on which something is known: whether they are of the focal group."""
        found: dict[Contrast, bool] = {}
        if kind is not None:
            found[Contrast.KELURAHAN] = kind == UnitKind.KELURAHAN.value
        for since, until, family in self.posts.get(person, ()):
            if since <= day and (until is None or day < until):
                found[Contrast.FRONT_LINE] = family == JobFamily.FRONT_LINE.value
        if self.sexes.get(person) in BOTH:
            found[Contrast.SEX] = self.sexes[person] == WOMAN
        return found
