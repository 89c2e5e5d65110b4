"""The boxes of the format as blocks of the Markdown library: notes, tabs, dialogues, self-checks.

The names and numbers that reach a block come from our own scanner, never straight from the author.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

NOTES = ("catatan", "penting", "contoh", "hukum", "bahaya")
TONES = {"baik": "baik", "kurang baik": "kurang-baik"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a self-check."""

    text: str
    feedback: str
    right: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its words; `src` is the address at which we serve it."""

    src: str
    alt: str
    caption: str
    width: int
    height: int


@dataclass(slots=True)
class Stock:
    """What blocks look up by number: the parts whose lines are not Markdown."""

    page: str = ""
    pictures: list[Picture] = field(default_factory=list)
    speeches: list[Sequence[tuple[str, str]]] = field(default_factory=list)
    choices: list[Sequence[Choice]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    tabs: int = 0


class _Box(Block):
    """A block whose argument is the number of its title (or of its picture)."""

    ARGUMENT = True

    def on_init(self) -> None:
        # Blocks would otherwise take any attribute, `onclick` included, from the text.
        self.option_spec.pop("attrs", None)
        self.stock: Stock = self.config["stock"]
        self.inside: Element | None = None

    def _validate(self, parent: Element, arg: Any, **options: Any) -> bool:
        valid = not options and super()._validate(parent, arg)
        self.options["attrs"] = {}
        return valid

    def on_markdown(self) -> str:
        return "block"

    def on_add(self, block: Element) -> Element:
        return block if self.inside is None else self.inside

    @property
    def title(self) -> str:
        return self.stock.titles[int(self.argument)]


class Note(_Box):
    """A box with a title: a note, a warning, an example, the law, a danger."""

    NAME = "catatan"

    def on_create(self, parent: Element) -> Element:
        classes = f"resap-note resap-note--{self.NAME}"
        box = SubElement(parent, "div", {"class": classes})
        SubElement(box, "p", {"class": "resap-note__title"}).text = self.title
        return box


class Details(_Box):
    """More for those who want it, closed at first."""

    NAME = "rincian"

    def on_create(self, parent: Element) -> Element:
        box = SubElement(parent, "details", {"class": "govuk-details"})
        summary = SubElement(box, "summary", {"class": "govuk-details__summary"})
        SubElement(summary, "span", {"class": "govuk-details__summary-text"}).text = self.title
        self.inside = SubElement(box, "div", {"class": "govuk-details__text"})
        return box


class Tab(_Box):
    """One of several sides of a thing; neighbours form one group."""

    NAME = "tab"

    def on_create(self, parent: Element) -> Element:
        group = parent[-1] if len(parent) else None
        if group is None or group.get("class") != "govuk-tabs":
            group = self._group(parent)
        chosen = "" if len(group) > 2 else "--selected"
        name = f"{group.get('id')}-{len(group) - 1}"
        item_class = "govuk-tabs__list-item"
        item = SubElement(group[1], "li", {"class": item_class})
        if chosen:
            item.set("class", f"{item_class} {item_class}{chosen}")
        link = {"class": "govuk-tabs__tab", "href": f"#{name}"}
        SubElement(item, "a", link).text = self.title
        hidden = "" if chosen else " govuk-tabs__panel--hidden"
        panel = {"class": f"govuk-tabs__panel{hidden}", "id": name}
        self.inside = SubElement(group, "div", panel)
        heading = {"class": "govuk-heading-s resap-tab__title"}
        SubElement(self.inside, "h3", heading).text = self.title
        return group

    def _group(self, parent: Element) -> Element:
        self.stock.tabs += 1
        name = f"tab-{self.stock.page}-{self.stock.tabs}"
        tabs = {"class": "govuk-tabs", "data-module": "govuk-tabs", "id": name}
        group = SubElement(parent, "div", tabs)
        SubElement(group, "h2", {"class": "govuk-tabs__title"}).text = "Isi"
        SubElement(group, "ul", {"class": "govuk-tabs__list"})
        return group


class Dialog(_Box):
    """A conversation, with what people do between the lines."""

    NAME = "dialog"

    def on_create(self, parent: Element) -> Element:
        number = int(self.argument)
        title = self.stock.titles[number]
        tone = TONES.get(title.lower(), "lain")
        box = SubElement(parent, "div", {"class": f"resap-dialog resap-dialog--{tone}"})
        SubElement(box, "p", {"class": "resap-dialog__label"}).text = title
        speeches: Element | None = None
        for speaker, words in self.stock.speeches[number]:
            if speaker.lower() == "narasi":
                SubElement(box, "p", {"class": "resap-dialog__stage"}).text = words
                speeches = None
                continue
            if speeches is None:
                speeches = SubElement(box, "dl", {"class": "resap-dialog__speeches"})
            turn = SubElement(speeches, "div", {"class": "resap-dialog__turn"})
            SubElement(turn, "dt", {"class": "resap-dialog__speaker"}).text = speaker
            SubElement(turn, "dd", {"class": "resap-dialog__words"}).text = words
        return box


class Check(_Box):
    """A question to oneself: every answer opens what may be said about it."""

    NAME = "periksa"

    def on_create(self, parent: Element) -> Element:
        number = int(self.argument)
        box = SubElement(parent, "div", {"class": "resap-check"})
        question = SubElement(box, "p", {"class": "resap-check__question"})
        question.text = self.stock.titles[number]
        for choice in self.stock.choices[number]:
            side = "right" if choice.right else "wrong"
            classes = f"resap-check__option resap-check__option--{side}"
            option = SubElement(box, "details", {"class": classes})
            summary = SubElement(option, "summary", {"class": "resap-check__summary"})
            summary.text = choice.text
            body = SubElement(option, "p", {"class": "resap-check__feedback govuk-body"})
            verdict = SubElement(body, "strong", {"class": "resap-check__verdict"})
            verdict.text = "Tepat." if choice.right else "Belum tepat."
            verdict.tail = f" {choice.feedback}"
        return box


class Drawing(_Box):
    """A figure with its caption."""

    NAME = "gambar"

    def on_create(self, parent: Element) -> Element:
        picture = self.stock.pictures[int(self.argument) - 1]
        figure = SubElement(parent, "figure", {"class": "resap-figure"})
        image = {"src": picture.src, "alt": picture.alt, "loading": "lazy"}
        size = {"width": str(picture.width), "height": str(picture.height)}
        SubElement(figure, "img", {**image, **size})
        if picture.caption:
            caption = {"class": "resap-figure__caption"}
            SubElement(figure, "figcaption", caption).text = picture.caption
        return figure


KINDS: Mapping[str, type[_Box]] = {
    **{name: type(name.title(), (Note,), {"NAME": name}) for name in NOTES},
    **{kind.NAME: kind for kind in (Details, Tab, Dialog, Check, Drawing)},
}


class Boxes(BlocksExtension):
    """Registers the boxes with one Markdown converter."""

    def __init__(self, stock: Stock) -> None:
        super().__init__()
        self.stock = stock

    def extendMarkdownBlocks(  # noqa: N802  (the library's name)
        self,
        md: Markdown,  # noqa: ARG002  (the library's signature)
        block_mgr: BlocksProcessor,
    ) -> None:
        """Register every kind of box."""
        for kind in KINDS.values():
            block_mgr.register(kind, {"stock": self.stock})
