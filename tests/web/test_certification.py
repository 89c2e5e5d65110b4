"""Certificates on pages: rules with a dry run, sheets, public verification, revocation by two."""

import base64
import gzip
import io
import json
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from joserfc.jwk import OKPKey
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from tests.factories import certification, people, tokens
from tests.factories import content as content_of
from tests.factories.certification import DECIDED, DECIDING, Desk
from training.certification.actions.assigning import ask_to_assign
from training.certification.actions.deciding import ask_revocation, decide_revocation
from training.certification.queries.assignment import rules
from training.certification.queries.periods import periods_of_person, waiting_revocations
from training.certification.rules.states import State
from training.kernel import jobs, typesetting
from training.kernel.db import db
from training.kernel.settings import ROOT
from training.people.rules.kinds import JobFamily, Role
from training.quiz.queries.correcting import correctable
from training.web.certificate_sheet import content

pytestmark = pytest.mark.slow

JWT = {"Accept": "application/vc+jwt"}


@pytest.fixture
def desk(app, clock):
    made = Desk(app.config["RESAP"].data, clock.now)
    for each in (made.hr, made.second):
        people.role(each, Role.HR, made.unit)
    detached(made.hr, made.second, made.person, made.unit)
    return made


def detached(*rows) -> None:
    """Rows whose values outlive the sessions of the pages."""
    db.session.commit()
    for each in rows:
        db.session.refresh(each)
        db.session.expunge(each)


def verifier(page) -> OB3Verifier:
    key = OKPKey.import_key(page.json["publicKeyJwk"][0])
    return OB3Verifier(key.as_pem(private=False))


def test_a_rule_is_made_looked_at_and_applied(desk, browse):
    hr = browse(desk.hr)
    planner = people.employee(desk.unit, family=JobFamily.PLANNER, name="Perencana Rekaan")
    detached(planner)
    page = f"/kepegawaian/sertifikasi/program/{DECIDING}"
    told = hr.get(page).text
    assert "1 rencana yang dikuatkan" in told
    assert "sampai tanggal 31 Desember" in told
    assert "telah terlatih merencanakan layanan" in told
    assert "Bencana atau keadaan darurat" in told
    assert "uobk" not in told, "kinds of unit are told in words"
    empty = {"nama": "Semua", "acuan": "assignment", "hari": "30", "pejabat": "ya", "unit": ""}
    refused = hr.post(f"{page}/aturan", empty, status=422)
    assert "Sebutkan paling sedikit satu syarat" in refused.text
    dry = hr.post(f"{page}/aturan", {**empty, "rumpun": "perencana"})
    looked = hr.get(dry.location).text
    assert "Perencana Rekaan" in looked
    assert "30 hari sejak hari pertama diwajibkan" in looked
    assert desk.line(desk.at, planner).standing.state is State.NOT_ASSIGNED
    hr.post(f"{dry.location}/terapkan")
    assert desk.line(desk.at, planner).standing.state is State.ASSIGNED
    assert "hari ini tidak ada yang berubah" in hr.get(dry.location).text
    hr.post(f"{dry.location}/akhiri")
    assert [each.name for each in rules(DECIDING)] == ["Aturan contoh"]


def test_hours_are_set_with_their_decree(desk, browse):
    hr, page = browse(desk.hr), f"/kepegawaian/sertifikasi/program/{DECIDING}"
    hr.post(f"{page}/jp", {"jam": "8", "keputusan": "", "tanggal": "2026-03-01"}, status=422)
    hr.post(f"{page}/jp", {"jam": "8", "keputusan": "SK 800/1", "tanggal": "2026-03-01"})
    assert "8 menurut SK 800/1 tanggal 1 Maret 2026" in hr.get(page).text


