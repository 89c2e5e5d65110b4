"""xAPI statements: pseudonyms, own verbs, ids that follow from the fact, nothing of the person."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import hypothesis.strategies as st
import pytest
from hypothesis import given

from training.content.rules.gates import Counts
from training.kernel.ids import uuid7
from training.reporting.rules.statements import (
    NAMESPACE,
    Course,
    Fact,
    Iris,
    Outcome,
    Source,
    Tried,
    completes,
    instant,
    statements,
)

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
PERSON, KEY = uuid7(AT), uuid7(AT)
IRIS = Iris("urn:resap", "https://resap.contoh.go.id")


def fact(source=Source.SUBMISSION, **more):
    values = {
        "source": source, "key": KEY, "number": 0, "at": AT, "person": PERSON, "slug": "m1",
        "edition": 2, "title": "Menyapa", "purpose": "post", "outcome": Outcome(0.8, passed=True),
    }  # fmt: skip
    return Fact(**(values | more))


def verbs(made):
    return [each["verb"]["id"].rsplit(":", 1)[-1] for each in made]


def test_a_submission_tells_of_handing_in_and_of_its_score():
    handed_in, scored = statements(fact(seconds=610.4), IRIS)
    assert verbs([handed_in, scored]) == ["attempt-submitted", "attempt-scored"]
    assert handed_in["result"]["duration"] == "PT610S"
    assert scored["result"] == {"score": {"scaled": 0.8}, "success": True, "completion": True}
    assert scored["context"]["registration"] == str(KEY)
    assert scored["object"]["id"] == "urn:resap:module:m1:quiz"


@pytest.mark.parametrize("more", [{"pending": True}, {"void": True}])
def test_what_is_not_final_or_void_has_no_score(more):
    (told,) = statements(fact(outcome=Outcome(0.8, passed=False, **more)), IRIS)
    assert verbs([told]) == ["attempt-submitted"]
    assert "score" not in told["result"]


def test_a_lesson_and_a_start_are_told_with_their_own_objects():
    (read,) = statements(fact(Source.READ, lesson=("buka", "Membuka"), outcome=None), IRIS)
    (start,) = statements(fact(Source.ATTEMPT, outcome=None), IRIS)
    assert verbs([read, start]) == ["lesson-read", "attempt-started"]
    assert read["object"]["definition"]["name"] == {"id": "Membuka"}
    assert "result" not in start


def test_every_statement_has_a_pseudonym_and_indonesian_words():
    for each in statements(fact(completes=True), IRIS):
        account = each["actor"]["account"]
        assert account == {"homePage": IRIS.home, "name": str(PERSON)}
        assert set(each["actor"]) == {"objectType", "account"}
        assert each["verb"]["display"]["id"]


def test_names_follow_an_address_with_strokes_and_a_urn_with_colons():
    web = Iris("https://resap.contoh.go.id/xapi", IRIS.home)
    assert web.named("verb", "x") == "https://resap.contoh.go.id/xapi/verb/x"
    assert IRIS.named("verb", "x") == "urn:resap:verb:x"


def test_an_instant_is_utc_with_milliseconds():
    assert instant(AT) == "2026-11-23T01:30:00.000Z"


@given(st.sampled_from(Source), st.uuids(), st.integers(0, 9), st.booleans())
def test_the_same_fact_is_always_the_same_statements_with_ids_of_their_own(
    source, key, number, done
):
    lesson = ("a", "A") if source is Source.READ else None
    made = statements(fact(source, key=key, number=number, completes=done, lesson=lesson), IRIS)
    again = statements(fact(source, key=key, number=number, completes=done, lesson=lesson), IRIS)
    assert json.dumps(made) == json.dumps(again)
    ids = [UUID(each["id"]) for each in made]
    assert len(set(ids)) == len(ids)
    assert all(each.version == 5 for each in ids)


def test_ids_are_what_the_manual_says():
    told = statements(fact(completes=True), IRIS)
    assert told[0]["id"] == str(uuid5(NAMESPACE, f"attempt-submitted:{KEY}:0"))
    assert told[-1]["id"] == str(uuid5(NAMESPACE, f"module-completed:{PERSON}:m1:2"))


def course(*, read=("a", "b"), tried=(), counts=Counts.BEST, has_quiz=True):
    """Lessons a and b, read a minute apart before AT."""
    when = {"a": AT - timedelta(minutes=9), "b": AT - timedelta(minutes=8)}
    done = tuple((when[each], UUID(int=place), each) for place, each in enumerate(read, 1))
    return Course(("a", "b"), has_quiz, counts, done, tried)


def sat(*passed, key=KEY, number=1, at=AT):
    """A closed attempt with its results in order."""
    results = tuple((at + timedelta(days=n), won) for n, won in enumerate(passed))
    return Tried(key, number, at, results)


def test_a_passed_attempt_completes_once_everything_is_read():
    assert completes(fact(), course(tried=[sat(True)]))
    assert not completes(fact(), course(tried=[sat(False)]))
    assert not completes(fact(), course(read=("a",), tried=[sat(True)]))


def test_the_last_lesson_completes_after_the_quiz_was_passed():
    early = sat(True, at=AT - timedelta(days=1))
    last = fact(Source.READ, key=UUID(int=2), at=AT - timedelta(minutes=8), outcome=None)
    first = fact(Source.READ, key=UUID(int=1), at=AT - timedelta(minutes=9), outcome=None)
    assert completes(last, course(tried=[early]))
    assert not completes(first, course(tried=[early]))


def test_a_second_pass_completes_nothing_more():
    before = sat(True, key=UUID(int=9), number=1, at=AT - timedelta(hours=1))
    assert not completes(fact(), course(tried=[before, sat(True, number=2)]))


def test_a_corrected_result_completes_where_the_first_one_failed():
    later = fact(Source.RESCORE, number=1, at=AT + timedelta(days=1))
    assert completes(later, course(tried=[sat(False, True)]))
    assert not completes(later, course(tried=[sat(True, True)]))
    assert not completes(fact(), course(tried=[sat(False, True)]))


def test_where_the_first_attempt_counts_a_second_completes_nothing():
    before = sat(False, key=UUID(int=9), number=1, at=AT - timedelta(hours=1))
    mine = [before, sat(True, number=2)]
    assert not completes(fact(), course(tried=mine, counts=Counts.FIRST))
    assert completes(fact(), course(tried=mine, counts=Counts.LATEST))


def test_a_module_without_a_quiz_is_complete_when_it_is_read():
    last = fact(Source.READ, key=UUID(int=2), at=AT - timedelta(minutes=8), outcome=None)
    assert completes(last, course(has_quiz=False))
