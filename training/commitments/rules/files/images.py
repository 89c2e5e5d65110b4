"""Photographs without what their cameras wrote into them: place, time, device, small copies."""

import struct
import zlib
from collections.abc import Iterator

from training.commitments.rules.files.refusing import FileIsDamaged

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 60_000_000
# JFIF says how dense the pixels are and Adobe how the colours are meant; all else of APPn and COM
# (Exif with the place, XMP, IPTC, further pictures) is about the taking of the photograph.
_KEPT_APPS = frozenset({0xE0, 0xEE})
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ORIENTATION = 0x0112
_KEPT_CHUNKS = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD", b"sBIT"})


def clean_jpeg(data: bytes) -> bytes:
    """The picture of a JPEG alone, standing as it stood. FileIsDamaged if it cannot be followed.

    Whatever comes after its end is left out with the rest.
    """
    kept, turned, sized = [data[:2]], 1, False
    for marker, segment, scan in _segments(data):
        if marker in _SIZES:
            sized = _fits(*struct.unpack(">HH", segment[5:9])) if len(segment) >= 9 else False
        if marker == 0xE1:
            turned = _orientation(segment[4:]) or turned
        elif marker in _KEPT_APPS or not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
            kept += [segment, scan]
    if not sized:
        raise FileIsDamaged
    if turned != 1:
        kept.insert(1, _exif(turned))
    return b"".join((*kept, b"\xff\xd9"))


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each marker with its segment and, after a start of scan, the coded picture that follows."""
    place, scanned = 2, False
    while True:
        if data[place : place + 1] != b"\xff":
            raise FileIsDamaged
        while data[place + 1 : place + 2] == b"\xff":
            place += 1
        marker = data[place + 1] if place + 1 < len(data) else _END
        if marker == _END:
            break
        (length,) = struct.unpack(">H", data[place + 2 : place + 4].rjust(2, b"\0"))
        after = place + 2 + length
        if length < 2 or after > len(data):
            raise FileIsDamaged
        stop = _scanned(data, after) if marker == _SCAN else after
        scanned = scanned or marker == _SCAN
        yield marker, data[place:after], data[after:stop]
        place = stop
    if not scanned or place + 1 >= len(data):
        raise FileIsDamaged


def _scanned(data: bytes, place: int) -> int:
    """Where the coded picture ends: at the first marker that is no stuffing and no restart."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise FileIsDamaged
        following = data[place + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7:
            return place
        place += 2


def _orientation(segment: bytes) -> int | None:
    """Which way up a photograph is meant, from its Exif; None where it does not say."""
    tiff = segment[6:] if segment[:6] == b"Exif\0\0" else b""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return None
    (first,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[first : first + 2].ljust(2, b"\0"))
    for number in range(min(count, 64)):
        entry = tiff[first + 2 + 12 * number : first + 14 + 12 * number]
        if len(entry) == 12:
            tag, _kind, _count, value = struct.unpack(f"{order}HHIH", entry[:10])
            if tag == _ORIENTATION and 1 <= value <= 8:
                return int(value)
    return None


def _exif(turned: int) -> bytes:
    """The smallest Exif that says only which way up."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff


def clean_png(data: bytes) -> bytes:
    """The picture of a PNG alone: no texts, no times, no Exif, nothing after its end."""
    kept, drawn = [PNG], False
    for kind, chunk in _chunks(data):
        if kind == b"IHDR" and not _fits(*struct.unpack(">II", chunk[8:16])):
            raise FileIsDamaged
        drawn = drawn or kind == b"IDAT"
        if kind[:1].isupper() or kind in _KEPT_CHUNKS:
            kept.append(chunk)
    if not drawn:
        raise FileIsDamaged
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, kind = len(PNG), b""
    while kind != b"IEND":
        head = data[place : place + 8]
        if len(head) < 8:
            raise FileIsDamaged
        length, first = struct.unpack(">I", head[:4])[0], not kind
        kind, after = head[4:], place + 12 + length
        chunk = data[place:after]
        whole = len(chunk) == 12 + length and kind.isalpha()
        if not whole or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise FileIsDamaged
        if first and (kind != b"IHDR" or length != 13):
            raise FileIsDamaged
        yield kind, chunk
        place = after


def _fits(height: int, width: int) -> bool:
    """Whether a picture has a size, and none that would fill the memory of whoever looks at it."""
    return 0 < height * width <= MOST_PIXELS
