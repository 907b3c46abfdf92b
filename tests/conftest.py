"""What every test runs under."""

from __future__ import annotations

from hypothesis import settings

# Machines under load are slow, not wrong: no deadline for one example.
settings.register_profile("shenyan", deadline=None, max_examples=60, database=None)
settings.load_profile("shenyan")
