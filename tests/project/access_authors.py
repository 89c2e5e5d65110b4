"""Samples of authors' modules and quizzes for the walk over all routes."""

from datetime import datetime

from tests.factories import content, kinds, people, quiz
from training.content.queries.drafts import read
from training.kernel.settings import ROOT
from training.quiz.queries.correcting import correctable

OWN, NONEXISTENT, NOTHING = "own", "nonexistent", "tidak-ada"
Cases = dict[str, dict[str, str]]


def written(elsewhere, at: datetime) -> dict[str, str]:
    """A free text of somebody in another unit, handed in and not marked yet."""
    asked, slug = kinds.free_text("m5-uraian-a"), "m5-uraian"
    content.published(slug, quiz=content.quiz_of(asked))
    sitting = quiz.submitted(people.employee(elsewhere), slug, at=at)
    return {"attempt_id": str(sitting.attempt_id), "question": asked.key}


def correction(at: datetime) -> dict[str, str]:
    """A question whose key a later release corrects."""
    key, slug = "m4-menyapa-a", "m4-koreksi"
    content.published(slug)
    content.rekeyed(slug, question=key, right="b", at=at)
    found = correctable(slug)[0]
    return {"slug": slug, "question": found.key, "replaced": found.replaced}


def exportable() -> str:
    """A released module whose quiz is kept as its author wrote it."""
    source = (ROOT / "quizzes" / "m3-berbicara-melayani.yaml").read_text()
    return content.published("m5-ekspor", source=source).slug


def drafts(at: datetime) -> dict[str, Cases]:
    """The first module with a figure as it lies in the folder, for the author's pages."""
    drafts = read(ROOT, today=at.date()).drafts
    module = next(each.module for each in drafts if each.module and each.module.figures)
    own = {"slug": module.slug, "lesson": module.lessons[0].id, "digest": module.figures[0].digest}
    whole = {OWN: own, NONEXISTENT: {**own, "slug": NOTHING}}
    told = {"slug": "m5-cerita", "key": "m5-cerita-1"}
    content.published(told["slug"], quiz=content.with_stories(told["slug"]))
    return {
        "module of author": whole, "module of author_compare": whole,
        "lesson of author": {OWN: own, NONEXISTENT: {**own, "lesson": NOTHING}},
        "story": {OWN: told, NONEXISTENT: {**told, "key": NOTHING}},
        "indicator": {
            OWN: {"indicator": module.indicators[0]}, NONEXISTENT: {"indicator": NOTHING},
        },
        "figure": {OWN: own, NONEXISTENT: {**own, "digest": "0" * 64}},
    }  # fmt: skip
