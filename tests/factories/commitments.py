"""Invented plans, what was told of them, and files that could be traces of an act."""

import io
import struct
import zipfile
import zlib
from datetime import datetime, timedelta
from uuid import UUID

from tests.factories import people
from training.commitments.actions.plans import Words, make
from training.commitments.actions.telling import Answers, tell
from training.commitments.queries.plans import Mine, mine, plan_of
from training.content.queries.plans import PlanBook, plan_book
from training.kernel.db import db
from training.kernel.settings import ROOT
from training.people.rules.kinds import JobFamily, Role
from training.people.tables.employees import Employee

TEMPLATE = "menyapa-anak-dulu"


def book() -> PlanBook:
    return plan_book(ROOT)


def words(template: str = TEMPLATE, *, then: int = 0, when: int = 0) -> Words:
    found, known = book().templates[template], book().indicators
    return Words(found.when[when], found.then[then], known[found.indicator], found)


def own_words(when: str, then: str, indicator: str = "menyapa-anak") -> Words:
    return Words(when, then, book().indicators[indicator])


def plan(person: Employee, *, at: datetime, chosen: Words | None = None) -> Mine:
    """An open plan, made from a template."""
    key = make(people.acting(person), chosen or words(), at=at, today=at.date())
    db.session.flush()
    return plan_of(key, of=person.id)


def done(person: Employee, *, at: datetime, week: int = 2, did: str = "yes") -> Mine:
    """A plan that was made before and told of at `at`, as done."""
    made = plan(person, at=at - timedelta(weeks=week))
    tell(people.acting(person), made, week, Answers("once", did), at=at)
    return again(made, person)


def again(plan: Mine, person: Employee) -> Mine:
    return plan_of(plan.id, of=person.id)


def number_of(person: UUID) -> str:
    """The NIP by which a colleague names somebody."""
    found = people.Identifier
    return db.session.scalars(
        found.__table__.select().with_only_columns(found.value).where(found.employee_id == person)
    ).one()


def plan_city() -> dict:
    """Two units: somebody who plans, a colleague, a superior, and a mentor of the other unit."""
    root = people.unit("KOTA", kind="kota")
    one, other = people.unit("A", parent=root), people.unit("B", parent=root)
    found = {
        "person": people.employee(one, name="Budi Rekaan"),
        "colleague": people.employee(one, name="Citra Rekaan"),
        "head": people.employee(one, family=JobFamily.DECISION_MAKER),
        "mentor": people.employee(other),
    }
    people.role(found["mentor"], Role.MENTOR, root)
    nips = {name: number_of(each.id) for name, each in found.items()}
    db.session.commit()
    for each in found.values():
        db.session.refresh(each)
        db.session.expunge(each)
    return {**found, "nips": nips}


def form(**more: str) -> dict[str, str]:
    """What a browser sends for a plan from the first template."""
    found = words()
    return {"jika": found.when, "maka": found.then, "jika_sendiri": "", "maka_sendiri": "", **more}


def planned(browser, person: UUID) -> str:
    """The address of a plan that was just made in a browser."""
    browser.post(f"/komitmen/baru/{TEMPLATE}", form())
    [made] = mine(person)
    db.session.remove()
    return f"/komitmen/{made.id}"


def told(browse, person: Employee, clock):
    """A plan that was told of as done after two weeks: its address and its owner's browser."""
    address = planned(browse(person), person.id)
    clock.forward(weeks=2)
    browser = browse(person)
    browser.post(f"{address}/kabar/2", {"terjadi": "once", "lakukan": "yes", "catatan": ""})
    return address, browser


def png(*, text: bytes = b"", after: bytes = b"", size: tuple[int, int] = (2, 2)) -> bytes:
    """A small picture, with a text chunk and something after its end if wanted."""
    width, height = size
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * 3 * 2 for _ in range(2)))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))]
    parts += [(b"tEXt", text)] if text else []
    parts += [(b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in parts) + after


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(*, exif: bytes = b"", after: bytes = b"", comment: bytes = b"") -> bytes:
    """The bones of a photograph: every segment that a reader of JPEG walks along."""

    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

    parts = [b"\xff\xd8", segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")]
    parts += [segment(0xE1, b"Exif\0\0" + exif)] if exif else []
    parts += [segment(0xFE, comment)] if comment else []
    parts += [segment(0xDB, bytes(65)), segment(0xC0, b"\x08\0\x10\0\x10\x01\x01\x11\0")]
    parts += [segment(0xC4, bytes(20)), segment(0xDA, b"\x01\x01\0\0\x3f\0"), b"\x12\xff\0\x34"]
    return b"".join([*parts, b"\xff\xd9", after])


def exif(orientation: int, *, more: bytes = b"GPS 1.2654 S 116.83 E") -> bytes:
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4) + more


def docx(text: str = "Risalah rapat layanan.", *, author: str = "Ani", **more: bytes) -> bytes:
    """A small document; `more` are further parts, with `__` for a slash in their names."""
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document><w:p><w:t>{text}</w:t></w:p></w:document>".encode(),
        "docProps/core.xml": f"<dc:creator>{author}</dc:creator>".encode(),
        **{name.replace("__", "/"): content for name, content in more.items()},
    }
    return packed(parts)


def xlsx(cell: str) -> bytes:
    sheet = f"<worksheet><row><c><v>{cell}</v></c></row></worksheet>".encode()
    return packed({
        "[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/sheet1.xml": sheet,
    })  # fmt: skip


def packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


def pdf(text: str = "Papan tanda di loket", *, extra: bytes = b"", after: bytes = b"") -> bytes:
    """A page that shows a text, compressed as programs do."""
    shown = zlib.compress(f"BT /F1 12 Tf ({text}) Tj ET".encode("latin-1"))
    return b"".join(
        (b"%PDF-1.7\n1 0 obj <</Author (Ani Rekaan)>> endobj\n2 0 obj <</Length ",
         str(len(shown)).encode(), b" /Filter /FlateDecode>>\nstream\n", shown,
         b"\nendstream endobj\n", extra, b"trailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n", after)
    )  # fmt: skip
