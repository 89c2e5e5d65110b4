"""Takes a trace of an act: told by its content, without data of children, cleaned of its maker."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from training.commitments.rules.files import images, office, pdf
from training.commitments.rules.files.refusing import (
    MOST_BYTES,
    FileHoldsMore,
    FileIsEmpty,
    FileIsOfAnotherKind,
    FileIsTooLarge,
    FileNamesAChild,
)
from training.commitments.rules.guarding import traces

_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]")
_PACKED_INSIDE = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF-")


class Kind(StrEnum):
    """The kinds of file that are taken, by their usual ending."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"
    TXT = "txt"


@dataclass(frozen=True, slots=True)
class Taken:
    """What is kept of a file: its kind by content, and its cleaned bytes."""

    kind: Kind
    data: bytes


def take(data: bytes) -> Taken:
    """What is kept of a file that was handed in. Its name and what the browser said do not count.

    Refusals: FileIsEmpty, FileIsTooLarge (2 MB), FileIsOfAnotherKind, FileIsDamaged, FileHoldsMore
    (programs, files in files, locks, bombs), FileNamesAChild (numbers, telephones, names in what
    can be read; a photograph cannot be read, people look at it).
    """
    if not data:
        raise FileIsEmpty
    if len(data) > MOST_BYTES:
        raise FileIsTooLarge
    reader = next((read for start, read in _READERS.items() if data.startswith(start)), _text)
    return reader(data)


def _jpeg(data: bytes) -> Taken:
    return Taken(Kind.JPEG, images.clean_jpeg(data))


def _png(data: bytes) -> Taken:
    return Taken(Kind.PNG, images.clean_png(data))


def _office(data: bytes) -> Taken:
    kind, parts = office.opened(data)
    _unnamed(office.words(parts))
    return Taken(Kind(kind), office.clean(parts))


def _pdf(data: bytes) -> Taken:
    _unnamed(pdf.examined(data))
    return Taken(Kind.PDF, pdf.clean(data))


def _text(data: bytes) -> Taken:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileIsOfAnotherKind from None
    if _UNSEEN.search(text) or text.lstrip()[:1] in ("<", "{") or text.startswith("#!"):
        raise FileIsOfAnotherKind
    if any(sign in data for sign in _PACKED_INSIDE):
        raise FileHoldsMore
    if not text.strip():
        raise FileIsEmpty
    _unnamed(text)
    return Taken(Kind.TXT, text.encode())


def _unnamed(text: str) -> None:
    if traces(text):
        raise FileNamesAChild


_READERS: dict[bytes, Callable[[bytes], Taken]] = {
    images.JPEG: _jpeg,
    images.PNG: _png,
    office.ZIP: _office,
    pdf.PDF: _pdf,
}
