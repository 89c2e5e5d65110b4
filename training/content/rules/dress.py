"""Gives plain Markdown elements the classes, ids and labels of the product's look."""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from training.content.rules.inline import CITATION, CONTACT, is_safe
from training.content.rules.model import Reference

DOUBT = "perlu diperiksa"
NUMBERED = re.compile(r"(?:Pasal|Paragraf|Unsur|Bab|Lampiran|Angka|Ayat)\s+\w*\d", re.IGNORECASE)
CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
}


def short_name(reference: Reference) -> str:
    """The law and article as they are called in running text: `UU 25/2009 Pasal 34`.

    What is said in the place of an article (“Enam layanan”) is left to the list of sources.
    """
    law = re.split(r"\s+(?:tentang|mengenai)\s+|\s*\(", reference.law, maxsplit=1)[0]
    return f"{law} {reference.article}" if NUMBERED.match(reference.article) else law


class Citation(InlineProcessor):
    """`[@key]`: a short link to the source, with a visible doubt where there is one."""

    def __init__(self, md: Markdown, references: Mapping[str, Reference], *, linked: bool) -> None:
        super().__init__(CITATION.pattern, md)
        self.references = references
        self.linked = linked

    def handleMatch(  # type: ignore[override]  # noqa: N802  (the library's name and shape)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  (the library's signature)
    ) -> tuple[Element | None, int | None, int | None]:
        """A citation of a known source; an unknown one stays as it is written."""
        reference = self.references.get(m[1])
        if reference is None:
            return None, None, None
        cite = Element("a" if self.linked else "span", {"class": "resap-cite"})
        if self.linked:
            cite.set("href", f"#rujukan-{reference.key}")
        cite.text = short_name(reference)
        if reference.needs_signature:
            cite.text += " "
            SubElement(cite, "span", {"class": "resap-cite__doubt"}).text = DOUBT
        return cite, m.start(), m.end()


class Contact(InlineProcessor):
    """`[[kontak:key]]`: a place that the web fills with the city's own number."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  (the library's name and shape)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  (the library's signature)
    ) -> tuple[Element, int, int]:
        """An empty element that names the contact."""
        place = Element("span", {"class": "resap-contact", "data-contact": m[1]})
        return place, m.start(), m.end()


def contact(md: Markdown) -> Contact:
    """The pattern of contacts for one converter."""
    return Contact(CONTACT.pattern, md)


class Dress(Treeprocessor):
    """Walks the finished tree once."""

    def __init__(self, md: Markdown, ids: Sequence[str], targets: Mapping[str, str]) -> None:
        super().__init__(md)
        self.ids = iter(ids)
        self.targets = targets

    def run(self, root: Element) -> None:
        """Dress every element; elements that our boxes made are dressed already."""
        boxed = {inner for box in root.iter() if _is_box(box) for inner in box.iter()}
        for element in root.iter():
            if element.tag == "h3" and not element.get("class"):
                self._heading(element, boxed=element in boxed)
            elif element.tag == "a" and not element.get("class"):
                self._link(element)
            elif element.tag == "table":
                _table(element)
        for element in root.iter():
            if element.tag in CLASSES and not element.get("class"):
                element.set("class", CLASSES[element.tag])

    def _heading(self, heading: Element, *, boxed: bool) -> None:
        heading.tag = "h4" if boxed else "h2"
        heading.set("class", "govuk-heading-s" if boxed else "govuk-heading-m")
        heading.set("id", f"bagian-{next(self.ids, 'lain')}")

    def _link(self, link: Element) -> None:
        target = link.get("href", "")
        link.attrib.clear()
        link.set("class", "govuk-link")
        if target.startswith("#"):
            link.set("href", f"#{self.targets.get(target[1:], target[1:])}")
        elif is_safe(target):
            link.set("href", target)
            link.set("rel", "noopener noreferrer")
        else:
            link.tag = "span"
            link.attrib.clear()


def _is_box(element: Element) -> bool:
    classes = element.get("class", "")
    return classes.startswith(("resap-note", "govuk-details", "govuk-tabs"))


def _table(table: Element) -> None:
    """Columns and rows have heads; each cell knows its column, for screens that show cards.

    Two columns are a pair (“Ucapkan”, “Jangan ucapkan”): neither is the other's head, and on a card
    both need their label to be understood.
    """
    table.set("class", "govuk-table resap-cards")
    heads = ["".join(head.itertext()).strip() for head in table.iter("th")]
    for head in table.iter("th"):
        _cell(head, "govuk-table__header", "col")
    paired = len(heads) == 2
    for row in list(table.iter("tr"))[1:]:
        for cell, label in _labelled(row, heads):
            if cell is row[0] and not paired:
                cell.tag = "th"
                _cell(cell, "govuk-table__header", "row")
            else:
                _cell(cell, "govuk-table__cell", "")
                cell.set("data-label", label)
                _wrap(cell)


def _labelled(row: Element, heads: Sequence[str]) -> Iterator[tuple[Element, str]]:
    return zip(row, heads, strict=False)


def _cell(cell: Element, name: str, scope: str) -> None:
    numeric = "right" in cell.get("style", "")
    cell.attrib.clear()
    cell.set("class", f"{name} {name}--numeric" if numeric else name)
    if scope:
        cell.set("scope", scope)


def _wrap(cell: Element) -> None:
    """Small screens show label and value side by side: the value is one element."""
    inner = list(cell)
    value = Element("span", {"class": "resap-cards__value"})
    value.text, cell.text = cell.text, None
    for child in inner:
        cell.remove(child)
        value.append(child)
    cell.append(value)
