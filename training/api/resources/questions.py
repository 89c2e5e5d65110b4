"""What a machine is told of a question while its attempt is open: never the key."""

import operator
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from training.api.speaking import Told
from training.quiz.rules.kinds.frame import OpenOption, OpenPicture
from training.quiz.rules.showing import OpenQuestion


class OptionText(Told):
    key: str
    text_html: str


def _is_empty(value: tuple[object, ...] | str) -> bool:
    """Most kinds have no parts and no unit; then the question is told as it always was."""
    return not value


def is_nothing(value: object) -> bool:
    """What a question or an answer does not have is left out."""
    return value is None


class PartText(Told):
    """A part that is answered by itself; words that only stand there have an empty key."""

    key: str
    text_html: str
    kind: str
    options: tuple[OptionText, ...]
    unit: str


class RegionText(Told):
    """A rectangle of the picture that stands for an option, in the picture's own units."""

    option: str
    x: float
    y: float
    width: float
    height: float


class PictureText(Told):
    """The picture of a question: where it is served, and what it shows in words."""

    address: str
    alt: str
    width: int
    height: int
    regions: tuple[RegionText, ...]


class StepText(Told):
    """A moment of a story; where it stands nothing has been chosen yet."""

    text_html: str
    choice: OptionText | None
    consequence_html: str


class QuestionText(Told):
    """A question without its key; `kind` says how it is answered.

    single and true-false: an option's key; multiple: a list of keys; matching: an object with an
    option's key for each part's key; ordering: an object with a place from 1 for each option's
    key; short-text and numeric: a text of at most 200 signs, a number as Indonesians write it
    (7.412,5) without its unit; cloze: an object with an option's key or such a text for each part
    that has a key; hotspot: an option's key, chosen in the list or the picture; free-text: a text;
    sjt-rating: an object with a rating from 1 to 4 for each option's key; sjt-best-worst: an object
    with two different options' keys as best and worst; sjt-rank: an object with a place, from 1 for
    the most appropriate, for each option's key; scenario: the list of all choices so far with one
    more of the options, which are those of the story's present moment, until there are none. null
    is no answer. With `certainty` the question also asks how sure the person is, from 1 to 3.
    """

    key: str
    kind: str
    prompt_html: str
    options: tuple[OptionText, ...]
    parts: Annotated[tuple[PartText, ...], Field(exclude_if=_is_empty)] = ()
    unit: Annotated[str, Field(exclude_if=_is_empty)] = ""
    story: Annotated[tuple[StepText, ...], Field(exclude_if=_is_empty)] = ()
    picture: Annotated[PictureText | None, Field(exclude_if=is_nothing)] = None
    certainty: Annotated[bool, Field(exclude_if=operator.not_)] = False


def question_text(question: OpenQuestion) -> QuestionText:
    """A question as an open attempt may tell it."""
    return QuestionText(
        key=question.key, kind=question.kind.value, prompt_html=question.prompt_html,
        options=_options(question.options), unit=question.shown.unit,
        parts=tuple(
            PartText(
                key=each.key, text_html=each.text_html, kind=each.kind, unit=each.unit,
                options=_options(each.options),
            )
            for each in question.shown.parts
        ),
        story=tuple(
            StepText(
                text_html=each.text_html, consequence_html=each.consequence_html,
                choice=_option(each.choice) if each.choice else None,
            )
            for each in question.shown.story
        ),
        picture=_picture(question.shown.picture), certainty=question.certainty,
    )  # fmt: skip


def _picture(picture: OpenPicture | None) -> PictureText | None:
    if picture is None:
        return None
    regions = tuple(
        RegionText(option=option, x=x, y=y, width=width, height=height)
        for option, x, y, width, height in picture.regions
    )
    return PictureText(
        address=picture.address, alt=picture.alt, width=picture.width, height=picture.height,
        regions=regions,
    )  # fmt: skip


def _options(options: Sequence[OpenOption]) -> tuple[OptionText, ...]:
    return tuple(_option(each) for each in options)


def _option(option: OpenOption) -> OptionText:
    return OptionText(key=option.key, text_html=option.text_html)
