"""All pages of signing in, one's own account and the administration of accounts."""

from training.web.account import links, second_factor, sign_in
from training.web.account.blueprint import bp

__all__ = ["bp", "links", "second_factor", "sign_in"]
