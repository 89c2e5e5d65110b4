"""Reports of closed cycles as the task force and heads see them: every form says the same."""

import csv
import io
from base64 import b64decode
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.factories import content, crowds, cycles, people, tokens
from tests.paper_words import squeezed, words_of
from training.audit.tables import AuditEvent
from training.internalization.actions.ledger import take_everything
from training.kernel import jobs, typesetting
from training.kernel.clock import now
from training.kernel.db import db
from training.people.queries.units import EVERYWHERE, by_code
from training.people.rules.kinds import Role
from training.reporting.rules.report_sheets import HEAD

pytestmark = pytest.mark.slow

CITY = "/gugus-tugas/laporan/2026-2"
NUMBERS = 9


@pytest.fixture
def city(app, clock):
    content.published()
    root = people.unit("KOTA", kind="kota", name="Kota")
    for number in range(5):
        unit = people.unit(f"A{number}", parent=root, name=f"Dinas {number}", group="Dinas")
        staff = crowds.crowd(unit, 14 + 3 * number)
        crowds.learnt(staff[: 8 + number], unit, at=clock.now - timedelta(days=5))
    crowds.crowd(people.unit("C", parent=root, name="Kantor Kecil"), 5)
    take_everything(at=clock.now, zone=cycles.ZONE)
    cycles.newest(clock.now)
    return root


def holder(role, unit):
    made = people.employee(unit)
    people.role(made, role, unit)
    db.session.commit()
    return made


def head_of(code):
    return holder(Role.UNIT_HEAD, by_code(code, EVERYWHERE))


def rows_of(report):
    """Every figure of a report in JSON: unit, key, words and numbers."""
    unit = report["unit"]["code"]
    found = [(unit, each) for part in report["sections"] for each in part["lines"]]
    found += [
        (row["code"], each)
        for row in report["units"]
        if row["code"] != unit
        for each in row["lines"]
    ]
    return [
        [code, each["key"], each["text"], each["spread"],
         *(number(each[name]) for name in ("value", "low", "high", "n"))]
        for code, each in found
    ]  # fmt: skip


def number(value):
    return None if value in (None, "") else round(float(str(value).replace(",", ".")), 4)


def of_table(rows):
    place = {name: at for at, name in enumerate(HEAD)}
    names = ("Kode unit", "Kunci", "Hasil", "Rentang")
    return [
        [*(str(row[place[name]] or "") for name in names),
         *(number(each) for each in row[NUMBERS:])]
        for row in rows
    ]  # fmt: skip


def as_csv(page):
    text = page.response.get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == list(HEAD)
    return of_table(rows[1:])


def as_xlsx(page):
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.response.get_data()))
    return of_table(book.get_sheet_by_name("Angka").to_python()[1:])


def said(page, report):
    """Everything that a report says stands on its page."""
    words = page.text
    for each in (*report["summary"], *report["unknown"]):
        assert " ".join(each.split()) in words
    for part in report["sections"]:
        for each in part["sentences"]:
            assert " ".join(each.split()) in words
        for each in part["lines"]:
            assert each["text"] in words
            assert each["spread"] in words
    assert report["digest"] in words


def on_paper(content, report):
    """Every figure and sentence of a report stands in its PDF, and the digest on every page."""
    pages = words_of(content)
    assert pages
    assert all(report["digest"] in page for page in pages)
    whole = "".join(pages)
    for each in (*report["summary"], *report["unknown"]):
        assert squeezed(each) in whole
    for part in report["sections"]:
        for each in part["sentences"]:
            assert squeezed(each) in whole
        for each in part["lines"]:
            shown = each["about"].removesuffix(": perkiraan").removesuffix(": terbukti")
            for told in (shown, each["text"], each["spread"]):
                assert squeezed(told) in whole
    for row in report["units"]:
        third = [each for each in row["lines"] if each["key"].startswith("level.3.")]
        assert squeezed(row["name"]) in whole
        for each in third:
            assert squeezed(each["text"]) in whole
            assert squeezed(each["spread"]) in whole


def worked_off(app, clock):
    """The worker does all that was asked."""
    while jobs.run_one(app.extensions["resap_handlers"], clock=lambda: clock.now):
        pass


def test_every_form_of_the_citys_report_says_the_same(browse, api_as, city, clock, app):
    boss = holder(Role.TASK_FORCE, city)
    browser = browse(boss)
    report = browser.get(f"{CITY}/berkas.json").json
    rows = rows_of(report)
    assert len(rows) > 60
    assert as_csv(browser.get(f"{CITY}/berkas.csv")) == rows
    assert as_xlsx(browser.get(f"{CITY}/berkas.xlsx")) == rows
    said(browser.get(CITY), report)
    assert api_as(db.session.merge(boss), "/cycles/2026-2/report") == report
    browser.post(f"{CITY}/pdf", status=303)
    worked_off(app, clock)
    browser = browse(db.session.merge(boss))
    on_paper(browser.get(f"{CITY}/pdf/berkas.pdf").response.get_data(), report)


@pytest.mark.parametrize("code", ["A4", "A2", "C"])
def test_every_form_of_a_units_report_says_the_same_to_both_roles(browse, api_as, city, code):
    boss = holder(Role.TASK_FORCE, city)
    chief = head_of(code)
    told = []
    for person, base in (
        (boss, f"{CITY}/unit/{code}"),
        (chief, f"/unit/{code}/laporan/2026-2"),
    ):
        browser = browse(db.session.merge(person))
        report = browser.get(f"{base}/berkas.json").json
        assert as_csv(browser.get(f"{base}/berkas.csv")) == rows_of(report)
        assert as_xlsx(browser.get(f"{base}/berkas.xlsx")) == rows_of(report)
        said(browser.get(base), report)
        made = browser.get(f"{base}/berkas.pdf").response.get_data()
        assert b"<pdfuaid:part>1<" in made
        on_paper(made, report)
        told.append(report)
    assert told[0] == told[1]
    assert api_as(db.session.merge(chief), f"/units/{code}/cycles/2026-2/report") == told[0]


