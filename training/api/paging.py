"""Long lists a page at a time, and answers that need not be sent twice."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from flask import Response, request
from pydantic import Field

from training.api.problems import Problem
from training.api.speaking import Told, WholeNumber

Item = TypeVar("Item")
MOST = 200


class Page(Told):
    """The parameters of a list: how many, and after which one (`next` of the page before)."""

    cursor: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    limit: Annotated[WholeNumber, Field(ge=1, le=MOST)] = 50


def page_of(
    items: Sequence[Item], asked: Page, name: Callable[[Item], str]
) -> tuple[tuple[Item, ...], str | None]:
    """The asked page of a whole list, and the cursor of the next one (None at the end)."""
    begin = 0
    if asked.cursor is not None:
        names = [name(item) for item in items]
        if asked.cursor not in names:
            raise Problem(422, "cursor-unknown")
        begin = names.index(asked.cursor) + 1
    shown = tuple(items[begin : begin + asked.limit])
    more = begin + len(shown) < len(items)
    return shown, name(shown[-1]) if shown and more else None


def revalidate(response: Response) -> Response:
    """Give every answer to a GET its ETag; who has it already gets 304 and no body."""
    response.vary.add("Authorization")
    if request.method not in {"GET", "HEAD"}:
        response.headers["Cache-Control"] = "no-store"
    elif response.status_code == 200:
        response.headers["Cache-Control"] = "private, no-cache"
        response.add_etag()
        response.make_conditional(request)
    return response
