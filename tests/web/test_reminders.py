"""The pages of reminders: one's own, the unit's, the city's; and the words of the letter."""

import pytest
from sqlalchemy import select, update

from tests.factories import commitments, content, observation, people, practice
from tests.factories.reminders import house
from training.kernel import jobs
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee
from training.reminders.actions.sending import send
from training.reminders.queries.own import wish_of
from training.reminders.queries.switches import switched_off
from training.reminders.rules.anchors import Way
from training.web.reminder_letters import written

pytestmark = pytest.mark.slow

OWN, UNIT, CITY = "/saya/pengingat", "/unit/LOKET/pengingat", "/kepegawaian/pengingat"


@pytest.fixture
def loket(app, clock):
    content.published(at=clock.now)
    return people.unit("LOKET", name="Loket Rekaan")


@pytest.fixture
def ani(loket):
    return people.employee(loket, name="Ani Rekaan")


def officer(unit, role: Role):
    person = people.employee(unit, name="Petugas Rekaan")
    people.role(person, role, unit)
    return person


def test_one_chooses_how_often_letters_come(browse, ani):
    me = ani.id
    browser = browse(ani)
    page = browser.get(OWN)
    assert OWN in browser.get("/saya").links
    assert "Latihan pekan ini" in page.text
    assert "Tenggat sertifikat terlewat" in page.text
    assert page.all("input", value="usual", checked="") != []
    browser.post(OWN, {"cara": "weekly"})
    assert wish_of(me) is Way.WEEKLY
    assert browser.get(OWN).all("input", value="weekly", checked="") != []


@pytest.mark.parametrize("given", [{}, {"cara": "harian"}, {"cara": "x\0" * 5000}])
def test_a_choice_that_is_none_is_refused_on_the_same_page(browse, ani, given):
    me = ani.id
    browse(ani).post(OWN, given, status=422)
    assert wish_of(me) is Way.USUAL


def test_the_calendar_file_is_one_s_own_and_kept_nowhere(browse, ani, clock):
    practice.finished(ani, at=clock.now)
    commitments.plan(ani, at=clock.now)
    observation.visit_for(ani, at=clock.now)
    answer = browse(ani).get("/saya/kalender.ics").response
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.mimetype == "text/calendar"
    body = answer.get_data(as_text=True)
    assert body.startswith("BEGIN:VCALENDAR\r\n")
    assert body.count("SUMMARY:Kabar komitmen") == 3
    assert body.count("SUMMARY:Kunjungan pengamatan") == 1
    assert "Pegawai Rekaan" not in body
    assert "http" not in body


def test_without_any_date_there_is_no_empty_file(browse, ani):
    browser = browse(ani)
    assert browser.get("/saya/kalender.ics", status=303).location == OWN
    assert "belum ada tanggal" in browser.get(OWN).text


def test_a_stranger_gets_no_calendar(browse, ani):
    assert browse(None).get("/saya/kalender.ics", status=303).location.startswith("/masuk")


def test_the_text_for_the_group_names_and_counts_nobody(browse, loket, ani):
    browser = browse(officer(loket, Role.UNIT_HEAD))
    assert UNIT in browser.get("/unit/LOKET").links
    page = browser.get(UNIT)
    (text,) = page.all("textarea")
    said = text.text or ""
    assert "Dua menit cukup" in said
    assert "Ani" not in said
    assert not any(sign.isdigit() for sign in said)
    assert "punya alamat surel" in page.text


def test_the_head_sees_whom_no_letter_reaches_and_nothing_of_conduct(browse, loket, ani, clock):
    commitments.plan(ani, at=clock.now)
    head = officer(loket, Role.UNIT_HEAD)
    db.session.execute(update(Employee).where(Employee.id == ani.id).values(email=None))
    page = browse(head).get(UNIT)
    assert "Ani Rekaan" in page.text
    assert "komitmen" not in page.text.partition("tidak terjangkau")[2].lower().split("©")[0]


@pytest.mark.parametrize("role", [Role.TASK_FORCE, Role.MENTOR, Role.HR])
def test_nobody_but_the_head_reads_the_unit_s_list(browse, loket, role):
    browse(officer(loket, role)).get(UNIT, status=403)


