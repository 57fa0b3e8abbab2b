"""A busy machine is no wrong answer: examples of properties have no deadline."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
