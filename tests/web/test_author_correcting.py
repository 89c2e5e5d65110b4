"""An author corrects a key: the effect comes first, names never, and those concerned are told."""

import re

import pytest
from sqlalchemy import func, select

from tests.factories import content, people, quiz
from training.kernel import jobs
from training.kernel.clock import now
from training.kernel.db import db
from training.kernel.jobs import Job
from training.people.rules.kinds import Role
from training.quiz.actions import save_answer, submit
from training.quiz.queries.correcting import correctable
from training.quiz.tables import Rescore

pytestmark = pytest.mark.slow

KEY = "m1-menyapa-a"
HOME = f"/penulis/{content.SLUG}/koreksi"


@pytest.fixture
def learner(app, clock):
    content.published(quiz=content.quiz(per_objective=4))
    person = people.employee(people.unit())
    quiz.submitted(person, at=clock.now)
    content.rekeyed(question=KEY, right="b", at=clock.now, per_objective=4)
    db.session.commit()
    db.session.refresh(person)
    db.session.expunge(person)
    return person


@pytest.fixture
def author(app, browse, learner):
    unit = people.unit("PENULIS")
    person = people.employee(unit)
    people.role(person, Role.AUTHOR, unit)
    db.session.commit()
    return browse(person)


def address(app) -> str:
    with app.app_context():
        found = correctable(content.SLUG)[0]
    return f"{HOME}/{found.key}/{found.replaced}"


def test_the_effect_is_shown_before_anything_changes(app, author, learner):
    assert KEY in author.get(HOME).text
    page = author.get(address(app))
    assert page.h1 == f"Koreksi kunci {KEY}"
    assert learner.name not in page.text
    only_better, everybody = effect(page)
    assert only_better == ["1", "0", "0", "0", "0", "0,0"]
    assert everybody == ["1", "0", "1", "0", "0", "−7,1"]
    assert "Tidak ada sertifikat yang bertumpu" in page.text
    assert db.session.scalar(select(func.count()).select_from(Rescore)) == 0


def effect(page) -> list[list[str]]:
    """The figures of the table that says what would change, policy by policy."""
    (rows,) = page.all("tbody")[:1]
    return [["".join(cell.itertext()) for cell in row.iter("td")] for row in rows.iter("tr")]


def test_without_a_reason_nothing_is_corrected(app, author):
    page = author.post(address(app), {"policy": "everybody", "reason": " "}, 422)
    assert "Mengapa kuncinya keliru" in page.text


def test_those_concerned_get_a_letter_and_see_both_results(app, author, browse, learner):
    where = address(app)
    reason = "Pilihan b lebih tepat menurut panel."
    author.post(where, {"policy": "everybody", "reason": reason})
    assert jobs.run_one(app.extensions["resap_handlers"], clock=now)
    letter = db.session.scalars(select(Job.payload).where(Job.kind == "mail")).one()
    assert letter["to"] == learner.email
    assert letter["subject"] == "Salah satu hasil kuis Anda dikoreksi"
    assert reason in letter["body"]
    db.session.remove()
    page = browse(learner).get(re.search(r"https?://[^/]+(/\S+)", letter["body"])[1])
    assert "Dikoreksi pada 23 November 2026" in page.text
    assert reason in page.text
    author.post(where, {"policy": "everybody", "reason": reason}, 409)


def test_after_only_the_better_ones_everybody_may_follow(app, author, learner, clock):
    """Somebody gained by the better key; only then is it applied to whoever loses by it, too."""
    content.published(at=clock.forward(minutes=1), quiz=content.quiz(per_objective=4))
    gains = people.employee(people.unit())
    sitting = quiz.started(gains, at=clock.now)
    save_answer(sitting.past.id, KEY, "b", 0, of=gains.id, at=clock.now)
    submit(sitting.past.id, of=gains.id, at=clock.now)
    content.rekeyed(question=KEY, right="b", at=clock.forward(minutes=1), per_objective=4)
    db.session.commit()
    where, reason = address(app), "Pilihan b lebih tepat menurut panel."
    author.post(where, {"policy": "only-better", "reason": reason})
    assert "Sudah dikoreksi, tetapi belum untuk semua" in author.get(HOME).text
    page = author.get(where)
    assert "Hanya hasil yang menjadi lebih baik" not in page.text
    author.post(where, {"policy": "only-better", "reason": reason}, 409)
    author.post(where, {"policy": "everybody", "reason": reason})
    assert "belum untuk semua" not in author.get(HOME).text
    author.post(where, {"policy": "everybody", "reason": reason}, 409)
