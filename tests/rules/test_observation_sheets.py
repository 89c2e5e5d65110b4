"""Sheets: when an occasion is met, what cannot be signed, and what is covered in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.observation.rules.notes import COVER, covered
from training.observation.rules.occasions import LEAST_SEEN, Mark, outcome
from training.observation.rules.sheets import (
    CorrectionNeedsReason,
    Sheet,
    SheetCameTooLate,
    SheetIsIncomplete,
    SheetTimesAreWrong,
    VisitIsNotDue,
    Window,
    check,
    read_marks,
    reason_of,
)
from training.observation.rules.visits import VisitState, state_of

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
DAY = date(2026, 11, 23)
ITEMS = ("a", "b")


@pytest.mark.parametrize(
    ("met", "partly", "no", "unseen", "share", "counts"),
    [
        (7, 0, 3, 0, 0.7, True),
        (6, 2, 2, 0, 0.7, True),
        (6, 1, 3, 0, 0.65, False),
        (6, 0, 0, 4, 1.0, True),
        (5, 0, 0, 5, 1.0, False),
        (4, 1, 1, 4, 0.75, True),
        (0, 0, 0, 10, 0.0, False),
    ],
)
def test_an_occasion_is_met_when_enough_was_seen_and_most_of_it_done(
    met, partly, no, unseen, share, counts
):
    marks = [Mark.MET] * met + [Mark.PARTLY] * partly + [Mark.NOT] * no + [Mark.NOT_SEEN] * unseen
    found = outcome(marks)
    assert (found.seen, found.met) == (met + partly + no, counts)
    assert found.share == pytest.approx(share)


@given(st.lists(st.sampled_from(Mark), max_size=10))
def test_what_was_seen_too_little_of_is_never_met_and_a_better_mark_never_makes_it_worse(marks):
    found = outcome(marks)
    assert found.met is False or found.seen >= LEAST_SEEN
    better = [Mark.MET if each is Mark.NOT else each for each in marks]
    assert outcome(better).met >= found.met


def _sheet(**more) -> Sheet:
    values = {
        "marks": dict.fromkeys(ITEMS, Mark.MET), "place": "Loket",
        "started_at": AT - timedelta(minutes=20), "ended_at": AT, **more,
    }  # fmt: skip
    return Sheet(**values)


OPEN = Window(DAY, DAY, DAY, DAY)


@pytest.mark.parametrize(
    ("more", "window", "refusal"),
    [
        ({"marks": {"a": Mark.MET}}, OPEN, SheetIsIncomplete),
        ({"marks": dict.fromkeys("abc", Mark.MET)}, OPEN, SheetIsIncomplete),
        ({"started_at": AT - timedelta(minutes=4)}, OPEN, SheetTimesAreWrong),
        ({"started_at": AT + timedelta(minutes=4)}, OPEN, SheetTimesAreWrong),
        ({"started_at": AT - timedelta(hours=9)}, OPEN, SheetTimesAreWrong),
        ({"ended_at": AT + timedelta(hours=1)}, OPEN, SheetTimesAreWrong),
        ({}, Window(DAY, DAY, DAY - timedelta(days=1), DAY), VisitIsNotDue),
        ({}, Window(DAY, DAY, DAY + timedelta(days=1), DAY), VisitIsNotDue),
        ({}, Window(DAY, DAY, DAY, DAY + timedelta(days=15)), SheetCameTooLate),
    ],
)
def test_what_cannot_be_signed_is_refused(more, window, refusal):
    with pytest.raises(refusal):
        check(_sheet(**more), ITEMS, window, at=AT)


def test_a_sheet_that_fits_may_arrive_two_weeks_after_its_days():
    check(_sheet(), ITEMS, Window(DAY, DAY, DAY, DAY + timedelta(days=14)), at=AT)


@pytest.mark.parametrize("value", [None, 1, "", "MET", "iya", ["met"], {"met": 1}])
def test_anything_but_the_four_marks_is_no_mark(value):
    with pytest.raises(SheetIsIncomplete):
        read_marks({"a": value})


@pytest.mark.parametrize("text", ["", "  ", "pendek", "\x00" * 50])
def test_a_reason_is_a_sentence(text):
    with pytest.raises(CorrectionNeedsReason):
        reason_of(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("NIK 6471 0512 3456 0001 dibaca keras", f"NIK {COVER} dibaca keras"),
        ("NIP 19800101 200501 1 001", f"NIP {COVER}"),
        ("hubungi 0812-3456-7890", f"hubungi {COVER}"),
        ("kirim ke ani.b@contoh.id ya", f"kirim ke {COVER} ya"),
        ("anak Budi Santoso menunggu", f"anak {COVER} menunggu"),
        ("Ibu Sari tergesa", f"Ibu {COVER} tergesa"),
        ("seorang anak bernama Rara takut", f"seorang anak bernama {COVER} takut"),
        ("Wulandari sibuk, wulandari lelah", f"{COVER} sibuk, {COVER} lelah"),
    ],
)
def test_names_and_numbers_are_covered(text, left):
    found, count = covered(text, ["Wulandari Rekaan"])
    assert found == left
    assert count == text.lower().count("wulandari") or count == 1


@pytest.mark.parametrize(
    "text",
    ["Ruang tunggu anak yang sempit, 12 kursi.", "Anak menunggu 25 menit di loket 2.",
     "Ibu dan bapak antre bersama.", "Pukul 09.30 antrean habis. Petugas ramah."],
)  # fmt: skip
def test_what_is_about_the_arrangement_of_work_stays(text):
    assert covered(text, ["Wulandari"]) == (text, 0)


@given(st.text(max_size=300))
def test_covering_never_fails_and_once_is_enough(text):
    once, _count = covered(text, ["Budi Santoso"])
    assert "\x00" not in once
    assert "santoso" not in once.lower().split()


def test_a_long_hostile_note_is_covered_in_a_moment():
    covered("anak " + "A" * 4000 + "1 " * 2000 + "@" * 2000, ["Budi"])


@pytest.mark.parametrize(
    ("day", "more", "state"),
    [
        (-1, {}, VisitState.COMING),
        (0, {}, VisitState.DUE),
        (2, {}, VisitState.DUE),
        (3, {}, VisitState.LATE),
        (17, {}, VisitState.MISSED),
        (17, {"signed": True}, VisitState.SIGNED),
        (0, {"hindered": True}, VisitState.HINDERED),
        (0, {"hindered": True, "signed": True}, VisitState.SIGNED),
    ],
)
def test_the_state_of_a_visit_follows_the_calendar_and_what_was_appended(day, more, state):
    days = {"opens": DAY, "closes": DAY + timedelta(days=2), "today": DAY + timedelta(days=day)}
    assert state_of(**days, **{"signed": False, "hindered": False, **more}) is state
