"""Whatever bytes a file of numbers holds, a command answers or refuses in words."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from training.cli.item_statistics import Asked, told
from training.cli.number_tables import TableRefused
from training.cli.rater_agreement import ratings
from training.cli.rater_agreement import told as agreement_of
from training.cli.response_tables import responses
from training.quiz.rules.statistics.agreement import Level

pytestmark = pytest.mark.slow

CELL = st.one_of(
    st.sampled_from(["", "0", "1", "0,5", "#max", "1e9", "-0", "nan", '"', " 1 ", "\ufeff"]),
    st.text(max_size=4),
    st.floats(-3, 3).map(str),
)


@pytest.mark.slow
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=6), st.sampled_from(",;\t"))
def test_no_file_whatever_ends_in_anything_but_an_answer_or_a_sentence(tmp_path, rows, delimiter):
    path = tmp_path / "apa-saja.csv"
    text = "\n".join(delimiter.join(row) for row in rows)
    path.write_text(text, encoding="utf-8", errors="replace")
    with suppress(TableRefused):
        found = responses(path)
        answer = told(Asked(found.items, found.marks, found.maxima, fixed=True))
        json.dumps(answer, allow_nan=False)
    for level in Level:
        with suppress(TableRefused):
            answer = agreement_of(ratings(path, level), level)
            json.dumps(answer, allow_nan=False)
