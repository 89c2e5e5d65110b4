"""Words for people: English message ids become Indonesian from `translations/id/*.po`."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask
from flask_babel import Babel, Domain

from training.kernel.settings import ROOT

FOLDER = ROOT / "translations" / "id"


@cache
def catalog(folder: Path = FOLDER) -> Catalog:
    """All areas' messages as one catalogue. The first area (by name) wins; a test forbids two."""
    merged = Catalog(locale="id")
    merged.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]  # Babel knows none for `id`
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as source:
            for message in read_po(source, locale="id"):
                if message.id and message.id not in merged:
                    merged[message.id] = message
    return merged


@cache
def translations(folder: Path = FOLDER) -> Translations:
    """The catalogue in the form that gettext asks."""
    compiled = BytesIO()
    write_mo(compiled, catalog(folder))
    compiled.seek(0)
    return Translations(compiled)


class MergedDomain(Domain):
    """A gettext domain that is one merged catalogue, whatever the request."""

    def get_translations(self) -> Translations:
        return translations()


def register(app: Flask) -> None:
    """Speak Indonesian in templates, forms and messages."""
    app.config["BABEL_DEFAULT_LOCALE"] = "id"
    app.config["BABEL_DEFAULT_TIMEZONE"] = app.config["RESAP"].timezone
    babel = Babel(app)
    babel.__dict__["domain_instance"] = MergedDomain()  # a cached property of Flask-Babel
