"""Lessons: predict, run, check. Questions marked by the runs just made: NumPy only, knows no page."""

from lessons.course import LESSONS
from lessons.marking import Verdict, judge, mark
from lessons.record import Lesson, Reason, Step

__all__ = ["LESSONS", "Lesson", "Reason", "Step", "Verdict", "judge", "mark"]
