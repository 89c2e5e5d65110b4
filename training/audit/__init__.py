"""Who did what to which record: appended, hash-chained, never changed."""
