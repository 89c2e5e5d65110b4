"""Which case comes when: two a week at most, unseen variants first, probes in their time."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.practice import (
    FINISHED,
    PERSON,
    ZONE,
    asked,
    card,
    cards,
    record,
    shown,
)
from training.practice.rules.agenda import Agenda, State, agenda
from training.practice.rules.breaks import Break, Reason
from training.practice.rules.choosing import GUARANTEED, learners
from training.practice.rules.memory import DAY, Grade, after
from training.practice.rules.probes import WINDOWS, kept_back, waiting
from training.practice.rules.record import CaseKind, Finish, Record, Shown, learnt
from training.practice.rules.weeks import week_of

SHELF = {"m1-contoh": cards(9)}
WEEK = timedelta(days=7)


def now(known: Record, at, shelf=SHELF) -> Agenda:
    return agenda(known, shelf, at=at, zone=ZONE)


def lived(steps, shelf=SHELF, begun=FINISHED):
    """A person who looks in after each number of hours and answers what is there, right or not."""
    known, at, out = record(begun), begun, []
    for hours, right in steps:
        at += timedelta(hours=hours)
        chosen = now(known, at, shelf).choice
        if chosen is None:
            continue
        place = len(known.in_week(week_of(at, ZONE))) + 1
        made = Shown(
            PERSON, week_of(at, ZONE), place, chosen.card.slug, chosen.card.key, chosen.question,
            chosen.kind, chosen.mark, at, at + timedelta(minutes=1),
        )  # fmt: skip
        out.append((made, chosen))
        grade = Grade.GOOD if right else Grade.AGAIN
        name = (chosen.card.slug, chosen.card.key)
        before = known.memories.get(name) or after(None, chosen.learnt, chosen.learnt_at)
        memories = {**known.memories, name: after(before, grade, at)}
        known = Record(PERSON, known.finished, (), (*known.cases, made), memories)
    return out


visits = st.lists(st.tuples(st.integers(1, 400), st.booleans()), max_size=40)


@given(visits, st.integers(1, 9), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_nobody_ever_gets_more_than_two_cases_a_week(steps, count, variants):
    weeks = Counter(each.week for each, _ in lived(steps, {"m1-contoh": cards(count, variants)}))
    assert max(weeks.values(), default=0) <= 2


@given(visits, st.integers(1, 4), st.integers(2, 4))
@settings(max_examples=40, deadline=None)
def test_a_variant_never_comes_twice_in_a_row_while_there_are_others(steps, count, variants):
    by_card: dict[str, list[str]] = {}
    for made, _ in lived(steps, {"m1-contoh": cards(count, variants)}):
        by_card.setdefault(made.card, []).append(made.question)
    assert all(one != next_ for asked_ in by_card.values() for one, next_ in pairwise(asked_))


@given(visits)
@settings(max_examples=40, deadline=None)
def test_seen_variants_come_only_after_all_unseen_ones_of_their_card(steps):
    seen: set[str] = set()
    for made, chosen in lived(steps):
        assert chosen.unseen is (made.question not in seen)
        left = [each for each in chosen.card.variants if each not in seen]
        assert chosen.unseen or not left
        seen.add(made.question)


@given(visits)
@settings(max_examples=40, deadline=None)
def test_a_probe_is_asked_once_in_its_window_and_of_a_card_that_nobody_practised(steps):
    practised: set[str] = set()
    marks = []
    for made, chosen in lived(steps):
        if chosen.kind is CaseKind.PROBE:
            marks.append(chosen.mark)
            day = (made.shown_at - FINISHED) / DAY
            assert chosen.mark <= day < WINDOWS[chosen.mark]
            assert made.card not in practised
            assert chosen.unseen
            assert (made.shown_at - chosen.asked_at) / DAY >= chosen.mark
        practised.add(made.card)
    assert len(marks) == len(set(marks))


@given(visits)
@settings(max_examples=20, deadline=None)
def test_the_same_life_meets_the_same_cases(steps):
    assert lived(steps) == lived(steps)


def test_practice_begins_only_when_something_is_due():
    first = now(record(), FINISHED + timedelta(hours=1))
    assert (first.state, first.choice) == (State.LATER, None)
    assert first.next_at > FINISHED
    later = now(record(), first.next_at)
    assert later.state is State.DUE
    assert later.choice.kind is CaseKind.PRACTICE


def test_whoever_has_finished_nothing_is_asked_nothing():
    assert now(Record(PERSON), FINISHED).state is State.NOTHING_FINISHED
    assert now(record(), FINISHED, {}).state is State.NOTHING_FINISHED


def test_in_the_36_weeks_there_is_a_case_even_when_nothing_is_due():
    far = {("m1-contoh", f"k{n}"): far_memory() for n in range(2)}
    shelf = {"m1-contoh": cards(2)}
    known = record(memories=far)
    inside, outside = FINISHED + GUARANTEED, FINISHED + GUARANTEED + timedelta(seconds=1)
    assert now(known, inside, shelf).state is State.DUE
    assert now(known, outside, shelf).state is State.LATER
    assert now(known, inside, shelf).total == 1


def far_memory():
    memory = None
    for day in (0, 3, 15, 60, 200):
        memory = after(memory, Grade.GOOD, FINISHED + timedelta(days=day))
    return memory


def test_after_two_cases_the_next_comes_on_monday():
    at = FINISHED + WEEK + timedelta(days=2)
    known = record(cases=(shown("k0-a", at), shown("k1-a", at, place=2)))
    found = now(known, at + timedelta(hours=1))
    assert (found.state, found.done, found.total) == (State.DONE, 2, 2)
    assert week_of(found.next_at, ZONE) == week_of(at + WEEK, ZONE)


def test_an_open_case_stays_until_its_week_is_over():
    at = FINISHED + WEEK
    known = record(cases=(shown("k0-a", at, answered_at=None),))
    assert now(known, at + timedelta(days=1)).state is State.OPEN
    assert now(known, at + timedelta(days=1)).waiting == 2
    assert now(known, at + WEEK).state is State.DUE
    assert "k0-a" not in {now(known, at + WEEK).choice.question}


def test_a_variant_that_the_quiz_has_asked_counts_as_seen():
    shelf = {"m1-contoh": (card("k0", 2),)}
    known = record(asked=(asked("k0-a", FINISHED),))
    found = now(known, FINISHED + timedelta(days=4), shelf).choice
    assert (found.question, found.unseen) == ("k0-b", True)


def test_the_gap_begins_with_the_last_quiz_that_asked():
    again = FINISHED + timedelta(days=100)
    shelf = {"m1-contoh": (card("k0"),)}
    known = record(asked=(asked("k0-a", FINISHED), asked("k0-b", again)))
    assert now(known, again + timedelta(days=9), shelf).choice.asked_at == again


def test_a_pause_stops_everything_but_an_open_case():
    at = FINISHED + WEEK
    pause = Break(at, (at + WEEK).date(), Reason.LEAVE)
    assert now(record(newest_break=pause), at).state is State.PAUSED
    assert now(record(newest_break=pause), at + 2 * WEEK).state is State.DUE
    over = Break(at, None, None)
    assert now(record(newest_break=over), at).state is State.DUE
    case = shown("k0-a", at, answered_at=None)
    assert now(record(cases=(case,), newest_break=pause), at).state is State.OPEN


def test_the_cards_kept_back_are_a_third_at_most_and_have_variants():
    every = (*cards(8), card("lone", 1))
    kept = kept_back(PERSON, every)
    assert sorted(kept) == [30, 90, 180]
    assert "lone" not in {each.key for each in kept.values()}
    assert len({each.key for each in kept.values()}) == 3
    assert sorted(kept_back(PERSON, cards(4))) == [180]
    assert kept_back(PERSON, cards(2)) == {}


def test_a_probe_that_was_missed_leaves_its_card_to_practice():
    known, at = record(), FINISHED + timedelta(days=400)
    assert waiting(known, "m1-contoh", SHELF["m1-contoh"], at) == {}
    assert all(each.mark is None for each in learners(known, SHELF, at))


@pytest.mark.parametrize(
    ("points", "grade"),
    [({}, Grade.GOOD), ({"k0-a": 1.0}, Grade.EASY), ({"k0-a": 1.0, "k0-b": 0.5}, Grade.AGAIN)],
)
def test_a_card_starts_as_the_quiz_left_it(points, grade):
    assert learnt(card("k0"), Finish(FINISHED, points)) is grade
