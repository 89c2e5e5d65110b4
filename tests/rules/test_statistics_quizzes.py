"""A quiz's tally grows by batches, survives being stored, and tells only what it knows."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.quiz.rules.shared_keys import alarms
from training.quiz.rules.statistics.quizzes import (
    QuizTally,
    Sitting,
    arrays,
    dump_tally,
    load_form_sums,
    load_item_tally,
    load_unit_sums,
    strata_of,
    tallied,
)
from training.quiz.rules.statistics.reasons import Flag
from training.quiz.rules.statistics.telling import Known, form_told, items_told
from training.quiz.rules.statistics.told import (
    Contrast,
    dump_form,
    dump_item,
    load_form,
    load_item,
)

pytestmark = pytest.mark.slow

BEGIN = date(2026, 1, 20)
LABELS = ("a@1", "b@1", "b@2", "c@1")
OPTIONS = {"a@1": ("x", "y"), "b@1": ("x", "y", "z")}
POINTS = st.sampled_from([0.0, 1.0, 1.0, 0.5, 1 / 3])


@st.composite
def sittings(draw):
    marks = draw(st.dictionaries(st.sampled_from(LABELS), POINTS, max_size=4))
    chosen = {
        label: tuple(draw(st.sets(st.sampled_from(OPTIONS[label]))))
        for label in marks if label in OPTIONS
    }  # fmt: skip
    return Sitting(
        BEGIN + timedelta(days=draw(st.integers(0, 70))),
        draw(st.sampled_from([None, "u1", "u2"])), marks, chosen,
        {label: keys[0] for label, keys in chosen.items() if keys and marks[label] < 1},
        draw(st.none() | st.floats(1, 300)),
        draw(st.dictionaries(st.sampled_from(list(Contrast)), st.booleans())),
    )  # fmt: skip


SEVERAL = st.lists(sittings(), max_size=12)


def of(some):
    return tallied(some, OPTIONS)


@given(SEVERAL, SEVERAL)
def test_two_batches_are_the_whole_in_any_order(one, other):
    both = of([*one, *other])
    assert of(one) + of(other) == both
    assert of(other) + of(one) == both
    assert QuizTally() + both == both


def stored(part):
    return json.loads(json.dumps(dump_tally(part)))


@given(SEVERAL, SEVERAL)
def test_what_was_stored_grows_on_as_if_it_never_had_been(one, other):
    tally = of(one)
    back = QuizTally(
        load_form_sums(stored(tally.form)), tally.months,
        {label: load_item_tally(stored(each)) for label, each in tally.items.items()},
        {unit: load_unit_sums(stored(each)) for unit, each in tally.units.items()},
    )  # fmt: skip
    assert back == tally
    assert back + of(other) == of([*one, *other])


@given(SEVERAL)
def test_months_and_groups_add_up_to_the_whole(some):
    tally = of(some)
    assert sum(tally.months.values()) == sum(1 for each in some if each.marks)
    for label, item in tally.items.items():
        asked = [each for each in some if label in each.marks]
        assert sum(each.whole.n for each in item.months.values()) == len(asked)
        for contrast, tables in item.strata.items():
            whole = [each for each in asked if each.marks[label] in (0, 1)]
            known = [each for each in whole if contrast in each.focal]
            assert sum(each.n for each in tables.values()) == len(known)


@given(SEVERAL)
def test_what_is_told_survives_being_stored_and_judges_nothing_below_thirty(some):
    tally = of(some)
    told = items_told(tally, {"a@1": Known(0.5, {"x"})})
    for each in told.values():
        assert [found.flag for found in each.flags] == [Flag.TOO_FEW]
        assert load_item(json.loads(json.dumps(dump_item(each)))) == each
    form = form_told(tally.form)
    assert load_form(json.loads(json.dumps(dump_form(form)))) == form
    assert alarms(tally.units) == {}


def test_right_and_wrong_are_counted_by_group_and_score():
    women = [Sitting(BEGIN, None, {"a": 1.0, "b": 0.0}, focal={Contrast.SEX: True})] * 3
    men = [Sitting(BEGIN, None, {"a": 0.0, "b": 1.0}, focal={Contrast.SEX: False})] * 2
    item = tallied([*women, *men], {}).items["a"]
    (table,) = item.strata[Contrast.SEX].values()
    assert list(item.strata[Contrast.SEX]) == [10]  # half of twenty steps
    assert (table.focal_right, table.reference_wrong, table.n) == (3, 2, 5)
    assert strata_of(arrays([], {}), arrays([], {}).attempt) == {}
