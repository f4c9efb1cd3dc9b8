"""Days as the sources count and write them: numbers from the first of 1984 on, and "24 Feb 2025"."""

from __future__ import annotations

from datetime import date

EPOCH = date(1984, 1, 1).toordinal()  # days are counted from here
FRIDAY, SUNDAY = 4, 6
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken(day: date) -> str:
    """A day as reports write it: `24 Feb 2025`, whatever the machine's locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: int) -> int:
    """0 for Monday to 6 for Sunday, of a day number."""
    return (EPOCH + day - 1) % 7
