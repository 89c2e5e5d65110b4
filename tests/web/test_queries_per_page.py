"""No page of an employee asks the database more than six times, whatever there is to show."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.factories import (
    accounts,
    content,
    observation,
    people,
    practice,
    products,
    tokens,
    waves,
)
from tests.factories.commitments import number_of
from tests.factories.oversight import Town
from tests.factories.plan_doors import own_artefact, own_plan, own_question
from tests.web.counting import counted
from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel import access
from training.kernel.db import db
from training.observation.actions.products import name_keeper
from training.observation.queries.products import entries, register_of
from training.oversight.actions.following import name_doer
from training.people.rules.access import Permission
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee

MOST = 6
FOR_EMPLOYEES = {access.SIGNED_IN, str(Permission.LEARN), str(Permission.SEE_OWN)}
FILES = {
    "account.data_json", "account.data_csv", "account.calendar",
    "commitments.own_trace", "products_register.paper",
    "products_import.template",
    "certificates.download", "hours.statement",
}  # fmt: skip
ACTS = "/saya/tindak-lanjut"
REGISTER = "/unit/PRODUK/daftar-produk"
MODULE = f"/belajar/modul/{content.SLUG}"


@pytest.fixture
def person(app, clock):
    """Somebody of whom everything is held that can be held."""
    content.published()
    town = Town(clock.now)
    unit = people.unit("PRODUK", parent=town.root)
    made = accounts.with_account(unit, totp=False)
    kept = db.session.get_one(Employee, made.id)
    people.standing(kept, "tugas-belajar", people.LONG_AGO, people.BORN.date())
    people.role(kept, Role.AUTHOR, unit)
    tokens.token(kept, at=clock.now)
    looker = people.employee(unit)
    people.role(looker, Role.HR, unit)
    note(Happening(EventKind.LOOKED_AT, clock.now, looker.id, "person", str(made.id)))
    observation.visit_for(kept, at=clock.now, signed=True)
    waves.opened(clock.now)
    name_keeper(made.id, keeps=True, desk=products.desk(unit, looker, clock.now))
    products.product(unit, looker, clock.now)
    for _ in range(3):
        products.mentor(people.unit())
    products.drawn(clock.now)
    products.closed(clock.now)
    content.published("m2-lalu")
    practice.finished(kept, "m2-lalu", at=clock.now - timedelta(days=15))
    practice.answered(kept, at=clock.now - timedelta(days=7))
    name_doer(town.case(unit=unit), number_of(made.id), desk=town.desk())
    db.session.commit()
    return made


@pytest.fixture
def browser(browse, person):
    return browse(person)


def pages_of(browser) -> list[str]:
    """The address of every page, after a quiz was handed in and another one was begun."""
    for lesson in content.LESSONS:
        browser.post(f"{MODULE}/{lesson}/selesai")
    attempt = browser.post(f"{MODULE}/kuis").location
    return [
        "/belajar", MODULE, f"{MODULE}/menyapa", attempt, f"{attempt}?soal=1",
        ACTS, next(each for each in browser.get(ACTS).links if each.startswith(f"{ACTS}/")),
        f"{attempt}/serahkan", "/capaian", "/capaian/tingkat", "/saya", "/saya/data",
        "/saya/keamanan", "/saya/pengingat", "/saya/keamanan/dua-langkah",
        "/masuk/dua-langkah/pasang", "/keluar",
        "/pengamatan/undian", f"/pengamatan/undian/{observation.some_label()}",
        "/sertifikat", "/sertifikat/jp", "/suara-pegawai", "/daftar-produk", REGISTER,
        f"{REGISTER}/tambah",
        f"{REGISTER}/impor",
        f"{REGISTER}/{entries(register_of('PRODUK', browser.person.id, ()).id)[0].id}",
        "/metode", "/keterbukaan", "/keterbukaan/dampak", "/saya/keberatan",
        "/latihan", "/latihan/jeda", browser.post("/latihan/mulai").location,
    ]  # fmt: skip


def plan_pages(person, clock) -> list[str]:
    """The address of every page of a plan that can be told of and corroborated."""
    kept = db.session.get_one(Employee, person.id)
    plan = f"/komitmen/{own_plan(kept, clock.now - timedelta(weeks=4))['plan_id']}"
    asked = own_question(kept, clock.now)["ask_id"]
    own_artefact(kept, clock.now)
    db.session.commit()
    return [
        "/komitmen", "/komitmen/baru", "/komitmen/baru/jeda-di-loket", "/komitmen/kesaksian",
        f"/komitmen/kesaksian/{asked}",
        *(f"{plan}{page}" for page in ("", "/kartu", "/ubah", "/akhiri", "/latih/1", "/kabar/6",
                                       "/saksi/2", "/bukti/2")),
    ]  # fmt: skip


def queries_of(browser, address: str, status: int = 200) -> int:
    with counted() as seen:
        browser.get(address, status)
    return len(seen)


def answer_to(address: str, person) -> dict:
    """The fields that answer a case rightly."""
    found = practice.case(UUID(address.rsplit("/", 1)[-1]), of=person.id).question
    best = practice.kinds.right_answer(found)
    if isinstance(best, dict):
        return {f"{found.key}-{key}": str(each) for key, each in best.items()}
    return {found.key: best}


def test_no_page_of_an_employee_takes_more_than_six_queries(app, browser, person, clock):
    pages = pages_of(browser)
    attempt, case = pages[3], pages[-1]
    pages += plan_pages(person, clock)
    for address in pages:
        browser.get(address)  # releases are kept in memory once they were read
    taken = {address: queries_of(browser, address) for address in pages}
    browser.post(case, answer_to(case, person))
    browser.get(case)
    taken[f"{case} told"] = queries_of(browser, case)
    browser.post(f"{attempt}/serahkan")
    for address in (f"{attempt}/hasil", "/belajar", MODULE, "/capaian", "/saya/data"):
        browser.get(address)
        taken[f"{address} afterwards"] = queries_of(browser, address)
    assert {address: n for address, n in taken.items() if n > MOST} == {}
    assert walked(app, [*pages, f"{attempt}/hasil", "/masuk/dua-langkah"]) >= pages_for_employees(
        app
    )


def walked(app, addresses: list[str]) -> set[str]:
    """The endpoints behind some addresses."""
    places = app.url_map.bind("")
    return {places.match(address.partition("?")[0])[0] for address in addresses}


def pages_for_employees(app) -> set[str]:
    """The endpoints of all pages that any employee may open; a new one must be walked here too."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.endpoint.startswith("api.")
        and rule.endpoint not in FILES
        and (declared := access.declared(app.view_functions[rule.endpoint]))
        and declared.permission in FOR_EMPLOYEES
    }


def test_even_the_page_of_the_code_takes_few_queries(browse, app, clock):
    person = accounts.with_account(people.unit(), totp=True)
    half_way = browse(person, second_factor=False)
    assert queries_of(half_way, "/masuk/dua-langkah") <= MOST
