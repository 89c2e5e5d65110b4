"""Accepted forms of a written answer: what counts as the same, and simple patterns of our own."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from training.content.rules.details import Accepted, ShortText

ANY, ONE = "*", "?"
_TOKENS = re.compile(r"\\([*?\\])|([*?])|(.)", re.DOTALL)
_ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛ʼʹ′`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-")
)


def plain_form(text: str, *, case: bool = False, spacing: bool = False) -> str:
    """A text in the form in which it is compared.

    Unicode's compatibility form (NFKC) makes one of equal-looking signs; curly quotes become
    straight ones and dashes hyphens. Without `case` capitals do not count; without `spacing` any
    run of blanks is one blank. Blanks at the ends never count.
    """
    # Also before NFKC, which would part an accent that stands alone into a blank and a mark.
    alike = text.translate(_ALIKE)
    folded = unicodedata.normalize("NFKC", alike) if case else _without_case(alike)
    folded = folded.translate(_ALIKE)
    return folded.strip() if spacing else " ".join(folded.split())


def _without_case(text: str) -> str:
    """Unicode's compatibility caseless form (The Unicode Standard, D146), composed again."""
    once = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", text).casefold())
    return unicodedata.normalize("NFKC", once.casefold())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form made ready: `signs` are matched in turn, "" for any sign; `runs` are where `*` stands.

    Bit i of `runs` says that any run of signs may come before the sign number i.
    """

    signs: tuple[str, ...]
    runs: int

    @property
    def is_literal(self) -> bool:
        return not self.runs and all(self.signs)

    def matches(self, text: str) -> bool:
        """Whether the whole text fits; one step for each of its signs, whatever the pattern.

        All ways to match are followed at once as the bits of a number (bit i: the first i signs are
        matched), so that nothing is ever tried twice and no pattern can be slow. This is Shift-And
        of Baeza-Yates and Gonnet (1992), Communications of the ACM 35(10), with runs of Navarro and
        Raffinot (2002), Flexible Pattern Matching in Strings, section 4.3.
        """
        fits: defaultdict[str, int] = defaultdict(int)
        wild = sum(1 << place for place, sign in enumerate(self.signs) if not sign)
        for place, sign in enumerate(self.signs):
            fits[sign] |= 1 << place
        reached = 1
        for sign in text:
            reached = ((reached & (fits.get(sign, 0) | wild)) << 1) | (reached & self.runs)
        return bool(reached >> len(self.signs) & 1)


@lru_cache(maxsize=2048)
def compiled(answer: str, case: bool, spacing: bool) -> Pattern:
    """An author's form: `*` is any run of signs, `?` one sign, and a backslash takes both away."""
    signs: list[str] = []
    runs = 0
    for piece in _pieces(answer):
        if piece == (ANY,):
            runs |= 1 << len(signs)
        elif piece == (ONE,):
            signs.append("")
        else:
            signs += _words(piece[1], case=case, spacing=spacing)
    return _trimmed(signs, runs)


def _pieces(answer: str) -> Iterator[tuple[str, ...]]:
    """The wildcards of a form, each by itself, and the words between them."""
    words = ""
    for literal, wildcard, sign in _TOKENS.findall(answer.strip()):
        if wildcard:
            if words:
                yield "", words
            yield (wildcard,)
            words = ""
        else:
            words += literal or sign
    if words:
        yield "", words


def _words(text: str, *, case: bool, spacing: bool) -> str:
    """Words of a form; the blanks beside a wildcard stay."""
    return plain_form(f"|{text}|", case=case, spacing=spacing)[1:-1]


def _trimmed(signs: list[str], runs: int) -> Pattern:
    """Without the blanks at the ends, which an answer never has."""
    while signs and signs[-1] == " " and not runs >> len(signs) & 1:
        signs.pop()
    while signs and signs[0] == " " and not runs & 1:
        signs.pop(0)
        runs >>= 1
    return Pattern(tuple(signs), runs)


def accepts_anything(answer: str) -> bool:
    """Whether a form is made of nothing but wildcards and blanks."""
    return all(len(piece) == 1 or not piece[1].strip() for piece in _pieces(answer))


def example_of(answer: str) -> str:
    """An answer that fits a form: an x in the place of every wildcard."""
    return "".join("x" if len(piece) == 1 else piece[1] for piece in _pieces(answer))


def shown(answer: str) -> str:
    """A form for people: an ellipsis for any run, a low line for one sign."""
    marks = {ANY: "…", ONE: "_"}
    return "".join(marks[piece[0]] if len(piece) == 1 else piece[1] for piece in _pieces(answer))


def accepted(detail: ShortText, text: str) -> Accepted | None:
    """The form that an answer fits: the one that earns most, the first of equals."""
    said = plain_form(text, case=detail.case, spacing=detail.spacing)
    fitting = (
        form
        for form in detail.accept
        if compiled(form.answer, detail.case, detail.spacing).matches(said)
    )
    return max(fitting, key=lambda form: form.points, default=None)
