"""Every kind of question in a browser without JavaScript: filled in, shown again, explained."""

import pytest

from tests.factories import content, kinds, people
from tests.factories import quiz as attempts
from tests.factories.kinds import HOSTILE
from training.content.rules.details import Accepted
from training.content.rules.quizzes import Kind
from training.kernel.db import db
from training.quiz.queries import answers, history
from training.quiz.rules.answers import Value
from training.web.kinds import SHEETS

pytestmark = pytest.mark.slow

QUESTIONS = {question.kind: question for question in kinds.every_kind()}
each_kind = pytest.mark.parametrize("kind", list(kinds.AT_ONCE), ids=lambda kind: kind.value)
WRITTEN = (Kind.SHORT_TEXT, Kind.NUMERIC, Kind.CLOZE)


@pytest.fixture
def browser(app, browse):
    content.published(quiz=content.quiz_of(*QUESTIONS.values()))
    person = people.employee(people.unit())
    db.session.commit()
    db.session.refresh(person)
    db.session.expunge(person)
    return browse(person)


@pytest.fixture
def attempt(browser) -> str:
    return browser.post(f"/belajar/modul/{content.SLUG}/kuis").location


def sitting_of(browser):
    past = history(browser.person.id, content.SLUG)[-1]
    found = attempts.attempt(past.id, of=browser.person.id)
    db.session.remove()
    return found


def saved(browser, key: str) -> Value:
    found = answers(history(browser.person.id, content.SLUG)[-1].id).get(key)
    db.session.remove()
    return found.value if found else None


def form_of(question, value: Value, revision: int = 0) -> dict[str, object]:
    """What a browser would send: the fields of one answer with the revision it saw."""
    form: dict[str, object] = {f"{question.key}-revision": str(revision)}
    for name, text in SHEETS[question.kind].hidden(question.key, value):
        form[name] = [*form.get(name, []), text]
    return form


def filled(page, key: str) -> list[str]:
    """What the fields of a question hold, as a browser would send them."""
    fields = [each for each in page.all("input") + page.all("textarea") if _of(each, key)]
    ticked = [f.get("value") for f in fields if f.get("checked") is not None]
    texts = [f.get("value") for f in fields if f.get("type") == "text" and f.get("value")]
    texts += [each.text.strip() for each in fields if each.tag.endswith("textarea") and each.text]
    lists = [each for each in page.all("select") if _of(each, key)]
    options = [o for each in lists for o in each.iter("option") if o.get("selected") is not None]
    return ticked + texts + [option.get("value") for option in options]


def _of(field, key: str) -> bool:
    name = field.get("name") or ""
    return name == key or (name.startswith(f"{key}-") and name != f"{key}-revision")


def values_in(value: Value) -> list[str]:
    if isinstance(value, dict):
        return [str(each) for each in value.values()]
    return [value] if isinstance(value, str) else list(value or ())


@each_kind
def test_an_answer_makes_the_round_without_javascript(browser, attempt, kind):
    question = QUESTIONS[kind]
    best = kinds.right_answer(question)
    browser.post(attempt, form_of(question, best))
    assert saved(browser, question.key) == best
    page = browser.get(attempt)
    assert sorted(filled(page, question.key)) == sorted(values_in(best))
    assert f"1 dari {len(kinds.AT_ONCE)} soal terjawab." in page.text


@each_kind
def test_an_answer_of_a_kind_is_kept_by_autosave(browser, attempt, kind):
    question = QUESTIONS[kind]
    body = {"answer": kinds.right_answer(question), "revision": 0}
    told = browser.put_json(f"{attempt}/jawaban/{question.key}", body).json
    assert told["revision"] == 1
    assert saved(browser, question.key) == body["answer"]
    body = {"answer": {"x": [1]}, "revision": 1}
    browser.put_json(f"{attempt}/jawaban/{question.key}", body, status=422)


@each_kind
def test_a_question_of_a_kind_can_stand_alone_on_its_page(browser, attempt, kind):
    number = [each.key for each in sitting_of(browser).drawn].index(QUESTIONS[kind].key) + 1
    assert f"Soal {number} dari {len(kinds.AT_ONCE)}" in browser.get(f"{attempt}?soal={number}").h1


@each_kind
def test_two_answers_of_a_kind_are_shown_side_by_side(browser, attempt, kind):
    question = QUESTIONS[kind]
    first, second = kinds.right_answer(question), kinds.wrong_answer(question)
    browser.post(attempt, form_of(question, first))
    clash = browser.post(attempt, form_of(question, second), status=409)
    hidden = {each.get("name"): each.get("value") for each in clash.all("input", type="hidden")}
    hidden.pop("csrf_token")
    assert "Pakai jawaban yang tersimpan: tidak dijawab" not in clash.text
    assert "Pakai jawaban saya: tidak dijawab" not in clash.text
    browser.post(attempt, {**hidden, f"{question.key}-pilih": "punya-saya"})
    assert saved(browser, question.key) == second


