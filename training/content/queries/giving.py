"""A module's quiz as it is given to other systems: of the newest release, or of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from training.content.queries import current_release, release_numbered
from training.content.queries.drafts import Draft
from training.content.rules.exchange import course as courses
from training.content.rules.exchange import ours
from training.content.rules.exchange.course.manifests import Standard
from training.content.rules.exchange.course.packing import course
from training.content.rules.exchange.frame import Given, Refused, Written
from training.content.rules.model import Module, load_module
from training.content.tables import Asset
from training.kernel.db import db

PARTS = Path(str(courses.__file__)).parent / "parts"


@dataclass(frozen=True, slots=True)
class Whole:
    """A module with its figures, and its quiz as its author wrote it: the key is in it."""

    module: Module
    given: Given


def of_release(slug: str) -> Whole:
    """What the newest release holds. NoResultFound when there is none, or no quiz in it."""
    release = release_numbered(slug, current_release(slug).number)
    # A quiz has figures of its own only where a question shows one.
    drawn = [*release.module["figures"], *(release.quiz or {}).get("figures", ())]
    wanted = {each["digest"] for each in drawn}
    rows = db.session.execute(select(Asset.digest, Asset.data).where(Asset.digest.in_(wanted)))
    data = {digest: body for digest, body in rows}
    pictures = {each["name"]: data[each["digest"]] for each in drawn if each["digest"] in data}
    return _whole(load_module(release.module, data), release.quiz_source, pictures)


def of_draft(draft: Draft) -> Whole:
    """What a draft holds. NoResultFound when its module or its quiz cannot be understood."""
    if draft.module is None or draft.quiz is None:
        raise NoResultFound
    drawn = (*draft.module.figures, *getattr(draft.quiz, "figures", ()))
    return _whole(draft.module, draft.quiz_source, {each.name: each.data for each in drawn})


def _whole(module: Module, source: str | None, pictures: Mapping[str, bytes]) -> Whole:
    try:
        read = ours.read((source or "").encode("utf-8"))
    except Refused:
        raise NoResultFound from None
    data = {**read.frame, "questions": list(read.questions)}
    return Whole(module, Given(data, module.title, source or "", pictures))


def course_of(whole: Whole, standard: Standard, contacts: Mapping[str, str]) -> Written:
    """A module with its quiz as a package for a learning platform; `contacts` are the city's."""
    return course(standard, whole.module, whole.given, _parts(), contacts)


@cache
def _parts() -> Mapping[str, str]:
    """The scripts and the sheet of every package, by file name."""
    return {each.name: each.read_text(encoding="utf-8") for each in sorted(PARTS.iterdir())}
