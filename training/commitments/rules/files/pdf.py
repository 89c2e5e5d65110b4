"""PDF documents: what is active or hidden in them refuses them; what can be read is read."""

import re
import zlib
from collections.abc import Iterator

from training.commitments.rules.files.refusing import FileHoldsMore, FileIsDamaged

PDF = b"%PDF-"
MOST_UNPACKED = 12 * 1024 * 1024
MOST_STREAMS = 3000
MOST_SHOWN = 2_000_000
_END, _LAST_BYTES = b"%%EOF", 1024
_VERSION = re.compile(rb"%PDF-[12]\.\d")
_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|Encrypt|SubmitForm|ImportData|"
    rb"Movie|Sound|3D|GoToE|GoToR)(?![A-Za-z0-9])"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STRING = re.compile(rb"\((?:[^()\\]|\\.){0,4000}\)|<[0-9A-Fa-f\s]{2,4000}>", re.DOTALL)
_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_MADE_BY = (
    re.compile(rb"(/Author\s{0,3}\()((?:[^()\\]|\\.){1,500})", re.DOTALL),
    re.compile(rb"(<dc:creator>.{0,80}?<rdf:li>)([^<]{1,300})", re.DOTALL),
)
_OCTAL = re.compile(rb"\\([0-7]{1,3})")
_MORE = re.compile(rb"\\(.)", re.DOTALL)
_GAP = re.compile(rb"T[dDm*]|ET|BT|'|\"")


def examined(data: bytes) -> str:
    """What can be read in a PDF (fonts of its own may hide words).

    FileHoldsMore: a script, a file or a lock inside; FileIsDamaged: no end, or not followed.
    """
    end = data.rfind(_END)
    if not _VERSION.match(data) or end < 0:
        raise FileIsDamaged
    if len(data) - end > _LAST_BYTES or b"PK\x05\x06" in data[-70_000:]:
        raise FileHoldsMore
    texts, left = [data], MOST_UNPACKED
    for content in _streams(data):
        left -= len(content)
        if left < 0:
            raise FileHoldsMore
        texts.append(content)
    for text in texts:
        if _ACTIVE.search(_ESCAPED.sub(_unescaped, text) if b"#" in text else text):
            raise FileHoldsMore
    return "\n".join(_shown(text) for text in texts[1:])


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _streams(data: bytes) -> Iterator[bytes]:
    """What the compressed streams hold; what is not compressed this way stands in the file."""
    place = 0
    for _number in range(MOST_STREAMS):
        start = _STREAM.search(data, place)
        if start is None:
            return
        stop = data.find(b"endstream", start.end())
        if stop < 0:
            raise FileIsDamaged
        head = data[max(0, start.start() - 500) : start.start()]
        body = data[start.end() : stop]
        yield _inflated(body) if b"/FlateDecode" in head[head.rfind(b" obj") + 1 :] else body
        place = stop + len(b"endstream")
    raise FileHoldsMore


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, MOST_UNPACKED + 1)
    except zlib.error as error:
        raise FileIsDamaged from error


def clean(data: bytes) -> bytes:
    """The same document, of the same length, without the name of its author."""
    for named in _MADE_BY:
        data = named.sub(lambda each: each[1] + b" " * len(each[2]), data)
    return data


def _shown(content: bytes) -> str:
    """The strings that a page shows, in order; pieces of one line are joined."""
    if b"Tj" not in content and b"TJ" not in content:
        return ""
    content = content[:MOST_SHOWN]
    pieces, last = [], 0
    for found in _STRING.finditer(content):
        if _GAP.search(content[last : found.start()]):
            pieces.append("\n")
        pieces.append(_text(found[0]))
        last = found.end()
    return "".join(pieces)


def _text(string: bytes) -> str:
    if string.startswith(b"<"):
        digits = bytes(sign for sign in string if sign not in b"<> \t\r\n")
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        raw = _OCTAL.sub(lambda each: bytes([int(each[1], 8) & 255]), string[1:-1])
        raw = _MORE.sub(rb"\1", raw)
    return raw.replace(b"\0", b"").decode("latin-1")
