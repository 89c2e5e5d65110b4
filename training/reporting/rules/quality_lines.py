"""The quality of observing in a closed cycle as lines: sheets, agreement, the gap, the gold set."""

from collections.abc import Mapping
from typing import Any

from training.reporting.rules.report_lines import UNKNOWN, Line, line, number

SHARES = {
    "sensitivity": "Perilaku yang ada juga terlihat",
    "specificity": "Perilaku yang tidak ada juga tidak terlihat",
}


def quality_lines(quality: Mapping[str, Any]) -> list[Line]:
    """Every figure of the quality once; what is not known yet says so."""
    return [
        _sheets(quality.get("sheets")),
        _spread(quality, "alpha", "Kesepakatan dua pengamat (alfa Krippendorff)", 1, 2),
        _spread(quality, "gap", "Diberitahukan dikurangi tanpa pemberitahuan, dalam poin", 100, 0),
        *(_right(quality.get(name), name, about) for name, about in SHARES.items()),
    ]


def _sheets(count: int | None) -> Line:
    about = "Lembar yang ditandatangani"
    if count is None:
        return line("quality.sheets", about, UNKNOWN)
    return line("quality.sheets", about, number(count), value=count)


def _spread(quality: Mapping[str, Any], name: str, about: str, scale: int, places: int) -> Line:
    value, low, high = (quality.get(f"{name}{end}") for end in ("", "_low", "_high"))
    if value is None:
        return line(f"quality.{name}", about, UNKNOWN)
    said = _number(value * scale, places)
    if low is None or high is None:
        return line(f"quality.{name}", about, said, value=value)
    ends = f"antara {_number(low * scale, places)} dan {_number(high * scale, places)}"
    return line(f"quality.{name}", about, said, spread=ends, value=value, low=low, high=high)


def _number(value: float, places: int) -> str:
    """Without the minus of a number that is rounded to nothing."""
    return number(round(value, places) + 0.0, places)


def _right(pair: Any, name: str, about: str) -> Line:
    """Right of all, or that none were rated by two."""
    if not pair or not pair[1]:
        return line(f"quality.{name}", about, UNKNOWN)
    return line(f"quality.{name}", about, f"{number(pair[0])} dari {number(pair[1])}",
                value=pair[0] / pair[1])  # fmt: skip