def test_the_person_sees_what_is_missing_and_then_the_certificate(desk, browse):
    me = browse(desk.person)
    page = me.get("/sertifikat")
    assert "Merencanakan dan Memutuskan" in page.text
    assert "tuntaskan modul" in page.text
    issued = desk.certified()
    db.session.commit()
    page = me.get("/sertifikat")
    assert "bersertifikat" in page.text
    assert issued.number in page.text
    sheet = me.get(f"/sertifikat/{issued.code}.pdf").response
    assert sheet.mimetype == "application/pdf"
    assert sheet.data.startswith(b"%PDF-")
    for marker in (b"pdfuaid", b"pdfaid", b"/StructTreeRoot", b"/Lang"):
        assert marker in sheet.data, marker
    browse(desk.hr).get(f"/sertifikat/{issued.code}.pdf", status=404)
    held = me.get("/saya/data")
    assert "Masa berlaku sertifikat Anda" in held.text
    assert issued.number in held.text


def test_the_sheet_can_be_set_as_a_picture(desk, app):
    issued = desk.certified()
    with app.test_request_context():
        template = (ROOT / "templates" / "print" / "sertifikat.typ").read_text("utf-8")
        drawn = typesetting.picture(template, content(issued.payload()))
    assert drawn.startswith(b"\x89PNG")


def test_anybody_with_the_code_sees_initials_and_whether_it_holds(desk, browse, clock):
    issued = desk.certified()
    db.session.commit()
    anybody = browse(None)
    page = anybody.get(f"/verifikasi/{issued.code}")
    assert "Sertifikat ini berlaku" in page.text
    assert "S. R." in page.text
    for secret in ("Siti", "Rekaan, S", "1900", desk.unit.name):
        assert secret not in page.text
    anybody.get("/verifikasi/" + "x" * 27, status=404)
    anybody.get("/verifikasi/nama", status=404)
    clock.forward(days=500)
    assert "sudah lewat masa berlaku" in anybody.get(f"/verifikasi/{issued.code}").text


def test_two_hr_persons_revoke_and_the_public_sees_it(desk, browse):
    issued = desk.certified()
    db.session.commit()
    hr, second = browse(desk.hr), browse(desk.second)
    page = f"/kepegawaian/pegawai/{desk.person.id}/sertifikasi"
    named = f"cabut-{issued.period_id}-alasan"
    hr.get(page)
    hr.post(f"{page}/pencabutan", {"masa": str(issued.period_id), named: "pendek"}, status=422)
    hr.post(f"{page}/pencabutan", {"masa": str(issued.period_id), named: "Nama orang tertukar."})
    [waits] = waiting_revocations(("/",), today=desk.at.date())
    decide = f"/kepegawaian/sertifikasi/pencabutan/{waits.id}"
    hr.post(decide, {"putusan": "cabut"}, status=403)
    assert "Nama orang tertukar." in second.get("/kepegawaian/sertifikasi").text
    second.post(decide, {"putusan": "cabut"})
    assert "Sertifikat ini dicabut" in browse(None).get(f"/verifikasi/{issued.code}").text
    second.post(decide, {"putusan": "cabut"}, status=404)
    told = hr.get(page).text
    assert "Nama orang tertukar. Diusulkan" in told
    assert f"dikukuhkan {desk.second.name}" in told


def test_excuse_and_recognition_have_forms_for_each_programme(desk, browse):
    hr, page = browse(desk.hr), f"/kepegawaian/pegawai/{desk.person.id}/sertifikasi"
    asked = {f"{DECIDING}-alasan": "cuti", f"{DECIDING}-sampai": "2030-01-01"}
    refused = hr.post(f"{page}/{DECIDING}/dispensasi", asked, status=422)
    assert "masa kelonggaran" in refused.text
    hr.post(f"{page}/{DECIDING}/dispensasi", {**asked, f"{DECIDING}-sampai": "2026-12-15"})
    assert "dibebaskan sementara" in hr.get(page).text
    paper = {f"akui-{DECIDING}-dokumen": "STTP 7", f"akui-{DECIDING}-penerbit": "LAN",
             f"akui-{DECIDING}-tanggal": "2026-09-01"}  # fmt: skip
    hr.post(f"{page}/{DECIDING}/pengakuan", paper)
    assert periods_of_person(desk.person.id)[0].document == "STTP 7"
    assert "diakui" in hr.get(page).text


