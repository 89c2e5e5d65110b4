"""The addresses of the explanations of figures: one pattern a page, filled in figure by figure."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import url_for

CODE, KEY = "0unit0", "0angka0"


def ways(endpoint: str, **fixed: Any) -> Callable[..., str]:
    """A function from a figure's key (and `code`, where none is fixed) to its explanation.

    A page has hundreds of figures: the address is built once and filled in as text.
    """
    has_code = "code" in fixed or endpoint.endswith((".city", ".quality"))
    parts: dict[str, Any] = {"key": KEY, **fixed}
    if not has_code:
        parts["code"] = CODE
    pattern = url_for(endpoint, **parts)

    def way(key: str, code: str = "") -> str:
        return pattern.replace(KEY, quote(key, safe="")).replace(CODE, quote(code, safe=""))

    return way
