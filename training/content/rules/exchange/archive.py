"""Opens a package: every member's name and size is looked at before a byte is unpacked."""

import io
import re
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from training.content.rules.exchange.frame import FILE_BYTES, Refused
from training.content.rules.exchange.opening import within
from training.content.rules.exchange.sentences import Wrong

MOST_MEMBERS = 1_000
UNPACKED_BYTES = 16_000_000
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip
_UNSAFE = re.compile(r"\A(?:/|[A-Za-z]:)|\\|(?:\A|/)\.\.(?:/|\Z)")


class Package:
    """A zip in memory whose members are read one by one under a limit for all of them."""

    def __init__(self, data: bytes) -> None:
        within(data, FILE_BYTES)
        self._left = UNPACKED_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _UNREADABLE:
            raise Refused(Wrong.NOT_ZIP) from None
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise Refused(Wrong.TOO_MANY, limit=MOST_MEMBERS, what="berkas")
        for member in members:
            _examine(member)
        if sum(member.file_size for member in members) > UNPACKED_BYTES:
            raise Refused(Wrong.ZIP_BOMB)
        self._members = {_plain(member.filename): member for member in members}

    @property
    def names(self) -> list[str]:
        """The members by name."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """The bytes of a member. Refused if it is not there, broken, or larger than it says."""
        member = self._members.get(_plain(name))
        if member is None:
            raise Refused(Wrong.MEMBER_MISSING, name=name)
        try:
            with self._zip.open(member) as packed:
                body = packed.read(self._left + 1)
        except _UNREADABLE:
            raise Refused(Wrong.NOT_ZIP) from None
        self._left -= len(body)
        if self._left < 0:
            raise Refused(Wrong.ZIP_BOMB)
        return body


def _examine(member: zipfile.ZipInfo) -> None:
    # The name as it stands in the directory: zipfile cuts some of what an attack would write.
    for name in (member.filename, member.orig_filename):
        if _UNSAFE.search(name) or "\0" in name:
            raise Refused(Wrong.ZIP_PATH, name=name)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(Wrong.ZIP_PATH, name=member.filename)
    if member.flag_bits & 0x1:
        raise Refused(Wrong.ZIP_LOCKED)


def _plain(name: str) -> str:
    return str(PurePosixPath(name))


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of the members; the same members always make the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, body)
    return made.getvalue()
