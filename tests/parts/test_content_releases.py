"""Drafts become releases: once, whole, and never called lighter than they are."""

import os
import shutil
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from tests.conftest import ZERO_HOUR
from tests.factories import content
from training.content.actions import (
    ChangeIsUnderstated,
    DraftHasProblems,
    KeyComesBack,
    NothingChanged,
    publish,
    publish_all,
)
from training.content.queries import asset, module_of, newest_release, quiz_of
from training.content.queries.drafts import Draft, read
from training.content.queries.soundness import damaged
from training.content.rules import figures
from training.content.rules.codes import ProblemCode
from training.content.rules.model import Change, Version
from training.content.tables import Asset
from training.kernel.db import db
from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
SLUG = "m3-berbicara-melayani"


@pytest.fixture
def copied(tmp_path):
    """A copy of the real content that a test may spoil."""
    for name in ("modules", "quizzes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def codes(copied) -> set[ProblemCode]:
    return {each.code for each in read(copied, today=TODAY).problems}


def test_the_real_content_is_published_whole(database):
    drafts = read(ROOT, today=date(2026, 12, 7)).drafts  # after its sources were checked
    made = publish_all(drafts, by=None, at=ZERO_HOUR)
    assert [(each.number, each.edition) for each in made] == [(1, 1)] * len(drafts)
    release = newest_release(SLUG)
    figure = module_of(release.id).figures[0]
    assert asset(figure.digest[:16]).data.startswith(b"<svg")
    assert len(quiz_of(release.id).questions) >= 28


def test_a_draft_that_is_published_already_is_not_published_again(database):
    draft = read(ROOT, today=TODAY).of(SLUG)
    publish(draft, by=None, at=ZERO_HOUR)
    with pytest.raises(NothingChanged):
        publish(draft, by=None, at=ZERO_HOUR)
    assert publish_all([draft], by=None, at=ZERO_HOUR) == ()


def test_figures_are_kept_once(database):
    draft = read(ROOT, today=TODAY).of(SLUG)
    publish(draft, by=None, at=ZERO_HOUR)
    publish(replace(draft, module_source=draft.module_source + "\n"), by=None, at=ZERO_HOUR)
    kept = db.session.execute(select(func.count()).select_from(Asset)).scalar_one()
    assert kept == len(draft.module.figures)


CHANGES = (
    "UPDATE release SET quiz = NULL",
    "DELETE FROM release",
    "UPDATE asset SET media_type = 'text/html'",
    "DELETE FROM asset",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_what_was_published(database, change):
    publish(read(ROOT, today=TODAY).of(SLUG), by=None, at=ZERO_HOUR)
    db.session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(text(change))
    db.session.rollback()
    assert list(damaged()) == []


def declared(draft, change: Change, **more):
    """The draft as its author would call it, with other words in its source."""
    module = replace(draft.module, version=Version(change, "Perbaikan."), **more)
    return replace(draft, module=module, module_source=repr(module))


@pytest.fixture
def draft(database):
    content.published()
    first = newest_release(content.SLUG)
    whole = read(ROOT, today=TODAY).of(SLUG)
    return replace(
        whole, slug=content.SLUG, module=module_of(first.id), quiz=quiz_of(first.id), problems=()
    )


def test_a_cosmetic_change_keeps_the_edition(draft):
    made = publish(declared(draft, Change.COSMETIC, title="Judul lain"), by=None, at=ZERO_HOUR)
    assert (made.number, made.edition) == (2, 1)


def test_a_material_change_begins_an_edition(draft):
    made = publish(declared(draft, Change.MATERIAL, title="Judul lain"), by=None, at=ZERO_HOUR)
    assert (made.number, made.edition) == (2, 2)


def test_a_change_of_the_key_cannot_be_called_cosmetic(draft):
    question = draft.quiz.questions[0]
    turned = tuple(replace(each, correct=not each.correct) for each in question.options)
    quiz = replace(
        draft.quiz, questions=(replace(question, options=turned), *draft.quiz.questions[1:])
    )
    with pytest.raises(ChangeIsUnderstated) as refused:
        publish(replace(declared(draft, Change.COSMETIC), quiz=quiz), by=None, at=ZERO_HOUR)
    assert refused.value.least is Change.MATERIAL


def test_a_draft_with_errors_is_not_published(database, copied):
    path = copied / "modules" / f"{SLUG}.md"
    path.write_text(path.read_text() + "\n<script>alert(1)</script>\n")
    with pytest.raises(DraftHasProblems):
        publish(read(copied, today=TODAY).of(SLUG), by=None, at=ZERO_HOUR)


def test_links_in_the_content_folders_are_not_followed(copied):
    secret = copied / "secret"
    secret.write_text("rahasia")
    (copied / "modules" / "m9-tautan.md").symlink_to(secret)
    (copied / "modules" / "figures" / "m9-tautan.svg").symlink_to("/etc/hostname")
    found = read(copied, today=TODAY)
    assert ProblemCode.UNEXPECTED_FILE in codes(copied)
    assert found.of("m9-tautan") is None


def test_a_linked_folder_is_not_entered(copied, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.move(copied / "quizzes", elsewhere / "quizzes")
    (copied / "quizzes").symlink_to(elsewhere / "quizzes")
    assert ProblemCode.MODULE_WITHOUT_QUIZ in codes(copied)


def test_folders_and_links_that_hold_no_content_are_named(copied, tmp_path_factory):
    (copied / "modules" / "lama").mkdir()
    shutil.move(copied / "quizzes", tmp_path_factory.mktemp("jauh") / "quizzes")
    (copied / "quizzes").symlink_to(copied / "modules")
    named = {each.path for each in read(copied, today=TODAY).problems if each.severity == "error"}
    assert {"modules/lama", "quizzes"} <= named


def test_a_flood_of_files_is_cut_off_and_said_to_be(copied):
    for number in range(600):
        (copied / "quizzes" / f"z{number:03}.txt").write_text("")
    last = [each for each in read(copied, today=TODAY).problems if each.path.endswith("z599.txt")]
    assert [each.severity for each in last] == ["error"]


def test_odd_files_are_named_and_do_not_hang(copied):
    os.mkfifo(copied / "modules" / "m9-pipa.md")
    (copied / "quizzes" / "catatan.txt").write_text("catatan")
    (copied / "quizzes" / "besar.yaml").write_bytes(b"a" * 2_000_000)
    found = read(copied, today=TODAY)
    named = {each.path for each in found.problems if each.severity == "error"}
    assert {"modules/m9-pipa.md", "quizzes/catatan.txt", "quizzes/besar.yaml"} <= named


def test_a_picture_of_a_question_is_published_with_the_quiz(database):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"/>'
    shown = figures.figure("m1-tempat.svg", drawing)
    asked = content.quiz_of(
        content.hotspot("m1-tempat", picture=figures.address(drawing)), figures=(shown,)
    )
    edition = content.published(quiz=asked)
    assert (
        quiz_of(edition.release_id).questions[0].detail.picture == f"/aset/{shown.digest[:16]}.svg"
    )
    assert asset(shown.digest[:16]).data == drawing
    assert list(damaged()) == []


def test_another_picture_of_a_question_is_another_draft():
    asked = content.quiz()
    one, other = (figures.figure("a.svg", data) for data in (b"<svg/>", b"<svg></svg>"))
    digests = {
        Draft(content.SLUG, content.module(), replace(asked, figures=shown), "", "", ()).digest
        for shown in ((), (one,), (other,))
    }
    assert len(digests) == 3


def test_a_dropped_key_never_names_another_question(database):
    whole = content.quiz()
    without = replace(whole, questions=whole.questions[1:], draw=replace(whole.draw, situations=1))
    content.published()
    content.published(quiz=without)
    other = replace(whole.questions[0], prompt="Soal yang lain sama sekali?")
    with pytest.raises(KeyComesBack):
        content.published(quiz=replace(whole, questions=(other, *whole.questions[1:])))
    content.published(quiz=whole)
