"""The demo city: repeatable, believable, and sound in every way that can be checked."""

import json
import stat
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from flask_migrate import upgrade
from sqlalchemy import func, select

from tests.conftest import chosen_settings
from tests.factories import cities, people
from training.audit.tables import AuditEvent
from training.cli.demo.minds import puzzles
from training.cli.demo.numbers import Numbers
from training.cli.demo.offices import ENOUGH_FOR_FIXED, Office, sizes
from training.cli.demo.period import looking_back
from training.cli.demo.staff import Hiring
from training.cli.integrity import examine
from training.content.queries import quiz_of
from training.factory import create_app
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.learning.tables import LessonRead, ReadingTick
from training.people.queries.accounts import candidate
from training.people.rules.access import NEEDS_SECOND_FACTOR
from training.people.rules.kinds import IdentifierKind, Role, Status
from training.people.rules.names import fits
from training.people.rules.numbers import Number, read_number
from training.people.rules.passwords import faults
from training.people.rules.signing import verifies
from training.people.tables.accounts import Account, SignIn
from training.people.tables.employees import Employee, Identifier, Posting, RoleGrant
from training.people.tables.units import Unit
from training.quiz.queries import editions
from training.quiz.rules.answers import parse_answer
from training.quiz.rules.drawing import Drawn
from training.quiz.rules.marking import mark, passed, score
from training.quiz.rules.showing import questions_of
from training.quiz.tables import Answer, Attempt, Submission

pytestmark = pytest.mark.slow

END = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def offices() -> list[Office]:
    def one(n: int, code: str, kind: str, known: int | None = None) -> Office:
        key = uuid7(END, n.to_bytes(10, "big"))
        return Office(key, code, f"Unit {code}", kind, f"/PEMKOT/{code}/", "", known, 0.6)

    return [
        one(1, "PEMKOT", "kota", 4041), one(2, "DISDIKBUD", "dinas"), one(3, "DINSOS", "dinas"),
        one(4, "KEC-TIMUR", "kecamatan", 44), one(5, "UPTD-PPA", "uptd"),
        *(one(10 + n, f"KEL-{n}", "kelurahan") for n in range(30)),
    ]  # fmt: skip


def staff(seed: int) -> list[tuple]:
    period = looking_back(END, 12, "Asia/Makassar")
    hired = Hiring(offices(), period, seed).people([3] * 35)
    return [(p.id, p.name, p.email, p.number, p.status, p.posts, p.absence) for p in hired]


def test_the_same_seed_makes_the_same_people_and_another_seed_others():
    assert staff(7) == staff(7)
    assert {row[1] for row in staff(7)} != {row[1] for row in staff(8)}


@pytest.mark.parametrize("wanted", [20, 60, 999, 1200, 7700, 100_000])
def test_a_city_has_exactly_as_many_people_as_were_asked_for(wanted):
    found = sizes(offices(), wanted, Random(1))
    assert sum(found) == wanted
    assert found[0] == 0
    if wanted >= ENOUGH_FOR_FIXED:
        assert found[3] == 44
        assert set(found[5:]) <= ({16, 17, 18} if wanted > 4000 else {10, 11, 12, 13})


def test_numbers_are_of_1900_believed_by_the_import_and_each_given_once():
    numbers, day = Numbers(), datetime(2015, 3, 1, tzinfo=UTC).date()
    given = [numbers.nip(day, woman=True) for _ in range(2500)]
    contract = numbers.ni_pppk(day, woman=False)
    assert len(set(given)) == 2500
    assert all(value.startswith("1900") for value in (*given, contract))
    assert read_number(given[-1], kind=IdentifierKind.NIP) == Number(IdentifierKind.NIP, given[-1])
    kind = IdentifierKind.NI_PPPK
    assert read_number(contract, kind=kind) == Number(kind, contract)


@pytest.fixture(scope="module")
def city(clock_file, tmp_path_factory):
    """One loaded city for all tests that only look at it, in a database of its own."""
    own = tmp_path_factory.mktemp("city")
    clock_file.write_text(END.isoformat())
    app = create_app(chosen_settings(own, clock_file))
    with app.app_context():
        upgrade()
        counts = cities.demo(app, employees=60)
        yield app, counts
        db.session.remove()
        db.engine.dispose()


