"""What an anonymous wave asks: sentences on a scale of five, each about one construct."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field

from training.content.rules import shape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import keys_once, refuse
from training.content.rules.problems import Parsed, Places, Problem, in_order
from training.content.rules.source import QUIZ_BYTES, limits, tidy
from training.content.rules.strict import Key, Line, Strict, Text
from training.content.rules.yamltext import Document, read

STEPS = 5


class Family(StrEnum):
    """What a construct tells of: the climate in which one applies what one learnt, or motives."""

    CLIMATE = "climate"
    MOTIVE = "motive"


class ConstructShape(Strict):
    """One construct as the file holds it."""

    key: Key
    family: Annotated[Family, Field(strict=False)]
    name: Line


class ItemShape(Strict):
    """One sentence; `reverse` turns its scale around."""

    key: Key
    about: Key = Field(alias="construct")
    text: Line
    reverse: bool = False


class WaveShape(Strict):
    """A file of `quizzes/waves/`, key by key."""

    key: Key
    title: Line
    about: Text
    scale: list[Line]
    constructs: list[ConstructShape] = Field(min_length=1, max_length=30)
    items: list[ItemShape] = Field(min_length=1, max_length=60)


@dataclass(frozen=True, slots=True)
class Construct:
    """What some sentences are about together."""

    key: str
    family: Family
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of a wave."""

    key: str
    construct: str
    text: str
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class WaveForm:
    """All that a wave asks; `scale` are the words of the steps 1 to 5."""

    key: str
    title: str
    about: str
    scale: tuple[str, ...]
    constructs: tuple[Construct, ...]
    items: tuple[Item, ...]

    def points(self, item: Item, step: int) -> int:
        """What a step from 1 to 5 counts: itself, or its mirror on a reversed sentence."""
        return STEPS + 1 - step if item.reverse else step


def parse_wave(path: str, text: str) -> Parsed[WaveForm]:
    """The sentences of a wave and everything that is wrong with its file."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document = read(path, text)
    fitted, problems = shape.fit(document, WaveShape)
    problems = [*document.problems, *problems]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    problems += _slips(document, fitted)
    value = None if problems else _form(fitted)
    return Parsed(value, in_order(problems), document.places())


def _form(fitted: WaveShape) -> WaveForm:
    constructs = (Construct(each.key, each.family, each.name) for each in fitted.constructs)
    items = (Item(each.key, each.about, each.text, each.reverse) for each in fitted.items)
    return WaveForm(
        fitted.key, fitted.title, fitted.about, tuple(fitted.scale), tuple(constructs), tuple(items)
    )


def _slips(document: Document, fitted: WaveShape) -> Iterator[Problem]:
    name = PurePosixPath(document.path).stem
    if fitted.key != name:
        yield refuse(document, ("key",), C.WAVE_WRONG_NAME, key=fitted.key, name=name)
    if len(fitted.scale) != STEPS:
        more = {"count": len(fitted.scale), "limit": STEPS}
        yield refuse(document, ("scale",), C.WAVE_SCALE, **more)
    yield from keys_once(document, ("constructs",), [each.key for each in fitted.constructs])
    yield from keys_once(document, ("items",), [each.key for each in fitted.items])
    known, asked = {each.key for each in fitted.constructs}, set()
    for number, each in enumerate(fitted.items):
        asked.add(each.about)
        if each.about not in known:
            at = ("items", number, "construct")
            yield refuse(document, at, C.WAVE_UNKNOWN_CONSTRUCT, key=each.about)
    for number, construct in enumerate(fitted.constructs):
        if construct.key not in asked:
            at = ("constructs", number, "key")
            yield refuse(document, at, C.WAVE_CONSTRUCT_UNASKED, key=construct.key)


def as_told(form: WaveForm) -> dict[str, object]:
    """A form as plain values, to be kept with its wave; `from_told` reads it."""
    return {
        "key": form.key, "title": form.title, "about": form.about, "scale": list(form.scale),
        "constructs": [
            {"key": each.key, "family": each.family.value, "name": each.name}
            for each in form.constructs
        ],
        "items": [
            {"key": each.key, "construct": each.construct, "text": each.text,
             "reverse": each.reverse} for each in form.items
        ],
    }  # fmt: skip


def from_told(told: object) -> WaveForm:
    """The form that `as_told` had told."""
    return _form(WaveShape.model_validate(told, strict=False))
