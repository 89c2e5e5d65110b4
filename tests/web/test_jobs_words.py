"""Every kind of work in the background has a name that an administrator understands."""

from training.web.account.jobs import KINDS


def test_every_kind_of_work_is_named_and_nothing_else_is(app):
    assert set(KINDS) == set(app.extensions["resap_handlers"])
