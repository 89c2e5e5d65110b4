"""Numbers in our YAML (12,5) and in the files of others (12.5), exactly."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

_POINTED = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?|[+-]?\.\d{1,20}")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")


def ours(value: Any) -> Decimal:
    """A number of our YAML: as YAML has it, or as Indonesians write it."""
    if not isinstance(value, str):
        return Decimal(str(value))
    bare = value.replace(".", "") if _GROUPED.fullmatch(value) else value
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return Decimal(0)


def for_ours(value: Decimal) -> int | str:
    """A number as our YAML wants it: whole, or in quotes with a comma."""
    if value == value.to_integral_value() and abs(value) < 10**9:
        return int(value)
    return pointed(value).replace(".", ",")


def pointed(value: Decimal) -> str:
    """A number with a point and without needless zeros, as other systems write it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def foreign(text: str) -> Decimal | None:
    """A number in a file of others, with a point or a comma; None when it is none."""
    bare = text.strip().replace(",", ".")
    return Decimal(bare) if _POINTED.fullmatch(bare) else None


def percent(points: Any) -> str:
    """A share from 0 to 1 as a percentage with at most five decimals."""
    return pointed(round(Decimal(str(points)) * 100, 5))


def share(found: Decimal) -> float:
    """A percentage as a share; thirds and sixths, which others cut off, are made whole again."""
    return round(float(found) / 100, 6)
