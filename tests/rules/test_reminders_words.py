"""What a whole unit is told, and the calendar file that a phone can read."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.reminders import PEOPLE, anchor, rule, setting
from training.content.rules.reminders import Kind
from training.reminders.rules.anchors import EVERYTHING
from training.reminders.rules.calendarfile import Event, calendar_file, folded
from training.reminders.rules.group import group_lines, heads_of_many, waited_for
from training.reminders.rules.switching import (
    ReasonIsTooLong,
    ReasonIsTooShort,
    checked_reason,
)

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
BOOK = setting(rule(Kind.PRACTICE, 0), rule(Kind.MODULE, 7), rule(Kind.VISIT, 0))


def test_a_unit_is_told_only_of_what_waits_for_at_least_k_people():
    two = [anchor(Kind.MODULE, DAY, person=each) for each in PEOPLE[:2]]
    waiting = waited_for([*two, *two])
    assert waiting[Kind.MODULE] == 2
    assert group_lines(waiting, k=3, setting=BOOK) == ("untuk semua practice",)
    assert len(group_lines(waiting, k=2, setting=BOOK)) == 2


def test_a_stopped_city_passes_nothing_on():
    stopped = setting(*BOOK.book.rules, off=frozenset({EVERYTHING}))
    assert group_lines({}, k=1, setting=stopped) == ()


def test_a_head_of_fewer_than_k_hears_nothing_and_the_next_above_hears_of_their_staff():
    small, middle, top = UUID(int=91), UUID(int=92), UUID(int=93)
    in_small = dict.fromkeys(PEOPLE[:2], ((3, small), (2, middle), (1, top)))
    in_middle = dict.fromkeys(PEOPLE[2:4], ((2, middle), (1, top)))
    above = {**in_small, **in_middle, PEOPLE[4]: ((1, top),)}
    told = heads_of_many(above, k=3)
    assert told == dict.fromkeys(PEOPLE[:4], middle)  # the top would be told of one person alone
    assert set(heads_of_many(above, k=5).values()) == {top}
    assert heads_of_many(above, k=6) == {}


@given(
    st.lists(st.lists(st.integers(1, 6), max_size=3, unique=True), max_size=40), st.integers(2, 6)
)
def test_whoever_is_told_is_told_of_at_least_k(ways, k):
    above = {
        UUID(int=number): tuple((9 - head, UUID(int=head)) for head in sorted(way))
        for number, way in enumerate(ways)
    }
    told = heads_of_many(above, k=k)
    assert all(many >= k for many in Counter(told.values()).values())
    assert all(told[who] in {head for _, head in above[who]} for who in told)


def test_a_reason_is_neither_empty_nor_endless():
    assert checked_reason("  Surat  edaran\nwali kota ") == "Surat edaran wali kota"
    with pytest.raises(ReasonIsTooShort):
        checked_reason("  karena   ")
    with pytest.raises(ReasonIsTooLong):
        checked_reason("x" * 301)


def lines_of(found: bytes) -> list[str]:
    """The content lines, unfolded, as a reader of RFC 5545 does it."""
    assert found.endswith(b"\r\n")
    assert b"\n" not in found.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in found.split(b"\r\n"))
    return found.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_days_are_whole_and_their_end_is_excluded():
    event = Event(DAY, DAY + timedelta(days=2), "visit-1@resap.invalid", "Kunjungan", "Masuk dulu")
    lines = lines_of(calendar_file([event], title="Resap", at=AT))
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Resap//Pengingat//ID"]
    assert "DTSTART;VALUE=DATE:20261123" in lines
    assert "DTEND;VALUE=DATE:20261126" in lines
    assert "DTSTAMP:20261123T013000Z" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert lines[-1] == "END:VCALENDAR"


def test_signs_with_a_meaning_are_escaped():
    event = Event(DAY, DAY, "a", "Rapat; loket, dan \\ baris\nkedua")
    lines = lines_of(calendar_file([event], title="R", at=AT))
    assert "SUMMARY:Rapat\\; loket\\, dan \\\\ baris\\nkedua" in lines


def test_the_same_dates_make_the_same_file():
    events = [Event(DAY + timedelta(days=n), DAY + timedelta(days=n), f"u{n}", "T") for n in (2, 0)]
    assert calendar_file(events, title="R", at=AT) == calendar_file(events[::-1], title="R", at=AT)


@given(st.text(max_size=300))
def test_any_words_keep_lines_short_and_cannot_begin_a_line_of_their_own(text):
    event = Event(DAY, DAY, "u", text, text)
    lines = lines_of(calendar_file([event], title=text, at=AT))
    assert len(lines) == (17 if text else 16)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"),
               max_size=400))  # fmt: skip
def test_a_folded_line_is_the_line(text):
    assert folded(text).replace("\r\n ", "") == text
