"""The task force's page begins with what waits, and draws kecamatan and kelurahan as tiles."""

import pytest

from tests.factories import content, crowds, cycles, people
from tests.factories.observation import finding_for
from tests.factories.oversight import Town
from training.kernel.db import db
from training.observation.queries.findings import open_findings
from training.observation.tables.sheets import ContraryVerdict
from training.oversight.rules.following import StepKind
from training.people.rules.kinds import Role
from training.reporting.actions import rebuild
from training.reporting.rules.measures import Measure
from training.web.task_force.tilemap import tilemap

pytestmark = pytest.mark.slow
ZONE = "Asia/Makassar"


@pytest.fixture
def city(app, clock):
    """A kecamatan with two kelurahan, one busy and one silent, and the task force."""
    content.published()
    root = people.unit("KOTA", kind="kota", name="Kota Contoh")
    camat = people.unit("CAMAT", parent=root, kind="kecamatan", name="Kecamatan Contoh")
    busy = people.unit("RAMAI", parent=camat, kind="kelurahan", name="Kelurahan Ramai")
    quiet = people.unit("SUNYI", parent=camat, kind="kelurahan", name="Kelurahan Sunyi")
    for unit, size, done in ((camat, 30, 15), (busy, 40, 25), (quiet, 40, 0)):
        staff = crowds.crowd(unit, size)
        crowds.learnt(staff[:done], unit, at=clock.now)
    boss = people.employee(name="Ketua Gugus")
    people.role(boss, Role.TASK_FORCE, root)
    rebuild(at=clock.now, zone=ZONE, k=10)
    db.session.commit()
    db.session.refresh(boss)
    db.session.expunge(boss)
    return boss


def test_nothing_waits_and_the_page_says_so(city, browse):
    page = browse(city).get("/gugus-tugas?dasar=dulu")
    assert "Yang perlu perhatian sekarang" in page.text


def test_a_silent_unit_is_named_with_a_kind_sentence(city, browse):
    page = browse(city).get("/gugus-tugas")
    assert "Unit sunyi: Kelurahan Sunyi" in page.text
    assert "paling banyak 23 % aktif" in page.text
    assert "Unit sunyi: Kelurahan Ramai" not in page.text
    assert "Tanyakan dahulu apa yang menghalangi" in page.text


def test_a_finding_waits_until_it_is_refuted(city, browse, clock):
    mentor, other = people.employee(), people.employee()
    found = finding_for(other, mentor, at=clock.now).id
    db.session.commit()
    page = browse(city).get("/gugus-tugas")
    assert "Temuan laku yang bertentangan yang belum ditutup" in page.text
    db.session.add(ContraryVerdict(finding_id=found, verified=False, note="Keliru.", at=clock.now))
    db.session.commit()
    assert open_findings() == 0
    page = browse(city).get("/gugus-tugas")
    assert "Temuan laku yang bertentangan yang belum ditutup" not in page.text


def test_a_cycle_that_is_over_waits_to_be_closed(city, browse, clock):
    cycles.opened(clock.now, "2026-9")
    db.session.commit()
    assert "Tutup putaran 2026-9" not in browse(city).get("/gugus-tugas").text
    clock.forward(days=100)
    page = browse(city).get("/gugus-tugas")
    assert "2026-9" in page.text
    assert "Angka baru disampaikan setelah putaran ditutup." in page.text


def test_tiles_stand_beside_a_table_that_says_the_same(city, browse):
    page = browse(city).get("/gugus-tugas")
    html = page.response.get_data(as_text=True)
    assert html.count("resap-tilemap__number--") == 2
    assert "1. Kelurahan Ramai" in page.text
    assert "2. Kelurahan Sunyi" in page.text


def test_a_scope_without_kecamatan_has_no_map():
    assert tilemap((), Measure.COMPLETED) is None


def test_overdue_acts_and_what_is_to_be_checked_wait(app, clock, browse):
    town = Town(clock.now)
    town.case()
    town.says(town.case(), StepKind.DONE)
    town.planned(days=3)
    db.session.commit()
    db.session.refresh(town.force)
    db.session.expunge(town.force)
    clock.forward(days=15)
    page = browse(town.force).get("/gugus-tugas")
    for words in (
        "Tindakan yang disepakati dan lewat tenggat",
        "Tindakan yang menurut unit sudah selesai dan perlu diperiksa",
        "Kunjungan dan pertemuan yang harinya sudah lewat",
    ):
        assert words in page.text
