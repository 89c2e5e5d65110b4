"""Whether words are an if–then plan: one situation of one's work, one act of one's own."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from training.commitments.rules.guarding import traces
from training.kernel.errors import Invalid

LONGEST = 160
FEWEST_IF, MOST_IF, FEWEST_THEN, MOST_THEN = 3, 25, 4, 30
MOST_LINKS = 2


class Fault(StrEnum):
    """What keeps words from being a plan; each has a sentence that teaches."""

    IF_SHORT = "if-short"
    IF_LONG = "if-long"
    IF_ANYTIME = "if-anytime"
    IF_NO_EVENT = "if-no-event"
    THEN_SHORT = "then-short"
    THEN_LONG = "then-long"
    THEN_NOT_MINE = "then-not-mine"
    THEN_ONLY_NOT = "then-only-not"
    THEN_VAGUE = "then-vague"
    THEN_NO_ACT = "then-no-act"
    THEN_MANY = "then-many"
    EXAMPLE = "example"
    CHILD_DATA = "child-data"


class WordsAreNoPlan(Invalid):
    """The words do not make an if–then plan yet; `faults` says what of which part."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        self.faults = dict(faults)
        super().__init__(*self.faults.values())


_ANYTIME = re.compile(r"\b(?:kapan saja|kapan pun|setiap saat|setiap waktu|selalu|selamanya)\b")
_VERB = r"\b(?:me|ber|di|ter|pe)(?!\b)[a-z]{4,}\b"
_EVENT = re.compile(
    rf"{_VERB}|\b(?:di|ke|dari|pada|saat|ketika|sebelum|sesudah|setelah|waktu|ada|datang|masuk|"
    r"selesai|takut|rewel|diam|bertanya|bolos|lelah|duduk|lewat|pulang|minta|pukul|hari)\b"
)
_ACT = re.compile(
    r"\b(?:me[a-z]{4,}|ber[a-z]{3,}|pindah|duduk|turun|jongkok|berjongkok|tanya|tulis|catat|"
    r"hubungi|telepon|ajak|antar|taruh|minta|sapa|dengar)\b"
)
_MINE = re.compile(r"saya\b")
_ONLY_NOT = re.compile(r"saya\s+(?:akan\s+)?(?:tidak|tak|jangan|berhenti|menghindari|bukan)\b")
_INSTEAD = re.compile(r"\b(?:melainkan|tetapi|tapi|lalu|namun)\b")
_VAGUE = re.compile(
    r"\b(?:lebih (?:baik|ramah|sabar|peduli|sopan|baik lagi|perhatian|memperhatikan|peka|"
    r"bijak|profesional|maksimal|optimal)|berusaha|berupaya|mencoba untuk|mengusahakan|"
    r"semaksimal|semampu|sebaik mungkin|sebaik-baiknya|meningkatkan|bersikap|berkomitmen|"
    r"bertekad|berjanji|peduli|menjadi (?:lebih|pribadi|pegawai)|dengan baik|memahami anak|"
    r"ramah anak)\b"
)
_LINK = re.compile(
    r"\b(?:lalu|kemudian|serta|setelah itu|selanjutnya|terus)\b|;|"
    r"(?:,| dan)\s+(?:me|ber)[a-z]{3,}"
)
_LEAD = {"when": re.compile(r"^(?:jika|kalau|bila|apabila)\s+"), "then": re.compile(r"^maka,?\s+")}


def tidied(part: str, text: str) -> str:
    """A part as it is kept: single blanks, without the leading jika or maka, without the full stop.

    `part` is `when` or `then`. The first letter is small, as it stands inside a sentence.
    """
    words = " ".join(text.split()).rstrip(" .!")
    words = words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
    return _LEAD[part].sub("", words)


def checked(when: str, then: str, *, examples: Iterable[str] = ()) -> tuple[str, str]:
    """Both parts as they are kept. WordsAreNoPlan names the first fault of each part.

    `examples` are texts that only show how; a plan is not one of them.
    """
    when, then = tidied("when", when), tidied("then", then)
    shown = {each.casefold() for each in examples}
    found = {
        name: fault
        for name, fault in (("when", _if(when)), ("then", _then(then)))
        if fault is not None
    }
    for name, text in (("when", when), ("then", then)):
        if traces(text):
            found[name] = Fault.CHILD_DATA
        elif text.casefold() in shown:
            found.setdefault(name, Fault.EXAMPLE)
    if found:
        raise WordsAreNoPlan(found)
    return when, then


def _if(text: str) -> Fault | None:
    words, plain = len(text.split()), text.casefold()
    tests = (
        (words < FEWEST_IF, Fault.IF_SHORT),
        (words > MOST_IF or len(text) > LONGEST, Fault.IF_LONG),
        (bool(_ANYTIME.search(plain)), Fault.IF_ANYTIME),
        (not _EVENT.search(plain), Fault.IF_NO_EVENT),
    )
    return next((fault for wrong, fault in tests if wrong), None)


def _then(text: str) -> Fault | None:
    words, plain = len(text.split()), text.casefold()
    refusing = _ONLY_NOT.match(plain) and not _INSTEAD.search(plain)
    tests = (
        (not _MINE.match(plain), Fault.THEN_NOT_MINE),
        (bool(refusing), Fault.THEN_ONLY_NOT),
        (bool(_VAGUE.search(plain)), Fault.THEN_VAGUE),
        (words < FEWEST_THEN, Fault.THEN_SHORT),
        (words > MOST_THEN or len(text) > LONGEST, Fault.THEN_LONG),
        (not _ACT.search(plain.removeprefix("saya")), Fault.THEN_NO_ACT),
        (len(_LINK.findall(plain)) > MOST_LINKS, Fault.THEN_MANY),
    )
    return next((fault for wrong, fault in tests if wrong), None)
