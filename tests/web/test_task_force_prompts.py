"""The sentence of the week: written by the head or the mentor of a unit, for that unit only."""

import pytest
from sqlalchemy import select

from tests.factories import people
from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

SAID = "Minggu ini, di loket kita, anak disapa lebih dulu."
DOOR = "/unit/LOKET/kalimat"


@pytest.fixture
def loket(app, clock):
    return people.unit("LOKET", name="Loket Rekaan")


def writer(browse, unit, role: Role = Role.UNIT_HEAD):
    person = people.employee(unit, name="Kepala Rekaan")
    people.role(person, role, unit)
    return browse(person)


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.MENTOR])
def test_a_sentence_is_written_and_kept_with_who_wrote_it(browse, loket, role):
    browser = writer(browse, loket, role)
    assert DOOR in browser.get("/latihan").links
    assert browser.post(DOOR, {"kalimat": SAID}).location == DOOR
    page = browser.get(DOOR)
    assert SAID in page.text
    assert "Kepala Rekaan" in page.text
    assert "Pegawai Anda membaca kalimat ini sampai hari Minggu." in page.text
    kinds = db.session.scalars(select(AuditEvent.kind)).all()
    assert kinds.count(EventKind.PROMPT_WRITTEN) == 1


def test_the_same_sentence_sent_twice_is_one(browse, loket):
    browser = writer(browse, loket)
    browser.post(DOOR, {"kalimat": SAID})
    browser.post(DOOR, {"kalimat": f"  {SAID} "})
    assert browser.get(DOOR).raw.count(SAID) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("Sapa.", "lima belas karakter"), ("kata " * 60, "paling banyak 160"), ("", "lima belas"),
     ("x" * 200_000, "paling banyak 160"), ("\x00" * 40, "lima belas karakter"),
     ("Ibu itu dapat dihubungi di 0812 3456 7890 ya", "nomor panjang")],
)  # fmt: skip
def test_what_is_no_sentence_is_the_form_again(browse, loket, text, said):
    page = writer(browse, loket).post(DOOR, {"kalimat": text}, 422)
    assert said in page.text


def test_the_page_of_the_unit_leads_there_for_whoever_may_write(browse, loket):
    assert DOOR in writer(browse, loket).get("/unit/LOKET").links


def test_another_unit_is_not_found_and_others_may_not_write(browse, loket):
    colleague = browse(people.employee(loket))
    other = writer(browse, people.unit("LAIN"))
    other.get(DOOR, 404)
    other.post(DOOR, {"kalimat": SAID}, 404)
    colleague.get(DOOR, 403)
