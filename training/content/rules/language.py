"""Whether the words are good, plain Indonesian: sentences, reading ease, spelling, numbers.

Reading ease is LIX with a threshold for Indonesian: mean words per sentence, plus the percentage of
words of more than eight letters. LIX itself counts more than six, but Indonesian words carry their
prefixes and suffixes with them (`memberitahukan` is one word, not four).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from training.content.rules.codes import ProblemCode as C
from training.content.rules.inline import plain
from training.content.rules.problems import MOST_PROBLEMS, Problem, problem
from training.content.rules.source import Locator, Prose
from training.content.rules.spelling import corrections

LONGEST_SENTENCE = 30
LONGEST_AVERAGE = 16
LONG_WORD = 8
HARDEST = 40
ENOUGH_WORDS = 100
WORD = re.compile(r"[^\W_]+(?:[-’'/.,][^\W_]+)*")
# Titles and cells are no sentences; they would make every text look easier than it is.
SENTENCE_KINDS = ("text", "speech", "choice", "caption", "alt", "quiz")
_END = re.compile(r"[.!?…]+[”’\")\]]*(?=\s|$)|:(?=\s+[“\"])|\n[ \t]*\n|\s—\s")
_SHORT = re.compile(r"(?:\b(?:No|Ps|hlm|dr|Dr|Jl|Kel|Kec|tgl|Rp|dsb|dst|dll|a\.n|u\.p)|\b\w)\.$")


def words(text: str) -> list[str]:
    """The words of a text without its marks."""
    return WORD.findall(plain(text))


def sentences(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Start, end and words of each sentence; words that are quoted begin a new one."""
    shown = plain(text)
    start = 0
    ends = [
        found.end()
        for found in _END.finditer(shown)
        if not _SHORT.search(shown, max(0, found.end() - 8), found.end())
    ]
    for end in [*ends, len(shown)]:
        found = WORD.findall(shown[start:end])
        if found:
            lead = WORD.search(shown, start)
            yield (lead.start() if lead else start), end, found
        start = end


def check(path: str, locator: Locator, proses: Sequence[Prose]) -> Iterator[Problem]:
    """Everything that an editor would mark."""
    yield from _reading(path, locator, proses)
    yield from slips(path, locator, proses)


def slips(path: str, locator: Locator, proses: Sequence[Prose]) -> Iterator[Problem]:
    """Slips of spelling and numbers, without a look at sentences."""
    for prose in proses:
        shown = plain(prose.text)
        marked = corrections(shown, with_dashes=prose.kind == "choice")
        for found in islice(marked, MOST_PROBLEMS):
            spot = locator.spot(prose.start + found.start)
            yield problem(path, spot, found.code, **found.words)


def _reading(path: str, locator: Locator, proses: Sequence[Prose]) -> Iterator[Problem]:
    counts: list[int] = []
    read: list[str] = []
    for prose in proses:
        if prose.kind not in SENTENCE_KINDS:
            continue
        for start, _, found in sentences(prose.text):
            counts.append(len(found))
            read.extend(found)
            if len(found) > LONGEST_SENTENCE:
                spot = locator.spot(prose.start + start)
                count, limit = len(found), LONGEST_SENTENCE
                yield problem(path, spot, C.LONG_SENTENCE, count=count, limit=limit)
    if len(read) < ENOUGH_WORDS:
        return
    spot = locator.spot(proses[0].start)
    average, index = len(read) / len(counts), reading_index(counts, read)
    if average > LONGEST_AVERAGE:
        shown = f"{average:.1f}".replace(".", ",")
        yield problem(path, spot, C.LONG_AVERAGE, average=shown, limit=LONGEST_AVERAGE)
    if index > HARDEST:
        yield problem(path, spot, C.HARD_TO_READ, index=round(index), limit=HARDEST)


def reading_index(counts: Sequence[int], read: Sequence[str]) -> float:
    """LIX with Indonesian word lengths: the higher, the harder."""
    if not counts:
        return 0.0
    perhaps = (word for word in read if len(word) > LONG_WORD)
    long = sum(len(re.sub(r"\W", "", word)) > LONG_WORD for word in perhaps)
    return len(read) / len(counts) + 100 * long / len(read)
