"""Commands for authors: check the drafts, publish them, show what a module holds."""

import json
import sys
from dataclasses import dataclass, replace

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import NoResultFound

from training.certification.actions.assigning import ask_to_assign
from training.cli.places import NoContentThere, Places, places
from training.content.actions import (
    ChangeIsUnderstated,
    DraftHasProblems,
    KeyComesBack,
    NothingChanged,
    publish,
)  # fmt: skip
from training.content.queries import current_release, module_of, quiz_of
from training.content.queries.drafts import Draft, Drafts, read
from training.content.rules.codes import ProblemCode, Severity
from training.content.rules.details import Node
from training.content.rules.model import Module
from training.content.rules.naming import code_order
from training.content.rules.problems import Problem
from training.content.rules.quizzes import Question, Quiz
from training.kernel.clock import local_date, now
from training.kernel.db import db
from training.kernel.settings import ROOT
from training.practice.rules.cards import Card, cards_of
from training.quiz.rules.kinds.stories import scenario_of
from training.reporting.actions import note_release

group = AppGroup("content", help="Memeriksa, menerbitkan, dan menunjukkan modul dan kuis.")


def _read(places: Places, quiet: bool = False) -> Drafts:
    today = local_date(now(), current_app.config["RESAP"].timezone)
    if quiet or not sys.stderr.isatty():
        return read(places.root, today=today, guests=places.guests)
    with click.progressbar(length=1, label="Memeriksa", file=sys.stderr) as bar:

        def tell(done: int, of: int) -> None:
            bar.length = max(of, 1)
            bar.update(done - bar.pos)

        return read(places.root, today=today, guests=places.guests, tell=tell)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was asked for under one root: its drafts, its problems, how many files were read."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    files: int


def _checked(places: Places, quiet: bool) -> Checked:
    found = _read(places, quiet)
    files = (("modules/", ".md"), ("quizzes/", ".yaml"))
    asked = [
        draft
        for draft in found.drafts
        if any(places.ask_for(f"{folder}{draft.slug}{end}") for folder, end in files)
    ]
    problems = [
        replace(each, path=_shown(places, each.path))
        for each in found.problems
        if places.ask_for(each.path)
    ]
    return Checked(tuple(asked), tuple(problems), found.files)


def _shown(places: Places, path: str) -> str:
    """The path as whoever typed it knows it."""
    if path in places.guests:
        return str(places.guests[path])
    return path if places.root == ROOT else str(places.root / path)


@group.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@click.option("--warnings/--no-warnings", default=True, help="Tunjukkan peringatan juga.")
@click.option(
    "--strict",
    is_flag=True,
    help="Peringatan pun dihitung masalah, kecuali sumber yang menunggu tanda tangan kota.",
)
def check(paths: tuple[str, ...], as_json: bool, warnings: bool, strict: bool) -> None:
    """Periksa modules/ dan quizzes/; semua masalah disebut sekaligus.

    PATHS: berkas atau folder isi, juga yang terletak di luar Resap. Berkas dari luar diperiksa
    seolah-olah terletak di folder isi Resap.
    """
    try:
        asked = places(paths, ROOT)
    except NoContentThere as refused:
        raise click.BadParameter(f"Tidak ada modules/ atau quizzes/ di {refused}.") from refused
    checked = [_checked(each, as_json) for each in asked]
    found = [problem for each in checked for problem in each.problems]
    errors = [each for each in found if _counts(each, strict)]
    shown = found if warnings else errors
    files = sum(each.files for each in checked)
    if as_json:
        told = [
            {"path": p.path, "line": p.line, "column": p.column, "code": p.code.value,
             "severity": p.severity.value, "sentence": p.sentence} for p in shown
        ]  # fmt: skip
        click.echo(json.dumps({"problems": told, "files": files}, ensure_ascii=False))
    else:
        for each in shown:
            click.echo(f"{each.path}:{each.line}:{each.column}: {each.sentence} [{each.code}]")
        _table([draft for each in checked for draft in each.drafts])
        click.echo(f"{files} berkas, {len(errors)} masalah, {len(found) - len(errors)} peringatan.")
    sys.exit(1 if errors else 0)


def _counts(found: Problem, strict: bool) -> bool:
    """Whether a problem fails the check. What only the city can sign fails no author's work."""
    if found.severity is Severity.ERROR:
        return True
    return strict and found.code is not ProblemCode.SOURCE_TO_CHECK


def _table(drafts: list[Draft]) -> None:
    head = ("modul", "kata", "menit", "soal", "situasi", "skenario", "masalah")
    line = "{:<34}{:>7}{:>7}{:>6}{:>9}{:>10}{:>9}"
    click.echo(line.format(*head))
    for draft in sorted(drafts, key=lambda each: code_order(each.slug)):
        module, quiz = draft.module, draft.quiz
        questions = quiz.questions if quiz else ()
        told = sum(each.is_story for each in questions)
        rated = sum(each.judged for each in questions) - told
        asked = len(questions) - rated - told
        wrong = sum(each.severity is Severity.ERROR for each in draft.problems)
        words, minutes = (module.words, module.minutes) if module else (0, 0)
        click.echo(line.format(draft.slug, words, minutes, asked, rated, told, wrong))


