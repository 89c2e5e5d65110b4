"""Start here: `flask --app app run`, or any WSGI server given `app:app`."""

import gc

gc.disable()  # what is imported is never garbage; to look for it again and again took a fifth

from training.factory import create_app  # noqa: E402  (after the collector is off)

app = create_app()
gc.freeze()
gc.enable()
