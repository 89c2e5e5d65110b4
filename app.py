"""Start here: `flask --app app run`, or any WSGI server given `app:app`."""

from training.factory import create_app

app = create_app()
