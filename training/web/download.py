"""Files that a page gives to take away."""

from flask import Response

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: str | bytes, name: str) -> Response:
    """A file under its name, whose ending says what it is."""
    answer = Response(content, content_type=KINDS[name.rpartition(".")[2]])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