def test_a_unit_takes_two_pages_at_most(app, browse, city, clock):
    clock.forward(days=95)
    cycles.newest(clock.now, "2027-1")
    browser = browse(holder(Role.TASK_FORCE, db.session.merge(city)))
    report = browser.get("/gugus-tugas/laporan/2027-1/unit/A4/berkas.json").json
    made = browser.get("/gugus-tugas/laporan/2027-1/unit/A4/berkas.pdf").response.get_data()
    assert 1 <= len(words_of(made)) <= 2
    on_paper(made, report)
    assert typesetting.ACCESSIBLE == "ua-1"


def test_the_worker_makes_the_citys_report_and_its_asker_alone_takes_it(browse, city, clock, app):
    boss, other = holder(Role.TASK_FORCE, city), holder(Role.TASK_FORCE, city)
    browser = browse(boss)
    assert browser.post(f"{CITY}/pdf", status=303).location == f"{CITY}/pdf"
    browser.post(f"{CITY}/pdf", status=303)
    assert "berkas.pdf" not in browser.get(f"{CITY}/pdf").raw
    assert browser.get(f"{CITY}/pdf/keadaan").json["done"] is False
    browser.get(f"{CITY}/pdf/berkas.pdf", 404)
    worked_off(app, clock)
    made = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == "city-report")).one()
    assert not made.failed
    assert b64decode(made.result["pdf"]).startswith(b"%PDF")
    assert 0 < made.progress == made.total - 1  # told while it was made: it only reads
    browser = browse(db.session.merge(boss))
    assert f"{CITY}/pdf/berkas.pdf" in browser.get(f"{CITY}/pdf").links
    assert browser.get(f"{CITY}/pdf/berkas.pdf").response.get_data().startswith(b"%PDF")
    noted = db.session.scalars(select(AuditEvent.kind).where(AuditEvent.kind == "exported")).all()
    assert len(noted) == 1
    browse(db.session.merge(other)).get(f"{CITY}/pdf", 404)


def test_a_head_sees_the_own_unit_and_nothing_beside_it(browse, city):
    browser = browse(head_of("A3"))
    assert browser.get("/unit/A3/laporan", 303).location == "/unit/A3/laporan/2026-2"
    for beside in ("/unit/A4/laporan", "/unit/A4/laporan/2026-2", "/unit/KOTA/laporan/2026-2",
                   "/unit/A4/laporan/2026-2/berkas.json", "/unit/A3/laporan/2031-1"):  # fmt: skip
        browser.get(beside, 404)
    for page in ("/gugus-tugas/laporan", CITY, f"{CITY}/unit/A3", f"{CITY}/berkas.csv"):
        browser.get(page, 403)


def test_the_list_names_the_closed_cycles(browse, city):
    browser = browse(holder(Role.TASK_FORCE, city))
    page = browser.get("/gugus-tugas/laporan")
    assert CITY in page.links
    assert "/gugus-tugas/laporan" in browser.get("/gugus-tugas").links


def test_without_a_closed_cycle_the_pages_say_so(browse, app):
    root = people.unit("KOTA", kind="kota")
    page = browse(holder(Role.TASK_FORCE, root)).get("/gugus-tugas/laporan")
    assert "Belum ada putaran" in page.text
    head = holder(Role.UNIT_HEAD, db.session.merge(root))
    assert "Belum ada putaran" in browse(head).get("/unit/KOTA/laporan").text


def test_a_correction_goes_from_one_chief_to_the_other_and_its_report_says_why(
    browse, city, clock, app
):
    one, other = holder(Role.TASK_FORCE, city), holder(Role.TASK_FORCE, city)
    way = "/gugus-tugas/putaran/2026-2/koreksi"
    browser = browse(one)
    assert "huruf" in browser.post(way, data={"alasan": "salah"}, status=422).text
    why = "Lima pegawai tercatat di unit yang keliru."
    assert browser.post(way, data={"alasan": why}, status=303).location == way
    assert why in browser.get(way).text
    browser.post(f"{way}/putusan", data={"setuju": "ya"}, status=409)
    browser = browse(db.session.merge(other))
    page = browser.post(f"{way}/putusan", data={"setuju": "ya"}, status=303)
    assert page.location == "/gugus-tugas/putaran/2026-2-k1/penutupan"
    worked_off(app, clock)
    browser = browse(db.session.merge(other))
    assert "Dikoreksi oleh" in browser.get("/gugus-tugas/putaran/2026-2").text
    shown = browser.get("/gugus-tugas/putaran/2026-2-k1").text
    assert why in shown
    assert "ditandatangani dengan kunci kota" in shown
    report = browser.get("/gugus-tugas/laporan/2026-2-k1").text
    assert f"menggantikan putaran 2026-2. Alasan: {why}" in report
    assert browser.get(CITY)
    assert CITY not in browser.get("/gugus-tugas/laporan").links


@pytest.fixture
def api_as(app):
    """What the API answers somebody."""

    def get(person, path):
        token = tokens.token(person, at=now())
        db.session.commit()
        headers = {"Authorization": f"Bearer {token}"}
        answer = app.test_client().get(f"/api/v1{path}", headers=headers)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()

    return get
