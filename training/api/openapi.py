"""The OpenAPI 3.1 document, made from the routes and from what they are held to."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from training.api.once import HEADER
from training.api.problems import KINDS, MEDIA_TYPE
from training.api.speaking import Operation, Told
from training.kernel import access
from training.kernel.idempotency import LONGEST_KEY

VERSION = "1.0.0"
TEXT = {"type": "string"}
REF = "#/components/schemas/{model}"
DESCRIPTION = """Answers are JSON, refusals are problem details (RFC 9457) in Indonesian. Every GET
carries an ETag. A POST needs an Idempotency-Key, a PUT may bring one. Lists answer `items` and
`next`: give it as `cursor` to go on."""


class Problem(Told):
    """A refusal (RFC 9457). `type` is about:blank or a name below urn:resap:problem:."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


@cache
def document(app: Flask) -> dict[str, Any]:
    """The whole document of an app; routes do not change while it runs."""
    paths: dict[str, dict[str, Any]] = {}
    shapes: set[type[BaseModel]] = {Problem}
    for rule, method, operation, permission in operations(app):
        where = re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", rule.rule)
        paths.setdefault(where, {})[method.lower()] = _operation(
            rule, method, operation, permission
        )
        shapes |= {shape for shape in (operation.answer, operation.body) if shape}
    order = sorted(shapes, key=lambda shape: shape.__name__)
    _, schemas = models_json_schema([(each, "validation") for each in order], ref_template=REF)
    components = {**schemas.get("$defs", {})}
    components["Problem"]["additionalProperties"] = True
    return {
        "openapi": "3.1.0",
        "info": {"title": "Resap", "version": VERSION, "description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def operations(app: Flask) -> Iterator[tuple[Rule, str, Operation, str]]:
    """Every route of the API with its method, its operation and its permission."""
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("api."):
            continue
        view = app.view_functions[rule.endpoint]
        declared = access.declared(view)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            operation: Operation = view.operation  # type: ignore[attr-defined]  (set by `speaking`)
            yield rule, method, operation, declared.permission if declared else ""


def _operation(rule: Rule, method: str, operation: Operation, permission: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": rule.endpoint.split(".", 1)[1].replace(".", "_"),
        "summary": operation.summary,
        "parameters": [*_path(rule), *_query(operation), *_headers(method)],
        "responses": _responses(method, operation, permission),
    }
    if permission == access.PUBLIC:
        described["security"] = []
    elif permission != access.SIGNED_IN:
        described["x-permission"] = permission
    if operation.body:
        content = {"application/json": {"schema": _ref(operation.body)}}
        described["requestBody"] = {"required": not operation.may_be_bare, "content": content}
    return described


def _path(rule: Rule) -> list[dict[str, Any]]:
    kinds = {"uuid": {"type": "string", "format": "uuid"}}
    found = re.findall(r"<(?:([a-z]+):)?([a-z_]+)>", rule.rule)
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": kinds.get(kind, TEXT),
        }
        for kind, name in found
    ]


def _query(operation: Operation) -> list[dict[str, Any]]:
    schema = operation.query.model_json_schema()
    return [
        {"name": name, "in": "query", "required": name in schema.get("required", ()), "schema": of}
        for name, of in schema.get("properties", {}).items()
    ]


def _headers(method: str) -> list[dict[str, Any]]:
    if method == "GET":
        return [{"name": "If-None-Match", "in": "header", "required": False, "schema": TEXT}]
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"}
    return [{"name": HEADER, "in": "header", "required": method == "POST", "schema": schema}]


def statuses(method: str, operation: Operation, permission: str) -> set[int]:
    """Every status that an operation may answer."""
    found = {*operation.statuses, *operation.refusals, 422, 429}
    found |= set() if permission == access.PUBLIC else {401, 503}
    found |= {403} if permission not in {access.PUBLIC, access.SIGNED_IN} else set()
    return found | ({304} if method == "GET" else {400, 413, 415})


def _responses(method: str, operation: Operation, permission: str) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": _ref(Problem)}}
    refused = {"description": f"Refused; `type` says why ({KINDS}…).", "content": content}
    answers: dict[str, Any] = {}
    for status in sorted(statuses(method, operation, permission)):
        if status == 304:
            answers["304"] = {"description": "Not modified since the ETag of If-None-Match."}
        elif status < 400:
            schema = _ref(operation.answer) if operation.answer else {"type": "object"}
            content = {operation.media: {"schema": schema if _is_json(operation) else {}}}
            answers[str(status)] = {"description": operation.summary, "content": content}
        else:
            answers[str(status)] = refused
    return answers


def _is_json(operation: Operation) -> bool:
    return operation.media == "application/json"


def _ref(shape: type[BaseModel]) -> dict[str, str]:
    return {"$ref": REF.format(model=shape.__name__)}
