"""While people still read a text: the result is told as what it is, part of one."""

import pytest

from tests.factories import content, people, quiz
from tests.factories.kinds import free_text
from training.kernel.db import db
from training.quiz.actions import save_answer, submit

pytestmark = pytest.mark.slow

TEXT = "Saya menyapa anak lebih dulu, lalu duduk sejajar dengannya."


@pytest.fixture
def waiting(app, browse, clock):
    """Somebody who answered one question rightly and wrote a text that nobody has read yet."""
    asked = content.question("m1-menyapa-a", right="a"), free_text()
    content.published(quiz=content.quiz_of(*asked, hours=0))
    person = people.employee(people.unit())
    sitting = quiz.started(person, at=clock.now)
    for question, value in ((asked[0], "a"), (asked[1], TEXT)):
        save_answer(sitting.past.id, question.key, value, 0, of=person.id, at=clock.now)
    submit(sitting.past.id, of=person.id, at=clock.forward(minutes=10))
    db.session.commit()
    return browse(person), sitting.past.id


def test_the_result_says_that_the_text_is_not_in_it(waiting):
    page = waiting[0].get(f"/belajar/kuis/{waiting[1]}/hasil")
    assert page.h1 == "Sudah diserahkan, masih dinilai"
    assert "50 % dari seluruh kuis, belum termasuk tulisan Anda" in page.text
    assert TEXT in page.text


def test_nobody_is_sent_into_another_quiz_while_one_is_read(waiting):
    page = waiting[0].get(f"/belajar/kuis/{waiting[1]}/hasil")
    assert "Saat ini Anda tidak perlu berbuat apa-apa" in page.text
    assert "ulangi sekarang" not in page.text


def test_own_results_say_which_score_is_not_final(waiting):
    page = waiting[0].get("/capaian")
    row = " ".join("".join(page.all("tr")[1].itertext()).split())
    assert row.count("masih dinilai") == 3


def test_a_text_that_nobody_has_read_counts_as_nothing_nowhere(waiting):
    """By dimension it would look like a wrong answer."""
    page = waiting[0].get("/capaian")
    table = next(t for t in page.all("table") if "Berbicara" in "".join(t.itertext()))
    assert "%" not in "".join(table.itertext())
