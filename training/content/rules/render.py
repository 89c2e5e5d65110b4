"""From the pieces of a lesson to HTML that may be shown to anybody."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import count
from types import MappingProxyType

import nh3
from markdown import Markdown
from markdown.extensions.tables import TableExtension

from training.content.rules.blocks import Boxes, Picture, Stock
from training.content.rules.compose import compose
from training.content.rules.dress import Citation, Dress, contact
from training.content.rules.inline import MOST_MARKS, PARAGRAPH_CHARS, count_marks
from training.content.rules.model import Reference
from training.content.rules.scan import Body, Piece, Sort

CONTACT_PLACEHOLDER = re.compile(
    r'<span(?= )(?=[^>]* class="resap-contact")(?=[^>]* data-contact="([a-z0-9-]+)")[^>]*></span>'
)
"""Where the web puts the city's own name and number of a contact; the group is its key."""
NOTHING: Mapping[str, Reference] = MappingProxyType({})
_LESSON_LINK = re.compile(r'href="#pelajaran-([a-z0-9-]+)"')
_CITED = re.compile(r'href="#rujukan-([a-z0-9-]+)"')

_TAGS = set(
    (
        *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "br", "a", "span"),
        *("table", "thead", "tbody", "tr", "th", "td", "div", "dl", "dt", "dd"),
        *("details", "summary", "figure", "figcaption", "img"),
    )
)
_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "rel"},
    "th": {"scope"},
    "td": {"data-label"},
    "img": {"src", "alt", "width", "height", "loading"},
    "span": {"data-contact"},
    "div": {"data-module"},
}
_VALUES = {
    "class": re.compile(r"(?:govuk|resap)-[\w-]+(?: (?:govuk|resap)-[\w-]+)*"),
    "id": re.compile(r"(?:bagian|tab)-[a-z0-9-]+"),
    "href": re.compile(r"#[a-z0-9-]+|https://[^/@\s\\]+(?:/[^\s\\]*)?"),
    "rel": re.compile(r"noopener noreferrer"),
    "src": re.compile(r"/aset/[0-9a-f]{16}\.svg"),
    "width": re.compile(r"\d{1,5}"),
    "height": re.compile(r"\d{1,5}"),
    "loading": re.compile(r"lazy"),
    "scope": re.compile(r"col|row"),
    "data-module": re.compile(r"govuk-tabs"),
    "data-contact": re.compile(r"[a-z0-9-]+"),
}
_UNUSED = {
    "preprocessors": ("html_block",),
    "parser.blockprocessors": ("code", "setextheader", "hr", "quote", "reference"),
    "inlinePatterns": (
        *("reference", "image_link", "image_reference", "short_reference", "short_image_ref"),
        *("autolink", "automail", "linebreak", "html", "entity"),
    ),
}


def _kept(_tag: str, name: str, value: str) -> str | None:
    pattern = _VALUES.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_kept,
    url_schemes={"https"},
    link_rel=None,
    strip_comments=True,
)


def render_lesson(
    body: Body,
    pieces: Sequence[Piece],
    references: Mapping[str, Reference],
    pictures: Mapping[str, Picture],
    targets: Mapping[str, str],
) -> str:
    """One lesson as safe HTML. `pictures` are known by their target; `targets` ids by link."""
    page = pieces[0].name
    stock = Stock(page=page)
    source = compose(body, pieces[1:], pictures, stock)
    md = _converter(references, linked=True)
    Boxes(stock).extendMarkdown(md)
    TableExtension().extendMarkdown(md)
    md.treeprocessors.register(Dress(md, _ids(pieces), targets), "dress", 15)
    return _CLEANER.clean(md.convert(source))


def _ids(pieces: Sequence[Piece]) -> list[str]:
    """An id for every section of a page; sections of the same name are numbered."""
    sections = [piece for piece in pieces if piece.sort is Sort.SECTION]
    taken = {piece.name for piece in sections}
    found: list[str] = []
    for piece in sections:
        name = piece.name
        for number in count(1):
            if name:
                break
            free = slug(piece.title) if number == 1 else f"{slug(piece.title)}-{number}"
            name = "" if free in taken else free
        taken.add(name)
        found.append(name)
    return found


def render_page(text: str) -> str:
    """A paper of the city in the product's own Markdown, as safe HTML: headings, lists, tables."""
    md = _converter(NOTHING, linked=False)
    TableExtension().extendMarkdown(md)
    md.treeprocessors.register(Dress(md, (), {}), "dress", 15)
    return _CLEANER.clean(md.convert(text))


def render_inline(text: str, references: Mapping[str, Reference] = NOTHING) -> str:
    """A prompt, an answer or a rationale: words and emphasis, paragraphs parted by line breaks."""
    return inline_renderer(references)(text)


def inline_renderer(references: Mapping[str, Reference] = NOTHING) -> Callable[[str], str]:
    """The same for many texts: making a converter costs more than using it."""
    md = _converter(references, linked=False)
    for name in ("indent", "hashheader", "olist", "ulist"):
        md.parser.blockprocessors.deregister(name)
    md.treeprocessors.register(Dress(md, (), {}), "dress", 15)

    def render(text: str) -> str:
        if len(text) > PARAGRAPH_CHARS or count_marks(text) > MOST_MARKS:
            return escape(text)
        html = _CLEANER.clean(md.reset().convert(text.strip()))
        paragraphs = re.split(r'</p>\s*<p class="govuk-body">', html.strip())
        whole = "<br><br>".join(paragraphs)
        return whole.removeprefix('<p class="govuk-body">').removesuffix("</p>")

    return render


def slug(title: str) -> str:
    """An id made of a title."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "-".join(words)[:60].strip("-") or "lain"


def fill_contacts(html: str, contacts: Mapping[str, str]) -> str:
    """Put the city's contacts in their places; one that is not configured shows its key."""

    def filled(found: re.Match[str]) -> str:
        shown = escape(contacts.get(found[1], found[1]))
        return f"{found[0].removesuffix('</span>')}{shown}</span>"

    return CONTACT_PLACEHOLDER.sub(filled, html)


def link_lessons(html: str, addresses: Mapping[str, str]) -> str:
    """Point links between lessons at their pages; `addresses` gives the page by lesson id."""

    def linked(found: re.Match[str]) -> str:
        return f'href="{escape(addresses.get(found[1], found[0][6:-1]))}"'

    return _LESSON_LINK.sub(linked, html)


def cited(html: str) -> tuple[str, ...]:
    """The keys of the sources that a lesson cites, in the order of their first mention."""
    return tuple(dict.fromkeys(_CITED.findall(html)))


def _converter(references: Mapping[str, Reference], *, linked: bool) -> Markdown:
    """A converter that knows no more of Markdown than the format does."""
    md = Markdown(output_format="html")
    for name in _UNUSED["preprocessors"]:
        md.preprocessors.deregister(name)
    for name in _UNUSED["parser.blockprocessors"]:
        md.parser.blockprocessors.deregister(name)
    for name in _UNUSED["inlinePatterns"]:
        md.inlinePatterns.deregister(name)
    md.inlinePatterns.register(Citation(md, references, linked=linked), "citation", 176)
    md.inlinePatterns.register(contact(md), "contact", 177)
    return md
