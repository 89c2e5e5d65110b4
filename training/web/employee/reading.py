"""A lesson dressed for the city: its contacts filled in, its links pointed at pages, kept ready."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from flask import current_app, get_template_attribute, url_for

from training.content.queries import module_of
from training.content.rules.model import Lesson, Module, Reference
from training.content.rules.render import cited, fill_contacts, link_lessons

SHEET = "lembar"
"""Lessons whose id begins so are sheets to be printed and kept at the counter."""
PARTS = ("top", "body", "bottom")


@dataclass(frozen=True, slots=True)
class Page:
    """One lesson as its page shows it, the same for everybody, rendered once."""

    module: Module
    lesson: Lesson
    html: str
    place: int
    before: Lesson | None
    after: Lesson | None
    references: tuple[Reference, ...]
    ways: Mapping[str, str]
    top: str = ""
    body: str = ""
    bottom: str = ""

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
        made = Page(module, lesson, html, place + 1, before, after, named, ways)
        pages[lesson.id] = _rendered(made, slug)
    return pages


def _rendered(made: Page, slug: str) -> Page:
    """The parts of the page that do not depend on who reads it."""
    shown = {
        part: get_template_attribute("employee/lesson_parts.html", part) for part in PARTS
    }  # fmt: skip
    return replace(
        made,
        top=shown["top"](made, slug),
        body=shown["body"](made, slug, sources(made.references), help_lines(made.module)),
        bottom=shown["bottom"](made, slug),
    )


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
            "doubt": each.needs_signature, "checked": "",
        }
        for each in references
    ]  # fmt: skip
