"""Statistics of items and of a form, from a file or from the city, as JSON or as a table."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from flask import current_app
from sqlalchemy.exc import NoResultFound

from training.cli.progress import Tell, bar
from training.cli.reading import reading
from training.cli.response_tables import responses
from training.cli.statistics_table import table
from training.content.rules.gates import Purpose
from training.kernel.settings import Settings
from training.kernel.shares import Interval
from training.quiz.rules.statistics.answers import Marks, from_table
from training.quiz.rules.statistics.classical import ItemFigures, item_figures
from training.quiz.rules.statistics.flags import flags
from training.quiz.rules.statistics.forms import fixed_form
from training.quiz.rules.statistics.latent import NotFitted, rasch, two_parameters
from training.quiz.rules.statistics.reasons import Flag
from training.quiz.rules.statistics.sums import gather
from training.quiz.rules.statistics.wholes import FormFigures, form_figures
from training.reporting.queries.first_answers import countable, sittings
from training.reporting.queries.item_tallies import knowledge
from training.reporting.queries.item_versions import versions


@dataclass(frozen=True, slots=True)
class Asked:
    """What statistics are about: marks of people × items, and what is known of the items.

    `fixed` tells that everybody was meant to be asked all items.
    """

    items: tuple[str, ...]
    marks: Marks
    maxima: tuple[float, ...]
    fixed: bool
    given: bool = True
    guesses: Mapping[str, float] | None = None


def from_file(path: Path, *, empty_as_zero: bool, as_json: bool) -> None:
    """Print the statistics of a file of responses."""
    with bar("Menghitung", shown=not as_json) as tell:
        found = responses(path, empty_as_zero=empty_as_zero)
        tell(20, 100)
        asked = Asked(found.items, found.marks, found.maxima, fixed=True, given=found.given)
        answer = told(asked, tell)
    _print(answer, as_json)


def from_city(slug: str, *, as_json: bool, before: bool = False) -> None:
    """Print the statistics of the first attempts at a module's quiz, after learning or before."""
    with bar("Menghitung", shown=not as_json) as tell, reading():
        try:
            asked = _of_module(slug, Purpose.BASELINE if before else Purpose.POST)
        except NoResultFound:
            raise click.ClickException(f"Modul {slug[:60]} belum pernah terbit.") from None
        tell(20, 100)
        answer = told(asked, tell)
    _print(answer, as_json)


def _of_module(slug: str, purpose: Purpose) -> Asked:
    known = versions(slug)
    ids = countable(slug, waiting_too=True, purpose=purpose)
    rows = [each.marks for each in sittings(ids, known, zone=_settings().timezone)]
    labels = sorted({label for row in rows for label in row})
    places = {label: at for at, label in enumerate(labels)}
    marks = np.full((len(rows), len(labels)), np.nan)
    for at, row in enumerate(rows):
        for label, mark in row.items():
            marks[at, places[label]] = mark
    said, names = knowledge(known), {label: known.name_of(label) for label in labels}
    guesses = {names[label]: said[label].guess for label in labels}
    return Asked(
        tuple(names.values()), marks, (1.0,) * len(labels), fixed=not np.isnan(marks).any(),
        guesses={name: guess for name, guess in guesses.items() if guess is not None},
    )  # fmt: skip


def _settings() -> Settings:
    return current_app.config["RESAP"]


def told(asked: Asked, tell: Tell = lambda _done, _of: None) -> dict[str, Any]:
    """What contracts.md promises of `quiz statistics --json`."""
    answers = from_table(asked.marks, asked.items, asked.maxima)
    sums = gather(answers, fixed_form(answers) if asked.fixed else None)
    tell(30, 100)
    kept = {name: sums.items[name] for name in asked.items if name in sums.items}
    figures = {each.item: each for each in item_figures(kept, asked.guesses)}
    items = [_item(figures[n]) if n in figures else _unanswered(n) for n in asked.items]
    models = _models(asked, tell)
    tell(100, 100)
    form = {**_form(form_figures(sums.form)), "maxmark_given": asked.given}
    return {"form": form, "items": items, "models": models}


def _item(figures: ItemFigures) -> dict[str, Any]:
    found = {name: _plain(getattr(figures, name)) for name in figures.__dataclass_fields__}
    raised = [each.flag.value for each in flags(figures)]
    return found | {"judged": figures.judged, "flags": raised}


def _unanswered(item: str) -> dict[str, Any]:
    nothing = dict.fromkeys(ItemFigures.__dataclass_fields__)
    return nothing | {"item": item, "n": 0, "judged": False, "flags": [Flag.TOO_FEW.value]}


def _form(figures: FormFigures) -> dict[str, Any]:
    found = {name: _plain(getattr(figures, name)) for name in figures.__dataclass_fields__}
    held = figures.reliability
    del found["reliability"]
    return found | {
        "alpha": held.alpha if held else None,
        "alpha_interval": _plain(held.interval) if held else None,
        "alpha_n": held.n if held else 0,
        "alpha_basis": held.basis.value if held else None,
    }


def _plain(value: object) -> object:
    return [value.low, value.high] if isinstance(value, Interval) else value


def _models(asked: Asked, tell: Tell) -> dict[str, Any]:
    """Rasch and two-parameter models of the items that are only right or wrong."""
    maxima = np.array(asked.maxima)
    shares = asked.marks / np.where(maxima > 0, maxima, np.nan)
    answer: dict[str, Any] = {}
    for name, model, done in (("rasch", rasch, 60), ("2pl", two_parameters, 95)):
        found = model(shares)
        tell(done, 100)
        if isinstance(found, NotFitted):
            answer |= {name: None, f"{name}_refused": found.value}
        else:
            answer[name] = asdict(found) | {"items": [asked.items[at] for at in found.items]}
    return answer


def _print(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))
        return
    for line in table(answer):
        click.echo(line)
