"""Every word for people exists in Indonesian, once, and every word that exists is used."""

import re
from collections import defaultdict
from functools import cache
from io import BytesIO

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from training.kernel.settings import ROOT
from training.web.words import FOLDER

pytestmark = pytest.mark.xdist_group("project")  # one worker reads all sources

METHODS = [("training/**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract"),
           ("templates/**.txt", "jinja2.ext:babel_extract")]  # fmt: skip
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "later": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"},
           "templates/**.txt": {"trimmed": "true", "silent": "false"}}  # fmt: skip


@cache
def used() -> dict[object, str]:
    """Message ids in code and templates, each with one place where it is used."""
    found: dict[object, str] = {}
    for folder in ("training", "templates"):
        rules = [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in METHODS
                 if pattern.startswith(folder)]  # fmt: skip
        options = {key.removeprefix(f"{folder}/"): value for key, value in OPTIONS.items()}
        for file, line, message, _, _ in extract_from_dir(
            ROOT / folder, method_map=rules, options_map=options, keywords=KEYWORDS
        ):
            key = message if isinstance(message, str) else message[0]
            found.setdefault(key, f"{folder}/{file}:{line}")
    return found


@cache
def written() -> dict[object, list[tuple[str, object, bool]]]:
    """Messages of all areas: id → [(area, Indonesian, fuzzy)]."""
    found = defaultdict(list)
    for path in sorted(FOLDER.glob("*.po")):
        for message in read_po(BytesIO(path.read_bytes()), locale="id"):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                found[key].append((path.name, message.string, message.fuzzy))
    return found


def test_every_message_has_its_indonesian():
    missing = {place: text for text, place in used().items() if text not in written()}
    assert not missing


def test_no_message_is_fuzzy_or_empty():
    bad = [key for key, all_ in written().items() for _, said, fuzzy in all_ if fuzzy or not said]
    assert not bad


def test_a_message_says_the_same_in_every_area():
    split = {key: all_ for key, all_ in written().items() if len({str(s) for _, s, _ in all_}) > 1}
    assert not split


def test_no_message_is_left_that_nobody_uses():
    library = {
        key for key, all_ in written().items() if all(area == "forms.po" for area, _, _ in all_)
    }
    assert sorted(map(str, set(written()) - set(used()) - library)) == []


def test_placeholders_survive_the_translation():
    pattern = re.compile(r"%\([a-z_]+\)[a-z]|\{[a-z_]+\}")
    lost = {
        key: said
        for key, all_ in written().items()
        for _, said, _ in all_
        if isinstance(said, str) and set(pattern.findall(str(key))) != set(pattern.findall(said))
    }
    assert not lost
