"""Every published figure opens to how it was computed: one explanation, made of what is told.

Nothing is counted here. The figure, and the figures that went into it, are lines of the report as
they may be seen (`report_lines`), so that an explanation can never say more than the report does.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from training.reporting.rules.report_lines import TOO_LITTLE, UNKNOWN, Line, number, percent
from training.reporting.rules.steps import width

Lines = Mapping[str, Line]


class Fact(StrEnum):
    """Where the facts behind a figure lie, of which every role may see a part."""

    LEARNING = "learning"
    VISITS = "visits"
    AUDIT = "audit"
    PRODUCTS = "products"
    VOICES = "voices"
    WAVES = "waves"
    CASEWORK = "casework"
    CYCLE = "cycle"
    CONDUCT = "conduct"
    QUESTIONS = "questions"


class Held(StrEnum):
    """Why a figure is not told, or only as a bound."""

    TOO_FEW = "too-few"
    PROTECTED = "protected"
    EDGE = "edge"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is said of all figures of one family, whatever their value.

    `inputs` and `deeper` name other figures of the same report: `{level}` stands for the level of
    this one, a name that ends in a dot for all that begin so. `absent` says why there is none where
    no person has to be protected. `of_roster`: a share of everybody, told in steps of the roster.
    """

    what: str
    words: str
    symbols: str
    inputs: tuple[str, ...] = ()
    deeper: tuple[str, ...] = ()
    unknown: str = ""
    facts: tuple[Fact, ...] = ()
    absent: str = ""
    of_roster: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure with its meaning: what went in, how it is told, why not, what is not known."""

    line: Line
    meaning: Meaning
    inputs: tuple[Line, ...]
    deeper: tuple[Line, ...]
    told: tuple[str, ...]
    held: str
    unknown: tuple[str, ...]


def explain(
    line: Line,
    beside: Lines,
    meaning: Meaning,
    *,
    k: int,
    held: Held | None = None,
    unknown: Sequence[str] = (),
) -> Explanation:
    """The explanation of one line; `beside` are the other lines of the same report by key.

    `held` is given where the caller knows why a figure is not told; else it follows from the line.
    `unknown` is what the whole report does not know.
    """
    why = held or _held(line, meaning)
    return Explanation(
        line=line, meaning=meaning,
        inputs=_named(meaning.inputs, line, beside), deeper=_named(meaning.deeper, line, beside),
        told=() if why in {Held.TOO_FEW, Held.PROTECTED, Held.MERGED}
        else tuple(_told(line, beside, meaning, k)),
        held=_why(why, meaning, k),
        unknown=tuple(filter(None, (meaning.unknown, *unknown))),
    )  # fmt: skip


def family(key: str, meanings: Mapping[str, Meaning]) -> Meaning | None:
    """The meaning of a figure by its key: of itself, of its kind, or of its first word."""
    parts = key.split(".")
    kind = ".".join(part for part in parts if not part.isdigit())
    return meanings.get(key) or meanings.get(kind) or meanings.get(parts[0] + ".")


def _named(names: Sequence[str], line: Line, beside: Lines) -> tuple[Line, ...]:
    """The lines that are named and there, once each; never the figure itself."""
    level = next((part for part in line["key"].split(".") if part.isdigit()), "")
    found: dict[str, Line] = {}
    for name in names:
        wanted = name.replace("{level}", level)
        found |= {
            key: each for key, each in beside.items()
            if key == wanted or (wanted.endswith(".") and key.startswith(wanted))
        }  # fmt: skip
    found.pop(line["key"], None)
    return tuple(found.values())


def _held(line: Line, meaning: Meaning) -> Held | None:
    if line["text"] in {TOO_LITTLE, UNKNOWN}:
        return Held.TOO_FEW
    is_share = meaning.of_roster or bool(line["spread"])
    at_an_end = line["text"].startswith(("paling banyak", "sedikitnya"))
    floor = line["key"].endswith(".evidenced") and line["low"] is not None
    return Held.EDGE if is_share and at_an_end and not floor else None


def _why(why: Held | None, meaning: Meaning, k: int) -> str:
    if why is Held.TOO_FEW and meaning.absent:
        return meaning.absent
    return WHY[why].format(k=k) if why else ""


WHY: Mapping[Held, str] = {
    Held.TOO_FEW: (
        "Di balik angka ini ada kurang dari {k} orang atau suara, jadi tidak diceritakan: dari "
        "angka tentang beberapa orang saja, jawaban seseorang dapat dikenali. Berapa tepatnya juga "
        "tidak disebut; nol pun tampil seperti ini. Ini bukan nilai buruk."
    ),
    Held.PROTECTED: (
        "Angka ini tidak ditampilkan untuk melindungi orang. Seandainya ditampilkan, angka tentang "
        "kurang dari {k} orang dapat dihitung dengan mengurangkan satu angka dari yang lain. "
        "Halaman ini tidak menyebut angka siapa yang dilindungi."
    ),
    Held.EDGE: (
        "Hanya batasnya yang diceritakan. Di dekat 0 % dan 100 %, angka yang tepat akan memberi "
        "tahu sesuatu tentang setiap orang, atau tentang beberapa orang yang tersisa."
    ),
    Held.MERGED: (
        "Unit ini terlalu kecil untuk ditampilkan sendiri (kurang dari {k} orang, atau angkanya "
        "dapat dicari dengan mengurangkan). Pegawainya dihitung bersama unit di atasnya, supaya "
        "tidak ada orang yang dapat dikenali."
    ),
}


def _told(line: Line, beside: Lines, meaning: Meaning, k: int) -> list[str]:
    """How the number became the words that stand in the report."""
    roster = beside["roster"]["value"] if "roster" in beside else None
    told = []
    if meaning.of_roster and roster:
        told += [_people(line, roster), _step(roster, k)]
    if line["n"]:
        told.append(
            f"Sedikitnya {number(line['n'])} orang atau suara ada di balik angka ini; banyaknya "
            "dibulatkan ke bawah ke kelipatan lima."
        )
    return [each for each in told if each]


def _people(line: Line, roster: int) -> str:
    """The share as people: what is told, of how many, and nothing finer."""
    low, high = line["low"], line["high"]
    if low is None and high is None:
        return ""
    least = math.ceil((low or 0) * roster - 1e-9)
    most = math.floor((1 if high is None else high) * roster + 1e-9)
    if not least:
        return f"Dari {number(roster)} pegawai itu paling banyak {number(most)} orang."
    if most >= roster:
        return f"Dari {number(roster)} pegawai itu sedikitnya {number(least)} orang."
    return f"Dari {number(roster)} pegawai itu antara {number(least)} dan {number(most)} orang."


def _step(roster: int, k: int) -> str:
    step = percent(width(roster, k=k))
    return (
        f"Untuk {number(roster)} pegawai, bagian diceritakan dalam langkah {step}: langkah "
        f"tersempit yang memuat sedikitnya {number(k)} orang, dan tidak pernah lebih lebar dari "
        "seperempat. Rentang hanya dilebarkan ke langkah penuh, tidak pernah disempitkan."
    )
