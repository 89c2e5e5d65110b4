"""Which modules are a person's to learn, and why."""

from training.content.rules.model import Audience, UnitKind


def is_for(audience: Audience, job_family: str | None, unit_kind: str | None) -> bool:
    """Whether a post of this job family in a unit of this kind must learn the module.

    Who holds no post has nothing assigned, and may still read everything.
    """
    if job_family is None or unit_kind is None:
        return False
    kinds = {kind.value for kind in audience.unit_kinds}
    in_family = job_family in {family.value for family in audience.job_families}
    return in_family and (UnitKind.ALL.value in kinds or unit_kind in kinds)
