"""The instruments of observation: those that lie in the folder now, and one as it was kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from training.content.rules.check import INDICATORS
from training.content.rules.instrumentcheck import parse_instrument
from training.content.rules.instruments import Instrument
from training.content.rules.parse import parse_indicators
from training.content.rules.source import QUIZ_BYTES, tidy

FOLDER = "quizzes/instruments"


@dataclass(frozen=True, slots=True)
class Edition:
    """An instrument with the text it was read from; `digest` is the SHA-256 of that text."""

    instrument: Instrument
    source: str
    digest: str


def current(root: Path) -> Mapping[str, Edition]:
    """The instruments under `root` without an error, by key; files that are wrong are left out."""
    folder = root / FOLDER
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    known = _indicators((root / INDICATORS).read_text(encoding="utf-8")) if paths else frozenset()
    found = {}
    for path in paths:
        if path.is_symlink() or path.stat().st_size > QUIZ_BYTES:
            continue
        source = tidy(path.read_text(encoding="utf-8", errors="replace"))
        parsed = parse_instrument(f"{FOLDER}/{path.name}", source, known)
        if parsed.value is not None and parsed.holds:
            digest = hashlib.sha256(source.encode()).hexdigest()
            found[parsed.value.key] = Edition(parsed.value, source, digest)
    return found


@lru_cache(maxsize=8)
def _indicators(text: str) -> frozenset[str]:
    return frozenset(each.key for each in parse_indicators(INDICATORS, text).value or ())


@lru_cache(maxsize=64)
def understood(key: str, source: str) -> Instrument:
    """The instrument of a text that was kept because nothing was wrong with it then.

    ValueError if its shape is no longer one that we read.
    """
    parsed = parse_instrument(f"{FOLDER}/{key}.yaml", source, frozenset())
    if parsed.value is None:
        raise ValueError(f"The kept instrument {key} cannot be read.")
    return parsed.value
