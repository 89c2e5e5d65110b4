"""What operators ask of the house: routes, the audit trail, soundness, jobs, sessions."""

import json

import pytest
from sqlalchemy import select, text

from tests.conftest import ZERO_HOUR
from tests.factories import people
from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.cli.audit import read_anchors
from training.kernel import jobs
from training.kernel.clock import now
from training.kernel.db import db
from training.people.tables.accounts import SignIn

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app):
    """`run("audit", "verify")` answers the exit code and what was printed."""

    def invoke(*args: str) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=list(args))
        db.session.rollback()
        return done.exit_code, done.output

    return invoke


def test_every_command_explains_itself(app, run):
    for name, command in app.cli.commands.items():
        for words in [[name], *([name, sub] for sub in getattr(command, "commands", {}))]:
            code, told = run(*words, "--help")
            assert code == 0, words
            assert "Usage:" in told


def test_every_route_is_listed_with_its_permission(app, run):
    code, told = run("routes", "--json")
    found = json.loads(told)
    assert code == 0
    assert len(found) == len(list(app.url_map.iter_rules()))
    assert all(set(r) == {"rule", "methods", "endpoint", "permission", "object"} for r in found)
    front = next(route for route in found if route["rule"] == "/healthz")
    assert (front["permission"], front["methods"]) == ("public", ["GET"])


def events(count: int) -> None:
    for _ in range(count):
        note(Happening(EventKind.EXPORTED, ZERO_HOUR, None, "people", "", {"rows": 3}))
    db.session.commit()


def forge(statement: str) -> None:
    """What somebody with the file in hand can do: take the trigger away first."""
    for verb in ("update", "delete"):
        db.session.execute(text(f"DROP TRIGGER audit_event_no_{verb}"))
    db.session.execute(text(statement))
    db.session.commit()


def test_an_untouched_trail_holds(run):
    events(3)
    code, told = run("audit", "verify", "--json")
    assert code == 0
    assert json.loads(told)["events"] == 3


FORGERIES = {
    "at": "'2026-11-23 01:30:00.000001'", "actor": "'0190aaaa'", "kind": "'looked-at'",
    "object_kind": "'x'", "object_id": "'x'", "detail": "'{}'", "request_id": "'x'",
    "previous": "'x'", "hash": "'x'",
}  # fmt: skip
RUBBISH = {"at": "'kemarin'", "detail": "x'ff'", "kind": "7", "hash": "''"}


@pytest.mark.parametrize(("column", "value"), [*FORGERIES.items(), *RUBBISH.items()])
def test_a_forged_field_is_found_in_the_event_that_holds_it(run, column, value):
    events(4)
    forge(f"UPDATE audit_event SET {column} = {value} WHERE seq = 3")
    code, told = run("audit", "verify")
    assert code == 1
    assert "nomor 3:" in told


@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("DELETE FROM audit_event WHERE seq = 1", 1),
        ("DELETE FROM audit_event WHERE seq = 2", 2),
        ("UPDATE audit_event SET seq = 0 WHERE seq = 1", 1),
        ("UPDATE audit_event SET seq = -5 WHERE seq = 4", 1),
        ("UPDATE audit_event SET seq = 9 WHERE seq = 2", 2),
    ],
)
def test_an_event_that_was_removed_or_moved_is_named(run, statement, first_bad):
    events(4)
    forge(statement)
    code, told = run("audit", "verify", "--json")
    assert code == 1
    assert json.loads(told)["first_bad"] == first_bad


def test_a_tail_that_was_cut_off_is_found_by_the_anchor(run, tmp_path):
    anchor = tmp_path / "jangkar"
    events(3)
    assert run("audit", "verify", "--anchor", str(anchor))[0] == 0
    assert list(read_anchors(anchor)) == [3]
    events(2)
    assert run("audit", "verify", "--anchor", str(anchor))[0] == 0
    assert list(read_anchors(anchor)) == [3, 5]
    forge("DELETE FROM audit_event WHERE seq > 3")
    assert run("audit", "verify")[0] == 0
    code, told = run("audit", "verify", "--anchor", str(anchor))
    assert code == 1
    assert "nomor 5" in told
    assert list(read_anchors(anchor)) == [3, 5], "a broken chain leaves no new anchor"


def test_a_file_that_holds_no_anchors_is_wrong_usage(run, tmp_path):
    anchor = tmp_path / "jangkar"
    anchor.write_text("bukan jangkar\n")
    assert run("audit", "verify", "--anchor", str(anchor))[0] == 2


def test_integrity_names_what_is_not_whole(run):
    people.employee(people.unit("DINSOS"))
    events(2)
    run("report", "rebuild")
    assert run("integrity")[0] == 0
    db.session.execute(text("PRAGMA foreign_keys=OFF"))
    forge("UPDATE audit_event SET detail = '{}' WHERE seq = 2")
    code, told = run("integrity", "--json")
    assert code == 1
    assert {name for name, faults in json.loads(told)["faults"].items() if faults} == {"audit"}


def test_a_database_that_was_never_prepared_is_told_in_a_sentence(app, run):
    db.session.execute(text("DROP TABLE job"))
    db.session.commit()
    code, told = run("jobs", "list")
    assert code == 1
    assert told.strip() == "Basis data belum disiapkan. Jalankan: flask --app app db upgrade"


def fail(_: jobs.Running) -> None:
    raise RuntimeError


def test_a_failed_job_is_listed_and_tried_again(run, clock):
    job_id = jobs.ask("tally", {"to": "rahasia@contoh.invalid"}, at=clock.now)
    db.session.commit()
    for _ in range(jobs.ATTEMPTS):
        jobs.run_one({"tally": fail}, clock=now)
        clock.forward(days=1)
    (told,) = json.loads(run("jobs", "list", "--json")[1])
    assert (told["state"], told["error"]) == ("gagal", "RuntimeError")
    assert "rahasia" not in run("jobs", "list")[1]
    assert run("jobs", "retry")[0] == 2
    assert run("jobs", "retry", str(job_id))[0] == 0
    assert json.loads(run("jobs", "list", "--json")[1])[0]["state"] == "menunggu"
    assert run("jobs", "retry", str(job_id))[0] == 1


def test_the_worker_drains_what_waits(run, app, clock):
    jobs.ask("mail", {"to": "a@contoh.invalid", "subject": "x", "body": "y",
                      "at": clock.now.isoformat()}, at=clock.now)  # fmt: skip
    db.session.commit()
    code, told = run("worker", "--once")
    assert (code, told.strip()) == (0, "1 pekerjaan selesai.")
    assert len(list((app.config["RESAP"].data / "outbox").glob("*.eml"))) == 1
    for letter in (app.config["RESAP"].data / "outbox").iterdir():
        letter.unlink()


def test_all_sessions_of_a_person_end_at_once(run, clock):
    person = people.employee()
    for _ in range(2):
        people.session_token(person, at=clock.now)
    db.session.commit()
    assert run("sessions", "end-all", person.email)[1].strip() == "2 sesi diakhiri."
    assert db.session.scalars(select(SignIn.ended_at)).all() == [clock.now] * 2
    assert run("sessions", "end-all", "190001011935111999")[0] == 1
