"""Whether the rules about starting and timing can ever do what they say."""

from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_network

from training.content.rules import gatebuild
from training.content.rules.codes import ProblemCode as C
from training.content.rules.gates import ANYBODY, Policy, Purpose, is_general
from training.content.rules.gateshape import Conditions, Rule
from training.content.rules.kinds.frame import refuse
from training.content.rules.problems import Problem
from training.content.rules.quizshape import QuizFile
from training.content.rules.yamltext import Document

Where = tuple[str | int, ...]
POLICY = tuple(Policy.__dataclass_fields__)


def gates(document: Document, quiz: QuizFile) -> Iterator[Problem]:
    """Everything that is wrong with the purposes and rules of a quiz."""
    if Purpose.POST not in quiz.purposes:
        yield refuse(document, ("purposes",), C.NO_POST)
    closed_by: int | None = None
    for number, rule in enumerate(quiz.rules):
        at: Where = ("rules", number)
        yield from _rule(document, quiz, rule, at)
        if closed_by is not None:
            yield refuse(document, at, C.RULE_UNREACHABLE, first=closed_by + 1)
        elif gatebuild.conditions(rule.when) == ANYBODY and _is_sound(rule.when):
            closed_by = number


def _rule(document: Document, quiz: QuizFile, rule: Rule, at: Where) -> Iterator[Problem]:
    for name, asked in (("when", rule.when), ("requires", rule.requires)):
        yield from _dates(document, asked, (*at, name))
        yield from _addresses(document, asked, (*at, name))
        for number, slug in enumerate(asked.completed):
            if slug == quiz.module:
                yield refuse(document, (*at, name, "completed", number), C.RULE_MODULE, key=slug)
        for number, purpose in enumerate(asked.purposes):
            if purpose not in quiz.purposes:
                where = (*at, name, "purposes", number)
                yield refuse(document, where, C.RULE_PURPOSE, key=purpose.value)
    named = [key for key in POLICY if getattr(rule, key) is not None]
    if named and not is_general(gatebuild.conditions(rule.when)):
        for key in named:
            yield refuse(document, (*at, key), C.RULE_POLICY, key=key)


def _is_sound(asked: Conditions) -> bool:
    return not any(_broken(text) for text in (asked.opens, asked.closes))


def _broken(text: str | None) -> bool:
    """A day that no calendar has, written in the right shape."""
    if text is None:
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return True
    return False


def _dates(document: Document, asked: Conditions, at: Where) -> Iterator[Problem]:
    for key in ("opens", "closes"):
        text = getattr(asked, key)
        if _broken(text):
            yield refuse(document, (*at, key), C.RULE_NO_DAY, day=text)
    built = gatebuild.conditions(asked)
    if built.opens and built.closes and built.closes <= built.opens:
        yield refuse(document, (*at, "closes"), C.RULE_DATES)


def _addresses(document: Document, asked: Conditions, at: Where) -> Iterator[Problem]:
    for number, text in enumerate(asked.addresses):
        try:
            ip_network(text, strict=False)
        except ValueError:
            yield refuse(document, (*at, "addresses", number), C.RULE_ADDRESS, what=text)
