"""My level: what it rests on, when it lapses, what comes next; a figure that nobody else sees."""

import pytest

from tests.factories import content, people, quiz
from training.internalization.actions.ledger import take
from training.kernel.db import db
from training.people.rules.kinds import JobFamily

ZONE = "Asia/Makassar"


@pytest.fixture
def me(app):
    content.published()
    person = people.employee(people.unit("A"))
    db.session.commit()
    return person


def test_without_evidence_the_page_says_how_to_begin(browse, me):
    page = browse(me).get("/capaian/tingkat")
    assert "Belum terbukti" in page.text
    assert "Belum ada bukti" in page.text
    assert "Bacalah satu modul sampai selesai" in page.text


def test_a_quiz_that_was_taken_is_told_as_evidence(browse, me, clock):
    quiz.submitted(me, at=clock.now)
    take(me.id, me.id, at=clock.now, zone=ZONE)
    db.session.commit()
    page = browse(me).get("/capaian/tingkat")
    assert "Kuis: soal baru" in page.text
    assert "Berlaku hingga" in page.text


def test_who_cannot_be_observed_is_told_the_highest_level(browse, app):
    content.published()
    person = people.employee(people.unit("B"), family=JobFamily.SUPPORT)
    db.session.commit()
    page = browse(person).get("/capaian/tingkat")
    assert "tidak ada yang menuntut lebih dari Anda" in page.text
    assert "Mengelola" not in page.text


def test_the_results_lead_to_the_level(browse, me):
    assert "/capaian/tingkat" in browse(me).get("/capaian").links
