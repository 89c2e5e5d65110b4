"""A foreign file as a draft of ours: read, named, held against our shape, and what is to do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from training.content.rules import quizshape, shape
from training.content.rules.codes import ProblemCode
from training.content.rules.exchange import docx, gift, moodle, ours, qti, table
from training.content.rules.exchange.frame import (
    MOST_QUESTIONS,
    Format,
    Given,
    Loss,
    Problem,
    Question,
    Read,
    Refused,
    Written,
    wrong,
)
from training.content.rules.exchange.naming import named
from training.content.rules.exchange.sentences import Wrong
from training.content.rules.exchange.yamlout import draft, lacking
from training.content.rules.quizzes import Kind
from training.content.rules.yamltext import Document


@dataclass(frozen=True, slots=True)
class Form:
    """How a format is read and written, and how its files are called and sent."""

    read: Callable[[bytes], Read]
    write: Callable[[Given], Written]
    ending: str
    media_type: str


FORMS: Mapping[Format, Form] = {
    Format.YAML: Form(ours.read, ours.write, "yaml", "application/yaml"),
    Format.GIFT: Form(gift.read, gift.write, "gift.txt", "text/plain"),
    Format.MOODLE_XML: Form(moodle.read, moodle.write, "moodle.xml", "application/xml"),
    Format.QTI: Form(qti.read, qti.write, "qti.zip", "application/zip"),
    Format.CSV: Form(table.read, table.write, "csv", "text/csv"),
    Format.DOCX: Form(
        docx.read, docx.write, "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a foreign file: questions with keys, the draft, and all that is to be told.

    `to_fill` says for every question's key which fields are still to be filled in.
    """

    questions: tuple[Question, ...]
    draft: str
    losses: tuple[Loss, ...]
    problems: tuple[Problem, ...]
    to_fill: Mapping[str, tuple[str, ...]]

    @property
    def holds(self) -> bool:
        """Whether nothing is a problem."""
        return not self.problems


def take(form: Format, data: bytes, *, module: str = "") -> Taken:
    """Read a file. Never raises: what cannot be read is a problem.

    `module` is the slug of the module that the quiz belongs to; its code begins every key.
    """
    try:
        read = FORMS[form].read(data)
    except Refused as refused:
        read = Read((), (), (refused.problem,))
    questions = _named(read, module)
    problems = [*read.problems, *_mistakes(questions, read.lines)]
    if len(questions) > MOST_QUESTIONS:
        problems.append(wrong(Wrong.TOO_MANY, limit=MOST_QUESTIONS, what="soal"))
    if not questions and not problems:
        problems.append(wrong(Wrong.NO_QUESTIONS))
    return Taken(
        tuple(questions), draft(replace(read, questions=tuple(questions)), module) if questions
        else "", read.losses, tuple(sorted(set(problems))),
        {each["key"]: tuple(gaps) for each in questions if (gaps := lacking(each))},
    )  # fmt: skip


def _named(read: Read, module: str) -> list[Question]:
    if read.frame:
        return list(named(read.questions))
    return named(read.questions, f"{module.partition('-')[0]}-" if module else "")


def _mistakes(questions: list[Question], lines: tuple[int, ...]) -> Iterator[Problem]:
    """What does not fit our shape; what is only lacking is not a mistake, it is still to do."""
    known = {kind.value for kind in Kind}
    for question, line in zip(questions, lines, strict=False):
        if question.get("kind") not in known:
            continue
        document = Document("", _flattened(question))
        for each in shape.fit(document, quizshape.Question)[1]:
            if each.code is not ProblemCode.MISSING_KEY:
                more = {"title": question["key"], "reason": each.sentence}
                yield wrong(Wrong.VALUE, line, **more)


def _flattened(question: Question) -> dict[str, Any]:
    return {name: value for name, value in question.items() if value is not None}
