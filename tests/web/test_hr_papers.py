"""Quizzes on paper in a browser without JavaScript: print, type twice, settle, and the result."""

import pytest
from sqlalchemy import select

from tests.factories import content, kinds, people
from tests.factories.kinds import right_answer, wrong_answer
from training.content.rules.quizzes import Kind
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee, Identifier
from training.quiz.queries import history
from training.quiz.queries.papers import sheet_of, unfinished
from training.quiz.rules.papers import code_of
from training.quiz.rules.showing import questions_of

pytestmark = pytest.mark.slow

HOME = "/kepegawaian/kertas"


@pytest.fixture
def city(app):
    content.published()
    root = people.unit("KOTA", kind="kota")
    one, other = people.unit("A", parent=root), people.unit("B", parent=root)
    found = {f"clerk{n}": people.employee(one, name=f"Petugas {n}") for n in (1, 2, 3)}
    for each in found.values():
        people.role(each, Role.HR, one)
    found["stranger"] = people.employee(other)
    people.role(found["stranger"], Role.HR, other)
    found["person"] = people.employee(one, name="Budi Rekaan")
    db.session.commit()
    for each in found.values():
        db.session.refresh(each)
        db.session.expunge(each)
    return found


@pytest.fixture
def printed(city, browse, clock):
    """A blank sheet: the page that was printed, and its code."""
    hr = browse(city["clerk1"])
    address = hr.post(HOME, {"modul": content.SLUG, "nip": "", "lembar": "1"}).location
    page = hr.get(address)
    code = unfinished(scope=("/KOTA/A/",))[0].code
    db.session.remove()
    clock.forward(minutes=90)
    return page, code


def nip() -> str:
    """The number of the one who sat."""
    held = select(Identifier.value).join(Employee, Employee.id == Identifier.employee_id)
    return db.session.scalars(held.where(Employee.name == "Budi Rekaan")).one()


def typed(code: str, *, wrong: int = 0, **more) -> dict[str, object]:
    """The form with an answer to every question."""
    sheet = sheet_of(code, scope=("/KOTA/A/",))
    form: dict[str, object] = {"nip": nip(), "tanggal": "2026-11-23", "jam": "10:00"}
    for place, question in enumerate(questions_of(sheet.quiz, sheet.drawn)):
        value = (wrong_answer if place < wrong else right_answer)(question)
        if isinstance(value, dict):
            form |= {f"{question.key}-{key}": str(each) for key, each in value.items()}
        else:
            form[question.key] = value
    db.session.remove()
    return {**form, **more}


def first_key(code: str) -> str:
    sheet = sheet_of(code, scope=("/KOTA/A/",))
    db.session.remove()
    return sheet.keys[0]


def test_a_sheet_has_its_code_and_release_and_never_the_key(printed):
    page, code = printed
    assert f"{code[:4]}-{code[4:]}" in page.text
    assert "terbitan 1" in page.text
    assert content.SECRET not in page.raw
    assert "NIP:" in page.text
    assert not page.all("input")


def test_two_clerks_type_a_sheet_and_it_becomes_a_result(city, browse, printed):
    _page, code = printed
    address = f"{HOME}/{code}"
    browse(city["clerk1"]).post(address, typed(code))
    again = browse(city["clerk1"]).get(address)
    assert "Ketikan kedua dibuat orang lain." in again.text
    assert not again.all("select") + again.all("input", type="radio")
    blind = browse(city["clerk2"]).get(address)
    assert not [each for each in blind.all("input") if each.get("checked") is not None]
    browse(city["clerk2"]).post(address, typed(code))
    assert "sudah menjadi hasil" in browse(city["clerk2"]).get(address).text
    person = browse(city["person"])
    [past] = history(city["person"].id)
    assert past.on_paper
    assert "Anda menjawab kuis ini di kertas." in person.get(f"/belajar/kuis/{past.id}/hasil").text
    record = browse(city["clerk1"]).get(f"/kepegawaian/pegawai/{city['person'].id}")
    assert "pengerjaan ke‑1, di kertas" in record.text
    told = person.get("/saya/data.json").json["attempts"]
    assert [each["on_paper"] for each in told] == [True]


def test_differences_stand_side_by_side_and_a_third_look_settles_them(city, browse, printed):
    _page, code = printed
    address = f"{HOME}/{code}"
    browse(city["clerk1"]).post(address, typed(code))
    browse(city["clerk2"]).post(address, typed(code, wrong=1, jam="10:05"))
    third = browse(city["clerk3"])
    page = third.get(address)
    assert "Perbedaan kedua ketikan" in page.text
    assert "Kapan dikerjakan" in page.text
    assert len(page.all("fieldset")) == 2
    left = third.post(f"{address}/beda", {"beda-@waktu": "pertama"}, status=422)
    assert "Pilih yang tertulis di lembar." in left.text
    sides = {"beda-@waktu": "pertama", f"beda-{first_key(code)}": "kedua"}
    third.post(f"{address}/beda", sides)
    [past] = history(city["person"].id)
    assert past.marks[first_key(code)] == 0


