"""A quarter: somebody learns, plans, acts, is seen; a child speaks; a cycle is closed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.journeys.cycling import (
    CYCLE,
    closes_the_cycle,
    draws_the_audit,
    everything_follows_from_the_facts,
    opens_a_cycle,
    the_city_reads_it,
    the_signed_report_is_taken_away,
    this_day,
)
from tests.journeys.house import Account, House, served
from tests.journeys.inside import inside, only_mentors, person_of, today
from tests.journeys.learning import answer_rightly, finishes_the_module, questions_of
from tests.journeys.person import PHONE, Person
from training.content.rules.quizzes import Question

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SLUG, DRAW = "m3-berbicara-melayani", "uji-60-hari"
KEPT = re.compile("^Belum terkirim")


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    """A house of its own: in this journey months go by."""
    with served(tmp_path_factory, "far-house") as made:
        yield made


@pytest.fixture(scope="module")
def questions(house) -> dict[str, Question]:
    """What the quiz of the module asks."""
    return questions_of(house, SLUG)


def plans_and_rehearses(me: Person) -> None:
    me.go("/komitmen")
    me.follow("Buat rencana")
    me.page.locator("main summary", has_text="Situasi di jenis pekerjaan lain").click()
    me.follow(re.compile("^Jika anak menangis di loket"))
    for name in ("jika", "maka"):
        me.page.locator(f"input[name={name}]").first.check()
    me.press("Simpan rencana dan berlatih")
    for words in ("Simpan dan lanjutkan", "Simpan dan lanjutkan", "Simpan dan selesai"):
        me.page.locator("[name=kata]").fill("Saya berhenti sebentar, lalu berjongkok.")
        me.press(words)


def tells_and_asks(me: Person, colleague: Account) -> None:
    """Two weeks later the first page asks for news; a colleague is asked what they saw."""
    me.go("/belajar")
    me.sees("Kami ingin tahu kabar 1 rencana Anda")
    me.follow("Ke komitmen")
    me.follow("Ceritakan kabarnya")
    me.page.get_by_label("Ya, beberapa kali").check()
    me.page.get_by_label(re.compile("^Ya, saya melakukan")).check()
    me.press("Simpan jawaban saya")
    if "Tanya rekan" not in me.heading:
        me.follow(re.compile("^Tanya rekan yang melihatnya"))
    me.page.get_by_label("NIP atau alamat surel rekan").fill(colleague.nip)
    me.press("Tanya rekan ini")
    me.sees("Rekan Anda sudah ditanya")


def corroborates(me: Person) -> None:
    me.sees("1 rekan mengajukan satu pertanyaan")
    me.follow("Lihat pertanyaannya")
    me.page.locator("main").get_by_role("link").last.click()
    me.page.locator("input[name=jawaban][value=yes]").check()
    me.press("Kirim jawaban")


def answers_a_case(me: Person, questions: dict[str, Question]) -> None:
    """Sixty days after the quiz a case that was never asked before waits, on the first page too."""
    me.go("/belajar")
    me.sees("Satu kasus singkat menunggu Anda")
    me.follow("Ke latihan")
    me.press("Buka kasus")
    me.house.forward(seconds=40)
    answer_rightly(me, questions, saves=False)
    me.press("Kirim jawaban")


def draws_visits(me: Person, unit: str, first, last) -> None:
    me.go("/gugus-tugas")
    me.follow("Undian kunjungan")
    page = me.page
    page.locator("[name=label]").fill(DRAW)
    page.locator("[name=dari]").fill(first.isoformat())
    page.locator("[name=sampai]").fill(last.isoformat())
    page.locator("[name=orang]").fill("2")
    page.locator("[name=khusus]").fill(f"{unit}=25")
    me.press("Lihat perkiraannya")
    me.press("Undi sekarang")
    me.is_led_to(f"/gugus-tugas/pengamatan/undian/{DRAW}")
    me.sees(DRAW)


def visits(house: House, condition: str) -> list[tuple[str, str, str, str]]:
    """The visits of our draw: id, the person seen, the observer's number, the pair."""
    return house.ask(f"""SELECT v.id, v.employee_id, i.value, v.pair_id FROM visit v
      JOIN visit_draw d ON d.id = v.draw_id JOIN identifier i ON i.employee_id = v.observer_id
      WHERE d.label = '{DRAW}' AND {condition} ORDER BY v.number, v.place""")


def fills(
    me: Person, visit: str, *, unannounced: bool = False, without_a_line: bool = False
) -> None:
    """A sheet is filled in at the counter; without a line the page keeps it until there is one."""
    me.go(f"/pengamatan/{UUID(visit)}")
    if unannounced:
        me.sees("Kunjungan ini tidak diberitahukan")
    page = me.page
    page.locator("[name=mulai]").fill("08:00")
    page.locator("[name=selesai]").fill("08:20")
    page.locator("[name=tempat]").fill("Loket 2")
    for each in page.locator("[data-item] input[value=met]").all():
        each.check()
    sign = page.get_by_role("button", name="Tanda tangani", exact=True)
    if without_a_line:
        me.context.set_offline(True)
        sign.click()
        expect(page.locator("[data-sign-status]")).to_have_text(KEPT)
        me.context.set_offline(False)
        me.noises.clear()  # the browser itself says that the line was down
        page.wait_for_url(re.compile(r"/pengamatan/"))
    else:
        sign.click()
    page.get_by_role("heading", name="Yang Anda tanda tangani").wait_for()
    me.look()


