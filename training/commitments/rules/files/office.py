"""Documents and tables of office programs: opened with care, read, and written without authors."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from training.commitments.rules.files.images import JPEG, PNG, clean_jpeg, clean_png
from training.commitments.rules.files.refusing import FileHoldsMore, FileIsDamaged

ZIP = b"PK\x03\x04"
MOST_PARTS = 400
MOST_UNPACKED = 16 * 1024 * 1024
MOST_TIMES = 120
_TYPES = "[Content_Types].xml"
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_WORDS = re.compile(r"(?:word|xl)/(?:[^/]+|worksheets/[^/]+|comments/[^/]+)\.xml", re.ASCII)
_STRANGE = re.compile(
    r"vbaproject|\.bin$|/embeddings/|activex|\.(?:exe|dll|js|vbs|bat|cmd|ps1|htm|html|svg|zip)$",
    re.ASCII | re.IGNORECASE,
)
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BREAK = re.compile(r"</(?:w:p|w:tr|si|row|c|v|t)>|<(?:w:tab|w:br)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_EMPTY = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
}


def opened(data: bytes) -> tuple[str, dict[str, bytes]]:
    """The kind (docx or xlsx) and all parts by name.

    FileHoldsMore: a program, another file, a lock, or more than can honestly be in 2 MB;
    FileIsDamaged: it is no such document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = dict(_parts(packed, len(data)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise FileIsDamaged from error
    kind = next((kind for kind, main in _MAIN.items() if main in parts), None)
    if kind is None or _TYPES not in parts:
        raise FileIsDamaged
    if b"macroEnabled" in parts[_TYPES]:
        raise FileHoldsMore
    return kind, parts


def _parts(packed: zipfile.ZipFile, size: int) -> Iterator[tuple[str, bytes]]:
    entries = packed.infolist()
    honest = min(MOST_UNPACKED, size * MOST_TIMES)
    if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > honest:
        raise FileHoldsMore
    left, seen = honest, set()
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1 or name in seen or _leads_away(name) or _STRANGE.search(name):
            raise FileHoldsMore
        seen.add(name)
        with packed.open(entry) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise FileHoldsMore
        if name.endswith((".xml", ".rels")) and _DECLARES.search(content):
            raise FileHoldsMore
        if not name.endswith("/"):
            yield name, content


def _leads_away(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def words(parts: dict[str, bytes]) -> str:
    """All that can be read in a document or table, headers, notes and comments included."""
    texts = (
        content.decode("utf-8", "replace") for name, content in parts.items()
        if _WORDS.fullmatch(name)
    )  # fmt: skip
    return "\n".join(unescape(_TAG.sub("", _BREAK.sub("\n", text))) for text in texts)


def clean(parts: dict[str, bytes]) -> bytes:
    """The same document without its authors' names, and its pictures without their places."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(parts, key=lambda each: (each != _TYPES, each)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, _cleaned(name, parts[name]))
    return written.getvalue()


def _cleaned(name: str, content: bytes) -> bytes:
    if name in _EMPTY:
        return _EMPTY[name]
    if content.startswith(JPEG):
        return clean_jpeg(content)
    return clean_png(content) if content.startswith(PNG) else content
