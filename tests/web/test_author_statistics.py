"""Pages of item statistics: for authors only, with n, and nothing about a few people."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from types import SimpleNamespace

import pytest

from tests.factories import content, crowds, people, sittings
from tests.web.counting import counted
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.reporting.actions import rebuild
from training.reporting.actions.item_models import fit_all_anew
from training.reporting.actions.item_statistics import count_anew

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"
HOME = f"/penulis/{content.SLUG}/statistik"
ITEM = f"{HOME}/m1-menyapa-a"


@pytest.fixture
def units(app, clock):
    content.published(quiz=content.quiz(per_objective=4))
    root = people.unit("KOTA", kind="kota")
    made = root, people.unit("DINAS", parent=root, name="Dinas Zaitun")
    db.session.commit()
    for each in made:
        db.session.refresh(each)
        db.session.expunge(each)
    return made


@pytest.fixture
def author(browse, units):
    """An author who signs in anew for every look: the tests move the clock by months."""
    return SimpleNamespace(get=lambda *where: browse(holding(Role.AUTHOR, units[1])).get(*where))


def holding(role, unit):
    """Somebody with a role over a unit."""
    person = people.employee(unit)
    people.role(person, role, unit)
    made = SimpleNamespace(id=person.id)
    db.session.commit()
    return made


def sat(unit, size, at, answers, **more):
    sittings.sat(crowds.crowd(unit, size), unit, at=at, answers=answers, **more)


def count(at):
    count_anew(content.SLUG, at=at, zone=ZONE)
    db.session.commit()


def never_d(question, chance):
    """Half choose a; the others b or, twice only, c; nobody d."""
    keys = [each.key for each in question.options]
    chosen = chance.choices(keys[:3], [50, 48, 2])[0] if len(keys) > 2 else keys[0]
    return [chosen] if question.kind.value == "multiple" else chosen


def test_a_quiz_that_nobody_has_answered_says_so(author):
    page = author.get(HOME)
    assert page.h1 == "Statistik kuis"
    assert "Belum ada yang dihitung" in page.text


def test_an_unpublished_module_has_no_statistics(author):
    author.get("/penulis/tidak-ada/statistik", 404)
    author.get(f"{HOME}/tidak-ada", 404)


def test_nothing_is_judged_below_thirty(author, units, clock):
    sat(units[1], 29, clock.now, sittings.knowing(0.6))
    count(clock.now)
    assert "belum cukup: 29 dari 30" in author.get(HOME).text
    page = author.get(ITEM)
    assert "Belum cukup: 29 dari 30" in page.text
    assert "Daya beda" not in page.text


def test_from_thirty_on_figures_have_their_interval(author, units, clock):
    sat(units[1], 40, clock.now, sittings.knowing(0.6))
    count(clock.now)
    page = author.get(HOME)
    assert "belum cukup: 40 dari" not in page.text
    assert "belum cukup: 0 dari 30" in page.text  # the situations, which nobody was asked
    assert "Reliabilitas (alfa)" in page.text
    item = author.get(ITEM)
    assert "Pilihan yang diambil" in item.text
    assert "belum cukup orang di kedua kelompok" in item.text


def test_an_option_of_a_few_people_is_not_counted_out(author, units, clock):
    sat(units[1], 60, clock.now, never_d, chance=Random(2))
    count(clock.now)
    text = author.get(ITEM).text
    assert "kurang dari 10 orang" in text
    assert "dipilih kurang dari 10 kali" in text
    assert "paling banyak 17 %" in text


def test_months_are_drawn_and_stand_in_a_table(author, units, clock):
    for _ in range(2):
        sat(units[1], 40, clock.now, sittings.knowing(0.7))
        clock.forward(days=31)
    sat(units[1], 4, clock.now, sittings.knowing(0.7))
    count(clock.now)
    page = author.get(ITEM)
    assert "November 2026" in page.text
    assert "kurang dari 10" in page.text
    assert "resap-chart--trend" in page.response.text


def test_an_earlier_version_stands_apart(author, units, clock):
    sat(units[1], 40, clock.now, sittings.knowing(0.7))
    old = content.quiz(per_objective=4)
    changed = content.question(old.questions[0].key, prompt="Soal baru?", prompt_html="Soal baru?")
    content.published(
        at=clock.now, quiz=content.quiz(per_objective=4, questions=(changed, *old.questions[1:]))
    )
    sat(units[1], 3, clock.forward(days=1), sittings.knowing(0.7))
    count(clock.now)
    page = author.get(ITEM)
    assert "belum cukup: 3 dari 30" in author.get(HOME).text
    assert page.text.index("Soal baru?") < page.text.index("Soal m1-menyapa-a?")
    assert "versi lama" in page.text


def leaked(units, clock):
    other = people.unit("JUJUR", parent=units[0], name="Dinas Jujur")
    chance = Random(5)
    for place in (units[1], other):
        sat(place, 20, clock.now, sittings.knowing(0.5), chance=chance)
    later = clock.forward(days=12)
    sat(units[1], 20, later, sittings.knowing(0.98), seconds=9, chance=chance)
    sat(other, 20, later, sittings.knowing(0.5), chance=chance)
    rebuild(at=clock.now, zone=ZONE, k=10)
    count(clock.now)


def test_a_unit_where_the_key_got_about_is_told_to_authors(author, units, clock):
    leaked(units, clock)
    text = author.get(HOME).text
    assert "Kunci mungkin sudah beredar" in text
    assert "pengerjaan pertama meraih ≥ 95 % nilai" in text
    assert "Dinas Zaitun" in text
    assert "Dinas Jujur" not in text
    assert "Rekaan DINAS" not in text


def test_the_task_force_reads_it_as_quality_of_data_and_superiors_do_not(browse, units, clock):
    leaked(units, clock)
    boss = browse(holding(Role.TASK_FORCE, units[0]))
    head = browse(holding(Role.UNIT_HEAD, units[1]))
    seen = boss.get("/gugus-tugas/unit/DINAS").text
    assert "Mutu data" in seen
    assert "jauh lebih cepat daripada sebulan sebelumnya" in seen
    assert "pengerjaan pertama meraih" not in seen
    assert "Mutu data" not in boss.get("/gugus-tugas/unit/JUJUR").text
    assert "Mutu data" not in head.get("/unit/DINAS").text


def test_signs_about_fewer_people_than_may_be_shown_are_not(app, author, units, clock):
    leaked(units, clock)
    app.config["RESAP"] = replace(app.config["RESAP"], k=25)
    try:
        assert "Kunci mungkin" not in author.get(HOME).text
    finally:
        app.config["RESAP"] = replace(app.config["RESAP"], k=10)


def test_the_pages_ask_the_same_whatever_there_is_to_show(browse, units, clock):
    author = browse(holding(Role.AUTHOR, units[1]))
    sat(units[1], 35, clock.now, sittings.knowing(0.6))
    count(clock.now)
    taken = {}
    for size in (0, 80):
        if size:
            sat(units[1], size, clock.now + timedelta(days=40), sittings.knowing(0.6))
            count(clock.now)
        for address in (HOME, ITEM):
            author.get(address)
            with counted() as seen:
                author.get(address)
            taken[address, size] = len(seen)
    assert taken[HOME, 0] == taken[HOME, 80] <= 8
    assert taken[ITEM, 0] == taken[ITEM, 80] <= 8


@pytest.mark.parametrize("role", [Role.HR, Role.TASK_FORCE, Role.UNIT_HEAD, Role.MENTOR])
def test_nobody_but_authors_sees_them(browse, units, role):
    browse(holding(role, units[0])).get(HOME, 403)


def test_the_page_of_a_published_draft_leads_to_them(browse, units):
    content.published("m3-berbicara-melayani")
    db.session.commit()
    page = browse(holding(Role.AUTHOR, units[1])).get("/penulis/m3-berbicara-melayani")
    assert "Statistik kuis" in page.text


def test_before_learning_is_shown_apart_when_there_is_any(author, units, clock):
    sat(units[1], 40, clock.now, sittings.knowing(0.9))
    count(clock.now)
    assert "Sebelum belajar" not in author.get(HOME).text
    sat(units[1], 35, clock.now, sittings.knowing(0.3), purpose="baseline")
    count(clock.now)
    after, before = author.get(HOME), author.get(f"{HOME}?saat=sebelum")
    assert "Sebelum belajar (35 pengerjaan pertama)" in after.text
    assert "Sesudah belajar (40 pengerjaan pertama)" in before.text
    assert f"{ITEM}?saat=sebelum#v-" in before.raw
    assert f"{ITEM}?saat" not in after.raw
    for where, n in ((ITEM, "40"), (f"{ITEM}?saat=sebelum", "35"), (f"{ITEM}?saat=apa", "40")):
        assert f"Pengerjaan pertama yang dihitung {n}" in " ".join(author.get(where).text.split())


def test_models_of_ability_stand_on_both_pages(author, units, clock):
    sat(units[1], 120, clock.now, abler, chance=Random(4))
    count(clock.now)
    fit_all_anew(at=clock.now, zone=ZONE)
    db.session.commit()
    page, item = author.get(HOME), author.get(ITEM)
    assert "Dihitung dari 120 di antara 120 pengerjaan pertama" in page.text
    assert "Log-kemungkinan" in page.text
    assert "Kesulitan dan kecuraman" in page.text
    assert "Kesulitan (Rasch)" in item.text
    assert "galat baku" in item.text
    assert "Kesulitan: m1-menyapa-a" in item.raw


def test_what_is_in_no_model_is_named_with_its_reason(author, units, clock):
    sat(units[1], 40, clock.now, sittings.knowing(1.0))
    count(clock.now)
    fit_all_anew(at=clock.now, zone=ZONE)
    db.session.commit()
    assert "soal yang dapat dipakai kurang dari tiga" in author.get(HOME).text
    assert "Tidak masuk model kemampuan: dijawab sama oleh semua orang" in author.get(ITEM).text


def abler(question, chance):
    """As `knowing`, by half."""
    return sittings.knowing(0.5)(question, chance)


def test_options_are_shown_by_thirds_and_none_of_a_few_people(author, units, clock):
    sat(units[1], 60, clock.now, never_d, chance=Random(2))
    count(clock.now)
    page = author.get(ITEM)
    assert "Sepertiga terendah (n =" in page.text
    assert "resap-chart--thirds" in page.raw
    assert "Pilihan a menurut sepertiga." in page.raw
    assert "Pilihan d menurut sepertiga" not in page.raw
