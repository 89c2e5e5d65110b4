"""Quizzes in the formats of others: read and written, and all that gets lost is told of."""
