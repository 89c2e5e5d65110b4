"""Builds the typed quiz from what was read and found to fit."""

from collections.abc import Mapping

from training.content.rules import figures as drawings
from training.content.rules import gatebuild, model, quizshape, quizzes, reviewshape
from training.content.rules.kinds import KINDS
from training.content.rules.kinds.frame import NO_FIGURES, Figures
from training.content.rules.render import render_inline


def quiz(
    found: quizshape.QuizFile,
    module: model.Module | None,
    known: Mapping[str, model.Indicator],
    figures: Figures = NO_FIGURES,
) -> quizzes.Quiz:
    """A quiz with its texts rendered and the drawings that its questions show."""
    references = {each.key: each for each in module.references} if module else {}
    asked = (*found.questions, *(each.as_question() for each in found.scenarios))
    return quizzes.Quiz(
        module=found.module,
        pass_mark=float(found.pass_mark),
        retake_after_hours=found.retake_after_hours,
        draw=quizzes.Draw(**found.draw.model_dump()) if found.draw else quizzes.Draw(0, 0),
        objectives=tuple(
            quizzes.Objective(each.key, each.text, each.indicator) for each in found.objectives
        ),
        questions=tuple(_question(each, references, known, figures) for each in asked),
        panel=quizzes.Panel(found.panel.status, found.panel.judges, found.panel.basis),
        blueprint=tuple(gatebuild.line(each) for each in found.blueprint),
        forms=tuple(gatebuild.form(each) for each in found.forms),
        anchors=tuple(found.anchors),
        exposure_cap=None if found.exposure_cap is None else float(found.exposure_cap),
        purposes=tuple(dict.fromkeys(found.purposes)),
        rules=tuple(gatebuild.rule(each) for each in found.rules),
        figures=_figures(found, figures),
        certainty=found.certainty,
        review=reviewshape.built(found.review),
    )


def _figures(found: quizshape.QuizFile, figures: Figures) -> tuple[model.Figure, ...]:
    """The drawings that questions show, each once, in the order of the file."""
    shown = dict.fromkeys(
        each.hotspot.picture.removeprefix("figures/") for each in found.questions if each.hotspot
    )
    return tuple(drawings.figure(name, figures[name]) for name in shown if name in figures)


def _question(
    found: quizshape.Question,
    references: Mapping[str, model.Reference],
    known: Mapping[str, model.Indicator],
    figures: Figures,
) -> quizzes.Question:
    rules, shown = KINDS[found.kind], known.get(found.indicator)
    dimension = found.dimension or (shown.dimension if shown else model.Dimension.SERVE)
    stage = found.stage or (shown.stage if shown else model.Stage.SERVICE)
    return quizzes.Question(
        key=found.key,
        kind=found.kind,
        objective=found.objective,
        variant=found.variant,
        indicator=found.indicator,
        difficulty=found.difficulty,
        references=tuple(found.references),
        prompt=found.prompt.strip(),
        prompt_html=render_inline(found.prompt, references),
        options=tuple(_option(each, references) for each in found.options),
        situation=found.situation,
        dimension=dimension,
        stage=stage,
        sector=found.sector,
        credit=found.credit or quizzes.Credit.WHOLE,
        conflict=found.conflict,
        detail=rules.draw(rules.build(found, references), figures),
    )


def _option(found: quizshape.Option, references: Mapping[str, model.Reference]) -> quizzes.Option:
    rationale = (found.rationale or "").strip()
    return quizzes.Option(
        key=found.key,
        text=found.text.strip(),
        html=render_inline(found.text, references),
        correct=found.correct,
        rationale=rationale,
        rationale_html=render_inline(rationale, references),
        expert=None if found.expert is None else float(found.expert),
    )
