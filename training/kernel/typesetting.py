"""Documents for paper: a template and plain data go in, a tagged PDF or a picture comes out.

Nothing of the machine is used but our own fonts. Data is handed to the template as values and never
becomes a part of its text, so that no name can act as a command. Signs that our fonts do not have
are shown as question marks. Without a text for a picture the template does not compile (PDF/UA-1):
who cannot see the page hears it.
"""

import json
import threading
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent.parent.parent / "templates" / "print" / "fonts"
ACCESSIBLE = "ua-1"
LANGUAGE = "id"
_own = threading.local()


@cache
def _signs() -> frozenset[str]:
    """What both weights of our font can show beyond ASCII (`signs.txt` lists it)."""
    return frozenset((FONTS / "signs.txt").read_text("utf-8").strip())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _compiler() -> typst.Compiler:
    """The compiler of this thread: one that threads share fails at random."""
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    return _own.compiler


def pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    at: datetime,
    standards: tuple[str, ...] = (ACCESSIBLE,),
) -> bytes:
    """The pages of a template as a tagged PDF (PDF/UA-1 unless other standards are asked).

    `data` is what JSON can hold; the template reads it as `json(bytes(sys.inputs.data))`. Pictures
    are SVG texts among the data: `image(bytes(svg), format: "svg", alt: …)`. `at` is the date in
    the file, the only thing that differs when the same is set twice.
    """
    made = _compiler().compile(
        template.encode(), format="pdf", sys_inputs=_inputs(data),
        pdf_standards=list(standards), timestamp=int(at.timestamp()),  # type: ignore[arg-type]  (its literals)
    )  # fmt: skip
    return _one(made)


def picture(template: str, data: Mapping[str, Any], *, ppi: float = 96) -> bytes:
    """The first page as PNG, to be looked at."""
    made = _compiler().compile(template.encode(), format="png", sys_inputs=_inputs(data), ppi=ppi)
    return _one(made)


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(_showable(data), ensure_ascii=False)}


def _showable(value: Any) -> Any:
    """The same values with every text in signs that our fonts have."""
    if isinstance(value, str):
        if value.isascii() and value.isprintable():  # as the drawing of a code is, which is long
            return value
        return "".join(map(_sign, unicodedata.normalize("NFC", value)))
    if isinstance(value, Mapping):
        return {key: _showable(each) for key, each in value.items()}
    return [_showable(each) for each in value] if isinstance(value, (list, tuple)) else value


def _sign(sign: str) -> str:
    if sign in _signs() or sign in "\n\t" or " " <= sign <= "~":
        return sign
    return " " if sign.isspace() else "?"


def _one(made: bytes | list[bytes] | None) -> bytes:
    first = made[0] if isinstance(made, list) else made
    if first is None:
        raise ValueError("The typesetter answered nothing.")
    return first
