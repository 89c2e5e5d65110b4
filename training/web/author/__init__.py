"""The author: checks drafts, looks at them as readers will, compares and publishes releases."""
