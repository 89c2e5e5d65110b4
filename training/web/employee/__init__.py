"""The employee: reads modules, answers quizzes, sees their own results."""
