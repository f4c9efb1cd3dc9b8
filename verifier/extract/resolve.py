"""Which of several overlapping drafts stay: the longer one, at equal length the one of higher priority."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import Final

from verifier.extract.draft import Draft

_START: Final = attrgetter("start")


def resolve(drafts: list[Draft]) -> list[Draft]:
    """The drafts that remain, in text order, none overlapping; only drafts that touch each other are compared."""
    kept: list[Draft] = []
    cluster: list[Draft] = []
    reach = -1
    for draft in sorted(drafts, key=_START):
        if draft.start >= reach:
            kept += cluster if len(cluster) < 2 else _longest(cluster)
            cluster, reach = [draft], draft.end
        else:
            cluster.append(draft)
            reach = max(reach, draft.end)
    return kept + (cluster if len(cluster) < 2 else _longest(cluster))


def _longest(cluster: list[Draft]) -> list[Draft]:
    """Greedy by length, priority and place: a chain of drafts that overlap pairwise keeps its longest links."""
    chosen: list[Draft] = []  # in text order, so that only the two neighbours can be in the way
    for draft in sorted(cluster, key=lambda draft: (draft.start - draft.end, -draft.priority, draft.start, draft.kind)):
        place = bisect_left(chosen, draft.start, key=_START)
        before_free = place == 0 or chosen[place - 1].end <= draft.start
        if before_free and (place == len(chosen) or draft.end <= chosen[place].start):
            chosen.insert(place, draft)
    return chosen
