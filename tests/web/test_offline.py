"""What the server lets a device keep: which pages, for whom, and until when."""

import pytest

from tests.factories import content, observation, people, quiz
from tests.factories.oversight import Town
from training.kernel.db import db
from training.people.actions import sessions
from training.people.rules.kinds import Role


def somebody():
    """An employee who stays readable after requests have closed the session."""
    made = people.employee(people.unit())
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return made


@pytest.fixture
def person(app):
    content.published()
    return somebody()


@pytest.fixture
def at(browse, person, clock):
    """`at(shared=False)`: the person at a device of their own, or at a shared one."""

    def enter(*, shared: bool, who=None):
        browser = browse(None)
        owner = (who or person).id
        token = sessions.start(
            owner, at=clock.now, shared_device=shared, second_factor=True, device=""
        )
        db.session.commit()
        with browser.client.session_transaction() as cookie:
            cookie["_user_id"] = token
        return browser

    return enter


def meta(browser, path: str = "/belajar"):
    return browser.get(path).all("meta", name="device")[0]


def keep(browser, path: str) -> str | None:
    reply = browser.client.get(path)
    db.session.remove()
    return reply.headers.get("Resap-Keep")


PAGES = ["/belajar", f"/belajar/modul/{content.SLUG}",
         f"/belajar/modul/{content.SLUG}/{content.LESSONS[0]}"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_lessons_may_be_kept_on_ones_own_device_until_the_session_ends(at, clock, path):
    own = at(shared=False)
    session, seconds = keep(own, path).split()
    assert session == meta(own).get("data-session")
    assert int(seconds) == 12 * 3600
    clock.forward(hours=1)
    assert keep(own, path) == f"{session} {11 * 3600}"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_may_be_kept_on_a_shared_device(at, path):
    shared = at(shared=True)
    assert keep(shared, path) is None
    assert meta(shared, path).get("content") == "shared"


@pytest.mark.parametrize(
    "path", ["/capaian", "/saya/data", "/saya/keamanan", "/keluar", "/pola", "/belajar/modul/x"]
)
def test_no_other_page_may_be_kept(at, path):
    assert keep(at(shared=False), path) is None


def test_an_open_quiz_may_be_kept_and_its_result_may_not(at, person, clock):
    sitting = quiz.started(person, at=clock.now)
    db.session.commit()
    own, path = at(shared=False), f"/belajar/kuis/{sitting.past.id}"
    assert keep(own, path)
    assert keep(own, f"{path}/serahkan") is None
    quiz.submit(sitting.past.id, of=person.id, at=clock.now)
    db.session.commit()
    assert keep(own, path) is None
    assert keep(own, f"{path}/hasil") is None


def test_the_ids_are_opaque_the_persons_stays_and_the_sessions_changes(at, person):
    first, second = meta(at(shared=False)), meta(at(shared=False))
    assert first.get("data-person") == second.get("data-person")
    assert first.get("data-session") != second.get("data-session")
    told = "".join(
        value for name, value in first.items() if name in {"data-person", "data-session"}
    )
    assert person.id.hex not in told
    assert str(person.id) not in told


def test_two_people_have_two_ids(at):
    other = somebody()
    ids = {meta(at(shared=False, who=who)).get("data-person") for who in (None, other)}
    assert len(ids) == 2


def test_the_sign_in_page_says_that_the_device_is_nobodys_now(browse):
    assert meta(browse(None), "/masuk").attrib == {"name": "device", "content": "nobody"}


def test_the_service_worker_is_ours_small_and_follows_the_build(browse):
    client = browse(None).client
    reply = client.get("/sw.js")
    assert reply.mimetype == "text/javascript"
    assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert int(reply.headers["Cache-Control"].rpartition("=")[2]) <= 3600
    assert len(reply.data) < 1500
    scripts = [part for part in reply.text.split('"') if part.endswith(".js")]
    assert scripts[-1].endswith("/js/worker.js")
    assert {client.get(path).headers["Cache-Control"] for path in scripts} == {
        "public, max-age=31536000, immutable"
    }


def test_the_page_without_a_line_is_the_same_for_everybody(at, browse):
    page = browse(None).get("/luring")
    assert page.h1 == "Tidak ada sambungan"
    assert "/belajar" in page.links
    assert page.raw == at(shared=False).get("/luring").raw


def test_signing_out_tells_the_browser_to_forget_what_it_stored(at):
    own = at(shared=False)
    assert own.post("/keluar").response.headers["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in own.client.get("/masuk").headers


def test_an_observers_sheets_may_be_kept_on_their_own_device_only(at, clock):
    unit = people.unit()
    mentor = people.employee(unit)
    people.role(mentor, Role.MENTOR, unit)
    visit = observation.visit_for(mentor, at=clock.now)
    paths = ["/pengamatan", f"/pengamatan/{visit.id}"]
    db.session.commit()
    db.session.refresh(mentor)
    db.session.expunge(mentor)
    for path in paths:
        assert keep(at(shared=False, who=mentor), path)
        assert keep(at(shared=True, who=mentor), path) is None
    assert keep(at(shared=False, who=mentor), f"{paths[1]}/temuan") is None


def test_what_somebody_leads_may_be_kept_on_their_own_device_only(app, at, clock):
    town = Town(clock.now)
    entry = town.planned()
    db.session.commit()
    leader = town.mentor
    db.session.refresh(leader)
    db.session.expunge(leader)
    for path in ("/pendampingan/agenda", f"/pendampingan/agenda/{entry}"):
        assert keep(at(shared=False, who=leader), path)
        assert keep(at(shared=True, who=leader), path) is None
    assert keep(at(shared=False, who=leader), f"/pendampingan/agenda/{entry}/foto") is None
