"""A quiz that keeps its key until it closes: pages, files and what the author sees of it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import ZERO_HOUR
from tests.factories import allowances, content, people, quiz
from training.content.rules.gates import Conditions, Rule
from training.content.rules.review import Piece, Review
from training.kernel.db import db

CLOSES = ZERO_HOUR + timedelta(days=10)
KEPT = Review((Piece.ANSWERS, Piece.MARKS), (Piece.MARKS,), just_after_minutes=30)
RULES = (Rule(requires=Conditions(closes=CLOSES)),)


@pytest.fixture
def person(app):
    content.published(quiz=replace(content.quiz(), review=KEPT, rules=RULES))
    made = people.employee(people.unit())
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return made


@pytest.fixture
def handed_in(browse, person):
    """Somebody has handed in: looks at an address, by default at the result, signed in afresh."""
    done = quiz.submitted(person, at=ZERO_HOUR)

    def look(address: str = f"/belajar/kuis/{done.attempt_id}/hasil"):
        return browse(person).get(address)

    return look


def test_just_after_handing_in_answers_and_marks_are_seen_but_no_key_and_no_reason(handed_in):
    page = handed_in()
    assert "Jawaban Anda" in page.text
    assert "Tepat" in page.text
    assert content.SECRET not in page.raw
    assert (
        "jawaban yang benar, alasannya, dan catatan para penilai diperlihatkan mulai" in page.text
    )
    assert "3 Desember 2026 pukul 09.30 WITA" in page.text
    assert "Jawaban Anda diperlihatkan sampai 23 November 2026 pukul 10.00 WITA" in page.text


def test_while_the_quiz_is_open_only_marks_are_seen(handed_in, clock):
    clock.forward(minutes=30)
    page = handed_in()
    assert "Pilihan a" not in page.raw
    assert content.SECRET not in page.raw


def test_after_closing_everything_is_told(handed_in, clock):
    clock.set(CLOSES)
    page = handed_in()
    assert content.SECRET in page.raw
    assert "diperlihatkan mulai" not in page.text


def test_who_may_still_take_it_does_not_see_the_key_yet(handed_in, person, clock):
    until = CLOSES + timedelta(days=5)
    allowances.allowance(person, at=clock.now, open_until=until)
    db.session.commit()
    clock.set(CLOSES)
    assert content.SECRET not in handed_in().raw
    clock.set(until)
    assert content.SECRET in handed_in().raw


def test_before_handing_in_the_page_says_what_will_be_seen_and_when(browse, person):
    sitting = quiz.started(person, at=ZERO_HOUR)
    page = browse(person).get(f"/belajar/kuis/{sitting.past.id}/serahkan")
    assert "Anda lalu melihat nilai Anda. Jawaban Anda diperlihatkan sampai" in page.text


def test_the_files_of_ones_own_data_hold_no_answer_that_is_withheld(handed_in, clock):
    told = json.loads(handed_in("/saya/data.json").raw)["answers"]
    assert {each["withheld"] for each in told} == {False}
    clock.forward(minutes=31)
    told = json.loads(handed_in("/saya/data.json").raw)["answers"]
    assert {(each["answer"], each["withheld"]) for each in told} == {(None, True)}


def test_ones_own_results_by_part_leave_out_marks_that_are_withheld(app, browse):
    silent = Review((Piece.ANSWERS,), (Piece.ANSWERS,), (Piece.ANSWERS,))
    content.published(quiz=replace(content.quiz(), review=silent))
    made = people.employee(people.unit())
    quiz.submitted(made, at=ZERO_HOUR)
    page = browse(made).get("/capaian")
    table = next(t for t in page.all("table") if "Berbicara" in "".join(t.itertext()))
    assert "100" not in "".join(table.itertext())
