"""Claims of an extreme, a first or a record: "largest investment ever", "a six-month low", "first drop in eight quarters", "record profit".

The facets of a superlative, each where the words give it:
direction  max, min, first, rank (with `rank`: 2 for "second-largest"; 1 for "the top bank in Asia")
noun       what is ranked: "quarterly growth"            owner  whose, before it: "China", "the world", "its"
scope      within what, after it: "by a private company" window ever, on record, "since 2021", "in three years", "six-month"
hedge      "one of the", "among the"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.extract.around import Token, after, before
from verifier.extract.cues import Cues, Hit
from verifier.extract.draft import Draft

PRIORITY = 8  # under dates and lengths (10), over plain numbers and ordinals
_TRAILING = frozenset({"earlier", "later", "today", "yesterday"})
_Facets = list[tuple[str, str]]
_HISTORY = re.compile(
    r"\bin (?:its|our|their|his|her|my|company|the [a-z]+['’]s|the|[A-Z][A-Za-z.]+(?:['’]s)?|[a-z]+['’]s)(?: [a-z-]+){0,2}"
    r" (?:history|memory|existence)\b|\bin (?:history|memory)\b|\bon record\b|\bof all time\b"
)
_SINCE = re.compile(
    r"since (?:(?:early|mid|late)[ -])?(?:(?:[A-Z][a-z]{2,8}\.? )?(?:[0-9]{1,2}, )?(?:19|20)[0-9]{2}\b|[A-Z][a-z]{2,8}\.? [0-9]{1,2}\b"
    r"|[A-Za-z0-9’'.-]+(?: [A-Za-z0-9’'-]+){0,3})"
)
_WITHIN = re.compile(
    r"in (?:(?:more than|over|nearly|almost|about|at least|around|roughly|less than|under|the (?:past|last)) )*"
    r"(?:a|[0-9]+|[a-z]+(?:-[a-z]+)?)[ -](?:years?|quarters?|months?|weeks?|days?|decades?|centur(?:y|ies)|generations?|sessions?)\b"
)


def extreme(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """The superlative an "-est" word makes; None for idioms ("at least", "best efforts", "worst case")."""
    back, ahead = before(text, hit.start, 24), after(text, hit.end, 72)
    lists = cues.lists
    if hit.word in ("least", "best", "worst") and back and back[0].word in lists.get("idioms_before", ()):
        return None
    joined = ahead[0].word if ahead else ""
    follower = ahead[1].word if joined == "-" and len(ahead) > 1 else joined
    if f"{hit.word} {follower}" in lists.get("extreme_idioms", ()):
        return None
    if hit.word == "least" and not _determined(back, cues):
        return None
    start, end, facets = hit.start, hit.end, [("direction", cues.values["extremes"][hit.word])]
    start = _ranked(back, start, facets, cues)
    if joined == "-" and ahead[0].start == hit.end and len(ahead) > 1 and ahead[1].start == ahead[0].end:
        end = ahead[1].end  # "largest-ever", "fastest-growing"
        if ahead[1].word in lists.get("closers", ()):
            facets.append(("window", "ever"))
        ahead = ahead[2:]
    return _finish(text, start, end, ahead, facets, cues)


def most(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"Most aggressive", "most widely adopted", "the most in five months", "third most valued"; None for "most of", "most analysts"."""
    back, ahead = before(text, hit.start, 24), after(text, hit.end, 72)
    if not ahead or not _determined(back, cues) and not (back and back[0].word in cues.ordinals):
        return None
    if ahead[0].word in cues.lists.get("most_idioms", ()) or (back and back[0].word == "at") or ahead[0].start > hit.end + 1:
        return None
    if len(back) > 1 and (back[1].word, back[0].word) in (("at", "the"), ("for", "the")) and ahead[0].word == "part":
        return None
    facets: _Facets = [("direction", "max")]
    start, end, taken = hit.start, hit.end, 0
    start = _ranked(back, start, facets, cues)
    while taken < min(3, len(ahead)) and _describes(ahead[taken].word, cues) and ahead[taken].start - end <= 1:
        end = ahead[taken].end
        taken += 1
        if not ahead[taken - 1].word.endswith("ly"):
            break
    return _finish(text, start, end, ahead[taken:], facets, cues)