def count(table, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*where))


def test_a_loaded_city_is_whole_in_every_check(city):
    app, _ = city
    assert {name: faults for name, faults in examine(app.config["RESAP"]).items() if faults} == {}


def test_what_the_load_says_is_what_the_database_holds(city):
    _, counts = city
    tables = {"people": Employee, "sign_ins": SignIn, "lessons": LessonRead, "attempts": Attempt,
              "answers": Answer, "submissions": Submission, "ticks": ReadingTick}  # fmt: skip
    assert {name: count(table) for name, table in tables.items()} == {
        name: counts[name] for name in tables
    }
    assert counts["people"] == 60
    assert counts["answers"] > 300


def test_every_submission_is_what_the_real_rules_make_of_its_answers(city):
    rows = db.session.execute(
        select(Attempt.release_id, Attempt.questions, Submission.attempt_id, Submission.score,
               Submission.passed, Submission.marks)
        .join(Submission, Submission.attempt_id == Attempt.id)
    ).all()  # fmt: skip
    assert rows
    for row in rows:
        quiz = quiz_of(row.release_id)
        drawn = [Drawn(each["key"], tuple(each["options"])) for each in row.questions]
        found = db.session.execute(
            select(Answer.question, Answer.value).where(Answer.attempt_id == row.attempt_id)
            .order_by(Answer.revision)
        )  # fmt: skip
        values = {question: value for question, value in found}
        marks = [mark(q, values.get(q.key)) for q in questions_of(quiz, drawn)]
        assert {each.question: each.points for each in marks} == row.marks
        assert (score(marks), passed(score(marks), quiz.pass_mark)) == (row.score, row.passed)


def test_answers_are_in_the_form_in_which_pages_keep_them(city):
    for edition in editions():
        known = puzzles(quiz_of(edition.release_id), Random(1))
        for puzzle in known.values():
            for n in range(20):
                value = puzzle.answered(0.5, Random(n))
                assert parse_answer(puzzle.question, value) == value


def test_facts_carry_the_unit_of_their_instant_and_lie_in_the_period(city):
    posts = {}
    for row in db.session.execute(
        select(Posting.employee_id, Posting.unit_id, Posting.valid_from, Posting.valid_to)
        .where(Posting.kind == "definitif")
    ):  # fmt: skip
        posts.setdefault(row.employee_id, []).append(row[1:])
    for person, unit, at in db.session.execute(
        select(Attempt.employee_id, Attempt.unit_id, Attempt.started_at)
    ):
        day = (at + timedelta(hours=8)).date()
        held = [
            u for u, since, until in posts[person] if since <= day and (not until or day < until)
        ]
        assert unit in held
        assert at <= END


def test_a_retake_waits_for_its_pause(city):
    times = db.session.execute(
        select(Attempt.employee_id, Attempt.slug, Attempt.number, Attempt.started_at, Submission.at)
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .order_by(Attempt.employee_id, Attempt.slug, Attempt.number)
    ).all()  # fmt: skip
    for before, after in pairwise(times):
        if before[:2] == after[:2]:
            assert after[3] - before[4] >= timedelta(hours=24)


def test_reading_time_is_what_the_server_would_have_believed(city):
    ticks = db.session.execute(
        select(ReadingTick.employee_id, ReadingTick.at, ReadingTick.seconds)
        .order_by(ReadingTick.employee_id, ReadingTick.at)
    ).all()  # fmt: skip
    for before, after in pairwise(ticks):
        if before[0] == after[0]:
            assert (after[1] - before[1]).total_seconds() >= after[2]


def test_people_have_names_and_numbers_as_the_administration_writes_them(city):
    rows = db.session.execute(select(Employee.name, Employee.email, Employee.status)).all()
    assert all(fits(row.name) for row in rows)
    assert all(row.email is None or row.email.endswith("@contoh.invalid") for row in rows)
    without = {Status.NON_ASN, Status.OUTSOURCED}
    numbered = count(Employee, Employee.status.not_in(without))
    assert count(Identifier) == numbered
    assert Counter(row.status for row in rows)[Status.PNS] > 10


