"""Quizzes in and out: files of other systems become drafts, and our quizzes become their files."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.exc import NoResultFound

from training.content.queries.drafts import read
from training.content.queries.giving import Whole, course_of, of_draft, of_release
from training.content.rules.exchange.course.manifests import Standard
from training.content.rules.exchange.frame import FILE_BYTES, Format, Loss, Written
from training.content.rules.exchange.intake import FORMS, Taken, take
from training.content.rules.exchange.summary import together
from training.content.rules.source import SLUG
from training.kernel.clock import local_date, now
from training.kernel.settings import ROOT

OUT = [each.value for each in (*Format, *Standard)]


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", required=True, type=click.Choice([each.value for each in Format]),
              help="Format berkas asal.")  # fmt: skip
@click.option("--module", default="", metavar="SLUG",
              help="Nama modul pemilik kuis; kodenya mengawali setiap kunci soal.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="BERKAS.yaml",
              help="Tulis draf ke berkas ini, bukan ke layar.")  # fmt: skip
@click.option("--force", is_flag=True, help="Timpa berkas --out yang sudah ada.")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def import_quiz(
    file: Path, form: str, module: str, out: Path | None, force: bool, as_json: bool
) -> None:
    """Ubah kuis dari sistem lain menjadi draf YAML Resap.

    Draf ditulis ke layar atau ke --out. Bagian yang tidak ada di berkas asal ditandai
    “# LENGKAPI:”. Yang hilang dan yang bermasalah disebutkan satu per satu.
    """
    if module and not SLUG.fullmatch(module):
        raise click.BadParameter(f"{module} bukan nama modul.", param_hint="--module")
    with file.open("rb") as opened:
        data = opened.read(FILE_BYTES + 1)
    taken = take(Format(form), data, module=module)
    if out is not None and taken.draft:
        _keep(out, taken.draft.encode("utf-8"), force=force)
    if as_json:
        click.echo(json.dumps(told(taken), ensure_ascii=False))
    else:
        if out is None:
            click.echo(taken.draft, nl=False)
        _report(taken, file.name)
    sys.exit(0 if taken.holds else 1)


def told(taken: Taken) -> dict[str, object]:
    """Everything that became of a file, for a script."""
    return {
        "questions": list(taken.questions),
        "draft": taken.draft,
        "losses": [asdict(each) for each in taken.losses],
        "problems": [asdict(each) for each in taken.problems],
        "to_fill": {key: list(names) for key, names in taken.to_fill.items()},
    }


def _keep(path: Path, data: bytes, *, force: bool) -> None:
    try:
        with path.open("wb" if force else "xb") as opened:
            opened.write(data)
    except FileExistsError:
        raise click.ClickException(
            f"{path} sudah ada. Tambahkan --force bila memang mau."
        ) from None
    except OSError as error:
        raise click.ClickException(f"{path} tidak dapat ditulis: {error.strerror}.") from error


def _report(taken: Taken, name: str) -> None:
    for each in taken.problems:
        place = f"{name}{f' ({each.part})' if each.part else ''}:{each.line}:{each.column}"
        click.echo(f"{place}: {each.sentence}", err=True)
    tell_losses(taken.losses)
    if taken.to_fill:
        fields = dict.fromkeys(name for names in taken.to_fill.values() for name in names)
        click.echo(
            f"Lengkapi {', '.join(fields)} pada {len(taken.to_fill)} soal (cari “# LENGKAPI:”).",
            err=True,
        )
    click.echo(
        f"{len(taken.questions)} soal, {len(taken.problems)} masalah, "
        f"{len(taken.losses)} hal tidak ikut.",
        err=True,
    )


def tell_losses(losses: Iterable[Loss]) -> None:
    """What gets lost, each sentence once with the questions that it is about."""
    for each in together(losses):
        told = f"{each.what}: {each.sentence} [{len(each.where)}: {each.places}]"
        click.echo(f"tidak ikut: {told}", err=True)


@click.command("export")
@click.argument("slug")
@click.option("--format", "form", required=True, type=click.Choice(OUT),
              help="Format berkas tujuan; scorm12, scorm2004, cmi5 berisi modulnya.")  # fmt: skip
@click.option("--draft", is_flag=True, help="Dari draf di folder isi, bukan dari terbitan.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="BERKAS",
              help="Tulis ke berkas ini, bukan ke layar.")  # fmt: skip
@click.option("--force", is_flag=True, help="Timpa berkas --out yang sudah ada.")
@click.option("--json", "as_json", is_flag=True, help="Jawab laporan sebagai JSON; perlu --out.")
def export_quiz(
    slug: str, form: str, draft: bool, out: Path | None, force: bool, as_json: bool
) -> None:
    """Tulis kuis modul SLUG (terbitan terakhir) dalam format sistem lain.

    Berkasnya memuat kunci jawaban. Semua yang tidak dapat dibawa format itu dilaporkan.
    """
    if as_json and out is None:
        raise click.UsageError("--json perlu --out, karena layar dipakai untuk laporan.")
    written = _made(_whole(slug, draft=draft), form)
    if out is None:
        click.echo(written.data, nl=False)
    else:
        _keep(out, written.data, force=force)
    if as_json:
        losses = [asdict(each) for each in written.losses]
        click.echo(json.dumps({"out": str(out), "bytes": len(written.data), "losses": losses},
                              ensure_ascii=False))  # fmt: skip
    else:
        tell_losses(written.losses)


def _made(whole: Whole, form: str) -> Written:
    if form in [each.value for each in Standard]:
        contacts = dict(current_app.config["RESAP"].contacts)
        return course_of(whole, Standard(form), contacts)
    return FORMS[Format(form)].write(whole.given)


def _whole(slug: str, *, draft: bool) -> Whole:
    try:
        if not draft:
            return of_release(slug)
        today = local_date(now(), current_app.config["RESAP"].timezone)
        found = read(ROOT, today=today).of(slug)
        if found is None:
            raise NoResultFound
        return of_draft(found)
    except NoResultFound:
        state = "tidak ada draf yang terbaca" if draft else "tidak ada terbitan yang berkuis"
        raise click.ClickException(f"Untuk modul {slug} {state}.") from None
