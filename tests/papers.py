"""What stands in a PDF, read by hand: its objects, pages, fonts and words about itself."""

import re
import zlib
from dataclasses import dataclass
from functools import cached_property

OBJECT = re.compile(rb"(?<![\d])(\d+) 0 obj\s(.*?)\sendobj", re.S)
NUMBER = rb"-?\d+(?:\.\d+)?"
BOX = re.compile(rb"/MediaBox\s*\[" + rb"\s*".join([rb"(" + NUMBER + rb")"] * 4) + rb"\]")


@dataclass(frozen=True)
class Paper:
    """A PDF of classic objects, as our typesetter writes it; one in object streams is refused."""

    content: bytes

    @cached_property
    def objects(self) -> dict[int, bytes]:
        assert b"/ObjStm" not in self.content, "objects lie in streams: this reader sees them not"
        return {int(number): told for number, told in OBJECT.findall(self.content)}

    def head(self, number: int) -> bytes:
        """An object without the bytes of its stream."""
        return self.objects[number].partition(b"stream")[0]

    def stream(self, number: int) -> bytes:
        head, _, rest = self.objects[number].partition(b"stream")
        kept = rest.removeprefix(b"\r").removeprefix(b"\n").rpartition(b"endstream")[0]
        return zlib.decompressobj().decompress(kept) if b"/FlateDecode" in head else kept

    def of_type(self, name: bytes) -> list[int]:
        """The numbers of the objects of a type."""
        wanted = re.compile(rb"/Type\s*/" + name + rb"\b")
        return [each for each in self.objects if wanted.search(self.head(each))]

    def leads(self, number: int, key: bytes) -> list[int]:
        """Where a key of an object leads: one reference, or a list of them."""
        told = re.search(rb"/" + key + rb"\s*(\[[^\]]*\]|\d+ 0 R)", self.head(number))
        return [int(each) for each in re.findall(rb"(\d+) 0 R", told[1])] if told else []

    @property
    def catalog(self) -> bytes:
        [number] = self.of_type(b"Catalog")
        return self.head(number)

    @property
    def about(self) -> str:
        """The XMP packet."""
        [number] = self.leads(self.of_type(b"Catalog")[0], b"Metadata")
        return self.stream(number).decode()

    @property
    def tags(self) -> list[bytes]:
        """What the elements of the structure are called."""
        found = (re.search(rb"/S\s*/(\w+)", self.head(n)) for n in self.of_type(b"StructElem"))
        return [each[1] for each in found if each]

    def fonts(self) -> dict[str, bytes]:
        """Every font by its name with the bytes of its program; b"" where it is not embedded."""
        return {self._name(each): self._program(each) for each in self.of_type(b"Font")}

    def _name(self, number: int) -> str:
        told = re.search(rb"/Subtype\s*/(\w+).*?/BaseFont\s*/([^\s/]+)", self.head(number))
        return b" ".join(told.groups()).decode()

    def _program(self, number: int) -> bytes:
        holders = self.leads(number, b"DescendantFonts") or [number]
        files = [
            place
            for holder in holders
            for described in self.leads(holder, b"FontDescriptor")
            for key in (b"FontFile", b"FontFile2", b"FontFile3")
            for place in self.leads(described, key)
        ]
        return b"".join(map(self.stream, files))


def page_sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of every page in points."""
    paper, sizes = Paper(content), []
    for number in paper.of_type(b"Page"):
        left, low, right, high = map(float, BOX.search(paper.head(number)).groups())
        sizes.append((round(right - left), round(high - low)))
    return sizes