def a_child_speaks(me: Person) -> None:
    """At the service point, by the code on the poster, without signing in."""
    code = me.house.ask("SELECT code FROM service_point WHERE code NOT IN "
                        "(SELECT p.code FROM service_point p JOIN service_point_closing c "
                        "ON c.point_id = p.id) LIMIT 1")[0][0]  # fmt: skip
    before = me.house.ask("SELECT count(*) FROM voice")[0][0]
    me.go(f"/suara/{code}")
    me.follow("Umurku 7–9 tahun")
    for each in me.page.locator("fieldset").all():
        each.locator("input[value='5']").check(force=True)
    me.press("Kirim")
    assert me.heading == "Terima kasih!"
    assert not me.context.cookies()
    assert me.house.ask("SELECT count(*) FROM voice")[0][0] == before + 1


def the_level_shows_it(me: Person) -> None:
    me.go("/capaian")
    me.go("/capaian/tingkat")
    for words in (
        "Kuis: soal baru",
        "Kasus diingat",
        "Rencana jika–maka",
        "Kunjungan pengamat",
    ):
        me.sees(words)


@dataclass
class Company:
    """Whoever takes part, each with a phone of their own; months go by between their sign-ins."""

    visitor: Callable[..., Person]
    learner: Account
    colleague: Account
    observers: dict[str, Account]

    def comes(self, who: Account) -> Person:
        me = self.visitor(size=PHONE)
        me.sign_in(who)
        return me


@pytest.fixture
def company(house, visitor) -> Company:
    """A newcomer, somebody of another unit, and two mentors of yet other ones."""
    observers = [house.account("mentor"), house.account("hr")]
    taken = {each.unit for each in observers}
    first, *others = [each for each in house.newcomers if each.unit not in taken]
    colleague = next(each for each in others if each.unit != first.unit)
    return Company(visitor, first, colleague, {each.nip: each for each in observers})


def test_from_a_first_lesson_to_a_closed_cycle(house, company, questions):
    me = company.comes(company.learner)
    finishes_the_module(me, "M3", questions)
    plans_and_rehearses(me)

    house.forward(days=15)
    tells_and_asks(company.comes(company.learner), company.colleague)
    corroborates(company.comes(company.colleague))

    house.forward(days=48)
    me = company.comes(company.learner)
    answers_a_case(me, questions)
    me.go("/komitmen")
    me.sees("dikuatkan")

    is_visited(house, company)
    a_child_speaks(company.visitor(size=PHONE))

    chief = company.comes(house.account("task_force"))
    opens_a_cycle(chief, days=28)
    draws_the_audit(chief)
    house.forward(days=30)
    chief = company.comes(house.account("task_force"))
    closes_the_cycle(chief, CYCLE)
    the_city_reads_it(chief, company.learner.unit)
    the_signed_report_is_taken_away(chief, CYCLE)
    the_level_shows_it(company.comes(company.learner))
    everything_follows_from_the_facts(house)


def is_visited(house: House, company: Company) -> None:
    """The task force draws; an unannounced pair is rated blind, and the learner is seen as well."""
    with inside(house) as at:
        only_mentors(list(company.observers.values()), at)
        first, learner = today(at) + timedelta(days=1), person_of(company.learner)
    chief = company.comes(house.account("task_force"))
    draws_visits(chief, company.learner.unit, first, first + timedelta(days=6))
    pairs = visits(house, "v.pair_id IS NOT NULL AND NOT v.announced")
    pair = [each for each in pairs if each[3] == pairs[0][3]]
    assert {each[2] for each in pair} == set(company.observers)
    rates_blind(house, company, pair)
    for visit, _person, nip, _pair in visits(house, f"v.employee_id = '{learner.hex}'"):
        if visit not in {each[0] for each in pair}:
            opened_on(house, visit)
            fills(company.comes(company.observers[nip]), visit)


def rates_blind(house: House, company: Company, pair: list[tuple[str, str, str, str]]) -> None:
    """The first sheet is signed without a line; neither sees the other's before both are signed."""
    opened_on(house, pair[0][0])
    (one, _, first, _), (two, _, second, _) = pair
    observer = company.comes(company.observers[first])
    fills(observer, one, unannounced=True, without_a_line=True)
    observer.sees("Pengamat lain belum menandatangani")
    assert not observer.page.get_by_text("Yang ditandatangani pengamat lain").count()
    other = company.comes(company.observers[second])
    fills(other, two, unannounced=True)
    other.sees("Yang ditandatangani pengamat lain")


def opened_on(house: House, visit: str) -> None:
    """Let the days go by until a visit may be made."""
    opens = house.ask("SELECT opens FROM visit WHERE id = ?", visit)[0][0]
    wait = (date.fromisoformat(opens) - this_day(house)).days
    if wait > 0:
        house.forward(days=wait)
