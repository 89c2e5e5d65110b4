"""A corrected key reaches certificates in the dry run, and whoever has the quiz open just then."""

import pytest

from tests.factories import certification, content, people, quiz
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.quiz.actions import submit
from training.quiz.actions.regrading import Asked, regrade
from training.quiz.queries import history
from training.quiz.queries.correcting import correctable
from training.quiz.rules.regrading import Policy

pytestmark = pytest.mark.slow
NARROW = {"per_objective": 4, "pass_mark": 0.95}


def author():
    unit = people.unit("PENULIS")
    person = people.employee(unit)
    people.role(person, Role.AUTHOR, unit)
    return person


def test_the_dry_run_names_the_certificates_that_rest_on_a_result_that_fails(
    app, browse, clock, tmp_path
):
    desk = certification.Desk(tmp_path, clock.now)
    slug = certification.DECIDED[-1]
    content.published(slug, at=clock.now, quiz=content.quiz(slug, **NARROW))
    number = desk.certified().number
    key = next(k for k in history(desk.person.id, slug)[0].keys if "-menyapa-" in k)
    content.rekeyed(slug, question=key, right="b", at=clock.forward(days=1), **NARROW)
    (found,) = correctable(slug)
    name, writer = desk.person.name, author()
    db.session.commit()
    page = browse(writer).get(f"/penulis/{slug}/koreksi/{found.key}/{found.replaced}")
    assert "Sertifikat yang bertumpu pada hasil yang tidak lagi lulus" in page.text
    assert number in page.text
    assert name not in page.text


@pytest.fixture
def solver(app, browse, clock):
    """Somebody with an open quiz, one question of which is corrected meanwhile."""
    content.published(quiz=content.quiz(per_objective=4))
    others, person = people.employee(people.unit()), people.employee(people.unit())
    quiz.submitted(others, at=clock.now)
    sitting = quiz.started(person, at=clock.now)
    quiz.answered(sitting, of=person.id, at=clock.forward(minutes=20))
    key = sitting.past.keys[0]
    right = "salah" if "-nilai-" in key else "c"
    content.rekeyed(question=key, right=right, at=clock.forward(minutes=1), per_objective=4)
    (found,) = correctable(content.SLUG)
    wanted = Asked(content.SLUG, key, found.replaced, Policy.EVERYBODY)
    regrade(wanted, reason="Panel memeriksa ulang.", by=author().id, at=clock.now)
    db.session.commit()
    db.session.refresh(person)
    db.session.expunge(person)
    return browse(person), sitting


@pytest.mark.parametrize("query", ["", "?soal=1", "?soal=3"])
def test_an_open_quiz_says_that_a_key_was_corrected_and_shows_none(solver, query):
    browser, sitting = solver
    page = browser.get(f"/belajar/kuis/{sitting.past.id}{query}")
    assert "Kunci soal 1 sudah dikoreksi." in page.text
    assert content.SECRET not in page.raw
    assert "Panel memeriksa ulang." not in page.text


def test_after_handing_in_the_corrected_key_has_counted_and_is_told(solver, clock):
    browser, sitting = solver
    submit(sitting.past.id, of=browser.person.id, at=clock.forward(minutes=1))
    db.session.commit()
    db.session.remove()
    page = browser.get(f"/belajar/kuis/{sitting.past.id}/hasil")
    assert "Panel memeriksa ulang." in page.text
    assert history(browser.person.id)[0].marks[sitting.past.keys[0]] == 0
