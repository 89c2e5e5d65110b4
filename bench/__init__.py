"""Benchmarks beside the yardstick; run by `make bench`."""
