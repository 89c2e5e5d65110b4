"""Opens what anybody may have made: bytes to text, within limits, before anything is parsed."""

import re

from training.content.rules.exchange.frame import FILE_BYTES, Refused
from training.content.rules.exchange.sentences import Wrong

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_REST = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def within(data: bytes, most: int = FILE_BYTES) -> bytes:
    """The same bytes, neither none nor too many."""
    if len(data) > most:
        raise Refused(Wrong.TOO_LARGE, limit=most // 1_000_000)
    if not data.strip():
        raise Refused(Wrong.EMPTY)
    return data


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, with or without its mark, with one kind of line end."""
    within(data)
    start = data[:400]
    if data.startswith(_WIDE) or (len(start) > 7 and _zeros(start) > 0.35):
        raise Refused(Wrong.UTF16)
    at = data.find(b"\0")
    if at >= 0:
        raise Refused(Wrong.NUL, data.count(b"\n", 0, at) + 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        raise Refused(Wrong.NOT_UTF8, before.count(b"\n") + 1, column) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _REST.sub(" ", text)


def _zeros(start: bytes) -> float:
    """The larger share of zeros at every second byte: that is how UTF-16 looks without its mark."""
    return max(start[0::2].count(0), start[1::2].count(0)) / (len(start) / 2)
