"""The level of a person: what each level asks for, when it lapses, and laws that always hold."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.evidence import (
    FIRST,
    PLANS,
    SECOND,
    SERVES,
    SUPPORTS,
    cases,
    contrary,
    enactment,
    fact,
    level,
    made,
    on,
    plan,
    product,
    read,
    recall,
    seen,
    sitting,
    up_to,
)
from training.internalization.rules.evidence import Kind
from training.internalization.rules.levels import Level, history, level_at, standing
from training.internalization.rules.needs import Need
from training.internalization.rules.rule import CURRENT

L0, L1, L2, L3, L4, L5 = Level


def without(entries, kind):
    return [each for each in entries if each.kind is not kind]


def test_no_evidence_is_unproven():
    assert level(day=10) is L0


def test_reading_with_time_and_a_first_sitting_is_receiving():
    assert level(read(1), sitting(2, right=2), day=10) is L1


@pytest.mark.parametrize("entries", [[read(1)], [sitting(2)], [read(1, share=0.1), sitting(2)],
                                     [read(1, topic="m7"), sitting(2)]])  # fmt: skip
def test_clicking_or_a_quiz_alone_is_not_receiving(entries):
    assert level(*entries, day=10) is L0


def test_completion_lapses_after_a_year():
    assert level(read(1), sitting(2), day=366.1) is L0


def test_two_sure_sittings_a_week_apart_and_a_plan_are_responding():
    assert level(*up_to(L2, 100), day=100) is L2


def test_two_sure_sittings_on_one_day_are_one():
    assert level(sitting(1), sitting(1.1), plan(2), day=10) is L0


def test_a_sitting_of_few_questions_says_nothing():
    assert level(sitting(1, 3, 3), sitting(30, 3, 3), plan(2), day=40) is L0


def test_knowing_without_a_plan_is_not_responding():
    assert level(sitting(1), sitting(30), day=40) is L0


@pytest.mark.parametrize("kind", [Kind.RECALL, Kind.SERVICE_CASES, Kind.ENACTMENT])
def test_valuing_takes_memory_judgement_and_a_kept_plan(kind):
    entries = up_to(L3, 200)
    assert level(*entries, day=200) is L3
    assert level(*without(entries, kind), day=200) is L2


def test_a_recall_soon_after_practice_says_nothing():
    entries = without(up_to(L3, 200), Kind.RECALL)
    assert level(*entries, recall(130, gap=20), recall(180, gap=20), day=200) is L2


@pytest.mark.parametrize("kind", [Kind.VALUE_CONFLICTS, Kind.OBSERVED, Kind.PRODUCT])
def test_organising_takes_conflicts_conduct_and_work(kind):
    entries = up_to(L4, 300)
    assert level(*entries, day=300) is L4
    assert level(*without(entries, kind), day=300) is L3


def test_one_observer_alone_is_not_enough():
    entries = [replace(each, rater=FIRST) for each in up_to(L4, 300)]
    assert level(*entries, day=300) is L3


def test_announced_visits_alone_are_not_enough():
    entries = [
        replace(each, announced=True) if each.kind is Kind.OBSERVED else each
        for each in up_to(L4, 300)
    ]
    assert level(*entries, day=300) is L3


def test_two_failed_visits_of_four_take_the_fourth_level_away():
    entries = up_to(L4, 300)
    assert level(*entries, seen(295, met=False), seen(298, met=False), day=300) is L3


def test_raters_who_disagree_on_one_visit_have_not_seen_it_met():
    one = up_to(L4, 300)
    visit = next(each for each in one if each.announced is False)
    other = replace(visit, source=FIRST, rater=SECOND, met=False, occasion=visit.source)
    both = [replace(each, occasion=visit.source) if each is visit else each for each in one]
    assert level(*both, other, day=300) is L3


def test_who_plans_must_show_it_in_planning():
    late = [replace(each, stage="service") for each in up_to(L4, 300)]
    assert level(*late, day=300, role=PLANS) is L3
    assert level(*late, day=300, role=SERVES) is L4
    assert level(*up_to(L4, 300), day=300, role=PLANS) is L4


def test_who_cannot_be_observed_at_work_ends_at_valuing():
    assert level(*up_to(L4, 300), day=300, role=SUPPORTS) is L3
    assert standing(made(), SUPPORTS, at=on(1)).ceiling is L3


def long_held(until):
    """The fourth level, renewed every twenty days for a year before, and what the fifth asks."""
    found = []
    for day in range(int(until) - 340, int(until), 20):
        found += [sitting(day), plan(day), enactment(day), recall(day), cases(day)]
        found += [cases(day, conflicts=True), seen(day, announced=False)]
        found += [seen(day + 0.5, rater=SECOND), product(day, kind="sop" if day % 40 else "note")]
    return found


def test_living_is_the_fourth_level_held_for_nine_months():
    entries = long_held(600)
    assert level(*entries, day=600) is L5
    young = [each for each in entries if each.at > on(600 - 200)]
    assert level(*young, day=600) is L4


def test_a_gap_in_between_begins_the_nine_months_anew():
    entries = long_held(600)
    broken = [seen(480 + hour / 24, met=False, announced=False) for hour in range(4)]
    assert level(*entries, *broken, day=600) is L4


def test_an_open_verified_finding_against_keeps_from_the_fifth_level():
    entries = long_held(600)
    assert level(*entries, contrary(590), day=600) is L4
    assert level(*entries, contrary(590, is_open=False), day=600) is L5


def test_a_void_sitting_counts_for_nothing():
    entries = [*up_to(L2, 100), sitting(95, right=0, void=True)]
    assert level(*entries, day=100) is L2


def test_what_is_needed_is_told_with_what_is_there():
    found = standing(made(*up_to(L2, 100)), SERVES, at=on(100))
    amounts = {each.need: each.amount for each in found.requirements}
    assert (amounts[Need.KNOWS].have, amounts[Need.KNOWS].of) == (2, 2)
    assert (amounts[Need.RETAINS].have, amounts[Need.RETAINS].enough) == (0, False)
    assert (found.level, found.rule) == (L2, CURRENT.version)


def test_it_is_told_when_the_level_lapses():
    found = standing(made(*up_to(L3, 300)), SERVES, at=on(300))
    # The plan of day 260 is current for 180 days, and nothing else lapses before.
    assert found.changes_at == on(260) + timedelta(days=180)
    assert level(*up_to(L3, 300), day=439.9) is L3
    assert level(*up_to(L3, 300), day=440) is L0


def test_it_is_told_when_the_fourth_level_becomes_the_fifth():
    young = [each for each in long_held(600) if each.at > on(600 - 262)]
    found = standing(made(*young), SERVES, at=on(600))
    assert found.level is L4
    assert found.changes_at is not None
    later = level(*young, day=(found.changes_at - on(0)) / timedelta(days=1))
    assert later is not L4


def test_history_tells_every_level_with_its_beginning():
    entries = up_to(L2, 100)
    found = history(made(*entries), SERVES, since=on(0), until=on(600))
    assert [each for _, each in found] == [L0, L2, L0]
    assert found[1][0] == on(70)


def test_another_version_of_the_rule_gives_another_history():
    entries = [sitting(1, 6), sitting(30, 6), plan(2)]
    stricter = replace(CURRENT, version=99, sure=0.95)
    assert level(*entries, day=40) is L2
    assert level_at(made(*entries), SERVES, at=on(40), rule=stricter) is L0


POSITIVE = st.one_of(
    st.builds(sitting, st.integers(0, 400), st.integers(0, 8)),
    st.builds(plan, st.integers(0, 400)),
    st.builds(enactment, st.integers(0, 400)),
    st.builds(lambda day, met: recall(day, met=met), st.integers(0, 400), st.booleans()),
    st.builds(lambda day, met: cases(day, 0.9 if met else 0.2), st.integers(0, 400), st.booleans()),
    st.builds(seen, st.integers(0, 400)),
)
CONTRARY = st.one_of(
    st.builds(lambda day: recall(day, met=False), st.integers(0, 500)),
    st.builds(lambda day: cases(day, 0.1), st.integers(0, 500)),
    st.builds(lambda day: cases(day, 0.1, conflicts=True), st.integers(0, 500)),
    st.builds(lambda day, told: seen(day, met=False, announced=told), st.integers(0, 500),
              st.booleans()),
    st.builds(lambda day: product(day, met=False), st.integers(0, 500)),
    st.builds(contrary, st.integers(0, 500)),
)  # fmt: skip
BASES = st.sampled_from([[], up_to(L2, 400), up_to(L3, 400), up_to(L4, 400)])


@settings(max_examples=150, deadline=None)
@given(BASES, st.lists(POSITIVE, max_size=12), CONTRARY, st.integers(300, 500))
def test_contrary_evidence_never_raises_a_level(base, more, against, day):
    before = level(*base, *more, day=day)
    assert level(*base, *more, against, day=day) <= before


@settings(max_examples=60, deadline=None)
@given(BASES, st.lists(POSITIVE, max_size=8), st.randoms(use_true_random=False))
def test_the_order_in_which_evidence_came_does_not_matter(base, more, chance):
    entries = [*base, *more]
    mixed = list(entries)
    chance.shuffle(mixed)
    asked = on(400)
    assert standing(made(*entries), SERVES, at=asked) == standing(made(*mixed), SERVES, at=asked)


@settings(max_examples=60, deadline=None)
@given(BASES, st.lists(POSITIVE, max_size=8), st.integers(300, 450), st.floats(0, 400))
def test_a_level_changes_when_it_was_told_to_and_not_before(base, more, day, ahead):
    found = standing(made(*base, *more), SERVES, at=on(day))
    known = made(*[each for each in (*base, *more) if each.at <= on(day)])
    found = standing(known, SERVES, at=on(day))
    later = on(day + ahead)
    if found.changes_at is None or later < found.changes_at:
        assert level_at(known, SERVES, at=later) is found.level
    else:
        assert level_at(known, SERVES, at=found.changes_at) is not found.level


def test_both_ways_of_asking_agree():
    for day in range(0, 700, 35):
        entries = made(*long_held(600), read(1), fact(Kind.READ, 3, score=1.0))
        assert standing(entries, PLANS, at=on(day)).level is level_at(entries, PLANS, at=on(day))
