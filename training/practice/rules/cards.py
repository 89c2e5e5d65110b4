"""The cards of a module: what one of its cases practises, and the variants that can be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from training.content.rules.quizzes import Question, Quiz
from training.quiz.rules.kinds import KINDS

SITUATIONS = "situasi/"
"""Before the key of a card of situations: a sign that no key of an objective has."""


class CardKind(StrEnum):
    """Whether a card asks what is right, or for judgement that is held against experts'."""

    KNOWLEDGE = "knowledge"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that is practised. Its variants are questions about the same, in file order.

    A card of knowledge is an objective of the quiz; one of judgement gathers the situations of one
    indicator, so that practising it again can bring another situation.
    """

    slug: str
    key: str
    kind: CardKind
    indicator: str
    objective: str | None
    variants: tuple[str, ...]


def can_be_practised(question: Question) -> bool:
    """Whether a question is marked at once and in one step: no free text, no branching story."""
    return not (KINDS[question.kind].by_people or question.is_story)


def cards_of(quiz: Quiz | None) -> tuple[Card, ...]:
    """The cards of a quiz, in the order in which its file first names them; none without a quiz."""
    if quiz is None:
        return ()
    grouped: dict[str, list[Question]] = {}
    for question in filter(can_be_practised, quiz.questions):
        grouped.setdefault(_key(question), []).append(question)
    indicators = {each.key: each.indicator for each in quiz.objectives}
    return tuple(_card(quiz.module, key, some, indicators) for key, some in grouped.items())


def _key(question: Question) -> str:
    if question.judged or question.objective is None:
        return SITUATIONS + question.indicator
    return question.objective


def _card(slug: str, key: str, questions: list[Question], indicators: Mapping[str, str]) -> Card:
    first, judged = questions[0], key.startswith(SITUATIONS)
    return Card(
        slug, key,
        CardKind.JUDGEMENT if judged else CardKind.KNOWLEDGE,
        first.indicator if judged else indicators.get(key, first.indicator),
        None if judged else key,
        tuple(each.key for each in questions),
    )  # fmt: skip


def by_question(cards: Iterable[Card]) -> dict[str, Card]:
    """The card of each question."""
    return {variant: card for card in cards for variant in card.variants}
