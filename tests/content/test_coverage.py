"""The coverage matrix: what is claimed and empty is found; the real content has no such place."""

from datetime import date

from training.content.queries.coverage import items
from training.content.queries.drafts import read
from training.content.queries.kla import behaviours
from training.content.rules.coverage import Item, Stream, Wanted, coverage
from training.content.rules.model import Dimension, Indicator, Stage
from training.kernel.settings import ROOT
from training.practice.rules.cards import cards_of

GREETING = Indicator(
    "menyapa", "Menyapa anak.", Dimension.SPEAK, Stage.SERVICE, ("semua",), "suara"
)
WEIGHING = Indicator(
    "menimbang", "Menimbang suara.", Dimension.DECIDE, Stage.DECISION, ("semua",), "suara"
)
CLAIMS = frozenset({Stream.KNOWLEDGE, Stream.PLANS})


def item(stream: Stream, indicator: str = "menyapa", *claims: Stream) -> Item:
    return Item(stream, indicator, "m1", "m1-a", "Menyapa.", frozenset(claims))


def test_items_are_counted_by_stream():
    row = coverage([GREETING], [item(Stream.LESSONS), item(Stream.VOICES), item(Stream.VOICES)])
    (found,) = row.rows
    assert [found.count(each) for each in (Stream.LESSONS, Stream.VOICES, Stream.PLANS)] == [
        1,
        2,
        0,
    ]


def test_a_stream_that_is_claimed_and_holds_nothing_is_empty():
    some = [item(Stream.LESSONS, "menyapa", *CLAIMS), item(Stream.KNOWLEDGE)]
    found = coverage([GREETING], some)
    assert found.rows[0].empty == (Stream.PLANS,)
    assert found.gaps == 1


def test_a_conduct_that_no_module_teaches_is_an_empty_place():
    assert coverage([GREETING], []).rows[0].empty == (Stream.LESSONS,)


def test_what_nobody_claims_is_not_empty():
    assert coverage([GREETING], [item(Stream.LESSONS)]).gaps == 0


def test_an_item_about_no_known_conduct_is_told():
    lost = item(Stream.PLANS, "lain")
    assert coverage([GREETING], [lost]).homeless == (lost,)


def test_rows_are_filtered_by_dimension_stage_and_emptiness():
    whole = coverage([GREETING, WEIGHING], [item(Stream.LESSONS)])
    keys = [
        [row.indicator.key for row in whole.only(wanted)]
        for wanted in (
            Wanted(), Wanted(Dimension.DECIDE), Wanted(None, Stage.SERVICE),
            Wanted(only_empty=True), Wanted(Dimension.SPEAK, Stage.DECISION),
        )
    ]  # fmt: skip
    assert keys == [["menyapa", "menimbang"], ["menimbang"], ["menyapa"], ["menimbang"], []]


def test_no_stream_of_the_real_content_claims_a_conduct_and_leaves_it_empty():
    drafts = read(ROOT, today=date(2026, 11, 23))
    cards = (
        Item(Stream.PRACTICE, card.indicator, draft.slug, card.key, "")
        for draft in drafts.drafts
        for card in cards_of(draft.quiz)
    )
    whole = coverage(behaviours(ROOT), (*items(ROOT, drafts), *cards))
    empty = {row.indicator.key: row.empty for row in whole.rows if row.empty}
    assert (whole.homeless, empty) == ((), {})
