"""Hostile files: refused with a clear sentence, in under two seconds and in little memory."""

import io
import random
import tracemalloc
import zipfile

import pytest

from tests.pace import within
from training.content.rules.exchange.frame import FILE_BYTES, Format
from training.content.rules.exchange.intake import take

pytestmark = pytest.mark.slow

# Of the processor, so that what else runs on the machine makes no difference.
SECONDS, BYTES = 2.0, 160_000_000
XML = '<?xml version="1.0"?>'
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
ATTRIBUTES = " ".join(f"a{n}=''" for n in range(600_000))
ITEM = '<assessmentItem identifier="a" title="a"><itemBody><p>x</p></itemBody></assessmentItem>'


def zipped(members, *, method=zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return made.getvalue()


def linked() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("imsmanifest.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return made.getvalue()


def lying() -> bytes:
    """A member that unpacks to far more than the directory says."""
    data = bytearray(zipped({"imsmanifest.xml": b"0" * 300_000_000}))
    size = (300_000_000).to_bytes(4, "little")
    return bytes(data).replace(size, (1000).to_bytes(4, "little"))


def bomb() -> bytes:
    return zipped({"imsmanifest.xml": b"0" * 400_000_000})


def many() -> bytes:
    return zipped({f"{n}.xml": "" for n in range(5_000)})


def crowded() -> bytes:
    """Two hundred items that are each small enough, and together a million elements."""
    item = ITEM.replace("<p>x</p>", "<p/>" * 5_000)
    names = [f"{n}.xml" for n in range(200)]
    return zipped({"imsmanifest.xml": manifest(*names), **dict.fromkeys(names, item)})


def repeated() -> bytes:
    """One small item that the manifest names over and over."""
    item = ITEM.replace("<p>x</p>", "<p/>" * 1_000)
    return zipped({"imsmanifest.xml": manifest(*["a.xml"] * 2_900), "a.xml": item})


def manifest(*names: str) -> str:
    told = "".join(
        f'<resource identifier="r{n}" type="imsqti_item_xmlv2p1" href="{name}"/>'
        for n, name in enumerate(names)
    )
    return f"{XML}<manifest><resources>{told}</resources></manifest>"


def garbage(size: int) -> bytes:
    return random.Random(1).randbytes(size)


XML_FILES = {
    "doctype": (f"{XML}<!DOCTYPE quiz><quiz/>".encode(), "doctype"),
    "billion laughs": (
        f'{XML}<!DOCTYPE quiz [<!ENTITY l0 "ha">{LAUGHS}]><quiz>&l9;</quiz>'.encode(), "doctype",
    ),
    "external entity": (
        f'{XML}<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'.encode(),
        "doctype",
    ),
    "parameter entity": (
        f'{XML}<!DOCTYPE q [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd">%x;]><quiz/>'.encode(),
        "doctype",
    ),
    "deep": (f"{XML}{'<quiz>' * 100_000}{'</quiz>' * 100_000}".encode(), "terlalu-dalam"),
    "wide": (f"{XML}<quiz>{'<question/>' * 700_000}</quiz>".encode(), "terlalu-banyak"),
    "many attributes": (
        f"{XML}<quiz {ATTRIBUTES}/>".encode(), "teks-terlalu-panjang",
    ),
    "utf-16": (f"{XML}<quiz/>".encode("utf-16"), "utf-16"),
    "utf-16 unmarked": (f"{XML}<quiz/>".encode("utf-16-le"), "utf-16"),
    "nul": (f"{XML}<quiz>\n\0</quiz>".encode(), "karakter-nol"),
    "latin": (f"{XML}<quiz>é</quiz>".encode("latin-1"), "bukan-utf8"),
    "declared utf-7": (b'<?xml version="1.0" encoding="utf-7"?><quiz/>', "tanpa-soal"),
    "unclosed": (f"{XML}<quiz><question>".encode(), "bukan-xml"),
    "another root": (f"{XML}<html/>".encode(), "bukan-format-ini"),
    "undeclared entity": (f"{XML}<quiz>&nbsp;</quiz>".encode(), "bukan-xml"),
}  # fmt: skip
ZIP_FILES = {
    "slip": (zipped({"imsmanifest.xml": manifest(), "../../evil.xml": "x"}), "zip-jalur-berbahaya"),
    "absolute": (zipped({"/etc/evil": "x"}), "zip-jalur-berbahaya"),
    "drive": (zipped({"C:\\evil": "x"}), "zip-jalur-berbahaya"),
    "link": (linked(), "zip-jalur-berbahaya"),
    "bomb": (bomb, "zip-bom"),
    "lying bomb": (lying, "bukan-zip"),
    "many": (many, "terlalu-banyak"),
    "crowded": (crowded, "terlalu-banyak"),
    "repeated": (repeated, "terlalu-banyak"),
    "no manifest": (zipped({"a.xml": ITEM}), "isi-paket-tidak-ada"),
    "item not there": (zipped({"imsmanifest.xml": manifest("a.xml")}), "isi-paket-tidak-ada"),
    "item outside": (
        zipped({"imsmanifest.xml": manifest("../../../etc/passwd")}), "isi-paket-tidak-ada",
    ),
    "doctype inside": (
        zipped({"imsmanifest.xml": manifest("a.xml"), "a.xml": f"<!DOCTYPE a>{ITEM}"}), "doctype",
    ),
    "cut off": (zipped({"imsmanifest.xml": manifest()})[:-30], "bukan-zip"),
    "garbage": (b"PK\x03\x04" + garbage(2_000_000), "bukan-zip"),
}  # fmt: skip
GIFT_FILES = {
    "braces": (b"x " + b"{" * 100_000 + b"}" * 100_000, "teks-terlalu-panjang"),
    "some braces": (b"x " + b"{" * 1_000 + b"}" * 1_000, "kurung-bertingkat"),
    "escapes": (b"x " + b"\\" * 59_000, ""),
    "colons": (b"::" * 29_000, ""),
    "stars": (b"x " + b"*a **b _c `d [e](https://f " * 700 + b"{=a ~b ~c}", ""),
    "tags": (b"[html]" + b"<a <b " * 3_000 + b"{=a ~b ~c}", ""),
    "star runs": (b"[html]<b>a</b>b" + b"*" * 19_000 + b"c {=a ~b ~c}", ""),
    "answers": (b"x {" + b"=a" * 25_000 + b"}", "terlalu-banyak"),
    "questions": (b"a\n\n" * 1_000_000, "terlalu-banyak"),
    "lists": ((b"[html]" + b"<ul><li>" * 2_200 + b"x {T}\n\n") * 290, "terlalu-banyak"),
    "marks": ((b"[html]" + b"<b>a</b>b*****c" * 1_200 + b" {T}\n\n") * 290, "terlalu-banyak"),
    "empty": (b" \n ", "berkas-kosong"),
    "utf-16": ("x {=a}".encode("utf-16"), "utf-16"),
    "nul": (b"x\n\0 {=a}", "karakter-nol"),
}
TABLES = {
    "quote": (b'pertanyaan;benar\n"' + b"a;\n" * 300_000, "jawaban-tak-terbaca"),
    "rows": (b"pertanyaan;benar\n" + b"a;b\n" * 900_000, "terlalu-banyak"),
    "columns": (b"pertanyaan" + b";a" * 900_000 + b"\nx" + b";y" * 900_000, "terlalu-banyak"),
    "yaml bomb": (
        b'jenis;pertanyaan;rincian\ncloze;x;"{a: &a [x, x], b: *a}"\n', "yaml",
    ),
    "much yaml": (
        b"jenis;pertanyaan;rincian\n" + (b'cloze;x;"[' + b"b," * 9_000 + b']"\n') * 299,
        "terlalu-banyak",
    ),
    "deep yaml": (
        b'jenis;pertanyaan;rincian\ncloze;x;"' + b"[" * 9_000 + b'"\n', "yaml",
    ),
}  # fmt: skip
YAML_FILES = {
    "alias": (b"questions:\n  - &a {key: x}\n  - *a\n", "yaml"),
    "deep": (b"questions: " + b"[" * 100_000, "yaml"),
    "python": (b"!!python/object/apply:os.system [id]\n", "yaml"),
}
CASES = [
    *((Format.MOODLE_XML, name, *case) for name, case in XML_FILES.items()),
    *((Format.QTI, name, *case) for name, case in ZIP_FILES.items()),
    *((Format.GIFT, name, *case) for name, case in GIFT_FILES.items()),
    *((Format.CSV, name, *case) for name, case in TABLES.items()),
    *((Format.YAML, name, *case) for name, case in YAML_FILES.items()),
]


@pytest.mark.parametrize(
    ("form", "name", "data", "code"), CASES, ids=[f"{form}: {name}" for form, name, *_ in CASES]
)
def test_a_hostile_file_is_refused_quickly_and_in_words(form, name, data, code):
    data = data() if callable(data) else data  # large ones are made when they are needed
    with within(SECONDS):
        found = take(form, data)
    codes = {each.code.value for each in found.problems}
    assert code in codes if code else True
    assert all(each.sentence and len(each.sentence) < 400 for each in found.problems)


@pytest.mark.parametrize("form", list(Format))
def test_ten_megabytes_of_garbage_are_refused_in_words(form):
    for data in (garbage(10_000_000), garbage(10_000_000).hex().encode()[:FILE_BYTES]):
        with within(SECONDS):
            found = take(form, data)
        assert found.problems
        assert found.questions == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["billion laughs", "deep", "wide"])
def test_hostile_xml_takes_little_memory(name):
    tracemalloc.start()
    take(Format.MOODLE_XML, XML_FILES[name][0])
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < BYTES


@pytest.mark.parametrize("name", ["bomb", "lying bomb", "many"])
def test_a_hostile_package_takes_little_memory(name):
    package = ZIP_FILES[name][0]()
    tracemalloc.start()
    take(Format.QTI, package)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < BYTES


def test_a_problem_says_where_it_stands():
    found = take(Format.MOODLE_XML, f"{XML}\n<quiz>\n <a></b>\n</quiz>".encode()).problems[0]
    assert (found.line, found.code.value) == (3, "bukan-xml")
    packed = zipped({"imsmanifest.xml": manifest("items/a.xml"), "items/a.xml": "<a>\n<b>"})
    found = take(Format.QTI, packed).problems[0]
    assert (found.part, found.line) == ("items/a.xml", 2)