def record(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"A record $41 billion", "record profit", "set a record"; None for the verb and for dates, labels and tracks of record."""
    lists = cues.lists
    back, ahead = before(text, hit.start, 24), after(text, hit.end, 60)
    last = back[0].word if back else ""
    follower = ahead[0].word if ahead else ""
    if follower == "-" and len(ahead) > 1:
        follower = ahead[1].word
    if follower == "for" and any(token.word in cues.values["extremes"] for token in ahead[1:4]):
        return None  # "a record for the largest loan": told at "largest"
    levelled = follower in cues.values.get("levels", {}) or follower in ("level", "levels")
    if (last in lists.get("record_not_before", ()) and not levelled) or follower in lists.get("record_not_after", ()):
        return None  # "to record revenue when earned", but "fell to record lows"
    if last == "the" and len(back) > 1 and back[1].word in ("for", "on", "off"):
        return None
    broken = last in lists.get("record_verbs", ()) or (last == "the" and len(back) > 1 and back[1].word in lists.get("record_verbs", ()))
    amount = follower[:1].isdigit() or follower in "$€£¥₹" or follower in ("us", "a", "hk", "rs")
    if hit.word == "records":
        return _finish(text, hit.start, hit.end, ahead, [("direction", "max")], cues) if broken else None
    if not (amount or follower in lists.get("record_nouns", ()) or broken or last in lists.get("record_openers", ())):
        return None
    if last == "" and not amount and follower not in lists.get("record_nouns", ()):
        return None
    end = hit.end
    facets: _Facets = [("direction", cues.values.get("levels", {}).get(follower, "max")), ("window", "ever")]
    if follower in cues.values.get("levels", {}) and ahead[0].word == follower:
        end, ahead = ahead[0].end, ahead[1:]
    elif ahead and ahead[0].word == "-" and len(ahead) > 1 and ahead[0].start == hit.end:
        end, ahead = ahead[1].end, ahead[2:]  # "record-breaking"
    return _finish(text, hit.start, end, ahead, facets, cues)


def level(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"Six-month high", "52-week low", "all-time high", "a 40-year peak": a level that is the extreme of a stretch of time."""
    back = before(text, hit.start, 28)
    if not back:
        return None
    words = [token for token in back if token.word != "-"][:4]
    facets: _Facets = [("direction", cues.values["levels"][hit.word])]
    ahead = after(text, hit.end, 60)
    if ahead and ahead[0].word == "-" and ahead[0].start == hit.end:
        return None  # "two high-volume lines"
    two = f"{words[1].word}-{words[0].word}" if len(words) > 1 else ""
    openers = cues.values.get("level_openers", {})
    if two in openers or words[0].word in openers:
        start = words[1].start if two in openers else words[0].start
        if words[0].word == "record":
            return None  # told at "record"
        return _finish(text, start, hit.end, ahead, [*facets, ("window", openers.get(two) or openers[words[0].word])], cues)
    length = cues.lengths.get(words[0].word)
    if length is None or len(words) < 2 or text[words[0].end - 1] == "s":
        return None
    number = words[1].word
    if number not in cues.numbers and not number[:1].isdigit():
        return None
    start = words[1].start
    if len(words) > 2 and words[2].word in cues.numbers and cues.numbers[words[2].word] >= 20 and text[words[2].end] == "-":
        start = words[2].start
    return _finish(text, start, hit.end, ahead, [*facets, ("window", text[start:words[0].end])], cues)


def first(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"First-ever", "first time since 2016", "first drop in eight quarters"; None for a plain "first"."""
    ahead = after(text, hit.end, 100)
    if not ahead:
        return None
    facets: _Facets = [("direction", "first")]
    place = 1 if ahead[0].word == "-" and ahead[0].start == hit.end else 0
    if place < len(ahead) and ahead[place].word == "ever":
        rest = ahead[place + 1:]
        return _finish(text, hit.start, ahead[place].end, rest, [*facets, ("window", "ever")], cues)
    for index, token in enumerate(ahead[:8]):
        if token.word in ",;:." or (token.word in cues.lists.get("clause_ends", ()) and token.word != "since"):
            return None
        if token.word in ("since", "in") and index:
            found = (_SINCE if token.word == "since" else _WITHIN).match(text, token.start)
            if not found:
                continue
            end = ahead[index - 1].end if index <= 3 else hit.end
            facets.append(("window", found[0].rstrip(" .,")))
            facets.append(("noun", text[ahead[0].start:ahead[index - 1].end]))
            return Draft(hit.start, end, "superlative", facets=tuple(sorted(facets)), priority=PRIORITY)
    return None


def top(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"The top wealth manager in Asia": a rank of one; None for "top leaders", "its top executive", "on top of"."""
    back, ahead = before(text, hit.start, 30), after(text, hit.end, 90)
    if not back or not ahead or ahead[0].start != hit.end + 1 or ahead[0].word in cues.lists.get("tops_not", ()):
        return None
    if back[0].word not in ("the", "s", "'", "’") or not ahead[0].word.isalpha():
        return None
    noun = _noun(text, ahead, cues)
    if not noun or noun[-1].word in cues.lists.get("tops_not", ()) or _plural(noun[-1].word):
        return None
    facets: _Facets = [("direction", "rank"), ("rank", "1")]
    return _finish(text, hit.start, hit.end, ahead, facets, cues)


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _determined(back: Sequence[Token], cues: Cues) -> bool:
    return bool(back) and (back[0].word in cues.lists.get("most_openers", ()) or back[0].word in ("'", "’"))


def _describes(word: str, cues: Cues) -> bool:
    return word.isalpha() and (
        word.endswith(tuple(cues.lists.get("adjective_endings", ()))) or word in cues.lists.get("most_adjectives", ())
    )


def _ranked(back: Sequence[Token], start: int, facets: _Facets, cues: Cues) -> int:
    """Where "second-largest" or "21st best" begins; the rank goes into the facets."""
    words = [token for token in back[:2] if token.word != "-"]
    if not words:
        return start
    rank = cues.ordinals.get(words[0].word)
    begin = words[0].start
    if rank is None and words[0].word in ("st", "nd", "rd", "th") and len(back) > 1 and back[1].word.isdigit():
        rank, begin = int(back[1].word), back[1].start
    if rank is None and len(back) > 2 and back[0].word == "-" and back[1].word in ("st", "nd", "rd", "th") and back[2].word.isdigit():
        rank, begin = int(back[2].word), back[2].start
    if rank is None or rank < 2:
        return start
    facets[0] = ("direction", "rank")
    facets.append(("rank", str(rank)))
    return begin


def _noun(text: str, ahead: Sequence[Token], cues: Cues) -> list[Token]:
    """The words after a superlative up to a preposition, verb, mark or the name of who holds it: what it ranks."""
    noun: list[Token] = []
    for place, token in enumerate(ahead[:7]):
        if noun and text[token.start].isupper() and text[noun[-1].start].islower():
            break  # "the country's largest lender Acme Bank"
        participle = noun and token.word.endswith(("ed", "ing")) and ahead[place + 1:place + 2] and (
            ahead[place + 1].word in cues.lists.get("scope_openers", ()) or not ahead[place + 1].word.isalpha())
        if participle or (token.word in cues.lists.get("noun_ends", ()) and not (noun and noun[-1].word.endswith("ly"))) or not (token.word.isalpha() or token.word in "-&'’"):
            break
        noun.append(token)
    while noun and (not noun[-1].word.isalpha() or noun[-1].word.endswith("ly") or noun[-1].word in _TRAILING):
        noun.pop()
    return noun


def _finish(text: str, start: int, end: int, ahead: Sequence[Token], facets: _Facets, cues: Cues) -> Draft:
    """The draft with what its surroundings say; "ever" and "yet" close it: "largest investment ever"."""
    noun = _noun(text, ahead, cues)
    rest = ahead[len(noun):]
    if noun and noun[0].start - end > 1:
        noun, rest = [], ahead
    if rest and rest[0].word in cues.lists.get("closers", ()) and (noun or rest[0].start - end <= 1):
        end = rest[0].end
        rest = rest[1:]
        facets.append(("window", "ever"))
    if noun:
        facets.append(("noun", text[noun[0].start:noun[-1].end]))
    if owner := _owner(text, start):
        facets.append(owner)
    clause = _clause(text, end)
    if window := _window(text, end, clause):
        clause = clause[:window[1]]
        if not any(name == "window" for name, _ in facets):
            facets.append(("window", window[0]))
    if scope := _scope(clause, rest, end, text, cues):
        facets.append(("scope", scope))
    if re.search(r"\b(?:one of|some of|among|amongst) (?:\w+['’]?s? ){0,3}\Z", text[max(0, start - 40):start]):
        facets.append(("hedge", "one of"))
    return Draft(start, end, "superlative", facets=tuple(sorted(facets)), priority=PRIORITY)


_CLAUSE = re.compile(r"[,;:()—–]|\.(?=\s+\D|\s*\Z)(?<![A-Z]\.)(?<!Sept\.)(?<!\b[A-Z][a-z]{2}\.)|--|\s(?:that|which|who|and|but|as|while|when|because|although|after|said|says|according)\s|\n")
_OWNER = re.compile(r"((?:the )?[A-Za-z][A-Za-z.&-]*)(?:['’]s?|s['’])[ ]\Z")
_PRONOUN = re.compile(r"\b(its|our|their|his|her|my) (?:\w+-)?\Z")


def _clause(text: str, end: int) -> str:
    found = _CLAUSE.search(text, end, min(len(text), end + 140))
    return text[end:found.start() if found else min(len(text), end + 140)]


def _window(text: str, end: int, clause: str) -> tuple[str, int] | None:
    """The stretch of time a claim is made for, and where it starts in the clause."""
    if found := _HISTORY.search(clause):
        return found[0], found.start()
    for word, pattern in (("since ", _SINCE), ("in ", _WITHIN)):
        place = clause.find(word)
        while place >= 0:  # the date may go on behind the clause's comma: "since Nov. 20, 2024"
            if (place == 0 or not clause[place - 1].isalnum()) and (found := pattern.match(text, end + place)):
                return found[0].rstrip(" .,"), place
            place = clause.find(word, place + 1)
    return None


def _owner(text: str, start: int) -> tuple[str, str] | None:
    head = text[max(0, start - 40):start]
    found = _OWNER.search(head) or _PRONOUN.search(head)
    return ("owner", found[1]) if found else None


def _scope(clause: str, rest: Sequence[Token], end: int, text: str, cues: Cues) -> str | None:
    """From the first "by", "in", "among" … after the noun to the clause's end; not an amount nor a date ("of $97", "in May")."""
    for place, token in enumerate(rest[:3]):
        if token.word not in cues.lists.get("scope_openers", ()):
            continue
        following = rest[place + 1].word if place + 1 < len(rest) else ""
        dated = following in cues.months or following in cues.weekdays or following in cues.lists.get("scope_ends", ())
        if dated or not following[:1].isalpha() or token.start - end >= len(clause):
            return None
        return " ".join(clause[token.start - end:].split()) or None
    return None
