"""What a device keeps while the server is down, as its owner and as somebody curious sees it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psutil
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.journeys.house import Account, House
from tests.journeys.looking import went_elsewhere
from tests.journeys.person import Person
from tests.journeys.walking import open_quiz
from tests.machine import chromium

PATIENCE = 20_000  # a slow machine is no fault of the page; a page that never comes still fails
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run", "--disable-quic",
)  # fmt: skip

WITHOUT_SYNC = "delete self.SyncManager"  # Firefox and iOS have none
LINE = (
    "ERR_CONNECTION_REFUSED",
    "ERR_FAILED",
    "status of 503",
    "ERR_EMPTY_RESPONSE",
    "ERR_INCOMPLETE",
)
COPIES = """async () => {
  const names = (await caches.keys()).filter(name => name.startsWith("resap-pages-"));
  const shelves = await Promise.all(names.map(name => caches.open(name).then(c => c.keys())));
  return shelves.flat().map(each => new URL(each.url).pathname);
}"""
HELD = """async () => {
  const all = (await indexedDB.databases()).filter(each => each.name === "resap");
  if (!all.length) return [];
  return await new Promise(resolve => {
    const asked = indexedDB.open("resap");
    asked.onsuccess = () => {
      const base = asked.result;
      const found = base.transaction("answers").objectStore("answers").getAll();
      found.onsuccess = () => { base.close(); resolve(found.result) };
    };
  });
}"""
EVERYTHING = """async () => [
  ...await caches.keys(), ...(await indexedDB.databases()).map(each => each.name),
  ...(await navigator.serviceWorker.getRegistrations()).map(each => each.scope),
  ...Object.keys(localStorage), ...Object.keys(sessionStorage)]"""


def at_home(visitor: Callable[..., Person], who: Account, **more) -> Person:
    """Somebody signed in on a device of their own."""
    me = visitor(**more)
    me.account = who
    me.sign_in(who, own_device=True)
    return me


def with_quiz(me: Person, slug: str) -> UUID:
    """The person opens a quiz; the device has a copy of its page afterwards."""
    open_quiz(me, slug)
    until_kept(me, me.path)
    return UUID(me.path.rsplit("/", 1)[1])


def until_kept(me: Person, *paths: str) -> None:
    """Wait until the device keeps copies of these pages."""
    wait(me.page, f"async paths => {{ const have = await ({COPIES})(); "
         "return paths.every(path => have.includes(path)) }", list(paths))  # fmt: skip


def wait(page: Page, asked: str, argument=None, patience: int = 30_000) -> None:
    """Wait until an asynchronous question is answered with yes."""
    late = patience
    while not answered(page, asked, argument):
        late -= 100
        assert late > 0, f"never came true: {asked} {argument}"
        page.wait_for_timeout(100)


def answered(page: Page, asked: str, argument) -> bool:
    """Whether the answer is yes; a page that goes elsewhere meanwhile has not answered."""
    try:
        return page.evaluate(asked, argument)
    except Error as failure:
        if not went_elsewhere(failure):
            raise
        return False


def copies(page: Page) -> list[str]:
    """The paths of all private pages that the device keeps."""
    return page.evaluate(COPIES)


def held(page: Page) -> list[dict]:
    """Everything that lies in the outbox, whosever it is."""
    return page.evaluate(HELD)


def settled(page: Page) -> None:
    """Wait until nothing in the outbox waits any more."""
    wait(page, f"async () => (await ({HELD})()).every(each => each.state !== 'waiting')")


def wake(person: Person, address: str) -> None:
    """Let the browser tell the service worker that the line is back, as Background Sync does."""
    wire = person.context.new_cdp_session(person.page)
    found: list[str] = []
    wire.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"]),
    )
    wire.send("ServiceWorker.enable")
    while not found:
        person.page.wait_for_timeout(50)
    wire.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": address, "registrationId": found[-1], "tag": "resap-outbox", "lastChance": True},
    )


def a_browser(like: Browser, profile: Path) -> BrowserContext:
    """A browser of its own, whose profile lies on disk."""
    opened = like.browser_type.launch_persistent_context(
        profile, executable_path=chromium(), args=list(QUIET), locale="id-ID",
        reduced_motion="reduce",
    )  # fmt: skip
    opened.set_default_timeout(PATIENCE)
    return opened


def kill(profile: Path) -> None:
    """End the browser of a profile at once, as a power cut would."""
    ours = [
        each for each in psutil.process_iter(["cmdline"])
        if f"--user-data-dir={profile}" in (each.info["cmdline"] or [])
    ]  # fmt: skip
    assert ours
    for process in ours:
        process.kill()
    psutil.wait_procs(ours, 10)


def everything(page: Page) -> list[str]:
    """The name of whatever this origin keeps in the browser beside cookies."""
    return page.evaluate(EVERYTHING)


def revisions(house: House, attempt: UUID) -> dict[str, int]:
    """How many revisions the database has of every answered question."""
    counted = house.ask(
        "SELECT question, count(*), max(revision) FROM answer WHERE attempt_id = ? GROUP BY 1",
        attempt.hex,
    )
    assert all(count == last for _question, count, last in counted)
    return {question: count for question, count, _last in counted}


@contextmanager
def down(house: House, *people: Person) -> Iterator[None]:
    """The server is really stopped and started again; what browsers say of it is expected."""
    house.stop()
    try:
        yield
    finally:
        house.serve()
        for person in people:
            forgive(person)


def forgive(person: Person, *more: str) -> None:
    """Forget what the browser's console said about the missing line."""
    known = (*LINE, *more)
    person.noises = [each for each in person.noises if not any(word in each for word in known)]
