"""The blueprint that every page of this folder hangs on."""

from flask import Blueprint

bp = Blueprint("account", __name__)
