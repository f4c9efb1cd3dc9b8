"""Days in words."""

from __future__ import annotations

from datetime import date

_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")


def day(moment: date) -> str:
    """`24 February 2025`."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def days(first: date, last: date) -> str:
    """`24 February 2025`, `21 to 24 February 2025` or `28 January to 3 February 2025`."""
    if first == last:
        return day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first).removesuffix(f' {last.year}')} to {day(last)}"
