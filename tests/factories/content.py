"""Small modules with their quizzes, published through the real action."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from tests.content import guide
from training.content.actions import publish
from training.content.queries.drafts import Draft
from training.content.rules import model, quizzes
from training.content.rules.details import Hotspot, Region
from training.content.rules.model import Change, Dimension, Module, Stage
from training.content.rules.quizzes import Kind, Question, Quiz
from training.content.tables import Asset
from training.kernel.db import db
from training.quiz.queries import Edition, edition_of

PUBLISHED = datetime(2026, 11, 1, tzinfo=UTC)
SLUG = "m1-contoh"
LESSONS = ("menyapa", "mendengar", "menutup")
SECRET = "Alasan rahasia"


def lesson(name: str, html: str = "") -> model.Lesson:
    html = html or f'<p class="govuk-body">Isi pelajaran {name}.</p>'
    return model.Lesson(name, f"Pelajaran {name}", html, words=120, minutes=4)


def reference(key: str = "uu25-2009-34", certainty: str = "R") -> model.Reference:
    return model.Reference(
        key, "UU 25/2009 tentang Pelayanan Publik", "Pasal 34", "Pelaksana berlaku santun.",
        model.Certainty(certainty), "2026-11-01", "Tim penulis",
    )  # fmt: skip


def module(slug: str = SLUG, **more) -> Module:
    """A module for everybody at the counters, with three lessons."""
    values = {
        "slug": slug, "code": slug.split("-")[0].upper(), "title": f"Modul {slug}",
        "summary": "Modul contoh.", "version": model.Version(Change.MATERIAL, "Terbitan pertama."),
        "audience": model.Audience((model.JobFamily.DIRECT_SERVICE,), (model.UnitKind.ALL,)),
        "minutes": 12, "dimension": Dimension.SPEAK, "stage": Stage.SERVICE, "sensitive": False,
        "values": (model.CoreValue.SERVICE,), "indicators": ("menyapa-anak",),
        "outcomes": ("Menyapa anak lebih dulu.",), "bct": ("4.1",), "references": (reference(),),
        "contacts": ("sapa-129",), "practice_plan": model.PracticePlan("anak rewel", "saya diam"),
        "valid_until": "2027-11-30", "lessons": tuple(lesson(name) for name in LESSONS),
        "figures": (), "words": 360,
    }  # fmt: skip
    return Module(**(values | more))


def option(key: str, *, correct: bool | None = None, expert: float | None = None) -> quizzes.Option:
    why = f"{SECRET} {key}."
    return quizzes.Option(key, f"Pilihan {key}", f"Pilihan {key}", correct, why, why, expert)


def question(
    key: str,
    kind: Kind = Kind.SINGLE,
    *,
    right: str = "a",
    objective: str | None = "menyapa",
    **more,
) -> Question:
    """A question whose right options are the letters of `right`."""
    letters = ("benar", "salah") if kind is Kind.TRUE_FALSE else tuple("abcd")
    values = {
        "key": key, "kind": kind, "objective": objective, "variant": key[-1],
        "indicator": "menyapa-anak", "difficulty": quizzes.Difficulty.MEDIUM,
        "references": ("uu25-2009-34",), "prompt": f"Soal {key}?", "prompt_html": f"Soal {key}?",
        "options": tuple(option(k, correct=k in right.split(",")) for k in letters),
        "situation": None, "dimension": Dimension.SPEAK, "stage": Stage.SERVICE, "sector": None,
    }  # fmt: skip
    return Question(**(values | more))


def situation(
    key: str,
    experts: tuple[float, ...] = (3.8, 1.2, 2.4, 2.8),
    kind: Kind = Kind.SJT_RATING,
    **more,
) -> Question:
    """A situation with the experts' means of its responses a, b, c, d."""
    rated = tuple(option(k, expert=mean) for k, mean in zip("abcd", experts, strict=True))
    values = {"dimension": Dimension.SERVE, "options": rated, "objective": None, **more}
    return question(key, kind, situation=f"S-{key}", **values)


