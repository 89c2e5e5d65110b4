"""The page on which an official signs: set up or not, right or wrong passphrase, what is shown."""

import pytest
from sqlalchemy import update

from tests.factories import esigning, people
from training.certification.queries.certificates import certificates_of
from training.certification.tables.esigning import SigningTurn
from training.kernel.db import db, impatient
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

PAGE = "/kepegawaian/sertifikasi/tte"


@pytest.fixture
def server():
    with esigning.client() as made:
        yield made


@pytest.fixture
def desk(app, clock):
    made = esigning.town(app.config["RESAP"].data, clock.now)
    people.role(made.hr, Role.HR, made.unit)
    db.session.commit()
    for each in (made.hr, made.person, made.unit):
        db.session.refresh(each)
        db.session.expunge(each)
    return made


@pytest.fixture
def hr(app, desk, browse, server):
    with esigning.set_up(app, server):
        yield browse(desk.hr)


def signing(hr, text: str = esigning.RIGHT, many: str = "25", status: int = 303):
    return hr.post(PAGE, {"passphrase": text, "jumlah": many}, status=status)


def code_of(desk) -> str:
    code = certificates_of(desk.person.id)[0].code
    db.session.rollback()
    return code


def test_without_a_service_the_page_says_so_and_nothing_is_sent(desk, browse):
    hr = browse(desk.hr)
    page = hr.get(PAGE)
    assert "Layanan tanda tangan belum diatur" in page.text
    assert page.all("form", method="post", action=PAGE) == []
    assert not page.all("input", type="password")
    assert signing(hr).location == PAGE


def test_the_page_tells_how_many_wait_and_signs_a_batch(desk, hr, server):
    page = hr.get(PAGE)
    assert "Menunggu tanda tangan 4" in page.text
    [field] = page.all("input", type="password")
    assert (field.get("autocomplete"), field.get("value") or "") == ("off", "")
    signing(hr, many="3")
    page = hr.get(PAGE)
    assert "3 sertifikat ditandatangani." in page.text
    assert "Menunggu tanda tangan 1 Ditandatangani 3" in page.text
    signing(hr)
    assert "Tidak ada sertifikat yang menunggu tanda tangan" in hr.get(PAGE).text
    assert len({each["file"] for each in server.asked}) == 4


def test_the_signed_sheet_is_what_everybody_gets(desk, hr, browse, server):
    code = code_of(desk)
    me, public = browse(desk.person), browse(None)
    assert "Tanda tangan elektronik (TTE) belum" in public.get(f"/verifikasi/{code}").text
    before = me.get(f"/sertifikat/{code}.pdf").response.data
    written, engine = [], db.engine

    def write() -> None:
        with impatient(engine) as other:
            written.append(other.execute(update(SigningTurn).values(name="certificates")).rowcount)

    server.meanwhile = write
    signing(hr)
    assert written == [1] * 4, "nobody waits for the service"
    sheets = [each["file"] for each in server.asked]
    signed = me.get(f"/sertifikat/{code}.pdf").response.data
    assert signed in [each + esigning.MARK for each in sheets]
    assert before not in sheets, "what goes to the official says no longer that it is not signed"
    assert "Tanda tangan elektronik (TTE) ada" in public.get(f"/verifikasi/{code}").text


def test_a_wrong_passphrase_is_told_and_shown_to_nobody(desk, hr, server):
    signing(hr, "Keliru-sekali 9")
    page = hr.get(PAGE)
    assert "BSrE menolak passphrase" in page.text
    assert "Menunggu tanda tangan 4" in page.text
    assert "Keliru" not in page.raw
    assert len(server.asked) == 1


def test_what_is_filled_in_wrongly_is_said_at_the_field(desk, hr, server):
    assert "Masukkan passphrase" in signing(hr, "", status=422).text
    wrong = signing(hr, many="51", status=422)
    assert esigning.RIGHT not in wrong.raw
    assert "paling panjang 200" in signing(hr, "x" * 201, status=422).text
    assert server.asked == []


def test_refusals_are_listed_with_their_reason(desk, hr, server):
    server.answers = [esigning.SIGNED, esigning.ODD]
    signing(hr)
    page = hr.get(PAGE)
    assert "1 sertifikat ditolak." in page.text
    assert "Layanan tanda tangan menolak lembar ini." in page.text
    server.answers = [(503, b"")]
    signing(hr)
    assert "Layanan tanda tangan sedang tidak dapat dipakai" in hr.get(PAGE).text


def test_only_hr_signs_and_only_within_its_scope(app, desk, hr, browse, server):
    elsewhere = people.unit()
    clerk = people.employee(elsewhere)
    people.role(clerk, Role.HR, elsewhere)
    db.session.commit()
    other = browse(clerk)
    assert "Menunggu tanda tangan 0" in other.get(PAGE).text
    signing(other)
    browse(desk.person).get(PAGE, status=403)
    assert server.asked == []
