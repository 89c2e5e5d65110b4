"""What is stored about plans: every row is a fact that is appended and never changed."""

from training.commitments.tables.corroboration import (
    Artefact,
    Enactment,
    Finding,
    Removal,
    WitnessAnswer,
    WitnessAsked,
)
from training.commitments.tables.plans import CheckIn, Plan, PlanEnd, Rehearsal

__all__ = [
    "Artefact",
    "CheckIn",
    "Enactment",
    "Finding",
    "Plan",
    "PlanEnd",
    "Rehearsal",
    "Removal",
    "WitnessAnswer",
    "WitnessAsked",
]
