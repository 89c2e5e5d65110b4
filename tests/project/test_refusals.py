"""Every refusal has a family that decides its status, a sentence in code, and words for people."""

import pkgutil
from importlib import import_module

import pytest

import training
from training.factory.edge import status_of
from training.kernel import errors
from training.web.refusals import SENTENCES

FAMILIES = {errors.DomainError, errors.Conflict, errors.Invalid, errors.NotAllowed, errors.TooLarge,
            errors.TooMany}  # fmt: skip


def refusals() -> list[type[errors.DomainError]]:
    for module in pkgutil.walk_packages(training.__path__, "training."):
        import_module(module.name)
    found, queue = [], [errors.DomainError]
    while queue:
        children = queue.pop().__subclasses__()
        queue += children
        found += [child for child in children if child not in FAMILIES]
    return found


@pytest.mark.parametrize("refusal", refusals(), ids=lambda kind: kind.__name__)
def test_a_refusal_is_named_and_explained(refusal):
    assert (refusal.__doc__ or "").strip().endswith(".")
    assert not refusal.__name__.endswith(("Error", "Exception"))
    assert 400 <= status_of(refusal.__new__(refusal)) < 500


# Refusals of commands say their sentence at the terminal, where they are raised.
SHOWN = [kind for kind in refusals() if not kind.__module__.startswith("training.cli")]


@pytest.mark.parametrize("refusal", SHOWN, ids=lambda kind: kind.__name__)
def test_a_refusal_has_words_for_people(refusal):
    assert refusal.__name__ in SENTENCES


def test_no_two_refusals_share_a_name():
    """Their words are found by it."""
    names = [kind.__name__ for kind in SHOWN]
    assert sorted(names) == sorted(set(names))
