"""The HTTP API: machines and scripts of the city."""

from flask import Flask


def register(app: Flask) -> None:
    """Put the API into the app."""
