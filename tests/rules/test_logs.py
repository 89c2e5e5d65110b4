"""Log lines are JSON, carry the request's number, and say nothing about a person."""

import json
import logging

import pytest

from training.kernel.logs import JsonLines, request_id

NIP = "190001011935111001"


@pytest.fixture
def lines():
    """What a logger of ours would write, line by line."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    handler, logger = Keep(), logging.getLogger("training.test")
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    yield logger, written
    logger.removeHandler(handler)
    logger.propagate = True


def test_a_line_is_json_with_the_facts_that_are_allowed(lines):
    logger, written = lines
    kept = request_id.set("abc")
    logger.info("request", extra={"method": "GET", "status": 200, "nip": NIP, "path": f"/x/{NIP}"})
    request_id.reset(kept)
    line = json.loads(written[0])
    assert (line["request_id"], line["method"], line["status"]) == ("abc", "GET", 200)
    assert NIP not in written[0]


def test_an_exception_is_told_by_place_and_never_by_its_words(lines):
    logger, written = lines
    try:
        raise ValueError(f"tidak dikenal: {NIP}")
    except ValueError:
        logger.exception("failed")
    line = json.loads(written[0])
    assert line["trace"].startswith("ValueError at ")
    assert "test_logs.py" in line["trace"]
    assert NIP not in written[0]


def test_words_that_break_lines_stay_one_line(lines):
    logger, written = lines
    logger.info('satu\ndua "tiga"\u2028')
    assert "\n" not in written[0]
    assert json.loads(written[0])["message"].startswith("satu\ndua")
