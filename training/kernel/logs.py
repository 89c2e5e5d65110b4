"""Log lines as JSON with a request id and nothing about the person."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="-")
FACTS = ("method", "endpoint", "status", "milliseconds", "job", "kind", "count")


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, request id, message and the allowed facts."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id.get(),
            "message": record.getMessage(),
        }
        line |= {fact: getattr(record, fact) for fact in FACTS if hasattr(record, fact)}
        if record.exc_info:
            line["trace"] = self.trace(record)
        return json.dumps(line, ensure_ascii=False, default=str)

    def trace(self, record: logging.LogRecord) -> str:
        """Where it failed, without the exception's words: these can quote what a person typed."""
        kind, _, at = record.exc_info or (None, None, None)
        places = []
        while at is not None:
            places.append(f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}")
            at = at.tb_next
        return f"{kind.__name__ if kind else '?'} at {' < '.join(reversed(places[-12:]))}"


def start(level: int = logging.INFO) -> None:
    """Send every log line of this process to standard error as JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
