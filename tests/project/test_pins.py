"""The pins install on a fresh machine, today and after the next release of anything."""

import re
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from training.kernel.settings import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)(\[[^\]]+\])?==", re.M)


def pins(name: str) -> dict[str, set[str]]:
    """What a lock file pins, each with the extras that it names."""
    found = PIN.findall((ROOT / name).read_text())
    return {
        canonicalize_name(package): set(extras.strip("[]").split(",")) for package, extras in found
    }


def asked_with_extras(package: str) -> list[Requirement]:
    """What an installed package asks for with extras, on this machine."""
    asked = map(Requirement, distribution(package).requires or [])
    return [each for each in asked if each.extras and (not each.marker or each.marker.evaluate())]


@pytest.mark.parametrize(
    ("asked", "locked"),
    [("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt")],
)
def test_a_pin_names_every_extra_that_is_asked_for(asked, locked):
    """pip refuses a pin without its extras as soon as a newer version exists.

    `coverage==7.17.3` pinned nothing for `coverage[toml]` once 7.17.4 was out: a fresh clone could
    not be set up any more.
    """
    pinned = pins(locked)
    lines = [line.split("#")[0].strip() for line in (ROOT / asked).read_text().splitlines()]
    wanted = [Requirement(line) for line in lines if line and not line.startswith("-")]
    for package in pinned:
        try:
            wanted += asked_with_extras(package)
        except ModuleNotFoundError:
            continue  # pinned for another system
    missing = [
        f"{each.name}{sorted(each.extras)}"
        for each in wanted
        if not each.extras <= pinned.get(canonicalize_name(each.name), set())
    ]
    assert not missing
