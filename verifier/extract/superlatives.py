"""Claims of an extreme, a first or a record: "largest investment ever", "a six-month low", "record profit".

The facets of a superlative, each where the words give it:
direction  max, min, first, rank (with `rank`, and as the value: 2 for "second-largest", 1 for "the top bank in Asia")
noun       what is ranked: "quarterly growth"            owner  whose, before it: "China", "the world", "its"
scope      within what, after it: "by a private company" window ever, on record, "since 2021", "in three years", "six-month"
hedge      "one of" also for "among the"
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from verifier.extract.around import Token, after, before
from verifier.extract.cues import Cues, Hit
from verifier.extract.draft import Draft
from verifier.extract.scopes import Facets, first_window, noun_after, surroundings

PRIORITY: Final = 8  # under dates and lengths (10), over plain numbers and ordinals
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_TIMED: Final = re.compile("(?:since|in|ever)(?![a-z])", re.IGNORECASE)
_FIRST_REACH: Final = 8  # tokens from "first" to its "since" or "in"


def extreme(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """The superlative an "-est" word makes; None for idioms ("at least", "best efforts", "worst case")."""
    back = before(text, hit.start, 24)
    if _is_idiom_behind(hit, back, cues):
        return None
    ahead = after(text, hit.end, 72)
    following = next((token.word for token in ahead[:2] if token.word != "-"), "")
    if f"{hit.word} {following}" in cues.lists.get("extreme_idioms", ()):
        return None
    facets: Facets = [("direction", cues.values["extremes"][hit.word])]
    start, end = _ranked(back, hit.start, facets, cues), hit.end
    if len(ahead) > 1 and ahead[0].word == "-" and ahead[0].start == end and ahead[1].start == ahead[0].end:
        end = ahead[1].end  # "largest-ever", "fastest-growing"
        if ahead[1].word in cues.lists.get("closers", ()):
            facets.append(("window", "ever"))
        ahead = ahead[2:]
    return _finish(text, (start, end), ahead, facets, cues)


def _is_idiom_behind(hit: Hit, back: list[Token], cues: Cues) -> bool:
    """Whether the word before makes it an idiom ("at least"); asked first, for reading on costs more than reading back."""
    lists = cues.lists
    if hit.word in lists.get("idiomatic_extremes", ()) and back and back[0].word in lists.get("idioms_before", ()):
        return True
    return hit.word == "least" and not _determined(back, cues)


def most(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"Most aggressive", "most widely adopted", "the most in five months"; None for "most of", "most analysts"."""
    back = before(text, hit.start, 24)
    if not (_determined(back, cues) or (back and back[0].word in cues.ordinals)):
        return None
    ahead = after(text, hit.end, 72)
    if not ahead or ahead[0].word in cues.lists.get("most_idioms", ()) or ahead[0].start > hit.end + 1:
        return None
    facets: Facets = [("direction", "max")]
    start, end, taken = _ranked(back, hit.start, facets, cues), hit.end, 0
    while taken < min(3, len(ahead)) and _describes(ahead[taken].word, cues) and ahead[taken].start - end <= 1:
        end = ahead[taken].end
        taken += 1
        if not ahead[taken - 1].word.endswith("ly"):
            break
    return _finish(text, (start, end), ahead[taken:], facets, cues)