@group.command("publish")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def publish_drafts(as_json: bool) -> None:
    """Terbitkan setiap modul yang berbeda dari terbitan terakhirnya."""
    drafts = _read(Places(ROOT), quiet=as_json)
    told, refused = [], 0
    for draft in drafts.drafts:
        try:
            made = publish(draft, by=None, at=now())
            told.append({"slug": made.slug, "number": made.number, "edition": made.edition})
        except NothingChanged:
            told.append({"slug": draft.slug, "number": None, "edition": None})
        except ChangeIsUnderstated as error:
            refused += 1
            sentence = f"{draft.slug}: perubahan ini paling sedikit bernilai {error.least.value}."
            click.echo(sentence, err=True)
        except KeyComesBack as error:
            refused += 1
            keys = ", ".join(error.keys)
            click.echo(f"{draft.slug}: kunci soal lama dipakai untuk soal lain: {keys}.", err=True)
        except DraftHasProblems:
            refused += 1
            click.echo(f"{draft.slug}: masih ada masalah; jalankan content check.", err=True)
    if refused:
        db.session.rollback()
        sys.exit(1)
    if any(each["number"] for each in told):
        note_release(at=now())
        ask_to_assign(at=now())
    db.session.commit()
    _tell_published(told, as_json)


def _tell_published(told: list[dict[str, object]], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for each in told:
        made = f"terbitan {each['number']}" if each["number"] else "tidak berubah"
        click.echo(f"{each['slug']}: {made}")


@group.command("show")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON (memuat kunci jawaban).")
def show(slug: str, as_json: bool) -> None:
    """Tunjukkan isi terbitan terakhir satu modul (hanya untuk pengelola: memuat kunci)."""
    try:
        release = current_release(slug)
    except NoResultFound:
        click.echo(f"Modul {slug} belum pernah terbit.", err=True)
        sys.exit(1)
    module, quiz = module_of(release.id), quiz_of(release.id)
    told = content_of(module, quiz)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"{module.code} {module.title} · terbitan {release.number}, edisi {release.edition}")
    click.echo(f"{module.words} kata, {module.minutes} menit, {len(module.lessons)} pelajaran")
    for question in quiz.questions if quiz else ():
        click.echo(f"  {question.key} [{question.kind}] {question.indicator}")


def content_of(module: Module, quiz: Quiz | None) -> dict[str, object]:
    """What contracts.md promises of `content show --json`."""
    asked = quiz.questions if quiz else ()
    return {
        "slug": module.slug,
        "title": module.title,
        "minutes": module.minutes,
        "words": module.words,
        "sensitive": module.sensitive,
        "references": [
            {"key": r.key, "law": r.law, "article": r.article, "says": r.says,
             "certainty": r.certainty.value, "checked_on": r.checked_on, "checked_by": r.checked_by}
            for r in module.references
        ],
        "questions": [_question(each) for each in asked if not each.is_story],
        "practice": [_card(each) for each in cards_of(quiz)],
        "scenarios": [_scenario(each) for each in asked if each.is_story],
    }  # fmt: skip


def _question(question: Question) -> dict[str, object]:
    return {
        "key": question.key, "kind": question.kind.value, "objective": question.objective,
        "variant": question.variant, "indicator": question.indicator,
        "options": [
            {"key": o.key, "text": o.text, "correct": o.correct, "rationale": o.rationale,
             "expert": o.expert} for o in question.options
        ],
    }  # fmt: skip


def _card(card: Card) -> dict[str, object]:
    """What spaced practice makes of the questions: a card with the variants that it can ask."""
    return {
        "key": card.key, "kind": card.kind.value, "objective": card.objective,
        "indicator": card.indicator, "questions": list(card.variants),
    }  # fmt: skip


def _scenario(question: Question) -> dict[str, object]:
    """A story with all that the file says of it; HTML is only its clothes."""
    named = {
        "key": question.key, "title": question.prompt, "indicator": question.indicator,
        "dimension": question.dimension.value, "stage": question.stage.value,
        "sector": question.sector, "difficulty": question.difficulty.value,
        "references": list(question.references),
    }  # fmt: skip
    return {**named, "nodes": [_node(each) for each in scenario_of(question).nodes]}


def _node(node: Node) -> dict[str, object]:
    return {
        "key": node.key, "text": node.text, "principle": node.principle or None,
        "choices": [
            {"key": c.key, "text": c.text, "to": c.to, "worth": c.worth,
             "consequence": c.consequence, "gives": list(c.gives), "needs": list(c.needs)}
            for c in node.choices
        ],
    }  # fmt: skip
