"""Writes what a panel found into the text of its quiz, and leaves every other sign as it stands."""

from collections.abc import Mapping

from training.content.rules.source import tidy
from training.content.rules.yamltext import Document, read

Means = Mapping[tuple[str, str], float]
"""The experts' mean by question and option."""


def with_key(path: str, text: str, means: Means, judges: int) -> str:
    """The text of a quiz with these experts' means and number of judges; nothing else changes."""
    text = tidy(text)
    document = read(path, text)
    changes = {document.spans[at]: f"{mean:.1f}" for at, mean in _spots(document, means).items()}
    changes[document.spans["panel", "judges"]] = str(judges)
    for (start, end), new in sorted(changes.items(), reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def _spots(document: Document, means: Means) -> dict[tuple[str | int, ...], float]:
    found: dict[tuple[str | int, ...], float] = {}
    for number, question in enumerate(document.data["questions"]):
        for place, option in enumerate(question["options"]):
            at = ("questions", number, "options", place, "expert")
            mean = means.get((question["key"], option["key"]))
            if mean is not None and at in document.spans:
                found[at] = mean
    return found