def record(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"A record $41 billion", "record profit", "broke the record"; None for the verb and for dates and tracks of record."""
    lists = cues.lists
    back, ahead = before(text, hit.start, 24), after(text, hit.end, 60)
    last = back[0].word if back else ""
    follower = next((token.word for token in ahead[:2] if token.word != "-"), "")
    if follower == "for" and any(token.word in cues.values["extremes"] for token in ahead[1:4]):
        return None  # "a record for the largest loan": told at "largest"
    level_word = follower in cues.values["levels"] or follower in lists.get("level_nouns", ())
    if (last in lists.get("record_not_before", ()) and not level_word) or follower in lists.get("record_not_after", ()):
        return None  # "to record revenue when earned", but "fell to record lows"
    beaten = any(token.word in lists.get("record_verbs", ()) for token in back[:2 if last == "the" else 1])
    amount = follower[:1].isdecimal() or (follower != "" and follower in "$€£¥₹")
    named = amount or follower in lists.get("record_nouns", ())
    if hit.word == "records" and not beaten:
        return None
    if not (named or beaten or last in lists.get("record_openers", ())):
        return None
    facets: Facets = [("direction", cues.values["levels"].get(follower, "max")), ("window", "ever")]
    end = hit.end
    if ahead and ahead[0].word in cues.values["levels"]:
        end, ahead = ahead[0].end, ahead[1:]  # "record high"
    elif len(ahead) > 1 and ahead[0].word == "-" and ahead[0].start == hit.end:
        end, ahead = ahead[1].end, ahead[2:]  # "record-breaking"
    return _finish(text, (hit.start, end), ahead, facets, cues)


def level(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"Six-month high", "52-week low", "all-time high", "a 40-year peak": the extreme of a stretch of time."""
    if text[hit.end:hit.end + 1] == "-":
        return None  # "two high-volume lines"
    words = [token for token in before(text, hit.start, 28) if token.word != "-"][:4]
    if not words or words[0].word in cues.lists.get("record_words", ()):
        return None  # told at "record"
    facets: Facets = [("direction", cues.values["levels"][hit.word])]
    openers = cues.values.get("level_openers", {})
    for place in (1, 0):
        name = "-".join(token.word for token in reversed(words[:place + 1]))
        if len(words) > place and name in openers:
            span = (words[place].start, hit.end)
            return _finish(text, span, after(text, hit.end, 40), [*facets, ("window", openers[name])], cues)
    if len(words) < 2 or words[0].word not in cues.lengths or text[words[0].end - 1] == "s":
        return None
    if words[1].word not in cues.numbers and not words[1].word[:1].isdecimal():
        return None
    tens = len(words) > 2 and cues.numbers.get(words[2].word, 0) >= 20 and text[words[2].end] == "-"
    start = words[2 if tens else 1].start
    return _finish(text, (start, hit.end), after(text, hit.end, 40), [*facets, ("window", text[start:words[0].end])], cues)


def first(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"First-ever", "first time since 2016", "first drop in eight quarters"; None for a plain "first"."""
    if _TIMED.search(text, hit.end, hit.end + 72) is None:
        return None  # most firsts; a search costs a fifth of reading the words
    ahead = after(text, hit.end, 72)
    place = 1 if ahead and ahead[0].word == "-" and ahead[0].start == hit.end else 0
    if place < len(ahead) and ahead[place].word == "ever":
        span = (hit.start, ahead[place].end)
        return _finish(text, span, ahead[place + 1:], [("direction", "first"), ("window", "ever")], cues)
    for index, token in enumerate(ahead[:_FIRST_REACH]):
        if token.word in ("since", "in") and (window := first_window(text, token)):
            named = index > 0 and ahead[0].word not in cues.lists.get("first_clauses", ())
            end = ahead[index - 1].end if named and index <= 3 else hit.end
            facets: Facets = [("direction", "first"), ("window", window)]
            if named:
                facets.insert(1, ("noun", text[ahead[0].start:ahead[index - 1].end]))
            return Draft(hit.start, end, "superlative", facets=tuple(facets), priority=PRIORITY)
        if token.word in cues.lists.get("clause_ends", ()) or token.word in ",;:.()":
            return None
    return None


def top(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"The top wealth manager in Asia": a rank of one; None for "top leaders", "its top executive", "on top of"."""
    back = before(text, hit.start, 16)
    if not back or back[0].word not in cues.lists.get("top_openers", ()):
        return None
    ahead = after(text, hit.end, 72)
    not_ranked = cues.lists.get("tops_not", ())
    if not ahead or ahead[0].start != hit.end + 1 or ahead[0].word in not_ranked or not ahead[0].word.isalpha():
        return None
    noun = noun_after(text, ahead, cues)
    if not noun or noun[-1].word in not_ranked or _plural(noun[-1].word):
        return None
    return _finish(text, (hit.start, hit.end), ahead, [("direction", "rank"), ("rank", "1")], cues)


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _determined(back: list[Token], cues: Cues) -> bool:
    """Whether an article or possessive stands before: "the most", "Japan's most"."""
    return bool(back) and back[0].word in cues.lists.get("most_openers", ())


def _describes(word: str, cues: Cues) -> bool:
    """Whether a word looks like an adjective or adverb: by its ending, or listed among those without one."""
    endings = tuple(cues.lists.get("adjective_endings", ()))
    return word.isalpha() and (word.endswith(endings) or word in cues.lists.get("most_adjectives", ()))


def _ranked(back: list[Token], start: int, facets: Facets, cues: Cues) -> int:
    """Where "second-largest" or "21st best" begins; its rank and the direction `rank` go into the facets."""
    words = [token for token in back[:3] if token.word != "-"]
    if not words:
        return start
    rank, begin = cues.ordinals.get(words[0].word, 0), words[0].start
    if words[0].word in _SUFFIXES and len(words) > 1 and words[1].word.isdecimal() and words[1].end == begin:
        rank, begin = int(words[1].word), words[1].start
    if rank < 2:
        return start
    facets[0] = ("direction", "rank")
    facets.append(("rank", str(rank)))
    return begin


def _finish(text: str, span: tuple[int, int], ahead: list[Token], facets: Facets, cues: Cues) -> Draft:
    """The draft with what its surroundings say; "ever" and "yet" close it: "largest investment ever"."""
    start, end = span
    noun = noun_after(text, ahead, cues)
    if noun and noun[0].start - end > 1:
        noun = []
    rest = ahead[len(noun):]
    if rest and rest[0].word in cues.lists.get("closers", ()) and (noun or rest[0].start - end <= 1):
        end = rest[0].end
        rest = rest[1:]
        facets = [*facets, ("window", "ever")]
    if noun:
        facets = [*facets, ("noun", text[noun[0].start:noun[-1].end])]
    timed = any(name == "window" for name, _ in facets)
    said = dict([*facets, *surroundings(text, (start, end), rest, cues, timed)])
    rank = Decimal(said["rank"]) if "rank" in said else None
    return Draft(start, end, "superlative", value=rank, facets=tuple(sorted(said.items())), priority=PRIORITY)
