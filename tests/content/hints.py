"""What hurried and clever learners look at when they know nothing: length, words, the odd one."""

import re

from tests.content.naive import WORD, Hint, Learner, Seen

ABSOLUTE = re.compile(
    r"\b(selalu|tidak pernah|semua|setiap|pasti|hanya|saja|sama sekali|sampai kapan pun|harus"
    r"|wajib)\b"
)
EXCUSE = re.compile(r"\b(supaya|agar|karena|sebab)\b")
POLITE = re.compile(
    r"\b(terima kasih|maaf|silakan|tolong|boleh|tersenyum|ramah|sopan|pelan|tenang|menyapa|sapa)\b"
)
STEP = re.compile(r"\b(lalu|kemudian|sambil|sebelum|sesudah|setelah)\b")
EARLY = re.compile(r"\b(dulu|pertama|awal|sebelum|mulai|menyapa|membaca|mencatat)\b")
LATE = re.compile(
    r"\b(setelah|sesudah|kemudian|akhir|hasil|kembali|melaporkan|memantau|mengabari)\b"
)
NEGATION = re.compile(r"\b(tidak|tanpa|jangan|belum|bukan)\b")
AUTHORITY = re.compile(r"\b(atasan|pimpinan|kepala|koordinator|UPTD|pendamping)\b")
# Words of four letters and more are held against each other by their first five: Indonesian
# builds words with endings, and a hurried eye sees the same word.
STEM = 5


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(text.lower())}


def _count(pattern: re.Pattern[str]) -> Hint:
    return lambda text, _seen: len(pattern.findall(text))


def _longest(text: str, _seen: Seen) -> float:
    return len(text)


def _middle_length(text: str, seen: Seen) -> float:
    """Neither the longest nor the shortest."""
    lengths = sorted(len(each) for each in seen.texts)
    middle = (lengths[0] + lengths[-1]) / 2
    return -abs(len(text) - middle)


def _echo(text: str, seen: Seen) -> float:
    """How many words of the question come back in the answer, by the answer's own length."""
    stems = _stems(text)
    return len(stems & _stems(seen.prompt)) / (len(stems) or 1)


def _echoes(text: str, seen: Seen) -> float:
    return len(_stems(text) & _stems(seen.prompt))


def _like_the_others(text: str, seen: Seen) -> float:
    """How many of its words stand in the other answers, too; the odd one out has the fewest."""
    others = [_stems(each) for each in seen.texts if each != text]
    mine = _stems(text)
    return sum(len(mine & other) / (len(mine | other) or 1) for other in others)


def _starts_alike(text: str, seen: Seen) -> float:
    """Grammar: how many of the other answers begin with the same two letters (me-, di-, ber-)."""
    start = text[:2].lower()
    return sum(each != text and each[:2].lower() == start for each in seen.texts)


def _says_true(text: str, _seen: Seen) -> float:
    return text == "Benar"


def _absolute(text: str, seen: Seen) -> float:
    """Absolute words of an answer; of a statement that is to be held true or false, its own."""
    if text == "Benar":
        return len(ABSOLUTE.findall(seen.prompt.lower()))
    return len(ABSOLUTE.findall(text.lower()))


def _careful(text: str, _seen: Seen) -> float:
    excuses, absolutes = EXCUSE.findall(text), ABSOLUTE.findall(text.lower())
    return text.count(",") - len(excuses) - len(absolutes)


def _commas(text: str, _seen: Seen) -> float:
    return text.count(",")


def _sequence(text: str, _seen: Seen) -> float:
    low = text.lower()
    return len(EARLY.findall(low)) - len(LATE.findall(low))


def _turned(hint: Hint) -> Hint:
    return lambda text, seen: -hint(text, seen)


_BOTH_WAYS: dict[str, tuple[str, Hint]] = {
    "takes the longest": ("takes the shortest", _longest),
    "takes middling length": ("takes the extremes of length", _middle_length),
    "takes what echoes the question": ("shuns what echoes the question", _echo),
    "counts words of the question": ("counts the fewest words of the question", _echoes),
    "takes what is like the others": ("takes the odd one out", _like_the_others),
    "takes what begins like the others": ("takes what begins otherwise", _starts_alike),
    "says true": ("says false", _says_true),
    "takes absolute words": ("shuns absolute words", _absolute),
    "takes what explains itself": ("shuns what explains itself", _count(EXCUSE)),
    "takes polite words": ("shuns polite words", _count(POLITE)),
    "takes steps": ("shuns steps", _count(STEP)),
    "takes commas": ("shuns commas", _commas),
    "takes the most careful hand": ("takes the least careful hand", _careful),
    "takes negations": ("shuns negations", _count(NEGATION)),
    "takes who is above": ("shuns who is above", _count(AUTHORITY)),
    "reads words of sequence": ("reads words of sequence backwards", _sequence),
}
_PLACES = (
    Learner("takes the first", place=0), Learner("takes the last", place=-1),
)  # fmt: skip
_WAYS = (
    *(Learner(f"ticks {many}", many=many) for many in ("two", "all", "all but one")),
    *(Learner(f"rates everything {number}", same=number) for number in (1, 2, 3, 4)),
    *(
        Learner(f"writes the number that is {way}", number=way)
        for way in ("first", "last", "largest", "smallest", "how many", "sum")
    ),
)


def _pair(names: tuple[str, tuple[str, Hint]]) -> tuple[Learner, Learner]:
    name, (other, hint) = names
    return Learner(name, hint), Learner(other, _turned(hint))


LEARNERS: tuple[Learner, ...] = (
    *_PLACES, *(each for names in _BOTH_WAYS.items() for each in _pair(names)), *_WAYS,
)  # fmt: skip
