"""Signing in and out, one's own security, and the administration of accounts."""
