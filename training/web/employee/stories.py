"""A story on the page: which choice a form makes, and the whole way told again after closing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from training.content.rules.details import Choice, Node, Scenario
from training.content.rules.quizzes import Kind, Question
from training.content.rules.stories import Step
from training.quiz.rules.answers import Value
from training.quiz.rules.kinds.stories import walked
from training.web.employee.sheets import Card

GO_ON = "pilih-"
FITTING = 0.6
WORTHS = (
    (1.0, "right", lazy_gettext("Most fitting here")),
    (FITTING, "chosen", lazy_gettext("Fairly fitting")),
    (0.01, "chosen", lazy_gettext("Less fitting")),
    (0.0, "wrong", lazy_gettext("Not fitting")),
)
"""From which share of the best on offer a choice is called what, and the mark it gets."""


@dataclass(frozen=True, slots=True)
class Told:
    """A moment that was met: its words, and everything that could have been done there."""

    html: str
    choices: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Retold:
    """The way that was gone, and the ending if it was reached."""

    moments: tuple[Told, ...]
    ending: Node | None


def anchor(form: MultiDict[str, str], asked: Sequence[Card]) -> str | None:
    """The place of the page where a story goes on after a choice; None if none was made."""
    gone_on = [card.question.key for card in asked if _is_story(card) and card.question.key in form]
    pressed = form.get("aksi", "").removeprefix(GO_ON)
    found = pressed if pressed in gone_on else next(iter(gone_on), None)
    return f"saat-{found}" if found else None


def without_choice(form: MultiDict[str, str], asked: Sequence[Card]) -> str | None:
    """The story whose button was pressed before anything was chosen."""
    pressed = form.get("aksi", "").removeprefix(GO_ON)
    known = {card.question.key for card in asked if _is_story(card) and not card.answered}
    return pressed if pressed in known and pressed not in form else None


def reminded(asked: Sequence[Card], story: str | None) -> tuple[Card, ...]:
    """The same cards; the story's says what is missing."""
    error = _("Choose what you would do, then go on.")
    return tuple(
        replace(card, error=error) if card.question.key == story else card for card in asked
    )


def _is_story(card: Card) -> bool:
    return card.question.kind is Kind.SCENARIO


def retold(question: Question, value: Value) -> Retold | None:
    """The story of a closed attempt with the worth of every choice in words."""
    if not isinstance(question.detail, Scenario):
        return None
    gone = walked(question, value)
    return Retold(
        tuple(_told(step) for step in gone.steps), gone.here.node if gone.is_over else None
    )


def _told(step: Step) -> Told:
    moment = step.moment
    choices = (_choice(each, step, each.worth / moment.best) for each in moment.offered)
    return Told(moment.node.html, tuple(choices))


def _choice(choice: Choice, step: Step, share: float) -> dict[str, Any]:
    mark, word = next((mark, word) for least, mark, word in WORTHS if share >= least)
    return {
        "html": choice.html, "chosen": choice.key == step.choice.key, "mark": mark, "word": word,
        "consequence_html": choice.consequence_html,
    }  # fmt: skip
