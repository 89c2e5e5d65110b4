"""Everything that is held about me, in plain words, and as files to take away."""

from flask import Response, render_template

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.web.account.blueprint import bp
from training.web.account.held_shown import (
    MOST_ON_PAGE,
    ONLY_IN_FILES,
    as_csv,
    as_json,
    sections,
    table_rows,
)
from training.web.download import download
from training.web.session import acting


@bp.get("/saya/data")
@allow(Permission.SEE_OWN)
def data() -> str:
    found = sections(acting().id, but=ONLY_IN_FILES)
    return render_template(
        "account/data.html", sections=found, table_rows=table_rows, most=MOST_ON_PAGE
    )


@bp.get("/saya/data.json")
@allow(Permission.SEE_OWN, writes=True)
def data_json() -> Response:
    return _file(as_json(sections(acting().id)), "data-saya.json")


@bp.get("/saya/data.csv")
@allow(Permission.SEE_OWN, writes=True)
def data_csv() -> Response:
    return _file(as_csv(sections(acting().id)), "data-saya.csv")


def _file(content: str | bytes, name: str) -> Response:
    """A download of one's own data; it is noted like every export."""
    me = acting().id
    note(Happening(EventKind.EXPORTED, now(), me, "person", str(me), {"file": name}))
    return download(content, name)
