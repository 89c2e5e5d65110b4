"""What no form of ours sends, and a database that fails, end in a clear refusal: never a 500."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from tests.factories import people, tokens
from training.audit.tables import AuditEvent
from training.cli.reading import reading
from training.kernel.db import db, dbapi2
from training.people.queries.sessions import visit
from training.people.rules.kinds import Role

NUL = "\x00"


@pytest.fixture
def everything(database, clock):
    """A browser of somebody with every role over the whole city, and the id of somebody else."""
    root = people.unit("KOTA", kind="kota")
    person, other = people.employee(root), people.employee(root)
    for role in set(Role) - {Role.EMPLOYEE}:
        people.role(person, role, root)
    token = people.session_token(person, at=clock.now)
    key, bearer = other.id, tokens.token(person, at=clock.now)
    db.session.commit()
    client = database.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    client.bearer = {"Authorization": f"Bearer {bearer}"}
    client.person, client.other, client.token = person.id, key, token
    return client


def statuses(client, addresses, **more) -> dict[str, int]:
    return {each: client.get(each, **more).status_code for each in addresses}


def test_a_path_with_a_nul_does_not_exist(everything):
    paths = (
        "/admin/unit/%00", "/admin/unit/A%00B", "/admin/unit/A/%00", "/unit/%00", "/penulis/%00",
        "/belajar/modul/%00", "/gugus-tugas/unit/%00", "/static/0/%00", "/masuk/tautan/%00",
        "/static/0/css%00/resap.css", "/api/v1/units/%00", "/api/v1/modules/a%00b", "/nihil/%00",
    )  # fmt: skip
    found = statuses(everything, paths, headers=everything.bearer)
    assert found == dict.fromkeys(paths, 404)


@pytest.mark.parametrize("query", ["\xff", "cari=\xe9", "lanjut=/\xc3\x28"])
def test_a_query_that_is_not_utf_8_is_refused(everything, query):
    paths = ("/belajar", "/masuk", "/kepegawaian", "/api/v1/modules", "/nihil")
    sent = {"environ_overrides": {"QUERY_STRING": query}}
    stranger = everything.application.test_client()
    assert statuses(stranger, paths, **sent) == dict.fromkeys(paths, 400)
    known = statuses(everything, paths, headers=everything.bearer, **sent)
    assert known == dict.fromkeys(paths, 400)


QUERIES = (
    "cari=%00", "cari=%00900%00", "cari=" + "9" * 4000, "cari=%ff%fe", "cari=%D9%A3%D9%A3%D9%A3",
    "sebelum=99999999999999999999", "sebelum=-1", "sebelum=1e9", "jenis=%00", "hal=" + "9" * 400,
    "hal=%00", "unit=%00", "modul=%00", "keadaan=%00", "dasar=%00", "tampil=%00", "lanjut=%00",
)  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/admin", "/admin/unit", "/admin/jejak", "/kepegawaian", "/gugus-tugas", "/penulis"]
)
def test_what_a_filter_cannot_use_filters_nothing(everything, path):
    addresses = [f"{path}?{query}" for query in QUERIES]
    assert statuses(everything, addresses) == dict.fromkeys(addresses, 200)


def test_a_role_over_a_unit_that_cannot_be_is_not_granted(everything, monkeypatch):
    monkeypatch.setitem(everything.application.config, "WTF_CSRF_ENABLED", False)
    place = f"/admin/pegawai/{everything.other}/peran"
    for unit in (NUL, f"KOTA{NUL}", "K" * 100_000, "\ud7ff", "../KOTA", "%"):
        sent = {"peran": "hr", "unit": unit}
        assert everything.get(place, query_string=sent).status_code in {404, 422}
        assert everything.post(place, data=sent).status_code in {404, 422}


@contextmanager
def gone() -> Iterator[None]:
    """The database lets nobody in."""

    def refuse(dialect, *_):
        raise dialect.loaded_dbapi.OperationalError("gone")

    engine = db.engine
    db.session.remove()
    engine.dispose()
    event.listen(engine, "do_connect", refuse)
    try:
        yield
    finally:
        event.remove(engine, "do_connect", refuse)


def test_while_the_database_is_gone_the_service_says_that_it_rests(everything):
    with gone():
        for path in ("/belajar", "/masuk", "/tidak-ada", "/saya/data", "/api/v1/me"):
            answer = everything.get(path, headers=everything.bearer)
            assert answer.status_code == 503
            assert answer.headers["Retry-After"]
    assert everything.get("/saya").status_code == 200


@pytest.fixture
def others_write(app):
    """Somebody else holds SQLite's one place for writers, for as long as the test lasts."""

    def hurry(connection, *_):
        connection.execute("PRAGMA busy_timeout=50")

    def lock():
        db.session.remove()
        db.engine.dispose()
        event.listen(db.engine, "checkout", hurry)
        held.append(dbapi2.connect(str(app.config["RESAP"].data / "resap.db")))
        held[0].isolation_level = None
        held[0].execute("BEGIN IMMEDIATE")

    held = []
    yield lock
    for each in held:
        each.close()
    event.remove(db.engine, "checkout", hurry)
    db.engine.dispose()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_pages_that_read_wait_for_no_writer(everything, others_write, clock):
    later = clock.forward(minutes=5)
    others_write()
    answers = {path: everything.get(path).status_code for path in ("/belajar", "/saya", "/nihil")}
    assert answers == {"/belajar": 200, "/saya": 200, "/nihil": 404}
    assert everything.get("/api/v1/me", headers=everything.bearer).status_code == 200
    assert everything.get("/saya/data.json").status_code == 503
    with reading():
        found = visit(everything.token, at=later, today=later.date())
    assert found.due_for_touch, "it could not be written down, and is at the next request"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_refusal_that_cannot_be_noted_is_a_refusal_all_the_same(everything, others_write):
    others_write()
    assert everything.get("/unit/TIDAK-ADA").status_code == 404


def test_every_refusal_of_somebody_known_is_noted_once(everything, monkeypatch):
    monkeypatch.setitem(everything.application.config, "WTF_CSRF_ENABLED", False)
    everything.get("/unit/TIDAK-ADA")
    everything.get("/api/v1/units/TIDAK-ADA", headers=everything.bearer)
    everything.get("/static/0/tidak-ada")
    for _ in range(6):
        form = {"kata_sandi": "bukan-ini", "kata_sandi_baru": "lampu-sawah-senyap"}
        last = everything.post("/saya/keamanan/kata-sandi", data=form)
    assert last.status_code == 429
    refused = select(AuditEvent.detail).where(AuditEvent.kind == "refused").order_by(AuditEvent.seq)
    assert list(db.session.scalars(refused)) == [
        '{"endpoint":"task_force.unit","status":404}',
        '{"endpoint":"api.units.unit","status":404}',
        '{"endpoint":"account.change_password","status":429}',
    ]