@pytest.mark.parametrize("answer", [kinds.right_answer, kinds.wrong_answer, lambda _: None])
def test_the_result_explains_every_kind(browser, attempt, answer):
    for question in QUESTIONS.values():
        browser.post(attempt, form_of(question, answer(question)))
    browser.post(f"{attempt}/serahkan")
    page = browser.get(f"{attempt}/hasil")
    assert page.text.count(content.SECRET) >= len(QUESTIONS)
    if answer(QUESTIONS[Kind.SHORT_TEXT]) is None:
        assert page.text.count("Tidak dijawab") >= len(QUESTIONS)


def test_nothing_of_the_key_is_on_an_open_page(browser, attempt):
    page = browser.get(attempt)
    assert content.SECRET not in page.raw
    assert "remaja" not in page.raw


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.value)
def test_written_words_are_never_markup(browser, attempt, kind):
    question = QUESTIONS[kind]
    value = HOSTILE if kind is not Kind.CLOZE else {"kata": HOSTILE, "angka": HOSTILE}
    browser.post(attempt, form_of(question, value))
    pages = [browser.get(attempt), browser.get(f"{attempt}/serahkan")]
    other = f"{HOSTILE} lagi" if kind is not Kind.CLOZE else {"kata": f"{HOSTILE} lagi"}
    pages.append(browser.post(attempt, form_of(question, other), status=409))
    browser.post(f"{attempt}/serahkan")
    pages.append(browser.get(f"{attempt}/hasil"))
    shown = [page for page in pages if "alert(" in page.raw]
    assert len(shown) == 3
    assert all("<script>alert" not in page.raw for page in pages)
    assert all("alert('Rani')" in page.text or filled(page, question.key) for page in shown)


def test_a_place_used_twice_is_saved_and_said(browser, attempt):
    question = QUESTIONS[Kind.ORDERING]
    browser.post(attempt, form_of(question, {"a": 1, "b": 1, "c": 2, "d": 3}))
    page = browser.get(attempt)
    assert "Setiap nomor urut hanya boleh dipakai sekali." in page.text
    assert f"0 dari {len(kinds.AT_ONCE)} soal terjawab." in page.text
    unfinished = f"{len(kinds.AT_ONCE)} soal belum dijawab lengkap."
    assert unfinished in browser.get(f"{attempt}/serahkan").text


def test_a_number_in_words_is_saved_and_said(browser, attempt):
    question = QUESTIONS[Kind.NUMERIC]
    browser.post(attempt, form_of(question, "dua belas"))
    page = browser.get(attempt)
    assert "Tulis bilangannya dengan angka, misalnya 7.412,5." in page.text
    (field,) = page.all("input", name=question.key)
    assert f"{question.key}-error" in field.get("aria-describedby")


def test_the_unit_of_a_number_is_heard_and_seen(browser, attempt):
    page = browser.get(attempt)
    assert "Jawaban Anda dalam hari" in page.text
    assert [each.text for each in page.all("div", "govuk-input__suffix")] == ["hari"]


@pytest.mark.parametrize("text", ["x" * 201, "x" * 5000])
def test_too_long_a_text_is_refused(browser, attempt, text):
    for kind in (Kind.SHORT_TEXT, Kind.NUMERIC):
        browser.post(attempt, form_of(QUESTIONS[kind], text), status=422)
    browser.post(attempt, form_of(QUESTIONS[Kind.CLOZE], {"kata": text}), status=422)


@pytest.fixture
def authored(app):
    """What an author sees of a question's own part, key and all."""
    with app.test_request_context():
        yield lambda question: str(
            app.jinja_env.get_template(
                f"components/kinds/{question.kind.value}.html"
            ).module.author(question)
        )


@pytest.mark.parametrize("kind", [*WRITTEN, Kind.MATCHING], ids=lambda kind: kind.value)
def test_authors_see_every_reason(authored, kind):
    assert authored(QUESTIONS[kind]).count(content.SECRET) >= 3


def test_authors_see_numbers_as_indonesians_write_them(authored):
    assert "12,5 ± 2 hari" in authored(QUESTIONS[Kind.NUMERIC])


def test_an_accepted_form_is_never_markup(authored):
    question = kinds.short_text("m1-x", Accepted(HOSTILE, 1.0, "Ya.", "Ya."))
    assert "&lt;script&gt;alert" in authored(question)
    assert "<script>" not in authored(question)
