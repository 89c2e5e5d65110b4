"""What lies in the folders of content about every indicator, as items of the coverage matrix."""

from collections.abc import Iterator
from pathlib import Path

from training.content.queries.drafts import Draft, Drafts
from training.content.queries.instruments import FOLDER as INSTRUMENTS
from training.content.queries.instruments import current
from training.content.queries.plans import written_plans
from training.content.queries.voices import FOLDER as VOICES
from training.content.queries.voices import voice_forms
from training.content.rules.coverage import Item, Stream
from training.content.rules.plans import PLANS, PlanFile
from training.content.rules.rubrics import Rubric

RUBRICS = "quizzes/rubrics"
TAUGHT = frozenset({Stream.KNOWLEDGE, Stream.SITUATIONS, Stream.PRACTICE, Stream.PLANS})
"""Where a conduct that a module teaches is to be met, too."""


def items(root: Path, drafts: Drafts) -> Iterator[Item]:
    """Everything under `root` that names an indicator; practice is left to who makes cards."""
    plans = written_plans(root)
    for draft in drafts.drafts:
        yield from _of_module(draft, plans)
        yield from _of_quiz(draft)
    for each in plans.templates:
        yield Item(Stream.PLANS, each.indicator, PLANS, each.key, f"{each.when[0]}: {each.then[0]}")
    for edition in current(root).values():
        home = f"{INSTRUMENTS}/{edition.instrument.key}.yaml"
        for item in edition.instrument.items:
            yield Item(Stream.OBSERVATION, item.indicator, home, item.key, item.sentence)
    for rubric in drafts.rubrics.values():
        yield from _of_rubric(rubric)
    for tier, form in voice_forms(root).items():
        for asked in form.questions:
            home = f"{VOICES}/{tier.value}.yaml"
            yield Item(Stream.VOICES, asked.indicator, home, asked.key, asked.ask)


def _of_module(draft: Draft, plans: PlanFile) -> Iterator[Item]:
    """The lessons of a module and its own plan; what it teaches, it claims to ask and practise."""
    module = draft.module
    if module is None:
        return
    for key in module.indicators:
        yield Item(Stream.LESSONS, key, draft.slug, module.code, module.title, TAUGHT)
    about = plans.modules.get(draft.slug, module.indicators[0])
    plan = module.practice_plan
    yield Item(Stream.PLANS, about, draft.slug, module.code, f"{plan.when}: {plan.then}")


def _of_quiz(draft: Draft) -> Iterator[Item]:
    for question in draft.quiz.questions if draft.quiz else ():
        stream = Stream.SITUATIONS if question.judged else Stream.KNOWLEDGE
        yield Item(stream, question.indicator, draft.slug, question.key, question.prompt)


def _of_rubric(rubric: Rubric) -> Iterator[Item]:
    home = f"{RUBRICS}/{rubric.stage.value}.yaml"
    for each in rubric.criteria:
        yield Item(Stream.PRODUCTS, each.indicator, home, each.key, each.text)