def test_another_unit_s_list_is_not_there(browse, loket):
    people.unit("LAIN")
    browse(officer(loket, Role.UNIT_HEAD)).get("/unit/LAIN/pengingat", status=404)


def form(**more) -> dict[str, str]:
    return {"jenis": "semua", "perintah": "hentikan", "alasan": "Gangguan surel kota",
            "yakin": "y", **more}  # fmt: skip


def test_hr_stops_the_reminders_and_allows_them_again(browse, loket, clock):
    browser = browse(officer(loket, Role.HR))
    assert CITY in browser.get("/kepegawaian").links
    browser.post(CITY, form())
    page = browser.get(CITY)
    assert "Dihentikan: Semua pengingat" in page.text
    assert "Gangguan surel kota" in page.text
    clock.forward(minutes=1)
    browser.post(CITY, form(perintah="izinkan", alasan="Surel sudah pulih"))
    assert "Gangguan" not in browser.get(CITY).text
    assert switched_off() == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [{"yakin": ""}, {"alasan": "karena"}, {"alasan": "x" * 301}, {"perintah": ""},
     {"jenis": "lain"}, {"perintah": "izinkan"}],
)  # fmt: skip
def test_a_switch_that_is_not_meant_is_refused(browse, loket, wrong):
    given = {key: value for key, value in form(**wrong).items() if value}
    browse(officer(loket, Role.HR)).post(CITY, given, status=422)
    assert switched_off() == frozenset()


def test_the_hr_of_an_office_may_look_and_not_switch(browse, loket):
    people.unit("LAIN")
    browser = browse(officer(loket, Role.HR))
    assert browser.get(CITY).all("textarea") == []
    assert "seluruh kota" in browser.post(CITY, form(), status=422).text


def test_what_would_go_out_is_counted_beside_the_pages(app, browse, loket, ani, clock):
    practice.finished(ani, at=clock.now)
    commitments.plan(ani, at=clock.now)
    clock.forward(days=14)
    browser = browse(officer(loket, Role.HR))
    browser.post(f"{CITY}/hitung")
    browser.post(f"{CITY}/hitung")
    assert "Sedang dihitung" in browser.get(CITY).text
    done = {each: app.extensions["resap_handlers"][each] for each in ("remind-look",)}
    assert jobs.run_one(done, clock=lambda: clock.now)
    page = browser.get(CITY)
    assert "Kabar komitmen" in page.text
    assert "8 Desember 2026" in page.text


def letter(app, clock) -> dict:
    send(house(), at=clock.now, write=written, keep=db.session.commit)
    return db.session.scalars(select(jobs.Job.payload).where(jobs.Job.kind == "mail")).one()


def test_the_letter_is_warm_and_holds_no_address_but_that_of_sign_in(app, ani, clock):
    practice.finished(ani, at=clock.now)
    commitments.plan(ani, at=clock.now)
    db.session.commit()
    clock.forward(days=14)
    found = letter(app, clock)
    body = found["body"]
    assert found["subject"] == "Yang menunggu Anda di Resap"
    assert body.startswith("Yth. Ani Rekaan,") or "Ani Rekaan" in body.splitlines()[0]
    assert "- Kasus latihan pekan ini sudah menunggu Anda. Dua menit cukup." in body.splitlines()
    links = [word for word in body.split() if "://" in word or word.startswith("/")]
    assert [each.rpartition("/")[2] for each in links] == ["masuk"]
    assert "?" not in "".join(links)
    for shaming in ("terlambat", "lalai", "gagal", "segera", "teguran"):
        assert shaming not in body.lower()


def test_what_was_sent_stands_among_one_s_own_data(app, browse, ani, clock):
    practice.finished(ani, at=clock.now)
    db.session.commit()
    clock.forward(days=14)
    letter(app, clock)
    browser = browse(ani)
    browser.post(OWN, {"cara": "off"})
    page = browser.get("/saya/data")
    assert "Pengingat yang sudah dikirim" in page.text
    assert "Latihan pekan ini" in page.text
    assert "Tidak sama sekali" in page.text
    assert browser.get("/saya/data.json").json["reminders"][0]["to_head"] is False
