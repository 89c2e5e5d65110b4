"""A staff file sent by another system: looked at or applied by the worker, followed by its job."""

import base64

import pytest

from tests.factories import people
from training.kernel import clock as wall
from training.kernel import jobs
from training.kernel.db import db, writing
from training.people.actions import import_jobs
from training.people.queries.employees import find
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

HEADS = "Nama;NIP;Unit Kerja;Jabatan;Rumpun Jabatan\n"
NIP = "199001012015011001"
FILE = f"{HEADS}Sari Rekaan;{NIP};DINAS-A;Petugas loket;pelayanan langsung\n"


@pytest.fixture
def hr(office):
    made = people.employee(office)
    people.role(made, Role.HR, office)
    return made


@pytest.fixture
def caller(api, hr):
    return api(hr)


@pytest.fixture
def work(app):
    """Do all jobs that are due, as the worker would."""
    chosen = app.config["RESAP"]

    def done() -> None:
        writing.set(True)
        known = import_jobs.handlers(chosen.data, chosen.timezone)
        while jobs.run_one(known, clock=wall.now):
            pass
        db.session.rollback()

    return done


def followed(caller, body: dict, work) -> dict:
    told = caller.post("/imports/people", 202, json=body).get_json()
    waiting = caller.get(told["address"].removeprefix("/api/v1")).get_json()
    assert waiting["state"] == "waiting"
    work()
    return caller.get(f"/jobs/{told['job']}").get_json()


def test_a_good_file_is_applied(caller, work):
    told = followed(caller, {"csv": FILE}, work)
    assert told["state"] == "done"
    assert told["result"]["outcome"] == "applied"
    assert told["result"]["counts"]["added"] == 1
    assert find(NIP) is not None


def test_a_dry_run_changes_nothing(caller, work):
    body = {"file": base64.b64encode(FILE.encode()).decode(), "dry_run": True}
    told = followed(caller, body, work)
    assert told["result"]["outcome"] == "planned"
    assert told["result"]["counts"]["added"] == 1
    assert find(NIP) is None


def test_a_file_with_problems_is_refused_and_its_dry_run_names_them(caller, work):
    bad = FILE.replace("DINAS-A", "TIDAK-ADA")
    assert followed(caller, {"csv": bad}, work)["result"]["outcome"] == "refused"
    told = followed(caller, {"csv": bad, "dry_run": True}, work)
    assert told["result"]["refused"]
    assert [(each["line"], each["code"]) for each in told["problems"]] == [(2, "unit-unknown")]
    assert all(each["detail"] for each in told["problems"])


def test_the_same_key_imports_once(caller, work):
    first = caller.post("/imports/people", 202, json={"csv": FILE}, key="malam-1")
    again = caller.post("/imports/people", 202, json={"csv": FILE}, key="malam-1")
    assert again.get_data() == first.get_data()


def test_a_file_that_is_no_table_is_refused_at_once(caller):
    told = caller.post("/imports/people", 422, json={"csv": "halo"}).get_json()
    assert told["type"] == "urn:resap:problem:file-refused"
    assert told["errors"][0]["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"csv": FILE, "file": "YQ=="},
        {"csv": FILE, "as_of": "2999-01-01"},
        {"csv": FILE, "as_of": "12/06/2025"},
        {"csv": FILE, "name": "../../etc/passwd"},
        {"csv": FILE, "dry_run": 1},
        {"csv": "\x00"},
        {"csv": 5},
        {"file": "%%"},
        {"file": base64.b64encode(b"PK\x03\x04broken").decode()},
        [],
    ],
)
def test_a_bad_request_is_invalid(caller, body):
    caller.post("/imports/people", 422, json=body)


def test_a_list_is_complete_only_for_a_unit_of_ones_scope(caller):
    people.unit("DINAS-B")
    for code in ("DINAS-B", "TIDAK-ADA"):
        caller.post("/imports/people", 404, json={"csv": FILE, "full": code})


def test_a_file_that_is_too_large_is_refused(caller):
    caller.post("/imports/people", 413, json={"csv": "x" * (7 * 1024 * 1024)})


def test_another_persons_job_does_not_exist(api, office, caller):
    told = caller.post("/imports/people", 202, json={"csv": FILE}).get_json()
    other = people.employee(office)
    people.role(other, Role.HR, office)
    api(other).get(f"/jobs/{told['job']}", 404)
