"""The indicators that casework is tied to, as the authors' files have them now."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from training.content.rules.check import INDICATORS
from training.content.rules.kla import KLA, KlaIndicator, parse_kla
from training.content.rules.model import Indicator
from training.content.rules.parse import parse_indicators
from training.content.rules.problems import Parsed
from training.content.rules.source import QUIZ_BYTES, decode


def kla_indicators(root: Path) -> tuple[KlaIndicator, ...]:
    """The 24 of a child-friendly city, by number; none if the file has errors."""
    return _read(root, KLA, parse_kla)


def behaviours(root: Path) -> tuple[Indicator, ...]:
    """The conducts that can be seen, in the order of the file; none if it has errors."""
    return _read(root, INDICATORS, parse_indicators)


def _read(root: Path, path: str, parse: Callable[[str, str], Parsed[Any]]) -> Any:
    try:
        with (root / path).open("rb") as source:
            return _understood(source.read(QUIZ_BYTES + 1), path, parse)
    except OSError:
        return ()


@lru_cache(maxsize=4)
def _understood(found: bytes, path: str, parse: Callable[[str, str], Parsed[Any]]) -> Any:
    text = decode(path, found)
    parsed = parse(path, text) if isinstance(text, str) else None
    return parsed.value if parsed and parsed.holds and parsed.value else ()
