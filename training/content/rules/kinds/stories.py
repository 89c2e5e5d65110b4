"""Scenarios: stories that branch, end, never turn in circles, and can always be gone through well.

What can happen in a story is found out by going all ways (see `stories.survey`), so that a fault
that shows only in one state of the story is found as well.
"""

from collections.abc import Callable, Iterator

from training.content.rules import detailshape, quizzes
from training.content.rules.codes import ProblemCode as C
from training.content.rules.details import Choice, Node, Scenario
from training.content.rules.kinds.frame import KindRules, Placed, References, keys_once, refuse
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Question
from training.content.rules.render import inline_renderer
from training.content.rules.stories import MOST_MOMENTS, Moment, best_moments, survey
from training.content.rules.yamltext import Document

LEAST_CHOICES = 2


def _check(document: Document, placed: Placed) -> Iterator[Problem]:
    if placed.question.scenario is None:
        return
    story = _story(placed.question.scenario, str)
    report = _Report(document, (*placed.where, "nodes"), story)
    written = [*report.keys(), *report.targets(), *report.endings(), *report.alike()]
    yield from written
    if not any(each.code in (C.KEY_TWICE, C.UNKNOWN_NODE) for each in written):
        yield from report.happenings()


class _Report:
    """Finds what is wrong with one story, and where it stands in the file."""

    def __init__(self, document: Document, at: tuple[str | int, ...], story: Scenario) -> None:
        self.document, self.at, self.story = document, at, story
        self.places = {node.key: number for number, node in enumerate(story.nodes)}

    def _refuse(self, *where: str | int, code: C, **more: object) -> Problem:
        return refuse(self.document, (*self.at, *where), code, **more)

    def _choices(self) -> Iterator[tuple[int, int, Node, Choice]]:
        for number, node in enumerate(self.story.nodes):
            for place, choice in enumerate(node.choices):
                yield number, place, node, choice

    def keys(self) -> Iterator[Problem]:
        yield from keys_once(self.document, self.at, [node.key for node in self.story.nodes])
        for number, node in enumerate(self.story.nodes):
            at = (*self.at, number, "choices")
            yield from keys_once(self.document, at, [choice.key for choice in node.choices])

    def targets(self) -> Iterator[Problem]:
        for number, place, _node, choice in self._choices():
            if choice.to not in self.places:
                where = (number, "choices", place, "to")
                yield self._refuse(*where, code=C.UNKNOWN_NODE, key=choice.to)

    def endings(self) -> Iterator[Problem]:
        for number, node in enumerate(self.story.nodes):
            if not node.choices and not node.principle:
                yield self._refuse(number, code=C.ENDING_WITHOUT_PRINCIPLE, key=node.key)
            elif node.choices and node.principle:
                more = {"code": C.PRINCIPLE_TOO_EARLY, "key": node.key}
                yield self._refuse(number, "principle", **more)

    def alike(self) -> Iterator[Problem]:
        for number, node in enumerate(self.story.nodes):
            seen: dict[str, str] = {}
            for place, choice in enumerate(node.choices):
                words = " ".join(choice.text.lower().split()).rstrip(".!?")
                if words in seen:
                    more = {"code": C.CHOICES_ALIKE, "key": choice.key, "other": seen[words]}
                    yield self._refuse(number, "choices", place, "text", **more)
                seen.setdefault(words, choice.key)

    def happenings(self) -> Iterator[Problem]:
        """What shows only when the story is gone through, in every state that can be reached."""
        found = survey(self.story)
        if found.is_partial:
            yield self._refuse(code=C.SCENARIO_TOO_INTRICATE, limit=MOST_MOMENTS)
            return
        for number, place, node, choice in self._choices():
            if (node.key, choice.key) in found.back:
                where = (number, "choices", place, "to")
                yield self._refuse(*where, code=C.STORY_LOOP, key=choice.key)
        if not found.back:
            yield from self._unreached(found.offered, {each.node.key for each in found.moments})
            yield from self._worths(found.moments)

    def _unreached(self, offered: set[tuple[str, str]], met: set[str]) -> Iterator[Problem]:
        for number, node in enumerate(self.story.nodes):
            if node.key not in met:
                yield self._refuse(number, "key", code=C.NODE_NOT_REACHED, key=node.key)
        for number, place, node, choice in self._choices():
            if node.key in met and (node.key, choice.key) not in offered:
                where, needs = (number, "choices", place, "needs"), ", ".join(choice.needs)
                more = {"code": C.NEEDS_NEVER_GIVEN, "key": choice.key, "needs": needs}
                yield self._refuse(*where, **more)

    def _worths(self, moments: list[Moment]) -> Iterator[Problem]:
        """Every moment leaves something to choose and something to earn; the best way earns all."""
        for moment in moments:
            key, count = moment.node.key, len(moment.offered)
            if not moment.node.choices:
                continue
            if count < LEAST_CHOICES:
                more = {"code": C.TOO_FEW_CHOICES, "key": key, "count": count}
                yield self._refuse(self.places[key], **more)
            elif not moment.best:
                yield self._refuse(self.places[key], code=C.NOTHING_TO_EARN, key=key)
        for moment in best_moments(self.story):
            if moment.offered and moment.best < 1:
                key, worth = moment.node.key, f"{moment.best:g}".replace(".", ",")
                more = {"code": C.BEST_WAY_EARNS_LESS, "key": key, "worth": worth}
                yield self._refuse(self.places[key], **more)


def _story(found: detailshape.Scenario, render: Callable[[str], str]) -> Scenario:
    """The story as a value; `render` makes HTML of its texts."""
    return Scenario(tuple(_node(each, render) for each in found.nodes))


def _node(found: detailshape.Node, render: Callable[[str], str]) -> Node:
    text, principle = found.text.strip(), (found.principle or "").strip()
    return Node(
        found.key, text, render(text), tuple(_choice(each, render) for each in found.choices),
        principle, render(principle),
    )  # fmt: skip


def _choice(found: detailshape.Choice, render: Callable[[str], str]) -> Choice:
    text, consequence = found.text.strip(), found.consequence.strip()
    return Choice(
        found.key, text, render(text), found.to, float(found.worth), consequence,
        render(consequence), tuple(found.gives), tuple(found.needs),
    )  # fmt: skip


def _build(found: Question, references: References) -> Scenario | None:
    if found.scenario is None:
        return None
    return _story(found.scenario, inline_renderer(references))


def _right(question: quizzes.Question) -> str:
    """What every choice is worth, and where it leads."""
    nodes = question.detail.nodes if isinstance(question.detail, Scenario) else ()
    choices = ((node.key, choice) for node in nodes for choice in node.choices)
    return ", ".join(f"{key}/{one.key} {one.worth:g} → {one.to}" for key, one in choices)


SCENARIO = KindRules(detail="scenario", check=_check, build=_build, part="scenarios", right=_right)
