"""The OpenAPI document is valid, complete, and says only what happens."""

import json

import pytest
from jsonschema import Draft202012Validator

from training.api.openapi import document, operations, statuses
from training.kernel import access

FORBIDDEN = {"correct", "expert", "rationale", "rationale_html"}


@pytest.fixture
def told(app):
    return document(app)


def nodes(value: object):
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def test_everybody_may_read_the_document(api, told):
    answer = api(None).get("/openapi.json")
    assert answer.get_json() == json.loads(json.dumps(told))
    assert answer.get_json()["openapi"] == "3.1.0"


def test_every_route_of_the_api_is_in_the_document(app, told):
    routes = {
        rule.rule: rule.methods - {"HEAD", "OPTIONS"}
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    }
    assert len(told["paths"]) == len(routes) == 30
    written = {method.upper() for path in told["paths"].values() for method in path}
    assert written == {method for methods in routes.values() for method in methods}


def test_every_schema_is_a_schema_of_the_2020_draft(told):
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for path in told["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                Draft202012Validator.check_schema(parameter["schema"])


def test_every_reference_leads_somewhere(told):
    known = {f"#/components/schemas/{name}" for name in told["components"]["schemas"]}
    asked = {node["$ref"] for node in nodes(told) if "$ref" in node}
    assert asked <= known
    assert {name.rpartition("/")[2] for name in known - asked} == set()


def test_every_operation_has_what_the_standard_asks(told):
    names = []
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            names.append(operation["operationId"])
            assert operation["summary"]
            assert operation["responses"]
            in_path = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
            assert in_path == {part[1:-1] for part in path.split("/") if part.startswith("{")}
            assert ("requestBody" in operation) <= (method in {"put", "post"})
            for response in operation["responses"].values():
                assert response["description"]
    assert len(names) == len(set(names))


def test_every_route_declares_who_may_use_it(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            assert access.declared(app.view_functions[rule.endpoint]), rule


def test_no_shape_has_a_place_for_the_key(told):
    for node in nodes(told["components"]["schemas"]):
        assert not FORBIDDEN & set(node.get("properties", {}))


def test_every_object_is_closed(told):
    for name, schema in told["components"]["schemas"].items():
        if schema.get("type") == "object" and name != "Problem":
            assert schema["additionalProperties"] is False, name


def test_success_is_documented_as_the_contract_says(app):
    found = {}
    for rule, method, operation, permission in operations(app):
        answers = statuses(method, operation, permission)
        found[method, rule.rule] = {each for each in answers if each < 300}
    assert found.pop(("POST", "/api/v1/quizzes/<slug>/attempts")) == {200, 201}
    assert found.pop(("POST", "/api/v1/imports/people")) == {202}
    assert found.pop(("POST", "/api/v1/observations")) == {201}
    assert set(map(frozenset, found.values())) == {frozenset({200})}
