"""Authors take quizzes out and bring them in; nothing that is brought is stored."""

import io

import pytest
from sqlalchemy import select

from tests.factories import people
from training.audit.tables import AuditEvent
from training.content.rules.exchange.frame import Format
from training.content.rules.exchange.intake import take
from training.kernel.db import db
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

SLUG = "m3-berbicara-melayani"
GIFT = "::Sapa:: Siapa disapa dulu? {=Anak #Ya ~Ayah #Belum ~Tidak ada #Keliru}"


@pytest.fixture
def author(app, browse):
    unit = people.unit("DP3AKB")
    person = people.employee(unit)
    people.role(person, Role.AUTHOR, unit)
    return browse(person)


def bring(author, text, *, form="gift", status=200, **more):
    fields = {"bentuk": form, "berkas": (io.BytesIO(text.encode()), "kuis.txt"), **more}
    return author.post("/penulis/impor", fields, status=status)


@pytest.mark.parametrize("form", list(Format))
def test_a_draft_goes_out_in_every_format_and_comes_back_whole(author, form):
    answer = author.client.get(f"/penulis/{SLUG}/ekspor/{form}?dari=naskah")
    assert answer.status_code == 200
    assert f'filename="{SLUG}.' in answer.headers["Content-Disposition"]
    taken = take(form, answer.data)
    assert taken.problems == ()
    assert len(taken.questions) == 49


def test_the_newest_release_goes_out_and_is_noted(author):
    author.get(f"/penulis/{SLUG}/ekspor/gift", status=404)
    author.post(f"/penulis/{SLUG}/terbitkan")
    assert author.client.get(f"/penulis/{SLUG}/ekspor/gift").status_code == 200
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.object_kind == "quiz")).all()
    assert [(each.kind, each.object_id) for each in events] == [("exported", SLUG)]


@pytest.mark.parametrize("form", ["pdf", "GIFT", "..", "scorm"])
def test_a_format_that_does_not_exist_is_not_found(author, form):
    author.get(f"/penulis/{SLUG}/ekspor/{form}?dari=naskah", status=404)


def test_an_author_sees_what_each_format_cannot_carry(author):
    page = author.get(f"/penulis/{SLUG}/ekspor?dari=naskah")
    assert "Nilai ahli tidak dikenal" in page.text
    assert "Semuanya ikut." in page.text
    assert f"/penulis/{SLUG}/ekspor/qti?dari=naskah" in page.links


def test_an_author_brings_a_quiz_and_gets_a_draft(author):
    page = bring(author, GIFT, modul="m4-coba")
    assert "1 soal terbaca." in page.text
    draft = page.all("textarea")[0].text
    assert "key: m4-sapa" in draft
    assert "# LENGKAPI: indicator" in draft
    answer = author.post("/penulis/impor/naskah", {"naskah": draft}, status=200).response
    assert answer.get_data(as_text=True).strip() == draft.strip()
    assert "kuis.yaml" in answer.headers["Content-Disposition"]


def test_what_cannot_be_read_is_told_with_its_place(author):
    page = bring(author, f"{GIFT}\n\nDua {{=a", status=422)
    assert "baris 3, kolom 5" in page.text
    assert page.all("textarea")


def test_a_hostile_file_is_told_in_words(author):
    page = bring(author, "<!DOCTYPE a><quiz/>", form="moodle-xml", status=422)
    assert "DOCTYPE" in page.text
    assert not page.all("textarea")


def test_without_a_file_or_with_a_strange_format_the_form_comes_again(author):
    page = author.post("/penulis/impor", {"bentuk": "gift"}, status=422)
    assert "Pilih" in page.text
    bring(author, GIFT, form="pdf", status=422)
    bring(author, GIFT, modul="../x", status=422)


def test_others_may_neither_bring_nor_take(app, browse):
    person = browse(people.employee(people.unit("DP3AKB")))
    person.get("/penulis/impor", status=403)
    person.get(f"/penulis/{SLUG}/ekspor/gift", status=403)
