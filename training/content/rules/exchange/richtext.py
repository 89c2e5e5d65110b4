"""Between our small Markdown and the HTML of others: what we have is kept, the rest is told of."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby

from training.content.rules.exchange.frame import TEXT_CHARS, Refused, Tally
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.inline import is_safe

_MARK = re.compile(
    r"(?<!`)(?P<ticks>`{1,2})(?!`)(?P<code>[^`]{1,1000})(?P=ticks)(?!`)"
    r"|(?<!!)\[(?P<label>[^\[\]]{1,600})\]\((?P<href>https://[^()\s]{1,600})\)"
    r"|\*\*(?=[^\s*])(?P<strong>(?:\\.|[^\\]){1,1000}?)(?<=\S)\*\*(?!\*)"
    r"|\*(?=[^\s*])(?P<em>(?:\\.|[^*\\]|\*\*[^*]{1,600}\*\*){1,1000}?)(?<=\S)\*(?!\*)"
    r"|(?<![\w_])_(?=\S)(?P<low>(?:\\.|[^_\\]){1,1000})(?<=\S)_(?![\w_])"
    r"|\\(?P<sign>[\\`*_{}\[\]()>#+.!-])",
    re.DOTALL,
)
_SIGNS = re.compile(r"[\\`*_\[\]]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:]{0,30})\b(?P<more>[^<>]{0,5000})>"
    r"|<[!?/][^<>]{0,5000}>|(?P<words>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = r"""(?:\A|\s){name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code", "tt": "code"}
_SHOWN = frozenset(("ul", "ol", "tr", "tbody", "thead"))  # told of by their items and tables
_PLAIN = frozenset(("p", "div", "br", "span", "html", "body", "a", "section"))
_BLOCKS = _SHOWN | frozenset(
    (
        *("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote"),
        *("pre", "section", "hr"),
    )
)
_SILENT = frozenset(
    (
        *("script", "style", "object", "iframe", "video", "audio", "svg", "math", "head"),
        "template",
    )
)
_KNOWN = _PLAIN | _BLOCKS | _SILENT | MARKS.keys() | {"img"}


def to_html(text: str) -> str:
    """Our Markdown as HTML that is also XML: bare words for one paragraph, else `<p>` each."""
    paragraphs = [" ".join(each.split()) for each in _PARAGRAPH.split(text.strip())]
    if len(paragraphs) == 1:
        return _inline(paragraphs[0])
    return "".join(f"<p>{_inline(each)}</p>" for each in paragraphs)


def _inline(text: str) -> str:
    made, at = [], 0
    for found in _MARK.finditer(text):
        made += [_bare(text[at : found.start()]), _marked(found)]
        at = found.end()
    return "".join([*made, _bare(text[at:])])


def _bare(text: str) -> str:
    return escape(text, quote=False)


def _marked(found: re.Match[str]) -> str:
    if found["code"]:
        return f"<code>{_bare(found['code'])}</code>"
    if found["href"]:
        return f'<a href="{escape(found["href"])}">{_inline(found["label"])}</a>'
    if found["strong"]:
        return f"<strong>{_inline(found['strong'])}</strong>"
    if found["sign"]:
        return _bare(found["sign"])
    return f"<em>{_inline(found['em'] or found['low'])}</em>"


def plain(text: str) -> str:
    """The words of our Markdown without its marks, on one line."""
    apart = to_html(text).replace("</p><p>", " ")
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", apart)).split())


def from_plain(text: str) -> str:
    """Words without marks as our Markdown: what would be read as a mark is taken back."""
    paragraphs = [" ".join(each.split()) for each in _PARAGRAPH.split(text.strip())]
    return "\n\n".join(_words(each) for each in paragraphs)


def _words(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text) if _MARK.search(text) else text


Run = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class _Reducer:
    """Goes over HTML once and keeps runs of words with the marks around them."""

    tally: Tally
    what: str
    paragraphs: list[list[Run]] = field(default_factory=lambda: [[]])
    marks: list[tuple[str, str]] = field(default_factory=list)
    silent: str = ""
    told: set[str] = field(default_factory=set)

    def go(self, html: str) -> str:
        for found in _PIECE.finditer(html):
            if self.silent:
                if found["end"] and found["tag"].lower() == self.silent:
                    self.silent = ""
            elif found["words"]:
                self._say(unescape(found["words"]))
            elif found["tag"]:
                self._tag(found["tag"].lower(), bool(found["end"]), found["more"])
        made = (_paragraph(each) for each in self.paragraphs)
        return "\n\n".join(each for each in (" ".join(one.split()) for one in made) if each)

    def _say(self, words: str) -> None:
        # A mark inside of itself says nothing more, and Markdown cannot write it.
        marks = dict.fromkeys(mark for _tag, mark in self.marks)
        self.paragraphs[-1].append((words, tuple(marks)))

    def _tag(self, tag: str, ends: bool, more: str) -> None:
        if tag in MARKS or tag == "a":
            self._mark(tag, ends, more)
        elif tag in _SILENT:
            self._hide(tag, ends, more)
        elif tag == "img":
            self.tally.lose(self.what, Lost.PICTURE, name=attribute(more, "src")[-60:])
        elif tag in _BLOCKS:
            if self.paragraphs[-1]:
                self.paragraphs.append([])
            self._block(tag, ends)
        elif tag == "td" and not ends:
            self._say(" ")
        if tag not in _KNOWN and not ends:
            self._lose(tag)

    def _block(self, tag: str, ends: bool) -> None:
        if ends or tag in _PLAIN | _SHOWN:
            return
        self._lose(tag)
        if tag == "li":
            self._say("• ")

    def _lose(self, tag: str) -> None:
        if tag not in self.told:
            self.told.add(tag)
            self.tally.lose(self.what, Lost.MARKUP, found=tag)

    def _hide(self, tag: str, ends: bool, more: str) -> None:
        self.tally.lose(self.what, Lost.SCRIPT)
        if not ends and not more.rstrip().endswith("/"):
            self.silent = tag

    def _mark(self, tag: str, ends: bool, more: str) -> None:
        if ends:
            places = [at for at, (name, _mark) in enumerate(self.marks) if name == tag]
            if places:
                del self.marks[places[-1]]
            return
        if tag != "a":
            self.marks.append((tag, MARKS[tag]))
            return
        href = attribute(more, "href")
        if is_safe(href) and not re.search(r"[()\s]", href):
            self.marks.append((tag, href))
        elif href:
            self.tally.lose(self.what, Lost.LINK, found=href)


def attribute(more: str, name: str) -> str:
    """An attribute's value in what stands after a tag's name; "" where it is not."""
    found = re.search(_ATTRIBUTE.format(name=name), more, re.IGNORECASE)
    return unescape(found[1] or found[2] or found[3] or "") if found else ""


def _paragraph(runs: Sequence[Run]) -> str:
    """Runs as Markdown: as plain as they can be, with every sign taken back where that misleads."""
    easy = _serial(runs, str, _as_mark)
    if _inline(easy) == _serial(runs, _bare, _as_tag):
        return easy
    return _serial(runs, lambda words: _SIGNS.sub(r"\\\g<0>", words), _as_mark)


def _serial(
    runs: Sequence[Run], leaf: Callable[[str], str], dress: Callable[[str], tuple[str, str]]
) -> str:
    """Runs with their marks around them, the outermost mark first."""
    made = []
    for mark, group in groupby(runs, key=lambda run: run[1][0] if run[1] else ""):
        inner = [(words, marks[1:]) for words, marks in group]
        if not mark:
            made.append(leaf("".join(words for words, _marks in inner)))
        elif mark == "code":
            words = "".join(words for words, _marks in inner).replace("`", "'")
            made.append(_wrapped(_bare(words) if dress is _as_tag else words, *dress(mark)))
        else:
            made.append(_wrapped(_serial(inner, leaf, dress), *dress(mark)))
    return "".join(made)


def _as_mark(mark: str) -> tuple[str, str]:
    if mark.startswith("https://"):
        return "[", f"]({mark})"
    sign = {"strong": "**", "em": "*", "code": "`"}[mark]
    return sign, sign


def _as_tag(mark: str) -> tuple[str, str]:
    if mark.startswith("https://"):
        return f'<a href="{escape(mark)}">', "</a>"
    return f"<{mark}>", f"</{mark}>"


def _wrapped(text: str, before: str, after: str) -> str:
    """Marks stand close to their words: blanks at the edges go outside."""
    words = text.strip()
    if not words:
        return " " if text else ""
    left = " " if text[0].isspace() else ""
    return f"{left}{before}{words}{after}{' ' if text[-1].isspace() else ''}"


def from_html(html: str, tally: Tally, what: str, line: int = 1) -> str:
    """The HTML of others as our Markdown; what we do not have is noted in the tally."""
    if len(html) > TEXT_CHARS:
        raise Refused(Wrong.TEXT_TOO_LONG, line, limit=TEXT_CHARS)
    tally.spend(len(html), line)
    return _Reducer(tally, what).go(html)
