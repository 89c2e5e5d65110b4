"""Published data sets with published results: whether ours are the same."""
