"""Commands for authors: the facts that the city has still to sign, and forms that are parallel."""

import json
import sys
from collections import Counter

import click
from flask import current_app

from training.cli.content import group
from training.content.queries.drafts import Drafts, read
from training.content.rules.model import Module, Reference
from training.content.rules.naming import code_order
from training.content.rules.parallel import LETTERS, Cut, lopsided, parallel, situations_of
from training.kernel.clock import local_date, now
from training.kernel.settings import ROOT

WORDS = {"size": "jumlah", "stage": "tahap", "sector": "sektor"}


@group.command("facts")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def facts(as_json: bool) -> None:
    """Sebut sumber bertanda R atau ? yang menunggu tanda tangan ahli hukum kota, per modul."""
    modules = sorted(
        (draft.module for draft in _drafts().drafts if draft.module),
        key=lambda module: code_order(module.code),
    )
    waiting = [(module, each) for module in modules for each in module.references
               if each.needs_signature]  # fmt: skip
    if as_json:
        click.echo(json.dumps([_told(*each) for each in waiting], ensure_ascii=False))
        return
    for module, reference in waiting:
        name = f"{reference.law}, {reference.article}"
        click.echo(f"{module.code} [{reference.certainty.value}] {reference.key}: {name}")
        click.echo(f"    {reference.says}")
        click.echo(f"    diperiksa {reference.checked_on} oleh {reference.checked_by}")
    count = Counter(module.code for module, _ in waiting)
    shares = ", ".join(f"{code} {number}" for code, number in count.items())
    click.echo(f"{len(waiting)} sumber menunggu tanda tangan kota ({shares or 'tidak ada'}).")


def _told(module: Module, reference: Reference) -> dict[str, str | None]:
    return {
        "module": module.slug, "code": module.code, "key": reference.key, "law": reference.law,
        "article": reference.article, "says": reference.says,
        "certainty": reference.certainty.value, "checked_on": reference.checked_on,
        "checked_by": reference.checked_by, "dossier": reference.dossier,
    }  # fmt: skip


@group.command("forms")
@click.argument("slug", required=False)
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def forms(slug: str | None, as_json: bool) -> None:
    """Bagi situasi kuis menjadi formulir A, B, dan C yang setara menurut tahap dan sektor.

    Tanpa SLUG semua kuis dibagi. Berakhir dengan 1 bila ada yang tidak dapat dibuat setara.
    """
    quizzes = {draft.slug: draft.quiz for draft in _drafts().drafts if draft.quiz}
    if slug is not None and slug not in quizzes:
        raise click.BadParameter(f"Tidak ada kuis quizzes/{slug}.yaml.")
    chosen = [slug] if slug is not None else sorted(quizzes, key=code_order)
    cuts = {each: parallel(situations_of(quizzes[each])) for each in chosen}
    if as_json:
        told = {name: _keys(cut) for name, cut in cuts.items()}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for name, cut in cuts.items():
            _tell(name, cut)
    sys.exit(1 if any(map(lopsided, cuts.values())) else 0)


def _keys(cut: Cut) -> dict[str, list[str]]:
    named = zip(LETTERS, cut, strict=True)
    return {letter: [question.key for question in form] for letter, form in named}


def _tell(name: str, cut: Cut) -> None:
    click.echo(name)
    for letter, form in zip(LETTERS, cut, strict=True):
        keys = ", ".join(f"{each.key} ({each.stage.value}, {each.sector})" for each in form)
        click.echo(f"  {letter}: {keys}")
    for each in lopsided(cut):
        counts = " / ".join(map(str, each.counts))
        click.echo(f"  tidak setara: {WORDS[each.name]} {each.value} {counts}")


def _drafts() -> Drafts:
    return read(ROOT, today=local_date(now(), current_app.config["RESAP"].timezone))
