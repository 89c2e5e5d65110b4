"""The texts of one Moodle question, each in its own format."""

from dataclasses import dataclass

from training.content.rules.exchange.frame import Refused, Tally
from training.content.rules.exchange.richtext import from_html, from_plain
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.exchange.xmltree import Node


@dataclass(slots=True)
class Words:
    """Reads texts and notes what they lose."""

    node: Node
    tally: Tally

    def rich(self, node: Node | None, what: str) -> str:
        """The text of a node that has a format; its files are told of."""
        if node is None:
            return ""
        for file in node.all("file"):
            self.tally.lose(what, Lost.PICTURE, name=file.attributes.get("name", ""))
        return self.reduced(self.raw(node), node, what)

    def raw(self, node: Node) -> str:
        """The text as it stands in the file."""
        own = node.first("text")
        return own.text if own else "" if node.parts and any(True for _ in node) else node.text

    def reduced(self, text: str, node: Node, what: str) -> str:
        """A text in a node's format as our Markdown."""
        form = node.attributes.get("format", "html")
        if form == "markdown":
            return text.strip()
        if form == "plain_text":
            return from_plain(text)
        words = text if form == "html" else text.strip().replace("\n", "<br>")
        return from_html(words, self.tally, what, node.line)

    def prompt(self) -> str:
        """The question itself. Refused where there is none."""
        found = self.rich(self.node.first("questiontext"), "prompt")
        if not found:
            raise Refused(Wrong.NO_PROMPT, self.node.line, self.node.column)
        return found
