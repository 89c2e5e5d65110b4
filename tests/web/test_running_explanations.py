"""A running figure explains itself to machines in the very words of its page, and in no others."""

import re
from datetime import timedelta

import pytest

from tests.factories import content, crowds, people, tokens
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.reporting.actions import rebuild

pytestmark = pytest.mark.slow

KEYS = (
    "roster", "coverage", "active", "started", "completed", "knowledge", "judgement",
    "first-score", "latest-score", f"completed.modul.{content.SLUG}",
    "knowledge.dimensi.speak", "knowledge.tahap.service", "started.bulan.2026-11",
    "completed.bulan.2026-11",
)  # fmt: skip
BEGINS, ENDS = "Cara angka ini dihitung", "Dari mana asalnya"
MERGED, PROTECTED = "terlalu kecil untuk ditampilkan sendiri", "tidak ditampilkan untuk melindungi"


@pytest.fixture
def city(app, clock):
    """A large unit, one of which all who were assessed are alike, and one of four people."""
    content.published()
    root = people.unit("KOTA", kind="kota", name="Kota Contoh")
    crowds.crowd(root, 14)
    for code, size, scores in (("BESAR", 40, crowds.SCORES), ("SAMA", 24, (1.0,)),
                               ("KECIL", 4, (0.4,))):  # fmt: skip
        unit = people.unit(code, parent=root, name=f"Dinas {code.title()}", group="Dinas")
        staff = crowds.crowd(unit, size)
        crowds.learnt(staff[: size // 2], unit, at=clock.now - timedelta(days=5), scores=scores)
        people.role(people.employee(unit, name=f"Kepala {code}"), Role.UNIT_HEAD, unit)
    rebuild(at=clock.now, zone="Asia/Makassar", k=10)
    boss = people.employee(root)
    people.role(boss, Role.TASK_FORCE, root)
    people.role(boss, Role.UNIT_HEAD, root)
    db.session.commit()
    return boss


@pytest.fixture
def both(app, browse, clock, city):
    """Asks the page and the API for the same figure."""
    token = tokens.token(city, at=clock.now)
    browser, machine = browse(db.session.merge(city)), app.test_client()

    def ask(code, key, then=False, status=200):
        page = browser.get(f"/gugus-tugas/unit/{code}/angka/{key}{'?dasar=dulu' * then}", status)
        answer = machine.get(f"/api/v1/units/{code}/report/{key}{'?basis=then' * then}",
                             headers={"Authorization": f"Bearer {token}"})  # fmt: skip
        db.session.remove()
        assert answer.status_code == status
        return page, answer.get_json()

    return ask


def bare(text):
    return re.sub(r"\s", "", text)


def as_on_the_page(told):
    """The part of a page that explains, put together from what the API told."""
    line = told["line"]
    words = [BEGINS, f"{line['about']}: {told['unit']['name']}", line["text"]]
    words += [f"({line['spread']})"] if line["spread"] else []
    words.append(told["meaning"])
    words += ["Mengapa tidak ada angka yang tepat", told["held"]] if told["held"] else []
    words += ["Jalan dari fakta ke angka", told["computed"], "Dengan lambang:", told["symbols"]]
    words += told["told"]
    if told["inputs"]:
        words += ["Yang masuk ke dalam hitungan", "Angka", "Seperti boleh ditampilkan"]
        words += [each[part] for each in told["inputs"] for part in ("about", "text", "spread")]
    words += ["Yang belum diketahui", *told["unknown"]] if told["unknown"] else []
    return "".join(words)


def is_the_same(page, told):
    explained = page.text[page.text.index(BEGINS) : page.text.index(ENDS)]
    assert bare(explained) == bare(as_on_the_page(told))
    for each in told["deeper"]:
        assert bare(f"{each['about']}: {each['text']}") in bare(page.text), each["key"]
    assert (told["kind"], told["cycle"], told["digest"]) == ("running", None, None)
    assert told["as_of"] == "2026-11-23"


@pytest.mark.parametrize("then", [False, True])
def test_every_sentence_of_a_running_figure_is_the_pages_and_none_is_missing(both, then):
    for key in KEYS:
        page, told = both("BESAR", key, then)
        is_the_same(page, told)
        assert told["line"]["key"] == key
        assert told["basis"] == ("then" if then else "now")
        assert ("Seperti saat itu" in page.text) or not then


def test_of_a_merged_unit_the_api_says_why_and_no_figure_as_the_page_does(both):
    for key in KEYS[1:]:
        page, told = both("KECIL", key)
        is_the_same(page, told)
        assert MERGED in told["held"]
        assert (told["line"]["text"], told["told"]) == ("digabung", [])
        assert [each["key"] for each in told["inputs"]] == ["roster"]
        assert told["deeper"] == []
        assert "%" not in str(told["line"])


def test_a_protected_figure_is_protected_in_the_api_too(both):
    page, told = both("SAMA", "knowledge")
    is_the_same(page, told)
    assert PROTECTED in told["held"]
    assert (told["line"]["value"], told["line"]["n"], told["told"]) == (None, None, [])
    assert "basis" not in {each["key"] for each in told["inputs"]}


def test_the_way_down_is_the_same_and_ends_at_the_months(both):
    page, told = both("KOTA", "knowledge")
    is_the_same(page, told)
    assert {each["code"] for each in told["below"]} == {"BESAR", "SAMA", "KECIL"}
    for each in told["below"]:
        assert f"/gugus-tugas/unit/{each['code']}/angka/knowledge" in page.links
    assert both("KOTA", "started.bulan.2026-11")[1]["below"] == []


@pytest.mark.parametrize(("code", "key"), [
    ("BESAR", "x"), ("BESAR", "knowledge.modul.tidak-ada"), ("BESAR", "active.bulan.2026-11"),
    ("BESAR", "coverage.x"), ("BESAR", "level.3.estimate"), ("TIDAK-ADA", "roster"),
])  # fmt: skip
def test_a_figure_that_the_page_does_not_have_is_not_found_in_the_api(both, code, key):
    assert both(code, key, status=404)[1]["status"] == 404
