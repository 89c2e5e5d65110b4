"""The command for expert panels: the key that their ratings make, its spread and agreement."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from flask import current_app

from training.content.queries.drafts import Drafts, read
from training.content.rules.codes import ProblemCode, Severity
from training.content.rules.panelcheck import check_panel, parse_panel
from training.content.rules.panelkey import with_key
from training.content.rules.panels import LEAST_JUDGES, Panel, ratings_of
from training.content.rules.problems import Parsed, Places, Problem
from training.content.rules.quizzes import Quiz
from training.content.rules.source import decode
from training.kernel.clock import local_date, now
from training.kernel.settings import ROOT
from training.quiz.rules.panels import (
    RatedOption,
    RatedSituation,
    Reason,
    Standing,
    rated_situation,
    standing,
)

REASONS = {Reason.SPREAD: "SD lebih dari 1", Reason.AGREEMENT: "κ situasi di bawah 0,6"}
IN_THE_QUIZ = frozenset(
    {
        ProblemCode.PANEL_DIFFERS, ProblemCode.PANEL_JUDGES, ProblemCode.PANEL_UNRATED,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A panel with its quiz, and the key that comes of them."""

    panel: Panel
    quiz: Quiz
    standing: Standing
    situations: tuple[RatedSituation, ...]


@click.command("panel")
@click.argument("which", required=False, metavar="[SLUG|BERKAS]")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@click.option("--write", is_flag=True, help="Tulis kunci dan jumlah juri ke berkas kuisnya.")
def panel(which: str | None, as_json: bool, write: bool) -> None:
    """Hitung kunci, sebaran, dan kesepakatan panel ahli di quizzes/panels/.

    Tanggapan dengan SD di atas 1 dibuang, begitu juga situasi dengan κ di bawah 0,6. Kunci dari
    kurang dari delapan juri ditolak, kecuali kuisnya menyebut status: sementara.
    """
    root, which = _place(which)
    drafts = read(root, today=_today())
    panels, problems = _chosen(which, drafts)
    if problems:
        for each in problems:
            click.echo(f"{each.path}:{each.line}:{each.column}: {each.sentence}", err=True)
        sys.exit(1)
    found = [_found(each, drafts) for each in panels]
    refused = [each for each in found if each.standing is Standing.REFUSED]
    if as_json:
        told = [_as_json(each) for each in found]
        click.echo(json.dumps({"panels": told}, ensure_ascii=False, allow_nan=False))
    else:
        _tell(found)
    if write:
        for each in found:
            _write(each, root)
    sys.exit(1 if refused else 0)


def _today() -> Any:
    return local_date(now(), current_app.config["RESAP"].timezone)


def _place(which: str | None) -> tuple[Path, str | None]:
    """Where the content lies; a file of quizzes/panels stands for the slug in its own folder."""
    path = Path(which or "").absolute()
    if _is_file(path) and path.parts[-3:-1] == ("quizzes", "panels"):
        return path.parents[2], path.stem
    return ROOT, which


def _is_file(path: Path) -> bool:
    """Also for names that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _chosen(which: str | None, drafts: Drafts) -> tuple[list[Panel], list[Problem]]:
    """The panels asked for, or what keeps them from being read."""
    if which and (Path(which).suffix or "/" in which):
        return _from_file(Path(which), drafts)
    if which and which not in drafts.panels and not _problems_of(which, drafts):
        raise click.UsageError(f"Tidak ada berkas quizzes/panels/{which}.yaml.")
    slugs = [which] if which else sorted(drafts.panels)
    problems = [each for slug in slugs for each in _problems_of(slug, drafts)]
    return [drafts.panels[slug] for slug in slugs if slug in drafts.panels], problems


def _problems_of(slug: str, drafts: Drafts) -> list[Problem]:
    path = f"quizzes/panels/{slug}.yaml"
    return [p for p in drafts.problems if p.path == path and p.severity is Severity.ERROR]


def _from_file(path: Path, drafts: Drafts) -> tuple[list[Panel], list[Problem]]:
    """A panel's file wherever it lies; its quiz is the one that it names."""
    if not _is_file(path):
        raise click.UsageError(f"Berkas {path} tidak ada.")
    text = decode(str(path), path.read_bytes())
    if isinstance(text, Problem):
        return [], [text]
    parsed = parse_panel(str(path), text, _today())
    draft = drafts.of(parsed.value.quiz) if parsed.value else None
    asked = Parsed(draft.quiz, (), Places("", {}, {})) if draft and draft.quiz else None
    between = [p for p in check_panel(parsed, asked) if p.code not in IN_THE_QUIZ]
    problems = [p for p in (*parsed.problems, *between) if p.severity is Severity.ERROR]
    return ([parsed.value] if parsed.value else []), problems


def _found(panel: Panel, drafts: Drafts) -> Found:
    draft = drafts.of(panel.quiz)
    if draft is None or draft.quiz is None:
        raise click.ClickException(f"Kuis {panel.quiz} belum dapat dibaca; jalankan content check.")
    situations = tuple(
        rated_situation(question, ratings) for question, ratings in ratings_of(panel).items()
    )
    reached = standing(len(panel.judges), draft.quiz.panel.status)
    return Found(panel, draft.quiz, reached, situations)


def _as_json(found: Found) -> dict[str, Any]:
    return {
        "quiz": found.panel.quiz, "judges": len(found.panel.judges),
        "standing": found.standing.value,
        "situations": [
            {
                "question": each.question, "kappa": each.agreement,
                "options": [
                    {"option": o.option, "mean": o.mean, "sd": o.spread,
                     "kept": o.dropped is None, "reason": o.dropped.value if o.dropped else None}
                    for o in each.options
                ],
            }
            for each in found.situations
        ],
    }  # fmt: skip


def _tell(found: list[Found]) -> None:
    if not found:
        click.echo("Belum ada berkas panel di quizzes/panels/.")
    for each in found:
        count = len(each.panel.judges)
        click.echo(f"{each.panel.quiz}: {count} juri, kunci {each.standing.value}")
        if each.standing is Standing.REFUSED:
            click.echo(
                f"  Kunci ditolak: baru {count} juri, paling sedikit {LEAST_JUDGES}."
                " Tulis status: sementara di kuisnya, atau tambah juri."
            )
        for situation in each.situations:
            click.echo(f"  {situation.question}  κ {_number(situation.agreement, 2)}")
            for option in situation.options:
                click.echo(f"    {_line(option)}")


def _line(option: RatedOption) -> str:
    said = f"{option.option:<12} {_number(option.mean, 1)}  SD {_number(option.spread, 2)}"
    return f"{said}  dibuang: {REASONS[option.dropped]}" if option.dropped else said


def _number(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:.{places}f}".replace(".", ",")


def _write(found: Found, root: Path) -> None:
    """Write the kept means into the quiz; a refused key writes nothing."""
    if found.standing is Standing.REFUSED:
        return
    path = root / "quizzes" / f"{found.panel.quiz}.yaml"
    means = {
        (situation.question, option.option): option.mean
        for situation in found.situations
        for option in situation.options
        if option.dropped is None
    }
    text = path.read_text(encoding="utf-8")
    new = with_key(str(path), text, means, len(found.panel.judges))
    beside = path.with_name(f".{path.name}.baru")
    beside.write_text(new, encoding="utf-8")
    beside.replace(path)
    click.echo(f"{path.name}: {len(means)} nilai ahli ditulis.", err=True)
