"""Words that sound like harm are noticed, however they are typed; praise and complaints are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.harmful import HARMFUL
from tests.factories.harmless import HARMLESS
from tests.pace import within
from training.voice.rules.screening import sounds_like_harm
from training.voice.rules.screening.reading import near, readings


def test_of_our_sentences_nearly_all_harm_is_heard_and_little_is_taken_for_it():
    assert len(HARMFUL) >= 120
    assert len(HARMLESS) >= 120
    heard = sum(map(sounds_like_harm, HARMFUL)) / len(HARMFUL)
    alarms = sum(map(sounds_like_harm, HARMLESS)) / len(HARMLESS)
    assert heard >= 0.95
    assert alarms <= 0.15


@pytest.mark.parametrize(
    "text",
    ["D1PUKUL", "d i p u k u l", "di-pukul ayah", "dipuuukuuul", "p3rk0$a", "b.u.n.u.h d.i.r.i",
     "dípukul", "DI PUKUL BAPAK", "ditampra ibu", "dilecehkna", "aku\ndipukul"],
)  # fmt: skip
def test_harm_is_heard_through_disguise(text):
    assert sounds_like_harm(text)


@pytest.mark.parametrize(
    "text",
    ["buka pukul 8", "pukul 10.30 belum dilayani petugas", "petugas tidak membentak, ramah",
     "lampu mati", "stop bullying, poster bagus", "diperiksa dokter dengan sabar"],
)  # fmt: skip
def test_words_that_only_look_alike_are_left_in_peace(text):
    assert not sounds_like_harm(text)


@given(st.sampled_from(HARMFUL), st.sampled_from(HARMLESS))
def test_praise_around_it_does_not_hide_what_has_a_name(harm, praise):
    """What the service is called near it may hide a hint, but never a plain word for harm."""
    if sounds_like_harm(f"petugas ramah. {harm}"):
        assert sounds_like_harm(f"{praise}. petugas ramah. {harm}")


@pytest.mark.parametrize(
    "text",
    ["a " * 250, "a.b*" * 125, "di" * 250, "pegang " * 71, "x" * 500, "aku " + "i" * 496,
     "disuruh " * 62, "\u0301" * 500, "<script>" * 62, "🙂" * 500, "tidak ada yang " * 33],
)  # fmt: skip
def test_hostile_words_are_read_at_once(text):
    with within(0.1):
        sounds_like_harm(text[:500])


@given(st.text(max_size=500))
def test_any_text_can_be_read(text):
    assert sounds_like_harm(text) in (True, False)
    assert 1 <= len(list(readings(text))) <= 4


@pytest.mark.parametrize(
    ("word", "other", "slip"),
    [("dipukul", "dipukul", True), ("dipukl", "dipukul", True), ("diupkul", "dipukul", True),
     ("dipukuli", "dipukul", True), ("dipakul", "dipukul", True), ("dikupul", "dipukul", False),
     ("dimakan", "dipukul", False), ("", "ab", False)],
)  # fmt: skip
def test_one_slip_is_forgiven(word, other, slip):
    assert near(word, other) is slip
    assert near(other, word) is slip
