"""Words cut to their stems, so that "invest" and "investment" are one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

STEM = 5  # letters: "invest", "investing" and "investment" are one, "company" and "computing" are not


def stems(words: Iterable[str], faint: Collection[str] = ()) -> frozenset[str]:
    """The stems of words in lower case that say something: not of marks, figures, single letters or `faint` ones."""
    return frozenset(word[:STEM] for word in words if len(word) > 1 and word[0].isalpha() and word not in faint)
