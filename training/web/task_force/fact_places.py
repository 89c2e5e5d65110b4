"""Where the facts behind a figure lie, as far as the person who looks may see them."""

from collections.abc import Mapping

from flask import current_app, url_for
from flask_babel import lazy_gettext as _

from training.kernel.access import declared
from training.people.queries.units import is_inside
from training.reporting.rules.explaining import Fact
from training.web.session import acting

OF_UNIT = frozenset({"task_force.unit", "task_force.city_unit", "products_register.show",
                     "follow_up.home"})  # fmt: skip
OF_CYCLE = frozenset({"task_force_cycles.show"})
PLACES: Mapping[Fact, tuple[tuple[str, object], ...]] = {
    Fact.LEARNING: (
        ("task_force.city_unit", _("What was learnt here, by module, dimension and stage")),
        ("task_force.unit", _("What was learnt here, by module, dimension and stage")),
    ),
    Fact.VISITS: (
        ("task_force_observing.home", _("The visits by lot and their findings")),
        ("observer_draws.quality", _("How observers agree, visit by visit")),
    ),
    Fact.AUDIT: (("observer_draws.home", _("The draws as everybody sees them")),),
    Fact.PRODUCTS: (
        ("products_register.show", _("The unit's register of work products")),
        ("product_rounds.home", _("Draws of work products")),
    ),
    Fact.VOICES: (("voice_points.home", _("The voices by service point")),),
    Fact.WAVES: (("wave_admin.home", _("Anonymous waves")),),
    Fact.CASEWORK: (
        ("casework.home", _("The visits and findings of accompanying")),
        ("follow_up.home", _("Follow-up with the task force")),
    ),
    Fact.CONDUCT: (("internalization.city", _("What the newest cycle says of the units")),),
    Fact.QUESTIONS: (("author.home", _("The quizzes with the statistics of their questions")),),
    Fact.CYCLE: (("task_force_cycles.show", _("About this cycle")),),
}


def facts(wanted: tuple[Fact, ...], *, code: str = "", cycle: str = "") -> list[dict[str, object]]:
    """The pages behind a figure of a unit in a cycle that the acting person may open, once each."""
    found: dict[object, dict[str, object]] = {}
    for each in wanted:
        for endpoint, words in PLACES[each]:
            if _may(endpoint, code, cycle):
                found.setdefault(words, {"label": words, "href": _way(endpoint, code, cycle)})
    return list(found.values())


def _way(endpoint: str, code: str, cycle: str) -> str:
    if endpoint in OF_UNIT:
        return url_for(endpoint, code=code)
    return url_for(endpoint, label=cycle) if endpoint in OF_CYCLE else url_for(endpoint)


def _may(endpoint: str, code: str, cycle: str) -> bool:
    """Whether the person may open a page: by what the route itself declares, in their own scope."""
    access = declared(current_app.view_functions.get(endpoint))
    if access is None or (endpoint in OF_CYCLE and not cycle):
        return False
    scope = tuple(acting().scope(access.permission))  # type: ignore[arg-type]  (a permission's name)
    if endpoint in OF_UNIT:
        return bool(code and scope) and is_inside(code, scope)
    return bool(scope)
