"""How an operation reads what it is sent and says what it answers; nothing else passes through."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from typing import Annotated, Any, TypeVar

from flask import Response, request
from flask_babel import lazy_gettext as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from training.api.once import at_most_once
from training.api.problems import Problem

Shape = TypeVar("Shape", bound=BaseModel)
View = Callable[..., Any]
DIGITS = re.compile(r"[0-9]{1,18}")
NAME = re.compile(r"[!-~]{1,80}")
SMALL_BODY = 64 * 1024
MOST_ERRORS = 20
SAFE = frozenset({"GET", "HEAD"})
FAULTS: Mapping[str, Any] = {
    "missing": _("This value is missing."),
    "extra_forbidden": _("This name is not known here."),
    "json_invalid": _("This is not JSON in UTF-8."),
    "model_type": _("An object is needed here."),
    "int_parsing": _("A whole number is needed here."),
    "int_type": _("A whole number is needed here."),
    "bool_type": _("Only true or false fits here."),
    "string_type": _("Text is needed here."),
    "repeated": _("This may be given only once."),
}
OTHER_FAULT = _("This value does not fit.")


def _digits(text: Any) -> Any:
    """A number in an address is digits: no sign, blank, underscore or fraction."""
    if isinstance(text, str) and not DIGITS.fullmatch(text):
        raise PydanticCustomError("int_parsing", "not digits")
    return int(text) if isinstance(text, str) else text


WholeNumber = Annotated[int, BeforeValidator(_digits)]


class Told(BaseModel):
    """What comes in or goes out: exact types, no unknown names."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class NoQuery(Told):
    """Operations without parameters refuse every parameter."""


class NoBody(Told):
    """Operations without a body take an empty object as well."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What the OpenAPI document says of a view, and what the view is held to.

    `may_be_bare`: no body at all means the body's defaults. `media`: what an answer without a
    shape is, such as a file.
    """

    summary: str
    answer: type[BaseModel] | None
    body: type[BaseModel] | None = None
    may_be_bare: bool = False
    query: type[BaseModel] = NoQuery
    statuses: tuple[int, ...] = (200,)
    refusals: tuple[int, ...] = ()
    largest: int = SMALL_BODY
    media: str = "application/json"


def speaks(summary: str, answer: type[BaseModel] | None, **more: Any) -> Callable[[View], View]:
    """Declare what a view takes and answers.

    The view is called with `query=` and `body=` as declared; it answers a model, or a model and a
    status.
    """
    operation = Operation(summary, answer, **more)

    def mark(view: View) -> View:
        @wraps(view)
        def speaking(**path: Any) -> Response:
            given = _path(path) | _query(operation) | _body(operation)
            answered = partial(_said, partial(view, **given))
            return answered() if request.method in SAFE else at_most_once(answered)

        speaking.operation = operation  # type: ignore[attr-defined]  (a mark that the view carries)
        speaking.provide_automatic_options = False  # type: ignore[attr-defined]  (a mark that the view carries)
        return speaking

    return mark


def _said(view: View) -> Response:
    answer = view()
    if isinstance(answer, Response):
        return answer
    model, status = answer if isinstance(answer, tuple) else (answer, 200)
    return Response(model.model_dump_json(), status, mimetype="application/json")


def _path(path: dict[str, Any]) -> dict[str, Any]:
    """What no name of ours could be is not looked for: a database may choke on it."""
    for value in path.values():
        if isinstance(value, str) and not NAME.fullmatch(value):
            raise Problem(404)
    return path


def _query(operation: Operation) -> dict[str, Any]:
    sent = request.args.to_dict(flat=False)
    for name, values in sent.items():
        if len(values) > 1:
            raise _problem([{"loc": (name,), "type": "repeated"}], "invalid-query")
    texts = {name: values[0] for name, values in sent.items()}
    try:
        query = operation.query.model_validate_strings(texts)
    except ValidationError as error:
        raise _problem(_faults(error), "invalid-query") from None
    return {} if operation.query is NoQuery else {"query": query}


def _body(operation: Operation) -> dict[str, Any]:
    if request.method in SAFE:
        return {}
    request.max_content_length = operation.largest
    sent = request.get_data()
    if len(sent) >= operation.largest:
        raise Problem(413)  # a body of untold length is cut at the limit, not refused
    if operation.may_be_bare and operation.body and not sent:
        return {"body": operation.body()}
    if operation.body is None and not sent:
        return {}
    if not request.is_json:
        raise Problem(415, headers={"Accept": "application/json"})
    try:
        body = (operation.body or NoBody).model_validate_json(sent)
    except ValidationError as error:
        raise _problem(_faults(error), "invalid-body") from None
    return {"body": body} if operation.body else {}


def _faults(error: ValidationError) -> list[Any]:
    return error.errors(include_url=False, include_context=False, include_input=False)


def _problem(faults: list[Any], kind: str) -> Problem:
    """Where each fault is, as a JSON pointer, and what it is; never what was sent there."""
    errors = [
        {
            "pointer": "".join(f"/{str(step)[:60]}" for step in fault["loc"]),
            "code": fault["type"],
            "detail": str(FAULTS.get(fault["type"], OTHER_FAULT)),
        }
        for fault in faults[:MOST_ERRORS]
    ]
    return Problem(422, kind, errors=errors)
