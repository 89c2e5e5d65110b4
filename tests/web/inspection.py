"""What every page must be: valid HTML, one h1, labelled fields, named groups, Indonesian."""

import re
from collections import Counter
from functools import cache, lru_cache
from xml.etree.ElementTree import Element

import html5lib

from training.web.words import catalog

VOID_LABEL = {"hidden", "submit", "button", "image", "reset"}
HARMLESS = {"expected-doctype-but-got-end-tag"}


@lru_cache(maxsize=16)
def parsed(html: str) -> tuple[Element, list[str]]:
    """The tree of a page, only to be read, and what is wrong with its HTML.

    The parser is the dearest part of a page's test: the inspection and the test share one tree.
    """
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(html)
    return tree, [
        f"invalid HTML at {spot}: {code}" for spot, code, _ in parser.errors if code not in HARMLESS
    ]


def faults(html: str) -> list[str]:
    """Every fault of a page, as sentences; an empty list is a good page."""
    tree, invalid = parsed(html)
    found = [*invalid]
    for check in (
        _one_h1,
        _labels,
        _groups,
        _unique_ids,
        _inline_code,
        _language,
        _words,
        _targets,
    ):
        found += check(tree)
    return found


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _one_h1(tree: Element) -> list[str]:
    count = len(list(tree.iter("h1")))
    return [] if count == 1 else [f"{count} h1 elements instead of one"]


def _labels(tree: Element) -> list[str]:
    labelled = {label.get("for") for label in tree.iter("label") if _text(label)}
    fields = [
        field
        for tag in ("input", "select", "textarea")
        for field in tree.iter(tag)
        if field.get("type") not in VOID_LABEL
    ]
    return [
        f"field without a label: {field.get('name') or field.get('id')}"
        for field in fields
        if field.get("id") not in labelled and not field.get("aria-label")
    ]


def _groups(tree: Element) -> list[str]:
    return [
        f"fieldset without a legend: {group.get('id')}"
        for group in tree.iter("fieldset")
        if group.find("legend") is None or not _text(group.find("legend"))
    ]


def _unique_ids(tree: Element) -> list[str]:
    counts = Counter(each.get("id") for each in tree.iter() if each.get("id"))
    return [f"id used {n} times: {name}" for name, n in counts.items() if n > 1]


def _inline_code(tree: Element) -> list[str]:
    found = [f"style attribute on {each.tag}" for each in tree.iter() if each.get("style")]
    found += [
        f"{name} on {each.tag}"
        for each in tree.iter()
        for name in each.attrib
        if str(name).startswith("on")
    ]
    found += ["inline script" for each in tree.iter("script") if not each.get("src")]
    found += ["inline style element" for _ in tree.iter("style")]
    return found


def _language(tree: Element) -> list[str]:
    return [] if tree.get("lang") == "id" else ["the page does not say lang=id"]


@cache
def _english() -> dict[str, list[str]]:
    """English message ids of three words or more, by a word of theirs that stands alone.

    A page that shows such a text shows its second word between blanks, so only the texts whose
    second word is on the page need to be looked for.
    """
    ids = (message.id for message in catalog() if isinstance(message.id, str))
    found: dict[str, list[str]] = {}
    for text in dict.fromkeys(ids):
        words = text.split()
        if len(words) >= 3 and "%" not in text and "<" not in text:
            found.setdefault(words[1], []).append(text)
    return found


def _words(tree: Element) -> list[str]:
    body = tree.find("body")
    shown = _text(body) if body is not None else ""
    english = _english()
    likely = (text for word in set(shown.split()) for text in english.get(word, ()))
    left = [text for text in likely if text in shown]
    placeholders = re.findall(r"%\([a-z_]+\)[sd]", shown)
    return [f"untranslated: {text}" for text in left] + [
        f"unfilled: {text}" for text in placeholders
    ]


def _targets(tree: Element) -> list[str]:
    """Links lead somewhere and say where; only a link that reloads its page may be empty."""
    links = [each for each in tree.iter("a") if "data-progress-reload" not in each.attrib]
    dead = [each for each in links if each.get("href", "").strip() in {"", "#"}]
    mute = [each for each in links if not _text(each) and not each.get("aria-label")]
    return [f"dead link: {_text(each)!r}" for each in dead] + [
        f"link without words: {each.get('href')}" for each in mute
    ]
