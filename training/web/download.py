"""Files that a page gives to take away."""

from pathlib import Path

from flask import Response, send_file

KINDS = {
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: str | bytes, name: str) -> Response:
    """A file under its name, whose ending says what it is."""
    answer = Response(content, content_type=KINDS[name.rpartition(".")[2]])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def laid_down(path: Path, name: str) -> Response:
    """A file of our own that is too large for memory: sent piece by piece, always as a whole."""
    kind = KINDS[name.rpartition(".")[2]]
    return send_file(
        path, mimetype=kind, as_attachment=True, download_name=name, conditional=False, etag=False
    )


def evidence(content: bytes, kind: str) -> Response:
    """A file that somebody brought: only ever taken away, never shown inside of a page."""
    answer = Response(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="bukti.{kind}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
