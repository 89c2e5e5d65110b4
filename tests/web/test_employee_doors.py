"""The door of a quiz on the module's page: why not yet, what is due, and the clock behind it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import content, people, quiz
from training.content.rules.gates import Abandoned, Conditions, Purpose, Rule
from training.content.rules.model import JobFamily, UnitKind
from training.kernel.db import db
from training.learning.actions import mark_read
from training.quiz.queries import history
from training.quiz.tables import Submission

pytestmark = pytest.mark.slow

PAGE = f"/belajar/modul/{content.SLUG}"


def needs(**more) -> Rule:
    return Rule(requires=Conditions(**more))


@pytest.fixture
def visit(app, browse):
    """A person at a quiz with these rules, who did `before` already."""

    def opened(*rules: Rule, before=None, **more):
        content.published(quiz=content.quiz(rules=rules, **more))
        person = people.employee(people.unit())
        if before:
            before(person)
        db.session.commit()
        db.session.refresh(person)
        db.session.expunge(person)
        return browse(person)

    return opened


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (lambda at: needs(opens=at + timedelta(days=1)),
         "Kuis ini dibuka pada 24 November 2026 pukul 09.30 WITA."),
        (lambda at: needs(closes=at - timedelta(days=1)),
         "Kuis ini ditutup pada 22 November 2026 pukul 09.30 WITA."),
        (lambda _at: needs(completed=(content.SLUG,)), "Selesaikan dahulu: Modul m1-contoh."),
        (lambda _at: needs(roles=("hr",)), "dengan peran: Kepegawaian."),
        (lambda _at: needs(job_families=(JobFamily.PLANNER,)), "jabatan di bidang: perencanaan."),
        (lambda _at: needs(unit_kinds=(UnitKind.KELURAHAN,)), "yang bertugas di: kelurahan."),
        (lambda _at: needs(addresses=("10.20.0.0/16",)), "hanya dapat dikerjakan di ruang"),
        (lambda _at: Rule(may_start=False, note="Ditutup untuk perbaikan soal."),
         "Ditutup untuk perbaikan soal."),
    ],
)  # fmt: skip
def test_the_page_says_why_the_quiz_cannot_be_started(visit, clock, rule, sentence):
    browser = visit(rule(clock.now))
    page = browser.get(PAGE)
    assert sentence in page.text
    assert "Mulai kuis" not in page.text
    refused = browser.post(f"{PAGE}/kuis", status=409)
    assert refused.text.count(sentence) == 2  # above the page as well
    assert history(browser.person.id) == ()


def test_the_page_says_that_all_attempts_are_used(visit, browse, clock):
    browser = visit(needs(at_most=1), before=lambda p: quiz.submitted(p, at=clock.now, right=0))
    clock.forward(days=1)
    browser = browse(browser.person)
    assert "Semua kesempatan Anda (1) sudah terpakai." in browser.get(PAGE).text


def test_a_room_is_known_by_the_address_of_the_device(visit):
    browser = visit(needs(addresses=("127.0.0.0/8",)))
    assert browser.post(f"{PAGE}/kuis").location.startswith("/belajar/kuis/")


def test_a_timed_quiz_says_so_before_and_shows_the_rest_while_it_runs(visit, clock):
    browser = visit(Rule(minutes=30, grace_seconds=20))
    assert "Begitu dimulai, waktu Anda 30 menit." in browser.get(PAGE).text
    attempt = browser.post(f"{PAGE}/kuis").location
    clock.forward(minutes=18, seconds=1)
    for address in (attempt, f"{attempt}?soal=1"):
        page = browser.get(address)
        assert "berakhir pukul 10.00 WITA; saat halaman ini dibuka tersisa 12 menit." in page.text
        assert page.all("div", **{"data-clock": "719"})
    clock.forward(minutes=12)
    assert "Waktu habis. Silakan serahkan sekarang" in browser.get(attempt).text


def test_whoever_comes_back_after_the_end_finds_the_result(visit, clock):
    browser = visit(Rule(minutes=10, grace_seconds=20))
    attempt = browser.post(f"{PAGE}/kuis").location
    clock.forward(minutes=12)
    assert browser.get(attempt, status=303).location == f"{attempt}/hasil"
    assert "Waktunya habis, jadi Resap menyerahkan" in browser.get(f"{attempt}/hasil").text
    assert db.session.scalars(select(Submission.cause)).one() == "server"


def test_a_form_that_comes_after_the_end_is_told_so_and_changes_nothing(visit, clock):
    browser = visit(Rule(minutes=10))
    attempt = browser.post(f"{PAGE}/kuis").location
    key = history(browser.person.id)[0].keys[0]
    db.session.remove()
    clock.forward(minutes=12)
    page = browser.post(attempt, {f"{key}-revision": "0"}, status=409)
    assert page.h1 == "Kuis ini sudah ditutup"
    assert f"{attempt}/hasil" in page.links
    assert db.session.scalars(select(Submission.cause)).one() == "server"


def test_autosave_after_the_end_leads_to_the_result(visit, clock):
    browser = visit(Rule(minutes=10))
    attempt = browser.post(f"{PAGE}/kuis").location
    key = next(k for k in history(browser.person.id)[0].keys if "-menyapa-" in k)
    db.session.remove()
    clock.forward(minutes=12)
    body = {"answer": "a", "revision": 0}
    told = browser.put_json(f"{attempt}/jawaban/{key}", body, status=409).json
    assert (told["closed"], told["cause"], told["result"]) == (True, "server", f"{attempt}/hasil")
    assert told["message"].startswith("Waktu kuis ini sudah habis.")


def test_autosave_after_another_device_handed_in_says_so(visit):
    browser = visit()
    attempt = browser.post(f"{PAGE}/kuis").location
    key = next(k for k in history(browser.person.id)[0].keys if "-menyapa-" in k)
    db.session.remove()
    browser.post(f"{attempt}/serahkan")
    body = {"answer": "a", "revision": 0}
    told = browser.put_json(f"{attempt}/jawaban/{key}", body, status=409).json
    assert (told["closed"], told["cause"]) == (True, "other-device")


def test_a_baseline_is_offered_until_the_first_lesson_is_read(visit, clock):
    browser = visit(purposes=tuple(Purpose))
    page = browser.get(PAGE)
    assert "Sebelum belajar" in page.text
    assert page.all("input", name="tujuan", value="baseline")
    attempt = browser.post(f"{PAGE}/kuis", {"tujuan": "baseline"}).location
    browser.post(f"{attempt}/serahkan")
    assert "Tidak ada gagal di sini." in browser.get(f"{attempt}/hasil").text
    page = browser.get(PAGE)
    assert "Selesai dikerjakan" in page.text
    assert "Kuis belum Anda kerjakan." in page.text
    assert not page.all("input", name="tujuan")


def test_reading_ends_the_offer_of_a_baseline(visit, clock):
    def read(person):
        mark_read(people.acting(person), content.SLUG, content.LESSONS[0], at=clock.now)

    browser = visit(purposes=tuple(Purpose), before=read)
    assert "Sebelum belajar" not in browser.get(PAGE).text
    page = browser.post(f"{PAGE}/kuis", {"tujuan": "baseline"}, status=409)
    assert "begitu pelajaran pertama selesai dibaca" in page.text


def test_a_probe_is_offered_when_it_is_due_and_leaves_the_pass_alone(visit, browse, clock):
    browser = visit(before=lambda person: quiz.submitted(person, at=clock.now))
    assert "Setelah 30 hari" not in browser.get(PAGE).text
    clock.forward(days=29)
    browser = browse(browser.person)
    assert "Kelulusan Anda tetap berlaku." in browser.get(PAGE).text
    attempt = browser.post(f"{PAGE}/kuis", {"tujuan": "probe-30"}).location
    browser.post(f"{attempt}/serahkan")
    page = browser.get(PAGE)
    assert "Setelah 30 hari" in page.text  # now in the table
    assert not page.all("input", name="tujuan")


def test_an_unknown_purpose_is_the_quiz_itself(visit):
    browser = visit()
    browser.post(f"{PAGE}/kuis", {"tujuan": "x" * 999})
    assert history(browser.person.id)[0].purpose is Purpose.POST


def test_an_abandoned_quiz_may_be_gone_on_with_or_left(visit, browse, clock):
    rule = Rule(abandoned=Abandoned.ANEW, abandoned_after_days=7)
    browser = visit(rule, before=lambda person: quiz.started(person, at=clock.now))
    first = history(browser.person.id)[0]
    db.session.remove()
    clock.forward(days=8)
    browser = browse(browser.person)
    page = browser.get(PAGE)
    assert "Ada kuis yang sudah lama tidak dilanjutkan." in page.text
    assert f"/belajar/kuis/{first.id}" in page.links
    assert str(first.id) not in browser.post(f"{PAGE}/kuis").location
    result = browser.get(f"/belajar/kuis/{first.id}/hasil")
    assert result.h1 == "Yang ini tidak dihitung"
    assert content.SECRET not in result.text


def test_a_hasty_quiz_is_told_kindly_and_taken_again_at_once(visit, clock):
    browser = visit()
    attempt = browser.post(f"{PAGE}/kuis").location
    sitting = quiz.attempt(history(browser.person.id)[0].id, of=browser.person.id)
    quiz.answered(sitting, of=browser.person.id, at=clock.forward(seconds=2))
    db.session.commit()
    db.session.remove()
    browser.post(f"{attempt}/serahkan")
    result = browser.get(f"{attempt}/hasil")
    assert result.h1 == "Yang ini tidak dihitung"
    assert "bukan sebagai kegagalan" in result.text
    assert content.SECRET not in result.raw  # the key stays for the one that counts
    assert "Tidak dihitung" in browser.get(PAGE).text
    assert browser.post(f"{PAGE}/kuis").location != attempt
