"""What is mine to learn stands in the order of my job's path, with why, and what is next."""

from tests.factories import content, people
from tests.web.counting import counted
from training.content.queries.drafts import read
from training.content.rules.model import Audience, JobFamily, UnitKind
from training.kernel.settings import ROOT
from training.people.rules.kinds import JobFamily as Family
from training.people.rules.kinds import Role

SLUGS = ("m1-hak-anak-pekerjaan", "m3-berbicara-melayani", "m5-kepentingan-terbaik")
FOR_ALL = Audience(tuple(JobFamily), (UnitKind.ALL,))


def publish(*, but: dict[str, Audience] | None = None) -> None:
    for number, slug in enumerate(SLUGS):
        audience = (but or {}).get(slug, FOR_ALL)
        content.published(slug, code=f"M{number}", audience=audience)


def shown(page) -> list[str]:
    """The modules in the order of the page."""
    found = (href.rpartition("/")[2] for href in page.links if href.startswith("/belajar/modul/m"))
    return list(dict.fromkeys(slug for slug in found if slug in SLUGS))


def test_each_kind_of_work_has_its_own_order(browse, app):
    publish()
    families = (Family.FRONT_LINE, Family.PLANNER, Family.DECISION_MAKER)
    unit = people.unit()
    browsers = [browse(people.employee(unit, family=family)) for family in families]
    orders = {browser: shown(browser.get("/belajar")) for browser in browsers}
    assert [[slug[:2] for slug in each] for each in orders.values()] == [
        ["m3", "m1", "m5"], ["m1", "m5", "m3"], ["m5", "m1", "m3"],
    ]  # fmt: skip


def test_every_module_says_why_and_the_next_one_is_the_first_of_the_path(browse, app):
    publish()
    page = browse(people.employee(people.unit())).get("/belajar")
    assert "jalur ini mulai dari sapaan" in page.text
    assert page.text.count("Alasannya:") == 3
    assert "Lebih dulu" in page.text
    assert "Sesudah itu" in page.text
    assert page.all("a", "govuk-button")[0].get("href").startswith(f"/belajar/modul/{SLUGS[1]}")


def test_a_head_of_a_unit_goes_the_leaders_path(browse, app):
    publish()
    unit = people.unit()
    head = people.employee(unit, family=Family.FRONT_LINE)
    people.role(head, Role.UNIT_HEAD, unit)
    page = browse(head).get("/belajar")
    assert "jalur ini mulai dari mendampingi" in page.text
    assert shown(page)[0].startswith("m5")


def test_a_path_never_assigns_a_module_whose_audience_excludes_the_person(browse, app):
    publish(but={SLUGS[1]: Audience((JobFamily.PLANNER,), (UnitKind.ALL,))})
    page = browse(people.employee(people.unit())).get("/belajar")
    assert page.text.count("Alasannya:") == 2
    assert shown(page)[-1] == SLUGS[1]
    assert "Modul lain yang boleh Anda baca" in page.text


def test_all_modules_of_the_city_cost_no_further_question_to_the_database(browse, app):
    for draft in read(ROOT, today=people.BORN.date()).drafts:
        content.published(draft.slug, code=draft.module.code, audience=FOR_ALL)
    browser = browse(people.employee(people.unit()))
    browser.get("/belajar")
    with counted() as asked:
        browser.get("/belajar")
    assert len(asked) <= 6
