"""`certificates import` brings documents from elsewhere; `report unit` can be set as PDF."""

import json

import pytest

from tests.factories import content, crowds, people
from tests.factories.certification import DECIDING, Desk
from training.certification.queries.periods import periods_of_person
from training.certification.rules.recognising import Fault
from training.cli.certificate_import import SENTENCES
from training.cli.unit_report_sheet import content as told
from training.kernel.db import db
from training.people.queries.units import EVERYWHERE
from training.people.rules.kinds import Role
from training.people.tables.employees import Identifier
from training.reporting.queries import unit_report

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(app, clock):
    made = Desk(app.config["RESAP"].data, clock.now)
    for each in (made.hr, made.second):
        people.role(each, Role.HR, made.unit)
    db.session.commit()
    return made


def number_of(person) -> str:
    return db.session.query(Identifier.value).filter_by(employee_id=person.id).scalar()


@pytest.fixture
def bring(app, desk, tmp_path):
    def run(*args: str, line: str | None = None):
        good = f"{number_of(desk.person)};{DECIDING};Sertifikat 7;LAN RI;2026-11-01"
        path = tmp_path / "luar.csv"
        text = line if line is not None else good
        path.write_text(f"NIP;Program;Dokumen;Penerbit;Tanggal\n{text}\n")
        by = number_of(desk.hr)
        db.session.rollback()
        runner = app.test_cli_runner()
        return runner.invoke(args=["certificates", "import", str(path), "--by", by, *args])

    return run


def test_a_dry_run_keeps_nothing(bring, desk):
    done = bring("--dry-run", "--json", "--approved-by", number_of(desk.second))
    assert done.exit_code == 0
    assert json.loads(done.stdout)["outcome"] == "checked"
    assert periods_of_person(desk.person.id) == ()
    assert bring("--approved-by", number_of(desk.second)).exit_code == 0


def test_two_persons_recognise_and_again_changes_nothing(bring, desk):
    second = number_of(desk.second)
    assert "Diakui." in bring("--approved-by", second).stdout
    assert len(periods_of_person(desk.person.id)) == 1
    assert "Semua sudah tercatat" in bring("--approved-by", second).stdout
    assert len(periods_of_person(desk.person.id)) == 1


def test_without_a_second_person_it_waits(bring, desk):
    assert "Menunggu" in bring().stdout
    assert periods_of_person(desk.person.id) == ()


def test_one_person_alone_or_somebody_else_does_not_approve(bring, desk):
    for who in (desk.hr, desk.person):
        done = bring("--approved-by", number_of(who))
        assert done.exit_code == 2, done.output
    assert periods_of_person(desk.person.id) == ()


def test_every_fault_is_said_and_nothing_is_kept(bring, desk):
    done = bring("--json", line="123;x;;;kemarin")
    assert done.exit_code == 1
    [row] = json.loads(done.stdout)["rows"]
    assert "person-unknown" in row["faults"]
    assert len(row["sentences"]) == len(row["faults"])
    assert bring(line="").exit_code == 1
    assert set(SENTENCES) == set(Fault)


def test_a_units_report_is_set_as_a_tagged_pdf_that_hides_what_the_others_hide(app, clock):
    content.published()
    unit = people.unit("DINAS", kind="dinas", name="Dinas Contoh")
    small = people.unit("KECIL", parent=unit)
    crowds.learnt(crowds.crowd(unit, 30)[:15], unit, at=clock.now)
    crowds.learnt(crowds.crowd(small, 4), small, at=clock.now)
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["report", "rebuild"]).exit_code == 0
    made = runner.invoke(args=["report", "unit", "DINAS", "--format", "pdf"])
    assert made.exit_code == 0, made.output
    for marker in (b"%PDF-", b"pdfuaid", b"/StructTreeRoot", b"/Lang"):
        assert marker in made.stdout_bytes, marker
    k = app.config["RESAP"].k
    page = told(unit_report("KECIL", scope=EVERYWHERE, k=k), city="Kota Contoh")
    results = {row[1] for part in page["sections"] for row in part["rows"]}
    assert results <= {"belum cukup data", "tidak ditampilkan"}
    whole = told(unit_report("DINAS", scope=EVERYWHERE, k=k), city="Kota Contoh")
    assert whole["sections"][0]["title"] == "Seluruhnya"
    assert any("%" in row[1] for row in whole["sections"][0]["rows"])
