"""Whether the body of a module is built as the format says: lessons, boxes, tables, figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from training.content.rules import figures as drawings
from training.content.rules.codes import ProblemCode as C
from training.content.rules.compose import feedback
from training.content.rules.inline import SHORTEST_ALT, is_safe
from training.content.rules.problems import Problem, problem
from training.content.rules.scan import Body, Piece, Sort
from training.content.rules.source import Prose

LESSONS = range(4, 8)
TABLE_CELLS = 2_000
_PIPE = re.compile(r"(?<!\\)\|")
_KINDS = {
    Sort.PARAGRAPH: "text",
    Sort.ITEM: "text",
    Sort.MORE: "text",
    Sort.SPEECH: "speech",
    Sort.CHOICE: "choice",
    Sort.LESSON: "title",
    Sort.SECTION: "title",
    Sort.OPEN: "title",
}


def lessons(body: Body) -> list[list[Piece]]:
    """The pieces of each lesson, its heading first."""
    found: list[list[Piece]] = []
    for piece in body.pieces:
        if piece.sort is Sort.LESSON:
            found.append([piece])
        elif found:
            found[-1].append(piece)
    return found


def prose(body: Body) -> Iterator[Prose]:
    """Every stretch of words that a reader meets."""
    for piece in body.pieces:
        if piece.sort is Sort.TABLE:
            yield from (cell for row in rows(body, piece) for cell in row)
        elif piece.sort is Sort.FIGURE:
            yield Prose(body.words(piece), piece.start, "alt")
            yield Prose(piece.title, body.text.find(piece.title, piece.end), "caption")
        elif piece.sort in _KINDS:
            yield Prose(body.words(piece), piece.start, _KINDS[piece.sort])


def rows(body: Body, table: Piece) -> list[list[Prose]]:
    """The cells of a table, without the row of dashes."""
    found: list[list[Prose]] = []
    offset = table.start
    for number, line in enumerate(body.words(table).split("\n")):
        if number != 1:
            found.append(list(_cells(line, offset)))
        offset += len(line) + 1
    return found


def _cells(line: str, offset: int) -> Iterator[Prose]:
    left = len(line) - len(line.lstrip(" |")) if line.lstrip().startswith("|") else 0
    inner = line[left:].rstrip()
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    start = 0
    for pipe in [*(found.start() for found in _PIPE.finditer(inner)), len(inner)]:
        cell = inner[start:pipe]
        lead = len(cell) - len(cell.lstrip())
        yield Prose(cell.strip(), offset + left + start + lead, "cell")
        start = pipe + 1


def targets(body: Body) -> dict[str, str]:
    """The lesson of everything that a link may point at."""
    found: dict[str, str] = {}
    for pieces in lessons(body):
        for piece in pieces:
            if piece.sort in (Sort.LESSON, Sort.SECTION) and piece.name:
                found.setdefault(piece.name, pieces[0].name)
    return found


def check(body: Body, figures: Mapping[str, bytes]) -> Iterator[Problem]:
    """Everything that is wrong with how the body is built."""
    yield from _lessons(body)
    cells = 0
    for piece in body.pieces:
        if piece.sort is Sort.TABLE:
            cells += body.words(piece).count("|")
            if cells > TABLE_CELLS:
                more = {"size": cells, "limit": TABLE_CELLS}
                yield problem(body.path, piece.spot, C.TABLE_TOO_LARGE, **more)
                return
            yield from _table(body, piece)
        elif piece.sort is Sort.FIGURE:
            yield from _figure(body, piece, figures)
    for place, piece in enumerate(body.pieces):
        if piece.sort is Sort.OPEN and piece.name == "periksa":
            after = takewhile(_is_choice, islice(body.pieces, place + 1, None))
            yield from _self_check(body, piece, list(after))


def _lessons(body: Body) -> Iterator[Problem]:
    found = lessons(body)
    first = body.pieces[0] if body.pieces else None
    if first is not None and first.sort is not Sort.LESSON:
        yield problem(body.path, first.spot, C.TEXT_BEFORE_LESSON)
    if len(found) not in LESSONS:
        spot = found[-1][0].spot if found else body.locator.spot(len(body.text))
        yield problem(body.path, spot, C.LESSON_COUNT, count=len(found))
    for pieces in found:
        if len(pieces) == 1:
            head = pieces[0]
            yield problem(body.path, head.spot, C.LESSON_EMPTY, title=head.title)
    seen: dict[str, int] = {}
    for piece in body.pieces:
        if piece.sort not in (Sort.LESSON, Sort.SECTION) or not piece.name:
            continue
        if piece.name in seen:
            first_line = seen[piece.name]
            yield problem(body.path, piece.spot, C.DUPLICATE_ID, key=piece.name, first=first_line)
        seen.setdefault(piece.name, piece.spot.line)


def _table(body: Body, table: Piece) -> Iterator[Problem]:
    lines = body.words(table).split("\n")
    cells = rows(body, table)
    ruler = list(_cells(lines[1], 0)) if len(lines) > 1 else []
    ruled = bool(ruler) and all(re.fullmatch(r":?-+:?", cell.text) for cell in ruler)
    headed = ruled and len(ruler) == len(cells[0]) and all(cell.text for cell in cells[0][1:])
    if not headed or len(lines) < 3 or any(len(row) != len(ruler) for row in cells):
        yield problem(body.path, table.spot, C.TABLE_WITHOUT_HEAD)


def _figure(body: Body, piece: Piece, figures: Mapping[str, bytes]) -> Iterator[Problem]:
    target, alt = piece.name, body.words(piece).strip()
    if not target.startswith("figures/") or ".." in target or is_safe(target):
        yield problem(body.path, piece.spot, C.REMOTE_IMAGE, target=target)
    elif target.removeprefix("figures/") not in figures:
        yield problem(body.path, piece.spot, C.MISSING_IMAGE, target=target)
    else:
        name = target.removeprefix("figures/")
        yield from drawings.check(body.path, name, figures[name], piece.spot)
    if not alt:
        yield problem(body.path, piece.spot, C.MISSING_ALT)
    elif len(alt) < SHORTEST_ALT:
        yield problem(body.path, piece.spot, C.SHORT_ALT, size=len(alt), limit=SHORTEST_ALT)


def _is_choice(piece: Piece) -> bool:
    return piece.sort is Sort.CHOICE


def _self_check(body: Body, box: Piece, choices: Sequence[Piece]) -> Iterator[Problem]:
    for piece in choices:
        if not feedback(body.words(piece))[1].strip():
            yield problem(body.path, piece.spot, C.CHECK_WITHOUT_FEEDBACK)
    right = sum(choice.right for choice in choices)
    if right != 1 or len(choices) < 2:
        yield problem(body.path, box.spot, C.CHECK_RIGHT_COUNT, count=right)
