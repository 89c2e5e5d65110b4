"""Builds the typed content from what was read and found to fit."""

import math
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from training.content.rules import figures as drawings
from training.content.rules import model, shape, structure
from training.content.rules.blocks import Picture
from training.content.rules.language import words
from training.content.rules.render import render_lesson
from training.content.rules.scan import Body, Piece, Sort

WORDS_A_MINUTE = 150


def indicator(found: shape.Indicator) -> model.Indicator:
    """An indicator as others see it."""
    return model.Indicator(
        key=found.key,
        sentence=found.sentence,
        dimension=found.dimension,
        stage=found.stage,
        sectors=tuple(found.sectors),
        principle=found.principle,
    )


def module(
    path: str, front: shape.FrontMatter, body: Body, figures: Mapping[str, bytes]
) -> model.Module:
    """A module with its lessons rendered and the drawings that they show."""
    references = tuple(model.Reference(**each.model_dump()) for each in front.references)
    by_key = {each.key: each for each in references}
    lessons = tuple(
        _lesson(body, pieces, by_key, figures)
        for pieces in structure.lessons(body)
        if pieces[0].name
    )
    shown = dict.fromkeys(_name(piece) for piece in body.pieces if piece.sort is Sort.FIGURE)
    return model.Module(
        slug=PurePosixPath(path).stem,
        code=front.code,
        title=front.title,
        summary=front.summary,
        version=model.Version(front.version.change, front.version.note),
        audience=model.Audience(
            tuple(front.audience.job_families), tuple(front.audience.unit_kinds)
        ),
        minutes=front.minutes,
        dimension=front.dimension,
        stage=front.stage,
        sensitive=front.sensitive,
        values=tuple(front.values),
        indicators=tuple(front.indicators),
        outcomes=tuple(front.outcomes),
        bct=tuple(front.bct),
        references=references,
        contacts=tuple(front.contacts),
        practice_plan=model.PracticePlan(front.practice_plan.when, front.practice_plan.then),
        valid_until=front.valid_until,
        lessons=lessons,
        figures=tuple(drawings.figure(name, figures[name]) for name in shown if name in figures),
        words=sum(lesson.words for lesson in lessons),
    )


def _name(piece: Piece) -> str:
    return piece.name.removeprefix("figures/")


def _lesson(
    body: Body,
    pieces: Sequence[Piece],
    references: Mapping[str, model.Reference],
    figures: Mapping[str, bytes],
) -> model.Lesson:
    head = pieces[0]
    pictures = {
        piece.name: _picture(figures[_name(piece)])
        for piece in pieces
        if piece.sort is Sort.FIGURE and _name(piece) in figures
    }
    anchors = {
        target: f"bagian-{target}" if home == head.name != target else f"pelajaran-{home}"
        for target, home in structure.targets(body).items()
    }
    bounds = range(head.start, pieces[-1].end + 1)
    count = sum(len(words(each.text)) for each in structure.prose(body) if each.start in bounds)
    html = render_lesson(body, pieces, references, pictures, anchors)
    minutes = max(1, math.ceil(count / WORDS_A_MINUTE))
    return model.Lesson(head.name, head.title, html, count, minutes)


def _picture(data: bytes) -> Picture:
    width, height = drawings.size(data)
    return Picture(drawings.address(data), "", "", width, height)
