"""Marking in a browser without JavaScript: what waits, one text without a name, then the next."""

import pytest

from tests.factories import content, kinds, people, quiz
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.quiz.actions import save_answer, submit

pytestmark = pytest.mark.slow

TEXT = kinds.free_text("m1-uraian-a")
HOSTILE = "Saya menyapa <script>alert(1)</script> anak."
GOOD = {"level-sapa": "2", "level-dengar": "2"}


@pytest.fixture
def writer(app, clock):
    content.published(quiz=content.quiz_of(TEXT, content.question("m1-satu-a")))
    person = people.employee(people.unit("LOKET"), name="Nama Penulis Rekaan")
    sitting = quiz.started(person, at=clock.now)
    save_answer(sitting.past.id, TEXT.key, HOSTILE, 0, of=person.id, at=clock.now)
    save_answer(sitting.past.id, "m1-satu-a", "a", 0, of=person.id, at=clock.now)
    submit(sitting.past.id, of=person.id, at=clock.now)
    db.session.commit()
    db.session.refresh(person)
    db.session.expunge(person)
    return person, sitting.past.id


def reading(browse, name: str):
    unit = people.unit(name)
    person = people.employee(unit)
    people.role(person, Role.MENTOR, unit)
    return browse(person)


def test_a_text_is_marked_blind_and_the_writer_sees_both_readers(browse, writer):
    person, attempt = writer
    door = f"/penilaian/{attempt}/{TEXT.key}"
    for name in ("SATU", "DUA"):
        reader = reading(browse, name)
        assert "1 jawaban menunggu Anda." in reader.get("/penilaian").text
        page = reader.get(door)
        assert person.name not in page.raw
        assert "<script>alert(1)" not in page.raw
        assert reader.post(door, {**GOOD, "comment": "Jelas."}).location == "/penilaian"
        assert "Tidak ada jawaban yang menunggu Anda" in reader.get("/penilaian").text
    told = browse(person).get(f"/belajar/kuis/{attempt}/hasil")
    assert told.h1.startswith("Lulus dengan 100")
    assert "Pembaca 2" in told.text
    assert "Jelas." in told.text
    assert "<script>alert(1)" not in told.raw


def test_before_that_the_writer_reads_that_it_is_still_being_marked(browse, writer):
    person, attempt = writer
    told = browse(person).get(f"/belajar/kuis/{attempt}/hasil")
    assert told.h1 == "Sudah diserahkan, masih dinilai"
    assert "Dua orang masih membaca jawaban ini." in told.text


def test_a_missing_step_brings_the_form_back_with_what_was_chosen(browse, writer):
    _, attempt = writer
    page = reading(browse, "SATU").post(
        f"/penilaian/{attempt}/{TEXT.key}", {"level-sapa": "2", "level-dengar": "9"}, 422
    )
    assert "Pilih satu jenjang untuk setiap kriteria." in page.text
    assert [each.get("value") for each in page.all("input") if each.get("checked") is not None] == [
        "2"
    ]
