"""One's own pages: password, devices, and everything that is held."""

import csv
import io

import pytest

from tests.factories import accounts, people
from tests.factories.accounts import PASSWORD
from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.people.actions import roles, tokens
from training.people.queries.sessions import api_token
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

NEW = "lampu-sawah-senyap"


@pytest.fixture
def person(app):
    return accounts.with_account(people.unit("DKK", name="Dinas Kesehatan"), name="Sari Rekaan")


def change(current: str = PASSWORD, new: str = NEW) -> dict:
    return {"kata_sandi": current, "kata_sandi_baru": new}


def test_a_person_changes_their_password_and_only_this_browser_stays(browse, person):
    here, there = browse(person), browse(person)
    here.get("/saya")
    here.post("/saya/keamanan/kata-sandi", change())
    assert "sudah diubah" in here.get("/saya/keamanan").text
    there.get("/saya", 303)
    browse(None).post("/masuk", {"nama": person.nip, "kata_sandi": NEW})


def test_a_password_is_changed_only_by_who_knows_the_old_one(browse, person):
    browser = browse(person)
    page = browser.post("/saya/keamanan/kata-sandi", change("salah-salah-salah"), 422)
    assert "Kata sandi saat ini tidak cocok" in page.text
    for _ in range(4):
        browser.post("/saya/keamanan/kata-sandi", change("salah-salah-salah"), 422)
    browser.post("/saya/keamanan/kata-sandi", change(), 429)


@pytest.mark.parametrize("new", ["pendek", "sari rekaan 2026", "resap-balikpapan"])
def test_a_weak_new_password_is_refused(browse, person, new):
    browse(person).post("/saya/keamanan/kata-sandi", change(new=new), 422)


def test_a_person_ends_one_device(browse, person):
    here, there = browse(person), browse(person)
    page = here.get("/saya/keamanan")
    assert len(page.all("li", "resap-device")) == 2
    actions = [each.get("action") for each in page.all("form") if "/sesi/" in each.get("action")]
    ends = [action for action in actions if action.endswith("/akhiri")]
    mine = [each for each in ends if _is_mine(here, each)]
    (theirs,) = set(ends) - set(mine)
    here.post(theirs)
    there.get("/saya", 303)
    here.post(theirs, status=404)
    here.get("/saya")
    assert here.post(mine[0]).location == "/masuk"
    here.get("/saya", 303)


def _is_mine(browser, action: str) -> bool:
    page = browser.get("/saya/keamanan")
    for item in page.all("li", "resap-device"):
        words = "".join(item.itertext())
        form = item.find("form")
        if form.get("action") == action:
            return "Perangkat ini" in words
    return False


def test_a_person_ends_all_devices_and_a_copy_of_this_ones_cookie_dies_too(app, browse, person):
    here, there = browse(person), browse(person)
    here.get("/saya")
    copied = here.client.get_cookie("resap").value
    here.post("/saya/keamanan/sesi/akhiri-semua")
    here.get("/saya/keamanan")
    there.get("/saya", 303)
    thief = app.test_client()
    thief.set_cookie("resap", copied)
    assert thief.get("/saya").status_code == 303


def test_nobody_ends_somebody_elses_session(browse, person):
    other = browse(accounts.with_account())
    ends = [
        f.get("action")
        for f in other.get("/saya/keamanan").all("form")
        if "/sesi/" in f.get("action")
    ]
    browse(person).post(next(each for each in ends if each.endswith("/akhiri")), status=404)
    other.get("/saya")


def test_a_person_sees_when_a_key_in_their_name_was_last_used(browse, person, clock):
    token = tokens.make(person.id, "SIMPEG", ["learn"], None, by=None, at=clock.now)
    browser = browse(person)
    assert "belum pernah dipakai" in browser.get("/saya/keamanan").text
    tokens.touch(api_token(token, at=clock.now).id, at=clock.now)
    db.session.commit()
    used = "terakhir dipakai 23 November 2026 pukul 09.30 WITA"
    assert used in browser.get("/saya/keamanan").text


def test_everything_that_is_held_is_shown_in_words(browse, person, clock):
    other = accounts.someone(name="Petugas HR Rekaan")
    people.role(people.db.session.get(people.Employee, other.id), Role.HR, people.unit("KOTA"))
    note(Happening(EventKind.LOOKED_AT, clock.now, other.id, "person", str(person.id)))
    page = browse(person).get("/saya/data")
    for words in ("Dinas Kesehatan", "Pelayanan langsung", "Definitif", "Petugas HR Rekaan",
                  "Kepegawaian", "data pegawai dilihat"):  # fmt: skip
        assert words in page.text
    table = page.all("table")[0]
    assert person.nip not in "".join(table.itertext())
    assert person.nip in "".join(page.all("details", "govuk-details")[0].itertext())


def test_who_looked_is_shown_with_the_role_of_that_moment(browse, person, clock):
    looker = people.employee(people.unit("KOTA"), name="Petugas HR Rekaan")
    people.role(looker, Role.HR, people.unit("BKPSDM"))
    note(Happening(EventKind.LOOKED_AT, clock.now, looker.id, "person", str(person.id)))
    roles.grant(looker.id, Role.AUDITOR, people.unit().id, by=None, at=clock.forward(days=1))
    looks = browse(person).get("/saya/data.json").json["looks"]
    assert [(each["who"], each["role"]) for each in looks] == [("Petugas HR Rekaan", "hr")]


def test_what_is_held_can_be_taken_away_and_that_is_noted(browse, person):
    browser = browse(person)
    taken = browser.get("/saya/data.json").json
    assert taken["identity"][0]["name"] == "Sari Rekaan"
    assert taken["numbers"][0]["number"] == person.nip
    sheet = browser.get("/saya/data.csv").response
    rows = list(csv.reader(io.StringIO(sheet.data.decode("utf-8-sig")), delimiter=";"))
    assert ["Identitas Anda", "1", "Nama", "Sari Rekaan"] in rows
    assert "attachment" in sheet.headers["Content-Disposition"]
    exports = [
        each for each in browser.get("/saya/data.json").json["looks"] if each["what"] == "exported"
    ]
    assert len(exports) == 2


def test_a_name_that_looks_like_a_formula_is_text_in_the_file(browse, app):
    person = accounts.with_account(name="=HYPERLINK(1)")
    sheet = browse(person).get("/saya/data.csv").raw
    assert "'=HYPERLINK" in sheet
    assert ";=HYPERLINK" not in sheet


@pytest.mark.parametrize(
    "url", ["/saya", "/saya/keamanan", "/saya/data", "/saya/data.json", "/keluar"]
)
def test_a_stranger_is_sent_to_sign_in(browse, app, url):
    assert browse(None).get(url, 303).location.startswith("/masuk")
