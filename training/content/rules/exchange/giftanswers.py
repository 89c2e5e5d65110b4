"""What stands in the braces of a GIFT question, kind by kind."""

import re
from collections.abc import Sequence
from decimal import Decimal

from training.content.rules.exchange import building
from training.content.rules.exchange.building import Answer, Gap
from training.content.rules.exchange.frame import Question, Refused, Tally
from training.content.rules.exchange.giftwords import reveal
from training.content.rules.exchange.numbers import foreign, share
from training.content.rules.exchange.richtext import from_html, from_plain, plain
from training.content.rules.exchange.sentences import Lost, Wrong

_TRUTH = re.compile(r"(T|TRUE|F|FALSE)(?=\s*(?:#|$))", re.IGNORECASE)
_PIECE = re.compile(r"([=~])([^=~]*)")
_WEIGHT = re.compile(r"\s*%(-?[\d.,]{1,12})%")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
MOST_ANSWERS = 60


class _Words:
    """Reads the texts of one question in its format."""

    def __init__(self, form: str, tally: Tally, line: int) -> None:
        self.form, self.tally, self.line = form, tally, line

    def rich(self, text: str, what: str) -> str:
        own = _FORMAT.match(text)
        form = own[1].lower() if own else self.form
        words = reveal(text[own.end() :] if own else text).strip()
        if form == "markdown":
            return words
        if form == "plain":
            return from_plain(words)
        broken = words if form == "html" else words.replace("\n", "<br>")
        return from_html(broken, self.tally, what, self.line)

    def bare(self, text: str) -> str:
        return " ".join(reveal(text).split())


def understood(
    parts: tuple[str, str | None, str], form: str, tally: Tally, line: int
) -> Question | None:
    """The question that a paragraph makes; None for a description, which only is told of."""
    before, answer, after = parts
    words = _Words(form, tally, line)
    if answer is None:
        tally.lose("description", Lost.FOREIGN, found=plain(words.rich(before, "prompt")))
        return None
    answer = _without_general(answer, words)
    if after.strip():
        return _missing_word(before, answer, after, words)
    prompt = words.rich(before, "prompt")
    if not prompt:
        raise Refused(Wrong.NO_PROMPT, line)
    return _by_kind(prompt, answer, words)


def _without_general(answer: str, words: _Words) -> str:
    before, mark, general = answer.partition("####")
    if mark and general.strip():
        words.tally.lose("feedback", Lost.FOREIGN, found=plain(words.rich(general, "feedback")))
    return before.strip()


def _by_kind(prompt: str, answer: str, words: _Words) -> Question:
    if not answer:
        return {"kind": "free-text", "prompt": prompt, "free-text": {}}
    if answer.startswith("#"):
        gap = _numbers(answer[1:], words)
        part = building.numbers(gap.answers, gap.otherwise)
        return {"kind": "numeric", "prompt": prompt, "numeric": part}
    truth = _TRUTH.match(answer)
    if truth:
        return _true_false(prompt, answer, truth, words)
    if "~" not in answer and "->" in answer:
        return _matching(prompt, answer, words)
    if "~" not in answer:
        gap = _written(answer, words)
        part = building.written(gap.answers, gap.otherwise, case=False)
        return {"kind": "short-text", "prompt": prompt, "short-text": part}
    answers = _choices(answer, words)
    single = any(sign == "=" for sign, _text in _PIECE.findall(answer))
    return building.choice(prompt, answers, words.tally, single=single)


def _true_false(prompt: str, answer: str, truth: re.Match[str], words: _Words) -> Question:
    right = truth[1].upper().startswith("T")
    said = [words.rich(each, "rationale") for each in answer[truth.end() :].split("#")[1:3]]
    wrong, good = [*said, "", ""][:2]  # GIFT says first what is wrong, then what is right
    return building.true_false(prompt, right, (good, wrong) if right else (wrong, good))


def _pieces(answer: str, words: _Words) -> list[tuple[str, str, str]]:
    """Sign, text and feedback of every answer."""
    found = _PIECE.findall(answer if answer.lstrip().startswith(("=", "~")) else f"={answer}")
    if len(found) > MOST_ANSWERS:
        raise Refused(Wrong.TOO_MANY, words.line, limit=MOST_ANSWERS, what="jawaban")
    parts = ((sign, text.partition("#")) for sign, text in found)
    return [(sign, text, feedback) for sign, (text, _hash, feedback) in parts]