def accounts(app) -> list[dict]:
    return json.loads((app.config["RESAP"].data / "demo-accounts.json").read_text())


def test_the_accounts_file_opens_every_role_and_is_for_the_owner_only(city):
    app, _ = city
    told = accounts(app)
    roles = Counter(each["role"] for each in told)
    assert roles[Role.EMPLOYEE] >= 12
    assert {role: roles[role] for role in Role if role is not Role.EMPLOYEE} == {
        role: 1 for role in Role if role is not Role.EMPLOYEE
    }
    path = app.config["RESAP"].data / "demo-accounts.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for each in told:
        assert set(each) >= {"role", "nip", "email", "password", "unit", "token"}
        assert ("totp" in each) == (each["role"] in NEEDS_SECOND_FACTOR)
        assert not faults(each["password"])


def test_only_the_demo_accounts_have_passwords_and_theirs_work(city):
    app, _ = city
    told = accounts(app)
    assert count(Account, Account.password_hash.is_not(None)) == len(told)
    for each in told[:3]:
        found = candidate(each["nip"])
        assert found == candidate(each["email"])
        assert verifies(found.password_hash, each["password"])


def test_the_granted_roles_are_those_of_the_file_and_of_the_heads_of_units(city):
    roots = set(db.session.scalars(select(Unit.id).where(Unit.parent_id.is_(None))))
    grants = db.session.execute(select(RoleGrant.role, RoleGrant.unit_id)).all()
    own = {Role.UNIT_HEAD.value, Role.MENTOR.value}
    assert all((row.unit_id in roots) == (row.role not in own) for row in grants)


def test_a_second_load_is_refused_and_changes_nothing(city):
    app, counts = city
    done = app.test_cli_runner().invoke(args=["demo", "load", "--employees", "30", "--seed", "2"])
    assert done.exit_code == 1
    assert "Muat ke basis data kosong" in done.output
    assert count(Employee) == counts["people"]


def test_a_database_with_real_people_is_never_filled_with_invented_ones(app):
    people.employee(people.unit("DINSOS"))
    db.session.commit()
    done = app.test_cli_runner().invoke(args=["demo", "load", "--employees", "30", "--seed", "2"])
    assert done.exit_code == 1
    assert count(Employee) == 1


def test_nobody_is_looked_at_before_they_came_or_after_they_left(city):
    """The staff administration's pages know people from their arrival until they leave."""
    first, last = {}, {}
    for row in db.session.execute(
        select(Employee.id, Employee.added_at, Posting.valid_to)
        .join(Posting, Posting.employee_id == Employee.id)
        .where(Posting.kind == "definitif").order_by(Posting.valid_from)
    ):  # fmt: skip
        first[str(row.id)], last[str(row.id)] = row.added_at, row.valid_to
    looks = db.session.execute(
        select(AuditEvent.at, AuditEvent.object_id).where(AuditEvent.kind == "looked-at")
    ).all()
    assert len(looks) > 10
    for at, person in looks:
        assert first[person] <= at
        assert last[person] is None or at.date() < last[person]


def test_what_was_taken_out_is_noted_as_the_pages_note_it(city):
    noted = db.session.execute(
        select(AuditEvent.object_kind, AuditEvent.object_id, AuditEvent.detail)
        .where(AuditEvent.kind == "exported")
    ).all()  # fmt: skip
    found = {(kind, what, tuple(json.loads(detail))) for kind, what, detail in noted}
    root = db.session.scalars(select(Unit.path).where(Unit.parent_id.is_(None))).one()
    assert found == {
        ("people", root, ("filters", "format", "rows")), ("report", "city", ("basis", "format")),
    }  # fmt: skip


@pytest.mark.slow
def test_a_city_on_either_database_is_whole(database):
    cities.demo(database, employees=60, seed=3)
    found = examine(database.config["RESAP"])
    assert {name: faults for name, faults in found.items() if faults} == {}
