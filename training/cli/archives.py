"""A backup as one file: what it holds, of which product and schema, each part with its digest."""

import hashlib
import json
import os
import zipfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from alembic.util import CommandError

from training.kernel.settings import ROOT

PRODUCT, FORMAT, MANIFEST = "resap", 1, "manifest.json"
DATABASES = ("database.sqlite", "database.dump")
PARTS = (*DATABASES, "secret-key", "demo-accounts.json", "certificate-key")
CHUNK = 1 << 20


class Damaged(Exception):
    """The file cannot be restored; the message says why, in the operator's words."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself."""

    product: str
    format: int
    migration: str
    made_at: str
    parts: dict[str, Part]

    @property
    def database(self) -> str:
        return next(name for name in DATABASES if name in self.parts)

    @property
    def size(self) -> int:
        return self.parts[self.database].size


def pack(room: Path, file: Path, *, migration: str, at: datetime) -> Manifest:
    """Put what lies in the room into one file that only its owner reads, whole or not at all."""
    parts = {path.name: _part(path) for path in sorted(room.iterdir()) if path.name in PARTS}
    made_at = at.isoformat(timespec="seconds")
    manifest = Manifest(PRODUCT, FORMAT, migration, made_at, parts)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            for name in parts:
                archive.write(room / name, name)
        raw.flush()
        os.fsync(raw.fileno())
    os.replace(draft, file)
    return manifest


def opened(file: Path, room: Path) -> Manifest:
    """Unpack a backup into the room after everything about it was checked."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            _insist_on_known(manifest)
            for name, part in manifest.parts.items():
                _unpack(archive, name, part, room / name)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError) as error:
        raise Damaged(f"{file} rusak atau bukan cadangan Resap.") from error
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > CHUNK:
        raise Damaged("Keterangan cadangan terlalu besar.")
    try:
        told: dict[str, Any] = json.loads(archive.read(MANIFEST))
        parts = {name: Part(**part) for name, part in told.pop("parts").items()}
        return Manifest(**told, parts=parts)
    except (ValueError, TypeError, AttributeError) as error:
        raise Damaged("Keterangan cadangan tidak dapat dibaca.") from error


def _insist_on_known(manifest: Manifest) -> None:
    if manifest.product != PRODUCT:
        raise Damaged("Berkas ini bukan cadangan Resap.")
    if manifest.format != FORMAT or not set(manifest.parts) <= set(PARTS):
        raise Damaged("Cadangan ini dibuat oleh Resap yang lebih baru.")
    if not any(name in manifest.parts for name in DATABASES):
        raise Damaged("Cadangan ini tidak memuat basis data.")
    try:
        known = ScriptDirectory(str(ROOT / "migrations")).get_revision(manifest.migration)
    except CommandError:
        known = None
    if known is None:
        raise Damaged(
            f"Skema cadangan ({manifest.migration}) lebih baru daripada program ini. "
            "Perbarui Resap dahulu."
        )


def _unpack(archive: zipfile.ZipFile, name: str, part: Part, target: Path) -> None:
    """At most what the manifest says is written, so that a hostile file cannot fill the disk."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as packed, target.open("xb") as loose:
        target.chmod(0o600)
        while chunk := packed.read(CHUNK):
            size += len(chunk)
            if size > part.size:
                break
            digest.update(chunk)
            loose.write(chunk)
        loose.flush()
        os.fsync(loose.fileno())
    if size != part.size or digest.hexdigest() != part.sha256:
        raise Damaged(f"Bagian {name} dari cadangan ini rusak.")


def _part(path: Path) -> Part:
    digest = hashlib.sha256()
    with path.open("rb") as stored:
        while chunk := stored.read(CHUNK):
            digest.update(chunk)
    return Part(digest.hexdigest(), path.stat().st_size)