def _weighed(sign: str, text: str, line: int) -> tuple[float, str]:
    """The share that an answer earns, and its text without the weight."""
    found = _WEIGHT.match(text)
    if not found:
        return float(sign == "="), text
    weight = foreign(found[1])
    if weight is None or abs(weight) > 100:
        raise Refused(Wrong.BAD_NUMBER, line, found=found[1])
    return share(weight), text[found.end() :]


def _choices(answer: str, words: _Words) -> list[Answer]:
    made = []
    for sign, text, feedback in _pieces(answer, words):
        points, bare = _weighed(sign, text, words.line)
        made.append(Answer(words.rich(bare, "text"), points, words.rich(feedback, "rationale")))
    return made


def _written(answer: str, words: _Words) -> Gap:
    answers, otherwise = [], ""
    for sign, text, feedback in _pieces(answer, words):
        points, bare = _weighed(sign, text, words.line)
        said, form = words.rich(feedback, "rationale"), words.bare(bare)
        if form == "*" and points == 0:
            otherwise = said
        elif form:
            answers.append(Answer(form, points, said))
    if not any(each.points > 0 for each in answers):
        raise Refused(Wrong.NO_ANSWER, words.line, title=words.tally.where)
    return Gap("short-text", answers, otherwise)


def _matching(prompt: str, answer: str, words: _Words) -> Question:
    pairs = []
    for _sign, text, _feedback in _pieces(answer, words):
        left, arrow, right = text.partition("->")
        if not arrow:
            raise Refused(Wrong.BAD_ANSWER, words.line, found=words.bare(text))
        pairs.append((words.rich(left, "text"), from_plain(words.bare(right))))
    return building.matching(prompt, pairs)


def _numbers(answer: str, words: _Words) -> Gap:
    answers, otherwise = [], ""
    for sign, text, feedback in _pieces(answer.strip(), words):
        points, bare = _weighed(sign, text, words.line)
        said = words.rich(feedback, "rationale")
        if sign == "~" or words.bare(bare) in ("*", ""):
            otherwise = said
            continue
        value, tolerance = _range(words.bare(bare), words.line)
        answers.append(Answer("", points, said, tolerance, value))
    if not any(each.points > 0 for each in answers):
        raise Refused(Wrong.NO_ANSWER, words.line, title=words.tally.where)
    return Gap("numeric", answers, otherwise)


def _range(text: str, line: int) -> tuple[Decimal, Decimal]:
    """Middle and half width of `1..5`, value and tolerance of `3:2`, or a value alone."""
    low, dots, high = text.partition("..")
    ends = [foreign(low), foreign(high)] if dots else [foreign(e) for e in text.split(":", 1)]
    found = [each for each in ends if each is not None]
    if len(found) != len(ends):
        raise Refused(Wrong.BAD_NUMBER, line, found=text)
    if dots:
        return sum(found, Decimal(0)) / 2, abs(found[1] - found[0]) / 2
    return found[0], abs(found[1]) if len(found) > 1 else Decimal(0)


def _missing_word(before: str, answer: str, after: str, words: _Words) -> Question:
    """Words on both sides of the braces: a paragraph with one gap."""
    sign = building.gap_sign(0)
    if words.form in ("html", "moodle"):
        prompt, text = building.prompt_and_text(f"{before}{sign}{after}")
    else:
        prompt, text = "", f"{before}{sign}{after}"
    filled = building.place_gaps(words.rich(text, "text"), 1)
    gaps: Sequence[Gap] = [_filling(answer, words)]
    return building.cloze(words.rich(prompt, "prompt"), filled, gaps, words.tally)


def _filling(answer: str, words: _Words) -> Gap:
    if answer.startswith("#"):
        return _numbers(answer[1:], words)
    if "~" in answer:
        return Gap("single", _choices(answer, words))
    if not answer or "->" in answer or _TRUTH.match(answer):
        raise Refused(Wrong.BAD_ANSWER, words.line, found=words.bare(answer))
    return _written(answer, words)
