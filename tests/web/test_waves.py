"""Anonymous waves in a browser: the promise first, one answer each, and no way back to a name."""

import pytest
from sqlalchemy import func, select

from tests.factories import people, waves
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.voice.actions.waves import answer
from training.voice.queries.waves import participants
from training.voice.queries.waves import waves as all_waves
from training.voice.tables.waves import WaveAnswer

pytestmark = pytest.mark.slow

DOOR, DESK = "/suara-pegawai", "/gugus-tugas/gelombang"
PLAN = {"judul": "Gelombang satu", "mulai": "2026-11-20", "selesai": "2026-12-05",
        "janji": waves.PROMISE}  # fmt: skip
TALK = {"dengan": "Korpri dan PDP", "tanggal": "2026-11-19", "hasil": "Setuju"}


def fresh(role: Role | None = None):
    unit = people.unit()
    person = people.employee(unit)
    if role:
        people.role(person, role, unit)
    db.session.commit()
    db.session.refresh(person)
    db.session.expunge(person)
    return person


@pytest.fixture
def wave(app, clock):
    made = waves.opened(clock.now)
    db.session.commit()
    return made


def given(step: int = 3) -> dict[str, str]:
    return {key: str(each) for key, each in waves.given(step).items()}


def test_a_wave_from_its_plan_to_its_close(browse, app):
    chief, other = browse(fresh(Role.TASK_FORCE)), browse(fresh())
    assert "Tidak ada gelombang yang terbuka" in other.get(DOOR).text
    door = chief.post(DESK, PLAN).location
    assert chief.post(f"{door}/buka", {}, 422).text.count("Catat dulu konsultasinya")
    chief.post(f"{door}/rencana", {**PLAN, "judul": "Gelombang dua"})
    chief.post(f"{door}/konsultasi", TALK)
    chief.post(f"{door}/buka")
    chief.post(f"{door}/buka", {}, 409)
    chief.post(f"{door}/rencana", PLAN, 409)
    page = other.get(DOOR)
    assert waves.PROMISE in page.text
    assert "Dibicarakan dengan Korpri dan PDP" in page.text
    (made,) = all_waves(today=waves.TODAY)
    other.post(f"{DOOR}/{made.id}", given())
    assert "Gelombang dua" in chief.get(DESK).text
    assert chief.get(door).h1 == "Gelombang dua"
    chief.post(f"{door}/tutup")
    chief.post(f"{door}/tutup", {}, 409)
    assert "Jawaban terlalu sedikit" in chief.get(f"{door}/hasil").text


@pytest.mark.parametrize(
    "more",
    [{"judul": ""}, {"janji": "pendek"}, {"mulai": "x"}, {"selesai": "2026-01-01"},
     {"judul": "a" * 300}, {"janji": "\x00" * 50}],
)  # fmt: skip
def test_a_bad_plan_brings_the_form_back(browse, app, more):
    browse(fresh(Role.TASK_FORCE)).post(DESK, {**PLAN, **more}, 422)
    assert all_waves(today=waves.TODAY) == ()


def test_a_bad_consultation_or_change_brings_the_form_back(browse, wave, clock):
    chief, plain = browse(fresh(Role.TASK_FORCE)), waves.prepared(clock.now)
    db.session.commit()
    for more in ({"dengan": ""}, {"tanggal": "2027-01-01"}, {"hasil": ""}):
        chief.post(f"{DESK}/{plain}/konsultasi", {**TALK, **more}, 422)
    for more in ({"judul": ""}, {"selesai": "2026-01-01"}):
        chief.post(f"{DESK}/{plain}/rencana", {**PLAN, **more}, 422)


def test_somebody_answers_once_and_nothing_beside_it_is_noted(browse, wave):
    me = browse(fresh())
    before = db.session.execute(select(func.count(AuditEvent.seq))).scalar_one()
    me.post(f"{DOOR}/{wave}", given())
    me.post(f"{DOOR}/{wave}", given(5))
    assert "Terima kasih sudah ikut" in me.get(DOOR).text
    assert participants(wave) == 1
    assert db.session.execute(select(func.count(AuditEvent.seq))).scalar_one() == before
    ((key, answers),) = db.session.execute(select(WaveAnswer.id, WaveAnswer.answers))
    assert set(answers.values()) == {3}
    page = me.get("/saya/data")
    assert "Gelombang anonim" in page.text
    assert not {str(key), key.hex} & set(page.raw.replace('"', " ").split())


def test_nothing_or_nonsense_is_no_answer(browse, wave):
    me = browse(fresh())
    page = me.post(f"{DOOR}/{wave}", {}, 422)
    assert "Jawablah paling sedikit satu kalimat." in page.text
    key = waves.form().items[0].key
    me.post(f"{DOOR}/{wave}", {key: "9" * 400, "lain": "3"}, 422)
    assert participants(wave) == 0


def test_what_was_chosen_stays_when_the_form_comes_back(browse, wave):
    page = browse(fresh()).get(DOOR)
    assert len(page.all("fieldset")) == 18
    assert not [each for each in page.all("input") if each.get("checked") is not None]


def test_a_closed_wave_is_not_answered(browse, wave, clock):
    waves.closed(wave, clock.now)
    db.session.commit()
    me = browse(fresh())
    me.post(f"{DOOR}/{wave}", given())
    assert participants(wave) == 0


def test_a_closed_wave_tells_means_of_many_by_unit_and_construct(browse, app, clock):
    made, unit = waves.opened(clock.now), people.unit("BANYAK", name="Dinas Banyak")
    crowd = [people.employee(unit) for _ in range(12)]
    few = people.unit("SEDIKIT", name="Dinas Sedikit")
    crowd += [people.employee(few) for _ in range(11)]
    for person in crowd:
        answer(made, waves.given(3), person=person.id, today=waves.TODAY, k=10)
    chief = browse(fresh(Role.TASK_FORCE))
    assert "Gelombang belum ditutup" in chief.get(f"{DESK}/{made}/hasil").text
    waves.closed(made, clock.now)
    db.session.commit()
    page = chief.get(f"{DESK}/{made}/hasil")
    assert "Dinas Banyak" in page.text
    assert "23 orang menjawab" in page.text
    assert "3,0" in page.text
