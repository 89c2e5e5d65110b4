"""JSON from outside: what is too deep to be read is as unreadable as what is broken."""

from typing import Any

from flask.json.provider import DefaultJSONProvider


class Guarded(DefaultJSONProvider):
    """Flask's JSON, but a hundred thousand brackets are a bad body and not a failure of ours."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The values of a text; ValueError for whatever cannot be read."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError as too_deep:
            raise ValueError from too_deep
