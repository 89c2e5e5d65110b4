"""A lesson dressed for the city: its contacts filled in, its links pointed at pages, kept ready."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from flask import current_app, url_for

from training.content.queries import module_of
from training.content.rules.model import Certainty, Lesson, Module, Reference
from training.content.rules.render import cited, fill_contacts, link_lessons

SHEET = "lembar"
"""Lessons whose id begins so are sheets to be printed and kept at the counter."""


@dataclass(frozen=True, slots=True)
class Page:
    """One lesson as its page shows it, the same for everybody."""

    module: Module
    lesson: Lesson
    html: str
    place: int
    before: Lesson | None
    after: Lesson | None
    references: tuple[Reference, ...]

    @property
    def is_sheet(self) -> bool:
        return self.lesson.id.startswith(SHEET)


def page(release_id: UUID, slug: str, lesson: str) -> Page | None:
    """The page of a lesson, or None if the release has no such lesson."""
    return _pages(release_id, slug, current_app.config["RESAP"].contacts).get(lesson)


@lru_cache(maxsize=128)
def _pages(release_id: UUID, slug: str, contacts: tuple[tuple[str, str], ...]) -> dict[str, Page]:
    """All pages of a release. Neither releases nor settings change while a process lives."""
    module = module_of(release_id)
    numbers = dict(contacts)
    ways = {
        each.id: url_for("employee.lesson", slug=slug, lesson=each.id) for each in module.lessons
    }
    known = {each.key: each for each in module.references}
    pages = {}
    for place, lesson in enumerate(module.lessons):
        html = link_lessons(fill_contacts(lesson.html, numbers), ways)
        named = tuple(known[key] for key in cited(lesson.html) if key in known)
        before = module.lessons[place - 1] if place else None
        after = module.lessons[place + 1] if place + 1 < len(module.lessons) else None
        pages[lesson.id] = Page(module, lesson, html, place + 1, before, after, named)
    return pages


def help_lines(module: Module) -> list[dict[str, str]]:
    """Where help is, for modules that touch on violence; nothing for the others."""
    if not module.sensitive:
        return []
    numbers = dict(current_app.config["RESAP"].contacts)
    told = (numbers[key] for key in module.contacts if key in numbers)
    parts = (text.partition(":") for text in told)
    return [{"name": name.strip(), "number": number.strip()} for name, _, number in parts]


def sources(references: tuple[Reference, ...]) -> list[dict[str, object]]:
    """The sources as the page lists them, each with its doubt where there is one."""
    return [
        {
            "key": each.key, "law": each.law, "article": each.article, "says": each.says,
            "doubt": each.certainty is not Certainty.READ, "checked": "",
        }
        for each in references
    ]  # fmt: skip
