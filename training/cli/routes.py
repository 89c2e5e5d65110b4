"""Every address of the service with the permission that it needs: `routes`."""

import json

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from training.kernel.access import declared

CLOSED = "closed"
UNSAID = {"HEAD", "OPTIONS"}
Route = dict[str, object]


def listed(app: Flask) -> list[Route]:
    """Every route in order of its address; a route that declares nothing is closed to everybody."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    return [
        {
            "rule": rule.rule,
            "methods": sorted((rule.methods or set()) - UNSAID),
            "endpoint": rule.endpoint,
            **_access(app, rule.endpoint),
        }
        for rule in rules
    ]


def _access(app: Flask, endpoint: str) -> Route:
    found = declared(app.view_functions.get(endpoint))
    if found is None:
        return {"permission": CLOSED, "object": ""}
    return {"permission": found.permission, "object": found.object}


@click.command("routes")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@with_appcontext
def command(as_json: bool) -> None:
    """Sebutkan semua alamat beserta izin yang diperlukannya."""
    found = listed(current_app)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for each in found:
        methods = ",".join(each["methods"])  # type: ignore[arg-type]  (a list of methods by then)
        click.echo(f"{each['rule']:<52} {methods:<14} {each['permission']:<18} {each['object']}")
