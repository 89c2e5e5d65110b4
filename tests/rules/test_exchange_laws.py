"""What goes out comes back: every kind in every format equals itself, save for what is reported."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories import banks
from training.content.rules.exchange.frame import Format, Given, Loss, Tally
from training.content.rules.exchange.intake import FORMS, take
from training.content.rules.exchange.richtext import from_html, from_plain, plain, to_html

FORMATS = [form for form in Format if form is not Format.YAML]
PICTURES = {
    "denah.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"></svg>',
}
DROPPABLE = (
    "rationale",
    "label",
    "unit",
    "case",
    "spacing",
    "otherwise",
    "least_words",
    "most_words",
)


def there_and_back(form: Format, question: dict[str, Any]) -> tuple[Any, tuple[Loss, ...]]:
    """What comes back of a question, and what was reported on the way out."""
    out = FORMS[form].write(Given({"questions": [question]}, "Judul & lain", "", PICTURES))
    back = take(form, out.data)
    assert [each for each in back.problems if each.code != "tanpa-soal"] == []
    assert len(back.questions) < 2
    return (back.questions[0] if back.questions else None), out.losses


def without(value: Any, names: set[str]) -> Any:
    if isinstance(value, list):
        return [without(each, names) for each in value]
    if isinstance(value, dict):
        return {name: without(each, names) for name, each in value.items() if name not in names}
    return value


def as_reported(question: dict[str, Any], losses: tuple[Loss, ...]) -> Any:
    """The question less what the losses say; None when it could not be written at all."""
    lost = {loss.what: loss.sentence for loss in losses if loss.where == question["key"]}
    if "tidak punya bentuk" in lost.get("kind", ""):
        return None
    kept = without(question, {name for name in DROPPABLE if name in lost})
    if "hotspot" in lost:
        kept = {name: value for name, value in kept.items() if name != "hotspot"}
        kept["kind"] = "single"
    if "free-text" in lost:
        kept["free-text"] = {}
    return kept


@pytest.mark.slow
@pytest.mark.parametrize("kind", banks.KINDS)
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_question_comes_back_equal_save_for_the_reported_losses(form, kind, data):
    question = data.draw(banks.question(kind))
    back, losses = there_and_back(form, question)
    assert back == as_reported(question, losses)


@settings(max_examples=200, deadline=None)
@given(st.text("ab *_`[]()\\<>&#!\n~=https://", max_size=40))
@example("*:*_:_")
@example("*_:_:*")
def test_any_text_reads_the_same_after_a_journey_through_html(text):
    html = to_html(text)
    assert to_html(from_html(html, Tally(), "prompt")) == html or plain(
        from_html(html, Tally(), "prompt")
    ) == plain(text)


def test_a_mark_inside_of_a_word_does_not_part_it():
    assert plain("me*nyapa*\n\n**anak**") == "menyapa anak"


@settings(max_examples=200, deadline=None)
@given(st.text("ab *_`[]()\\<>&#!~=https://", max_size=40))
def test_plain_words_stay_plain_words(text):
    assert plain(from_plain(text)) == " ".join(text.split())


@pytest.mark.parametrize("form", FORMATS)
def test_fields_that_a_format_has_not_are_told_of_and_never_dropped_silently(form):
    options = [{"key": key, "text": key, "correct": key == "a"} for key in "abc"]
    question = {"key": "m0-a", "kind": "single", "prompt": "Apa?", "options": options, "baru": 1}
    data = {"questions": [question], "pass_mark": 0.75, "rules": [], "scenarios": [{"key": "m0-s"}]}
    losses = FORMS[form].write(Given(data, "Judul")).losses
    told = {(each.where, each.what) for each in losses}
    assert {("kuis", "pass_mark"), ("kuis", "rules"), ("m0-a", "baru"), ("m0-s", "kind")} <= told
