"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# The machines that run the tests are slow and shared: a deadline would fail at random.
settings.register_profile("huntpipe", deadline=None)
settings.load_profile("huntpipe")
