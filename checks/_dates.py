"""Dates of which the day, or the month, is not printed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def days_of(value: str) -> tuple[date, date] | None:
    """The first and the last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` can mean; None for anything else."""
    try:
        year, month, day = [*(int(p) for p in value.split("-")), 0, 0][:3]
        until = month or 12
        return date(year, month or 1, day or 1), date(year, until, day or monthrange(year, until)[1])
    except (ValueError, OverflowError):
        return None
