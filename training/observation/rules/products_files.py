"""What an uploaded paper is by its content, and the words in it where they can be read."""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as deflate_error

from training.kernel.errors import Invalid, TooLarge
from training.observation.rules.products import LONGEST_TEXT

FILE_BYTES = 2_000_000
UNPACKED_BYTES = 8_000_000
DOCUMENT = "word/document.xml"
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ENDS = re.compile(r"</w:p>|<w:(?:br|tab)\b[^<>]{0,200}>")
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_DELETED = re.compile(r"<w:(instrText|delText)\b[^<>]{0,500}>[^<]{0,8000}</w:\1>")


class FileKind(StrEnum):
    """What papers may be."""

    TEXT = "txt"
    DOCX = "docx"
    PDF = "pdf"


class FileIsNoDocument(Invalid):
    """The content is neither PDF, DOCX nor plain text, whatever the name says."""


class ProductFileIsTooLarge(TooLarge):
    """A paper has at most two megabytes."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper and its words; those of a PDF are not read here, so that they are typed or pasted."""

    kind: FileKind
    text: str


def opened(data: bytes) -> Opened:
    """Look into a file. ProductFileIsTooLarge above 2 MB, FileIsNoDocument for anything unknown."""
    if len(data) > FILE_BYTES:
        raise ProductFileIsTooLarge
    if data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-2048:]:
            raise FileIsNoDocument
        return Opened(FileKind.PDF, "")
    if data.startswith(b"PK\x03\x04"):
        return Opened(FileKind.DOCX, tidy(_of_word(data)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as refused:
        raise FileIsNoDocument from refused
    if not text.strip() or _UNSEEN.search(text):
        raise FileIsNoDocument
    return Opened(FileKind.TEXT, tidy(text))


def _of_word(data: bytes) -> str:
    """The words of a DOCX: its paragraphs, read without an XML parser that could be led astray."""
    try:
        with ZipFile(BytesIO(data)) as box, box.open(DOCUMENT) as source:
            raw = source.read(UNPACKED_BYTES + 1)
    except (BadZipFile, KeyError, deflate_error, NotImplementedError, RuntimeError, OSError,
            EOFError, ValueError) as refused:  # fmt: skip
        raise FileIsNoDocument from refused
    if len(raw) > UNPACKED_BYTES or b"<!DOCTYPE" in raw[:2000]:
        raise FileIsNoDocument
    text = _DELETED.sub("", raw.decode("utf-8", "replace"))
    return unescape(_TAGS.sub("", _ENDS.sub("\n", text)))


def tidy(text: str) -> str:
    """Words as they are kept: one kind of line end, no unseen signs, no more than is read."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[: LONGEST_TEXT + 1]