def hotspot(key: str, *, right: str = "a", picture: str = "", **more) -> Question:
    """A picture of 640 × 360 with four places in a row; options are a, b, c, d."""
    regions = tuple(
        Region(letter, 20.0 + 150 * place, 100.0, 120.0, 120.0)
        for place, letter in enumerate("abcd")
    )
    shown = picture or "/aset/0123456789abcdef.svg"
    detail = Hotspot(shown, "Empat tempat berjajar di ruang tunggu.", 640, 360, regions)
    return question(key, Kind.HOTSPOT, right=right, detail=detail, **more)


def quiz_of(*questions: Question, slug: str = SLUG, **more) -> Quiz:
    """A quiz that always asks exactly these questions, each for an objective of its own."""
    known = [each for each in questions if not each.judged]
    asked = [replace(each, objective=each.key) if each in known else each for each in questions]
    goals = tuple(quizzes.Objective(e.key, f"Tujuan {e.key}.", "menyapa-anak") for e in known)
    values = {"objectives": goals, "questions": tuple(asked),
              "situations": len(questions) - len(known)}  # fmt: skip
    return quiz(slug, **(values | more))


def story(key: str = "m1-cerita-rani", **more) -> Question:
    """The scenario of the authors' guide: eight nodes, three endings, one mark of state."""
    told = next(each for each in guide.quiz().questions if each.is_story)
    return replace(told, **{"key": key, "references": (), **more})


def with_stories(slug: str = SLUG, *, count: int = 1, scenarios: int = 1, **more) -> Quiz:
    """The standard quiz with scenarios besides."""
    plain, code = quiz(slug, **more), slug.split("-")[0]
    told = (story(f"{code}-cerita-{number}") for number in range(1, count + 1))
    draw = replace(plain.draw, scenarios=scenarios)
    return replace(plain, draw=draw, questions=(*plain.questions, *told))


def quiz(
    slug: str = SLUG, *, per_objective: int = 1, situations: int = 2, hours: int = 24, **more
) -> Quiz:
    """Three objectives of four variants and four situations; option a is always right."""
    code = slug.split("-")[0]
    known = [
        *(question(f"{code}-menyapa-{v}") for v in "abcd"),
        *(
            question(f"{code}-pilih-{v}", Kind.MULTIPLE, right="a,b", objective="pilih")
            for v in "abcd"
        ),
        *(
            question(f"{code}-nilai-{v}", Kind.TRUE_FALSE, right="benar", objective="nilai")
            for v in "abcd"
        ),
    ]
    values = {
        "module": slug, "pass_mark": 0.75, "retake_after_hours": hours,
        "draw": quizzes.Draw(per_objective, situations),
        "objectives": tuple(
            quizzes.Objective(key, f"Tujuan {key}.", "menyapa-anak")
            for key in ("menyapa", "pilih", "nilai")
        ),
        "questions": (*known, *(situation(f"{code}-sjt-s0{n}") for n in range(1, 5))),
        "panel": quizzes.Panel("sementara", 0, "Diperkirakan penulis."),
    }  # fmt: skip
    return Quiz(**(values | more))


def published(
    slug: str = SLUG, *, at: datetime = PUBLISHED, quizless: bool = False, **more
) -> Edition:
    """Publish a module with the standard quiz (or the one given) and answer its edition.

    `source` is the YAML of the quiz, where a test needs what its author wrote.
    """
    source = more.pop("source", None)
    asked = None if quizless else more.pop("quiz", None) or quiz(slug)
    whole = module(slug, **more)
    sources = (repr(whole), source or (repr(asked) if asked else None))
    named = {"menyapa-anak": "Menyapa anak lebih dulu."}
    draft = Draft(slug, whole, asked, *sources, problems=(), indicators=named)
    publish(draft, by=None, at=at)
    return edition_of(slug)


def rekeyed(slug: str = SLUG, *, question: str, right: str, at: datetime, **more) -> Edition:
    """Publish the standard quiz once more with another key for one question."""
    asked = quiz(slug, **more)
    changed = tuple(
        replace(
            each, options=tuple(option(o.key, correct=o.key in right.split(","))
                                for o in each.options),
        )
        if each.key == question else each
        for each in asked.questions
    )  # fmt: skip
    return published(slug, at=at, quiz=replace(asked, questions=changed))


def figure(data: bytes) -> str:
    """A stored drawing; answers its digest."""
    digest = hashlib.sha256(data).hexdigest()
    db.session.add(Asset(digest=digest, media_type="image/svg+xml", data=data))
    db.session.flush()
    return digest
