"""No page of an employee asks the database more than six times, whatever there is to show."""

import pytest

from tests.factories import accounts, content, people, tokens
from tests.web.counting import counted
from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel import access
from training.kernel.db import db
from training.people.rules.access import Permission
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee

MOST = 6
FOR_EMPLOYEES = {access.SIGNED_IN, str(Permission.LEARN), str(Permission.SEE_OWN)}
FILES = {"account.data_json", "account.data_csv"}
MODULE = f"/belajar/modul/{content.SLUG}"


@pytest.fixture
def person(app, clock):
    """Somebody of whom everything is held that can be held."""
    content.published()
    unit = people.unit()
    made = accounts.with_account(unit, totp=False)
    kept = db.session.get_one(Employee, made.id)
    people.standing(kept, "tugas-belajar", people.LONG_AGO, people.BORN.date())
    people.role(kept, Role.AUTHOR, unit)
    tokens.token(kept, at=clock.now)
    looker = people.employee(unit)
    people.role(looker, Role.HR, unit)
    note(Happening(EventKind.LOOKED_AT, clock.now, looker.id, "person", str(made.id)))
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
        f"{attempt}/serahkan", "/capaian", "/saya", "/saya/data", "/saya/keamanan",
        "/saya/keamanan/dua-langkah", "/masuk/dua-langkah/pasang", "/keluar",
    ]  # fmt: skip


def queries_of(browser, address: str, status: int = 200) -> int:
    with counted() as seen:
        browser.get(address, status)
    return len(seen)


def test_no_page_of_an_employee_takes_more_than_six_queries(app, browser):
    pages = pages_of(browser)
    for address in pages:
        browser.get(address)  # releases are kept in memory once they were read
    taken = {address: queries_of(browser, address) for address in pages}
    attempt = pages[3]
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
