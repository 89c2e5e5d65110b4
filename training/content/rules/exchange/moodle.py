"""Moodle's question bank as XML: every core type that asks something that Resap can ask."""

from collections.abc import Callable

from training.content.rules.exchange import building, moodlegaps, rubric
from training.content.rules.exchange.building import Answer
from training.content.rules.exchange.carry import restored
from training.content.rules.exchange.frame import (
    MOST_QUESTIONS,
    Given,
    Question,
    Read,
    Refused,
    Tally,
    Written,
)
from training.content.rules.exchange.moodlewords import Words
from training.content.rules.exchange.moodlewriting import quiz_xml
from training.content.rules.exchange.numbers import foreign, share
from training.content.rules.exchange.richtext import from_plain, plain
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.exchange.xmltree import Node, read_xml

COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
USUAL = {"defaultgrade": ("1", "1.0000000", "1.0"), "penalty": ("0", "0.0000000"), "hidden": ("0",),
         "shuffleanswers": ("1", "true")}  # fmt: skip


def read(data: bytes) -> Read:
    """All questions of the bank; what cannot be understood is a problem with its line."""
    root = read_xml(data)
    if root.name != "quiz":
        raise Refused(Wrong.WRONG_ROOT, root.line, root.column, name="Moodle XML")
    tally = Tally()
    for node in root.all("question"):
        try:
            _question(node, tally)
        except Refused as refused:
            tally.problems.append(refused.problem)
        if len(tally.questions) > MOST_QUESTIONS:
            raise Refused(Wrong.TOO_MANY, node.line, limit=MOST_QUESTIONS, what="soal")
    return tally.read()


def _question(node: Node, tally: Tally) -> None:
    kind, title = node.attributes.get("type", ""), node.say("name", "text")
    tally.where = title or f"baris {node.line}"
    if kind == "category":
        tally.where = "kuis"
        tally.lose("category", Lost.FOREIGN, found=node.say("category", "text"))
        return
    if kind not in READERS:
        tally.lose("type", Lost.FOREIGN, found=kind)
        return
    words = Words(node, tally)
    question = READERS[kind](words)
    _foreign(words)
    tags = [each.say("text") for each in (node.first("tags") or Node("", {}, 1, 1)).all("tag")]
    named: Question = {"title": title}
    if node.say("idnumber"):
        named["key"] = node.say("idnumber")
    tally.add({**named, **restored(question, tags, tally)}, node.line)


def _foreign(words: Words) -> None:
    """What Moodle says of a question and Resap has no place for."""
    node, tally = words.node, words.tally
    for name in ("generalfeedback", *COMBINED):
        said = words.rich(node.first(name), name)
        if said:
            tally.lose(name, Lost.FOREIGN, found=plain(said))
    for name, usual in USUAL.items():
        value = node.say(name)
        if value and value not in usual:
            tally.lose(name, Lost.FOREIGN, found=value)
    for hint in node.all("hint"):
        tally.lose("hint", Lost.FOREIGN, found=plain(words.rich(hint, "hint")))


def _answers(words: Words, *, rich: bool) -> list[Answer]:
    found = []
    for node in words.node.all("answer"):
        weight = foreign(node.attributes.get("fraction", "0") or "0")
        if weight is None or abs(weight) > 100:
            raise Refused(Wrong.BAD_NUMBER, node.line, found=node.attributes.get("fraction", ""))
        text = words.rich(node, "text") if rich else node.say("text")
        found.append(Answer(text, share(weight), words.rich(node.first("feedback"), "rationale")))
    return found


def _multichoice(words: Words) -> Question:
    single = words.node.say("single") in ("true", "1")
    answers = _answers(words, rich=True)
    return building.choice(words.prompt(), answers, words.tally, single=single)


def _set(words: Words) -> Question:
    """The plug-in that gives marks only for exactly the right set."""
    made = building.choice(words.prompt(), _answers(words, rich=True), words.tally, single=False)
    del made["credit"]
    return made


def _true_false(words: Words) -> Question:
    answers = {each.text.lower(): each for each in _answers(words, rich=False)}
    true, false = answers.get("true", Answer("")), answers.get("false", Answer(""))
    if true.points == false.points:
        raise Refused(Wrong.NO_ANSWER, words.node.line, title=words.tally.where)
    reasons = (true.rationale, false.rationale)
    return building.true_false(words.prompt(), true.points > false.points, reasons)


