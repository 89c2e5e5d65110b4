"""A house of their own for journeys that stop the server and let hours pass."""

from collections.abc import Iterator

import pytest

from tests.journeys.house import House, served


@pytest.fixture(scope="package")
def house(tmp_path_factory) -> Iterator[House]:
    """Resap with a small demo city, served until the last of these journeys has ended."""
    with served(tmp_path_factory, "lonely-house") as made:
        yield made
