"""What the city has seen steers the next draw, on both databases."""

import pytest

from tests.factories import content, people, quiz
from training.content.rules.gates import Form
from training.quiz.queries import history
from training.quiz.queries.exposure import exposure_of


@pytest.fixture
def office(database):
    return people.unit()


def test_the_exposure_of_a_module_counts_its_attempts_and_no_others(office, clock):
    for slug in (content.SLUG, "m2-lain"):
        content.published(slug)
    for _ in range(3):
        quiz.started(people.employee(office), at=clock.now)
    quiz.started(people.employee(office), "m2-lain", at=clock.now)
    seen = exposure_of(content.SLUG)
    assert seen.attempts == 3
    assert sum(seen.questions.values()) == 15
    assert all(key.startswith("m1-") for key in seen.questions)
    assert exposure_of("m9-tidak-ada").attempts == 0


def test_people_one_after_the_other_wear_the_variants_evenly(office, clock):
    content.published()
    for _ in range(8):
        quiz.started(people.employee(office), at=clock.now)
    assert set(exposure_of(content.SLUG).questions.values()) <= {2, 4}


def test_forms_are_used_evenly_and_kept_with_the_attempt(office, clock):
    forms = tuple(Form(letter, (f"m1-menyapa-{letter}",)) for letter in "abc")
    content.published(quiz=content.quiz(forms=forms, anchors=("m1-nilai-a",)))
    for _ in range(6):
        quiz.started(people.employee(office), at=clock.now)
    assert exposure_of(content.SLUG).forms == {"a": 2, "b": 2, "c": 2}
    person = people.employee(office)
    for _ in range(3):
        quiz.submitted(person, at=clock.forward(days=2), right=0)
    assert {each.form for each in history(person.id)} == {"a", "b", "c"}
    assert all("m1-nilai-a" in each.keys for each in history(person.id))
