"""A paragraph with gaps: every gap is named once in the paragraph and is filled in one way."""

import re
from collections import Counter
from collections.abc import Iterator

from training.content.rules import detailshape, quizzes
from training.content.rules.codes import ProblemCode as C
from training.content.rules.details import Cloze, Gap, GapOption
from training.content.rules.kinds import numeric, short_text
from training.content.rules.kinds.frame import (
    KindRules,
    Placed,
    References,
    Where,
    keys_once,
    refuse,
)
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Question
from training.content.rules.render import render_inline
from training.content.rules.yamltext import Document

MARKER = re.compile(r"\{\{([^{}\n]{0,80})\}\}")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
OPTIONS = range(2, 7)


def _check(document: Document, placed: Placed) -> Iterator[Problem]:
    cloze = placed.question.cloze
    if cloze is None:
        return
    at = (*placed.where, "cloze")
    yield from keys_once(document, (*at, "gaps"), [gap.key for gap in cloze.gaps])
    marked = Counter(key.strip() for key in MARKER.findall(cloze.text))
    known = {gap.key for gap in cloze.gaps}
    for key in marked:
        if key not in known:
            yield refuse(document, (*at, "text"), C.MARKER_WITHOUT_GAP, key=key)
    for number, gap in enumerate(cloze.gaps):
        where = (*at, "gaps", number)
        if marked[gap.key] != 1:
            more = {"key": gap.key, "count": marked[gap.key]}
            yield refuse(document, where, C.GAP_WITHOUT_MARKER, **more)
        yield from _filling(document, where, gap)


def _filling(document: Document, where: Where, gap: detailshape.Gap) -> Iterator[Problem]:
    ways = [bool(gap.options), gap.short_text is not None, gap.numeric is not None]
    right = sum(option.correct for option in gap.options)
    chosen = not gap.options or (len(gap.options) in OPTIONS and right == 1)
    if sum(ways) != 1 or not chosen:
        yield refuse(document, where, C.GAP_FILLING, key=gap.key)
    yield from keys_once(document, (*where, "options"), [option.key for option in gap.options])
    if gap.short_text is not None:
        yield from short_text.check_forms(document, (*where, "short-text"), gap.short_text)
    if gap.numeric is not None:
        yield from numeric.check_values(document, (*where, "numeric"), gap.numeric)


def _build(found: Question, references: References) -> Cloze | None:
    if found.cloze is None:
        return None
    pieces = tuple(MARKER.split(found.cloze.text.strip()))
    gaps = {gap.key: gap for gap in found.cloze.gaps}
    words = pieces[::2]
    return Cloze(
        words,
        tuple(_html(piece, references) for piece in words),
        tuple(_gap(gaps[key.strip()], references) for key in pieces[1::2] if key.strip() in gaps),
    )


def _html(piece: str, references: References) -> str:
    """Words beside a gap, with the blank or the new paragraph that parts them from it."""
    words = piece.strip()
    if not words:
        return _edge(piece)
    before = piece[: len(piece) - len(piece.lstrip())]
    after = piece[len(piece.rstrip()) :]
    return f"{_edge(before)}{render_inline(words, references)}{_edge(after)}"


def _edge(blanks: str) -> str:
    return "<br><br>" if _PARAGRAPH.search(blanks) else " " if blanks else ""


def _gap(found: detailshape.Gap, references: References) -> Gap:
    return Gap(
        found.key, found.label.strip(),
        tuple(
            GapOption(
                each.key, each.text.strip(), each.correct, each.rationale.strip(),
                render_inline(each.rationale, references),
            )
            for each in found.options
        ),
        short_text.built(found.short_text, references) if found.short_text else None,
        numeric.built(found.numeric, references) if found.numeric else None,
    )  # fmt: skip


def _right(question: quizzes.Question) -> str:
    gaps = question.detail.gaps if isinstance(question.detail, Cloze) else ()
    return "; ".join(f"{gap.key}: {_key(gap)}" for gap in gaps)


def _key(gap: Gap) -> str:
    if gap.short_text:
        return short_text.key_of(gap.short_text)
    if gap.numeric:
        return numeric.key_of(gap.numeric)
    return ", ".join(option.key for option in gap.options if option.correct)


CLOZE = KindRules(detail="cloze", check=_check, build=_build, right=_right)
