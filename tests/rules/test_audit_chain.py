"""Laws of the audit chain: whatever is changed, taken out or moved is found and named."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from training.audit.rules import (
    GENESIS,
    EventKind,
    Happening,
    Link,
    canonical_detail,
    content,
    link_hash,
    verify,
)

START = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
HAPPENINGS = st.builds(
    Happening,
    st.sampled_from(EventKind),
    st.integers(0, 10**9).map(lambda n: START + timedelta(microseconds=n)),
    st.none() | st.uuids(),
    WORDS,
    WORDS,
    st.dictionaries(WORDS, WORDS | st.integers() | st.booleans() | st.none(), max_size=3),
    WORDS,
)
CHAINS = st.lists(HAPPENINGS, min_size=1, max_size=6)


def contents(happenings: list[Happening]) -> list[str]:
    pairs = enumerate(happenings, 1)
    return [content(seq, what, canonical_detail(what.detail)) for seq, what in pairs]


def chained(happenings: list[Happening]) -> list[Link]:
    links, head = [], GENESIS
    for seq, text in enumerate(contents(happenings), 1):
        links.append(Link(seq, text, head, link_hash(head, text)))
        head = links[-1].hash
    return links


@settings(max_examples=40, deadline=None)
@given(CHAINS)
def test_an_untouched_chain_holds(happenings):
    links = chained(happenings)
    verdict = verify(links, anchors={link.seq: link.hash for link in links})
    assert (verdict.holds, verdict.events, verdict.head_hash) == (True, len(links), links[-1].hash)


CHANGES = {
    "kind": lambda what: replace(what, kind="other"),
    "at": lambda what: replace(what, at=what.at + timedelta(microseconds=1)),
    "actor": lambda what: replace(what, actor=None if what.actor else UUID(int=7)),
    "object_kind": lambda what: replace(what, object_kind=what.object_kind + "x"),
    "object_id": lambda what: replace(what, object_id="," + what.object_id),
    "detail": lambda what: replace(what, detail={**(what.detail or {}), "added now": 1}),
    "request_id": lambda what: replace(what, request_id=what.request_id + "0"),
}


@settings(max_examples=40, deadline=None)
@given(CHAINS, st.data())
def test_any_change_of_any_field_names_that_event(happenings, data):
    at = data.draw(st.integers(0, len(happenings) - 1))
    change = CHANGES[data.draw(st.sampled_from(sorted(CHANGES)))]
    links = chained(happenings)
    forged = contents([*happenings[:at], change(happenings[at]), *happenings[at + 1 :]])
    links[at] = replace(links[at], content=forged[at])
    assert verify(links).first_bad == at + 1


@settings(max_examples=40, deadline=None)
@given(CHAINS, st.data())
def test_a_change_with_a_fresh_hash_breaks_at_the_next_event_or_at_an_anchor(happenings, data):
    at = data.draw(st.integers(0, len(happenings) - 1))
    links = chained(happenings)
    anchors = {links[-1].seq: links[-1].hash}
    text = links[at].content + " "
    links[at] = replace(links[at], content=text, hash=link_hash(links[at].previous, text))
    expected = at + 2 if at + 1 < len(links) else at + 1
    assert verify(links, anchors=anchors).first_bad == expected


@settings(max_examples=40, deadline=None)
@given(CHAINS, st.data())
def test_a_deleted_event_is_named_by_its_number(happenings, data):
    links = chained(happenings)
    anchors = {links[-1].seq: links[-1].hash}
    at = data.draw(st.integers(0, len(links) - 1))
    del links[at]
    assert verify(links, anchors=anchors).first_bad == at + 1


@settings(max_examples=40, deadline=None)
@given(CHAINS)
def test_a_tail_that_was_cut_off_is_found_only_by_an_anchor(happenings):
    links = chained(happenings)
    anchor = {links[-1].seq: links[-1].hash}
    assert verify(links[:-1]).holds
    assert verify(links[:-1], anchors=anchor).first_bad == len(links)


@settings(max_examples=40, deadline=None)
@given(st.lists(HAPPENINGS, min_size=2, max_size=6), st.data())
def test_events_that_changed_places_are_found(happenings, data):
    links = chained(happenings)
    places = st.lists(st.integers(0, len(links) - 1), min_size=2, max_size=2, unique=True)
    one, other = sorted(data.draw(places))
    moved = list(links)
    moved[one] = replace(links[other], seq=links[one].seq)
    moved[other] = replace(links[one], seq=links[other].seq)
    assert verify(moved).first_bad == one + 1
    links[one], links[other] = links[other], links[one]
    assert verify(links).first_bad == one + 1


@settings(max_examples=40, deadline=None)
@given(CHAINS, st.data())
def test_a_chain_that_was_rewritten_from_some_event_on_fails_at_the_anchor(happenings, data):
    links = chained(happenings)
    anchor = {links[-1].seq: links[-1].hash}
    at = data.draw(st.integers(0, len(happenings) - 1))
    changed = CHANGES["detail"](happenings[at])
    again = chained([*happenings[:at], changed, *happenings[at + 1 :]])
    assert verify(again).holds
    assert verify(again, anchors=anchor).first_bad == len(links)


def test_an_empty_chain_holds_and_an_anchor_of_later_does_not():
    assert verify([]).holds
    assert verify([], anchors={3: "x"}).first_bad == 3
