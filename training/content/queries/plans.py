"""The templates of if–then plans that pages offer: the authors' file and the modules' own plans."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from training.content.queries import current_releases, module_of
from training.content.rules.check import INDICATORS
from training.content.rules.model import Indicator, Module
from training.content.rules.parse import parse_indicators
from training.content.rules.plans import PLANS, PlanFile, PlanTemplate, parse_plans
from training.content.rules.source import QUIZ_BYTES, decode


@dataclass(frozen=True, slots=True)
class PlanBook:
    """What a plan can be made of: templates by key, and indicators by key."""

    templates: Mapping[str, PlanTemplate]
    indicators: Mapping[str, Indicator]


def plan_book(root: Path) -> PlanBook:
    """The templates under `root` and those of the published modules.

    A file that cannot be understood offers nothing; `content check` says why.
    """
    found, indicators = _understood(_bytes(root / PLANS), _bytes(root / INDICATORS))
    modules = (module_of(each.id) for each in current_releases())
    own = (_own(module, found.modules.get(module.slug, "")) for module in modules)
    every = (*(each for each in own if each.indicator in indicators), *found.templates)
    known = (each for each in every if each.indicator in indicators)
    return PlanBook({each.key: each for each in known}, indicators)


def written_plans(root: Path) -> PlanFile:
    """The templates as they lie under `root`, published or not; none if unreadable."""
    return _understood(_bytes(root / PLANS), _bytes(root / INDICATORS))[0]


def _own(module: Module, indicator: str) -> PlanTemplate:
    """A module's practice plan; it is about the module's first indicator where nobody says."""
    families = tuple(each.value for each in module.audience.job_families)
    about = indicator or module.indicators[0]
    plan = module.practice_plan
    return PlanTemplate(module.slug, families, about, (plan.when,), (plan.then,))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            return source.read(QUIZ_BYTES + 1)
    except OSError:
        return b""


@lru_cache(maxsize=4)
def _understood(plans: bytes, indicators: bytes) -> tuple[PlanFile, Mapping[str, Indicator]]:
    behaviours, templates = decode(INDICATORS, indicators), decode(PLANS, plans)
    known = parse_indicators(INDICATORS, behaviours).value if isinstance(behaviours, str) else None
    found = {each.key: each for each in known or ()}
    parsed = parse_plans(PLANS, templates, found.values()) if isinstance(templates, str) else None
    return (parsed.value if parsed else None) or PlanFile(), found