def test_a_code_is_entered_once_and_said_so(city, browse, printed):
    _page, code = printed
    for clerk in ("clerk1", "clerk2"):
        browse(city[clerk]).post(f"{HOME}/{code}", typed(code))
    refused = browse(city["clerk3"]).post(f"{HOME}/{code}", typed(code), status=409)
    assert "Satu kode hanya dimasukkan sekali." in refused.text
    same = browse(city["clerk1"]).post(f"{HOME}/{code}/jadikan", status=409)
    assert same.status == 409


def test_the_same_clerk_is_refused_with_a_sentence(city, browse, printed):
    _page, code = printed
    hr = browse(city["clerk1"])
    hr.post(f"{HOME}/{code}", typed(code))
    refused = hr.post(f"{HOME}/{code}", typed(code), status=409)
    assert "Ketikan kedua dibuat orang lain." in refused.text


def test_what_the_rules_do_not_allow_is_said_and_can_be_tried_again(city, browse, printed):
    _page, code = printed
    person = browse(city["person"])
    attempt = person.post(f"/belajar/modul/{content.SLUG}/kuis").location
    for clerk in ("clerk1", "clerk2"):
        browse(city[clerk]).post(f"{HOME}/{code}", typed(code))
    page = browse(city["clerk2"]).get(f"{HOME}/{code}")
    assert "diketik dua kali, belum menjadi hasil" in page.text
    hr = browse(city["clerk1"])
    hr.post(f"{HOME}/{code}/jadikan")
    told = hr.get(f"{HOME}/{code}").text
    assert "pegawai ini punya kuis terbuka yang harus diserahkan dulu" in told
    assert attempt


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nip", "190001012020019999", "Tidak ada pegawai dengan NIP ini di unit Anda."),
        ("nip", "", "Tidak ada pegawai dengan NIP ini di unit Anda."),
        ("tanggal", "kemarin", ""),
        ("jam", "25:99", ""),
        ("tanggal", "2026-11-24", "Isi waktu di antara saat lembar dicetak dan sekarang."),
        ("tanggal", "2025-11-23", "Isi waktu di antara saat lembar dicetak dan sekarang."),
    ],
)
def test_what_is_wrong_on_the_form_is_said_and_the_answers_stay(
    city, browse, printed, field, value, said
):
    _page, code = printed
    page = browse(city["clerk1"]).post(f"{HOME}/{code}", typed(code, **{field: value}), status=422)
    assert said in page.text
    assert [each for each in page.all("input") if each.get("checked") is not None]


@pytest.mark.parametrize("number", ["", "0", "-3", "41", "dua", "1" * 400, "1" * 5000])
def test_no_number_of_sheets_but_a_small_one_is_taken(city, browse, number):
    asked = {"modul": content.SLUG, "nip": "", "lembar": number}
    browse(city["clerk1"]).post(HOME, asked, status=422)


def test_a_sign_that_is_wrong_is_found_before_anything_is_looked_up(city, browse, printed):
    _page, code = printed
    hr = browse(city["clerk1"])
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert "Ada tanda yang keliru" in hr.post(f"{HOME}/kode", {"kode": wrong}, status=422).text
    other = code_of([1] * 7)
    assert "Tidak ada lembar" in hr.post(f"{HOME}/kode", {"kode": other}, status=422).text
    assert hr.post(f"{HOME}/kode", {"kode": f" {code.lower()} "}).location.endswith(code)
    hr.get(f"{HOME}/{wrong}", status=404)
    hr.get(f"{HOME}/%00{code[1:]}", status=404)


def test_a_sheet_of_another_unit_does_not_exist(city, browse, printed):
    _page, code = printed
    browse(city["stranger"]).get(f"{HOME}/{code}", status=404)


def test_every_kind_can_be_printed_and_typed_but_stories(app, city, browse, clock):
    asked = [
        kinds.matching(), kinds.ordering(), kinds.free_text(), kinds.short_text(),
        kinds.numeric(), kinds.cloze(), content.hotspot("m1-tempat-a"),
        content.question("m1-banyak-a", Kind.MULTIPLE, right="a,b"),
        content.situation("m1-sjt-s01"),
        content.situation("m1-sjt-s02", kind=Kind.SJT_BEST_WORST),
        content.situation("m1-sjt-s03", kind=Kind.SJT_RANK),
    ]  # fmt: skip
    content.published("m2-semua", quiz=content.quiz_of(*asked, slug="m2-semua"))
    db.session.commit()
    hr = browse(city["clerk1"])
    form = {"modul": "m2-semua", "nip": nip(), "lembar": "1"}
    page = hr.get(hr.post(HOME, form).location)
    assert "Budi Rekaan" in page.text
    assert content.SECRET not in page.raw
    code = unfinished(scope=("/KOTA/A/",))[0].code
    db.session.remove()
    clock.forward(minutes=90)
    for clerk in ("clerk1", "clerk2"):
        browse(city[clerk]).post(f"{HOME}/{code}", typed(code, nip=""))
    [past] = history(city["person"].id, "m2-semua")
    assert past.on_paper
    assert past.pending
    assert not past.void
