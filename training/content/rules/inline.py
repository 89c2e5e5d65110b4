"""The marks inside a paragraph: what they are, which are refused, and the words without them."""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from training.content.rules.codes import ProblemCode as C
from training.content.rules.problems import Problem, problem
from training.content.rules.source import Locator, Prose

PARAGRAPH_CHARS = 5_000
MOST_MARKS = 200
MOST_MARKS_OF_ALL = 3_000
SHORTEST_ALT = 20

CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]+)\1(?!`)")
CITATION = re.compile(r"\[@([^\]\s]{1,80})\]")
CONTACT = re.compile(r"\[\[kontak:([^\]\s]{1,80})\]\]")
LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)([^()]*)\)")
_HTML = re.compile(r"</?[a-zA-Z][^<>\n]{0,40}>?|<[!?]|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);")
_SAFE = re.compile(r"https://[^/@\s\\]+(?:/[^\s\\]*)?")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u2712\u2719-\u27bf\u2b50\u2b55\ufe0f]")
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w[\w.]{0,64}"
    r"|(?<![\w./])(?:\+62|0[28]\d{1,3})[ -]?\d{3,4}[ -]?\d{3,5}(?![\w/])"
    r"|(?<![\w./])08\d{3}-\d{3}-\d{3}(?![\w/])"
)
_UNSUPPORTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("kutipan >", re.compile(r"\A>")),
    ("blok kode", re.compile(r"```|~~~")),
    ("garis pemisah", re.compile(r"\A(?:[-*_=][ ]*){3,}\Z")),
    ("daftar atribut { }", re.compile(r"\{[:.#][^}]{0,40}\}?")),
    ("catatan kaki", re.compile(r"\[\^")),
    ("tautan rujukan atau tanda kurung bertingkat", re.compile(r"\][ ]?[\[(]|\]:")),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a text may point at; None means that we do not know and do not ask."""

    references: Set[str] | None = None
    contacts: Set[str] | None = None
    targets: Set[str] | None = None


def plain(text: str) -> str:
    """The same text, equally long, with marks, code, links' targets and keys blanked out."""
    text = CODE.sub(_blank, text)
    text = CONTACT.sub(_blank, CITATION.sub(_blank, text))
    text = LINK.sub(_label, text)
    return re.sub(r"[*_`]", " ", text)


def marks_without_code(text: str) -> str:
    """The same text, equally long, with code spans blanked out."""
    return CODE.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _label(found: re.Match[str]) -> str:
    before, after = found.start(2) - found.start(), found.end() - found.end(2)
    return " " * before + found[2] + " " * after


def too_much(path: str, locator: Locator, prose: Prose) -> Iterator[Problem]:
    """Paragraphs that only an attack would hold; nothing is rendered when there is one."""
    spot = locator.spot(prose.start)
    size = len(prose.text)
    if size > PARAGRAPH_CHARS and prose.kind != "table":
        yield problem(path, spot, C.PARAGRAPH_TOO_LONG, size=size, limit=PARAGRAPH_CHARS)
    marks = count_marks(prose.text)
    if marks > MOST_MARKS:
        yield problem(path, spot, C.TOO_MANY_MARKS, size=marks, limit=MOST_MARKS)


def count_marks(text: str) -> int:
    """How many marks the Markdown library will have to pair."""
    return sum(text.count(mark) for mark in "*_[`")


def refused(path: str, locator: Locator, prose: Prose, known: Known) -> Iterator[Problem]:
    """Everything inside one paragraph that the format does not have."""
    text = marks_without_code(prose.text)

    def found_at(found: re.Match[str], code: C, **more: object) -> Problem:
        return problem(path, locator.spot(prose.start + found.start()), code, **more)

    for check in (_keys, _links):
        yield from check(text, known, found_at)
    for found in _HTML.finditer(text):
        yield found_at(found, C.RAW_HTML, what=found[0])
    for found in _EMOJI.finditer(text):
        yield found_at(found, C.EMOJI)
    for found in _ADDRESS.finditer(text):
        yield found_at(found, C.CONTACT_WRITTEN)
    bare = LINK.sub(_blank, CONTACT.sub(_blank, CITATION.sub(_blank, text)))
    for what, pattern in _UNSUPPORTED:
        found = pattern.search(bare)
        if found:
            yield found_at(found, C.UNSUPPORTED_MARKDOWN, what=what)


Found = Callable[..., Problem]


def _keys(text: str, known: Known, found_at: Found) -> Iterator[Problem]:
    for pattern, keys, code in (
        (CITATION, known.references, C.UNKNOWN_REFERENCE),
        (CONTACT, known.contacts, C.UNKNOWN_CONTACT),
    ):
        for found in pattern.finditer(text):
            if keys is not None and found[1] not in keys:
                yield found_at(found, code, key=found[1])


def _links(text: str, known: Known, found_at: Found) -> Iterator[Problem]:
    for found in LINK.finditer(text):
        target = found[3]
        if found[1]:
            yield found_at(found, C.IMAGE_IN_TEXT)
        elif target.startswith("#"):
            if known.targets is not None and target[1:] not in known.targets:
                yield found_at(found, C.BROKEN_LINK, target=target[1:])
        elif not is_safe(target):
            yield found_at(found, C.UNSAFE_LINK, target=target)


def is_safe(target: str) -> bool:
    """Whether a link may leave the product: https, with a host, and without a user name."""
    return bool(_SAFE.fullmatch(target))
