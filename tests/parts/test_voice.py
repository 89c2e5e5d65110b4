"""Voices in a real database: once a token, no trace, help before storing, bursts looked at."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.exc import DBAPIError, NoResultFound

from tests.factories import people, voices
from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.content.rules.voices import Tier
from training.kernel import jobs
from training.kernel.db import db
from training.voice.actions.forgetting import forget, forget_visits
from training.voice.actions.giving import FORGET, Letter, hand_over
from training.voice.actions.points import close_point, open_point
from training.voice.actions.reviewing import NothingWaits, RulingNeedsReason, review
from training.voice.queries.bursts import looked_at, rate_of, waiting
from training.voice.queries.figures import city_children, voice_of
from training.voice.queries.held import held
from training.voice.queries.points import point_of, points, the_point
from training.voice.queries.texts import texts_of, units_with_texts
from training.voice.rules.answers import NothingSaid
from training.voice.rules.bursts import MOST_AT_ALL
from training.voice.rules.masking import COVER
from training.voice.rules.points import MOST_POINTS, PointIsClosed, TooManyPoints, TooManyVoices
from training.voice.rules.satisfaction import Grades
from training.voice.rules.shares import Sums
from training.voice.tables.voices import Voice, VoiceAnswer, VoiceFlag, VoiceText, VoiceVisit

pytestmark = pytest.mark.slow

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
DAY = date(2026, 11, 23)
HARM = "ayah suka mukul aku"


def count(table) -> int:
    return db.session.execute(select(func.count()).select_from(table)).scalar_one()


def everything() -> str:
    """All that is stored, in every table but the jobs, as one text."""
    found = []
    for table in db.metadata.sorted_tables:
        if table.name != "job":
            found += [str(tuple(row)) for row in db.session.execute(select(table))]
    return "\n".join(found)


def test_a_voice_is_kept_with_its_day_and_half_day_and_no_instant(database):
    where = voices.point()
    heard = voices.given(where, at=AT)
    assert not heard.needs_help
    row = db.session.execute(select(Voice.tier, Voice.day, Voice.part, Voice.id)).one()
    assert row[:3] == ("remaja", DAY, "pagi")
    assert row.id.version == 4, "a key that holds the time would tell when somebody spoke"
    columns = {each.name for each in inspect(Voice).local_table.columns}
    assert columns == {"id", "point_id", "unit_id", "tier", "day", "part"}
    assert count(VoiceAnswer) == 6


def test_the_same_token_works_once(database):
    where = voices.point()
    first = voices.given(where, at=AT, token="x", text="tempatnya bersih")
    again = voices.given(where, at=AT + timedelta(seconds=2), token="x", text="tempatnya bersih")
    assert (first.again, again.again) == (False, True)
    assert (count(Voice), count(VoiceText)) == (1, 1)


def test_the_token_itself_is_not_kept(database):
    voices.given(voices.point(), at=AT, token="rahasia-sekali")
    assert "rahasia-sekali" not in everything()


def test_words_of_harm_are_stored_nowhere_and_answered_alike_again(database):
    where = voices.point()
    heard = voices.given(where, at=AT, token="x", text=HARM)
    assert heard.needs_help
    assert voices.given(where, at=AT, token="x", text=HARM).needs_help
    assert HARM not in everything()
    assert "mukul" not in everything()
    assert (count(VoiceText), count(Voice)) == (0, 1)


def test_handing_over_asks_for_a_letter_and_notes_an_event_without_content(database):
    where = voices.point()
    hand_over(where, Letter("a@b.invalid", "Perihal", HARM), at=AT)
    asked = db.session.execute(select(jobs.Job.kind, jobs.Job.payload)).one()
    assert asked.kind == "mail"
    assert HARM in asked.payload["body"]
    event = db.session.execute(
        select(AuditEvent).where(AuditEvent.kind == EventKind.SAFEGUARDING_RAISED.value)
    ).scalar_one()
    assert (event.actor, event.object_id) == (None, where.unit_code)
    assert event.detail == '{"sent":true}'
    assert "mukul" not in everything()


def test_the_letter_is_emptied_with_its_job(database):
    hand_over(voices.point(), Letter("a@b.invalid", "Perihal", HARM), at=AT)
    db.session.commit()
    done = []
    handlers = {"mail": lambda running: done.append(running.payload["body"])}
    jobs.run_one(handlers, clock=lambda: AT + timedelta(seconds=1))
    assert done == [HARM]
    db.session.rollback()
    assert db.session.scalars(select(jobs.Job.payload)).one() == {}


def test_without_a_contact_nothing_is_sent(database):
    hand_over(voices.point(), None, at=AT)
    assert count(jobs.Job) == 0
    kinds = db.session.scalars(select(AuditEvent.kind)).all()
    assert EventKind.SAFEGUARDING_RAISED.value in kinds


def test_harmless_words_are_kept_with_names_covered_and_apart_from_the_taps(database):
    where = voices.point()
    voices.given(where, at=AT, text="Pak Budi di loket ramah, telepon 081234567890")
    row = db.session.execute(select(VoiceText)).scalar_one()
    assert row.text == f"Pak {COVER} di loket ramah, telepon {COVER}"
    assert row.month == date(2026, 11, 1)
    columns = {each.name for each in inspect(VoiceText).local_table.columns}
    assert columns == {"id", "unit_id", "tier", "month", "text"}


def test_nothing_said_is_refused_and_so_is_a_closed_point(database):
    where = voices.point()
    with pytest.raises(NothingSaid):
        voices.given(where, at=AT, answers={})
    with pytest.raises(PointIsClosed):
        voices.given(voices.point(closed=True), at=AT)


def test_words_alone_are_heard_too(database):
    assert voices.given(voices.point(), at=AT, answers={}, text=HARM).needs_help
    assert count(Voice) == 0


def test_exact_times_are_forgotten_after_an_hour(database):
    where = voices.point()
    voices.given(where, at=AT)
    voices.given(where, at=AT + timedelta(minutes=50))
    asked = db.session.execute(select(jobs.Job)).scalar_one()
    assert asked.kind == FORGET
    assert asked.asked_at.minute == 0, "the job would tell when somebody spoke"
    asked.started_at = asked.done_at = AT
    db.session.flush()
    run = jobs.Running(asked.id, {}, AT + timedelta(minutes=70), lambda *_more: None)
    assert forget_visits(run) == {"visits": 1}
    waits = select(func.count()).where(jobs.Job.kind == FORGET, jobs.Job.done_at.is_(None))
    assert db.session.execute(waits).scalar_one() == 1, "younger visits are forgotten later"
    assert forget(AT + timedelta(hours=2)) == 1
    assert (count(VoiceVisit), count(Voice)) == (0, 2)


def test_a_burst_is_kept_but_not_counted_until_somebody_has_looked(database):
    where = voices.point()
    for second in range(7):
        voices.given(where, at=AT + timedelta(seconds=20 * second),
                     answers=voices.taps(Tier.YOUTH, good=second % 2 == 0))  # fmt: skip
    assert (count(Voice), count(VoiceFlag)) == (7, 7)
    assert voice_of([where.unit_id], DAY, DAY + timedelta(days=1)) == {}
    found = waiting(("/",))
    assert [(each.point_code, each.day, each.voices) for each in found] == [(where.code, DAY, 7)]
    looker = people.employee()
    done = review(where, DAY, counted=True, reason="Satu kelas SD.", by=looker.id, at=AT)
    assert done == 7
    assert waiting(("/",)) == ()
    assert voice_of([where.unit_id], DAY, DAY + timedelta(days=1))[where.unit_id].children.n == 7
    assert [each.counted for each in looked_at(("/",))] == [True]
    with pytest.raises(NothingWaits):
        review(where, DAY, counted=False, reason="Lagi.", by=looker.id, at=AT)


def test_a_burst_that_is_left_out_never_counts(database):
    where = voices.point()
    voices.flagged(where, DAY, 3)
    with pytest.raises(RulingNeedsReason):
        review(where, DAY, counted=False, reason=" ", by=people.employee().id, at=AT)
    by = people.employee().id
    review(where, DAY, counted=False, reason="Diketuk petugas.", by=by, at=AT)
    assert voice_of([where.unit_id], DAY, DAY + timedelta(days=1)) == {}
    kinds = db.session.scalars(select(AuditEvent.kind)).all()
    assert EventKind.VOICES_REVIEWED.value in kinds
    assert [what for _at, what, _place in held(by)] == ["reviewed"]


@pytest.mark.slow
def test_alike_visits_in_a_row_are_flagged_at_a_busy_place_too(database):
    where = voices.point()
    for day in range(10, 0, -1):
        for hour in range(8):
            for minute in (0, 9, 18, 27, 36, 45, 54):
                at = AT - timedelta(days=day) + timedelta(hours=hour, minutes=minute)
                voices.given(where, at=at, answers=voices.taps(Tier.YOUTH, good=minute % 2 == 0))
    assert rate_of(where.id, today=DAY) == pytest.approx(56 / 48)
    assert count(VoiceFlag) == 0
    for minute in range(7):
        voices.given(where, at=AT + timedelta(minutes=5 * minute))
    assert set(db.session.scalars(select(VoiceFlag.why))) == {"seragam"}
    assert count(VoiceFlag) == 7


def test_more_than_people_can_tap_is_refused_for_a_while(database):
    where = voices.point()
    for n in range(MOST_AT_ALL):
        voices.given(where, at=AT + timedelta(seconds=n))
    with pytest.raises(TooManyVoices):
        voices.given(where, at=AT + timedelta(seconds=61))
    voices.given(voices.point(), at=AT + timedelta(seconds=61))
    voices.given(where, at=AT + timedelta(minutes=20))


def test_what_was_said_is_never_rewritten(database):
    voices.given(voices.point(), at=AT)
    db.session.commit()
    with pytest.raises(DBAPIError):
        db.session.execute(voices.refused_update())
    db.session.rollback()


def test_figures_count_every_voice_once_by_tier_and_indicator(database):
    where, other = voices.point(), voices.point()
    key = "suara-remaja-disapa"
    half = {key: "ya", "suara-remaja-dijelaskan": "tidak", "suara-remaja-ditanya": "tidak-tahu"}
    voices.given(where, Tier.YOUTH, at=AT, answers=half)
    voices.given(where, Tier.CHILD, at=AT, answers={"suara-anak-disapa": "4"})
    voices.given(where, Tier.CHILD, at=AT, answers={"suara-anak-disapa": "3"})
    voices.given(where, Tier.ADULT, at=AT, answers=voices.taps(Tier.ADULT, grade=3))
    voices.given(where, Tier.ADULT, at=AT, answers={"U1": "1"})
    voices.given(where, Tier.YOUTH, at=AT, answers={key: "tidak-tahu"})
    voices.given(other, Tier.YOUTH, at=AT - timedelta(days=1))
    found = voice_of([where.unit_id, other.unit_id], DAY, DAY + timedelta(days=1))
    assert set(found) == {where.unit_id}
    mine = found[where.unit_id]
    assert mine.children == Sums(3, 1.5)
    assert mine.tiers[Tier.CHILD] == Sums(2, 1.0)
    assert mine.adults == Sums(1, 1.0)
    assert mine.child_indicators["menyapa-anak"] == Sums(3, 2.0)
    assert mine.child_indicators["menjelaskan-sebelum-bertindak"] == Sums(1, 0.0)
    assert mine.adult_indicators["menjaga-rahasia"] == Sums(1, 1.0)
    assert (mine.elements["U1"], mine.elements["U9"]) == (Grades(2, 4), Grades(1, 3))
    assert mine.satisfied == 2
    assert city_children(DAY - timedelta(days=9), DAY + timedelta(days=1)) == Sums(4, 2.5)


def test_a_point_belongs_to_its_unit_and_is_closed_once(database):
    unit, beside = people.unit("A"), people.unit("B")
    boss = people.employee(unit)
    code = open_point(unit.id, "  Loket   1 ", by=boss.id, at=AT)
    assert the_point(code).name == "Loket 1"
    assert [each.code for each in points((unit.path,))] == [code]
    with pytest.raises(NoResultFound):
        point_of(code, scope=(beside.path,))
    close_point(the_point(code), by=boss.id, at=AT)
    with pytest.raises(PointIsClosed):
        close_point(the_point(code), by=boss.id, at=AT)
    assert sorted(what for _at, what, _place in held(boss.id)) == ["closed", "opened"]


def test_a_unit_has_only_so_many_open_points(database):
    unit = people.unit()
    boss = people.employee(unit)
    for n in range(MOST_POINTS):
        open_point(unit.id, f"Loket {n}", by=boss.id, at=AT)
    with pytest.raises(TooManyPoints):
        open_point(unit.id, "Satu lagi", by=boss.id, at=AT)


def test_words_are_read_only_where_many_have_written(database):
    unit, beside = people.unit("A"), people.unit("B")
    voices.texts(unit, 10)
    voices.texts(beside, 9)
    assert [(each.code, each.n) for each in units_with_texts(("/",), k=10)] == [("A", 10)]
    assert len(texts_of("A", ("/",), k=10).texts) == 10
    for code, scope in (("B", ("/",)), ("A", (beside.path,)), ("X", ("/",))):
        with pytest.raises(NoResultFound):
            texts_of(code, scope, k=10)
