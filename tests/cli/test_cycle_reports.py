"""Operators write reports of a closed cycle, and prove that its snapshot is whole and signed."""

import json

import pytest
from sqlalchemy import text

from tests.factories import content, crowds, cycles, people
from tests.paper_words import words_of
from training.kernel.db import db
from training.reporting.rules.report_sheets import HEAD

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app, clock):
    content.published()
    crowds.crowd(people.unit("KOTA", kind="kota"), 14)
    cycles.newest(clock.now)
    db.session.commit()

    def invoke(*arguments):
        return app.test_cli_runner().invoke(args=["report", *arguments])

    return invoke


def test_a_cycle_is_proven_after_it_is_signed(run):
    unsigned = run("verify-cycle", "2026-2", "--json")
    assert unsigned.exit_code == 1
    assert json.loads(unsigned.output)["flaws"] == ["unsigned"]
    assert run("sign-cycle", "2026-2").output == "Ditandatangani.\n"
    assert run("sign-cycle", "2026-2").output == "Sudah ditandatangani.\n"
    proven = run("verify-cycle", "2026-2", "--recount")
    assert proven.exit_code == 0
    assert proven.output.startswith("Utuh: ")


def test_what_was_changed_below_is_told(run):
    run("sign-cycle", "2026-2")
    db.session.execute(text("DROP TRIGGER unit_finding_no_update"))
    db.session.execute(text("UPDATE unit_finding SET roster = roster + 1"))
    db.session.commit()
    told = run("verify-cycle", "2026-2")
    assert told.exit_code == 1
    assert "sidik jari tidak sama" in told.output


def test_a_cycle_that_is_not_there_or_not_closed_is_refused(run, clock):
    assert "tidak ada" in run("verify-cycle", "2031-1").output
    clock.forward(days=20)
    cycles.opened(clock.now, "2027-1")
    db.session.commit()
    for command in (("verify-cycle",), ("sign-cycle",), ("cycle",)):
        refused = run(*command, "2027-1")
        assert refused.exit_code == 1
        assert "belum ditutup" in refused.output


def test_a_report_is_written_in_every_form(run):
    whole = json.loads(run("cycle", "2026-2").output)
    own = json.loads(run("cycle", "2026-2", "--unit", "KOTA").output)
    assert (whole["kind"], own["kind"]) == ("city", "unit")
    assert whole["digest"] == own["digest"]
    assert HEAD[0] in run("cycle", "2026-2", "--format", "csv").output
    assert run("cycle", "2026-2", "--format", "xlsx").stdout_bytes.startswith(b"PK")
    for chosen in ((), ("--unit", "KOTA")):
        pages = words_of(run("cycle", "2026-2", *chosen, "--format", "pdf").stdout_bytes)
        assert pages
        assert all(whole["digest"] in page for page in pages)
    assert "tidak ada" in run("cycle", "2026-2", "--unit", "X").output