def test_an_independent_verifier_accepts_the_credential_and_refuses_a_changed_one(desk, browse):
    issued = desk.certified()
    db.session.commit()
    anybody = browse(None)
    answer = anybody.get(f"/verifikasi/{issued.code}", headers=JWT).response
    assert answer.mimetype == "application/vc+jwt"
    token = answer.get_data(as_text=True)
    judge = verifier(anybody.get("/verifikasi/penerbit"))
    badge = judge.verify(token)
    assert badge.achievement.name == certification.the_programme().title
    told = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert "Siti" not in json.dumps(told)
    head, body, seal = token.split(".")
    changed = f"{head}.{body[:40]}{'A' if body[40] != 'A' else 'B'}{body[41:]}.{seal}"
    with pytest.raises(OB3VerificationError):
        judge.verify(changed)


def test_the_status_list_says_which_were_revoked(desk, browse):
    issued = desk.certified()
    db.session.commit()

    def bits() -> bytes:
        token = browse(None).get("/verifikasi/status", headers=JWT).response.get_data(as_text=True)
        told = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        packed = told["credentialSubject"]["encodedList"][1:]
        unpacked = gzip.GzipFile(fileobj=io.BytesIO(base64.urlsafe_b64decode(packed + "==")))
        return unpacked.read()

    assert bits()[0] == 0
    waits = ask_revocation(issued.period_id, reason="Keliru.", by=desk.hr.id, at=desk.at)
    decide_revocation(waits, confirm=True, by=desk.second.id, at=desk.at, zone=certification.ZONE)
    db.session.commit()
    assert (bits()[0], len(bits())) == (0x80, 16384)


def test_the_api_tells_ones_own_certificates(desk, app):
    issued = desk.certified()
    colleague = people.employee(desk.unit)
    mine, other = (tokens.token(each, at=desk.at) for each in (desk.person, colleague))
    db.session.commit()
    client = app.test_client()

    def ask(path: str, token: str):
        return client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"})

    [one] = ask("/certificates", mine).get_json()["items"]
    assert (one["number"], one["state"]) == (issued.number, "valid")
    assert one["valid_until"] == (issued.until - timedelta(days=1)).isoformat()
    assert ask(f"/certificates/{issued.code}", mine).get_json() == one
    assert ask(f"/certificates/{issued.code}", other).status_code == 404
    assert ask("/certificates", other).get_json()["items"] == []


def test_the_dry_run_of_a_correction_names_the_certificates_that_it_would_touch(desk, browse):
    slug, strict = DECIDED[0], {"per_objective": 4, "pass_mark": 0.99}
    content_of.published(slug, at=desk.at, quiz=content_of.quiz(slug, **strict))
    issued = desk.certified()
    content_of.rekeyed(slug, question="m5-menyapa-a", right="b", at=desk.at, **strict)
    author = people.employee(desk.unit)
    people.role(author, Role.AUTHOR, desk.unit)
    found = correctable(slug)[0]
    detached(author)
    page = browse(author).get(f"/penulis/{slug}/koreksi/{found.key}/{found.replaced}")
    assert issued.number in page.text
    assert "Siti" not in page.text


def test_a_new_release_and_the_worker_have_the_rules_evaluated_and_the_night_issues(desk, app):
    newcomer = people.employee(desk.unit, family=desk.family)
    desk.earn(newcomer)
    ask_to_assign(at=desk.at)
    db.session.commit()
    waiting = {each.kind: each for each in jobs.unfinished()}
    assert set(waiting) == {"certification-assign", "certification-standings"}
    handlers = app.extensions["resap_handlers"]
    done = handlers["certification-assign"](running(desk.at))
    assert done["entered"] == 1
    night = next(each for each in jobs.unfinished() if each.kind == "certification-night")
    assert night.run_at.astimezone(ZoneInfo(certification.ZONE)).hour == 1
    assert handlers["certification-night"](running(night.run_at))["issued"] == 1


def running(at) -> jobs.Running:
    return jobs.Running(uuid4(), {}, at, lambda _done, _of: None)
