"""Somebody with every page and file of a role, who looks for anything about fewer than k people."""
