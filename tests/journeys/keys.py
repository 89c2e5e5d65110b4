"""A person without a mouse: Tab goes on, Enter leads away, letters choose in a list."""

from tests.journeys.person import Person

FOCUSED = """() => { const e = document.activeElement;
  const told = [e.innerText, e.ariaLabel, ...[...e.labels ?? []].map(l => l.innerText)];
  return e === document.body ? "" : told.join(" "); }"""
OUTLINED = """() => { const e = document.activeElement, s = getComputedStyle(e);
  return s.outlineStyle !== "none" || s.boxShadow !== "none" || e.matches("input"); }"""


def tab_to(person: Person, words: str) -> None:
    """Press Tab until the named thing has the focus, and see that the focus can be seen."""
    for _ in range(150):
        person.page.keyboard.press("Tab")
        if words in person.page.evaluate(FOCUSED):
            assert person.page.evaluate(OUTLINED), f"no visible focus on {words}"
            return
    raise AssertionError(f"Tab does not reach {words!r}")


def enter(person: Person) -> None:
    """Press Enter on what has the focus, and look at the page that comes."""
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.look()


def go_by(person: Person, words: str) -> None:
    """Tab to a link or a button, and press it."""
    tab_to(person, words)
    enter(person)


def write(person: Person, label: str, text: str) -> None:
    """Tab to a field, or to a list of choices, and type."""
    tab_to(person, label)
    person.page.keyboard.type(text)


def come_in(person: Person, nip: str, password: str) -> None:
    """Sign in without touching a mouse."""
    person.go("/masuk")
    write(person, "NIP atau surel", nip)
    write(person, "Kata sandi", password)
    enter(person)