def _with_otherwise(answers: list[Answer], words: Words) -> tuple[list[Answer], str]:
    """Answers that earn something, and what is said to all others."""
    rest = [each for each in answers if each.text == "*" and each.points == 0]
    kept = [each for each in answers if each.points > 0]
    for each in answers:
        if each.points <= 0 and each not in rest:
            words.tally.lose("answer", Lost.FOREIGN, found=each.text)
    if not kept:
        raise Refused(Wrong.NO_ANSWER, words.node.line, title=words.tally.where)
    return kept, rest[0].rationale if rest else ""


def _short_answer(words: Words) -> Question:
    answers, otherwise = _with_otherwise(_answers(words, rich=False), words)
    part = building.written(answers, otherwise, case=words.node.say("usecase") == "1")
    return {"kind": "short-text", "prompt": words.prompt(), "short-text": part}


def _numerical(words: Words) -> Question:
    nodes = words.node.all("answer")
    found = []
    for node, each in zip(nodes, _answers(words, rich=False), strict=True):
        if each.text == "*":
            found.append(each)
            continue
        value, near = foreign(each.text), foreign(node.say("tolerance") or "0")
        if value is None or near is None:
            raise Refused(Wrong.BAD_NUMBER, node.line, node.column, found=each.text)
        found.append(Answer(each.text, each.points, each.rationale, abs(near), value))
    answers, otherwise = _with_otherwise(found, words)
    part = building.numbers(answers, otherwise, unit=_unit(words))
    return {"kind": "numeric", "prompt": words.prompt(), "numeric": part}


def _unit(words: Words) -> str:
    """The unit that counts as one; others are told of."""
    units = words.node.first("units")
    named = [(each.say("unit_name"), foreign(each.say("multiplier")))
             for each in (units.all("unit") if units else ())]  # fmt: skip
    whole = next((name for name, multiplier in named if multiplier == 1), "")
    for name, _multiplier in named:
        if name != whole:
            words.tally.lose("unit", Lost.FOREIGN, found=name)
    return whole


def _matching(words: Words) -> Question:
    pairs = [
        (words.rich(each, "text"), from_plain(each.say("answer", "text")))
        for each in words.node.all("subquestion")
    ]
    if len(pairs) < 2:
        raise Refused(Wrong.NO_ANSWER, words.node.line, title=words.tally.where)
    return building.matching(words.prompt(), pairs)


def _ordering(words: Words) -> Question:
    nodes = words.node.all("answer")
    places = [foreign(each.attributes.get("fraction", "")) or 0 for each in nodes]
    texts = [words.rich(each, "text") for each in nodes]
    said = [words.rich(each.first("feedback"), "rationale") for each in nodes]
    order = sorted(range(len(nodes)), key=lambda at: places[at])
    things = [Answer(texts[at], rationale=said[at]) for at in order]
    return building.ordering(words.prompt(), things)


def _essay(words: Words) -> Question:
    node = words.node
    notes = words.rich(node.first("graderinfo"), "graderinfo")
    part = rubric.understood(notes)
    if part is None:
        part = {}
        words.tally.lose("graderinfo", Lost.FOREIGN, found=plain(notes))
    for name, limit in (("least_words", "minwordlimit"), ("most_words", "maxwordlimit")):
        if node.say(limit).isdecimal():
            part[name] = int(node.say(limit)[:6])
    template = words.rich(node.first("responsetemplate"), "responsetemplate")
    if template:
        words.tally.lose("responsetemplate", Lost.FOREIGN, found=plain(template))
    return {"kind": "free-text", "prompt": words.prompt(), "free-text": part}


READERS: dict[str, Callable[[Words], Question]] = {
    "multichoice": _multichoice, "multichoiceset": _set, "truefalse": _true_false,
    "shortanswer": _short_answer, "numerical": _numerical, "matching": _matching,
    "match": _matching, "ordering": _ordering, "essay": _essay, "cloze": moodlegaps.embedded,
    "multianswer": moodlegaps.embedded, "ddwtos": moodlegaps.boxes, "gapselect": moodlegaps.boxes,
}  # fmt: skip


def write(given: Given) -> Written:
    """The quiz as a question bank; questions without a near form are left out and told of."""
    tally = Tally()
    text = quiz_xml(given, tally)
    return Written(text.encode("utf-8"), tuple(tally.losses))
