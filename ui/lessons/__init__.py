"""The place Lessons: predict, run, check."""
