"""What a superlative is claimed of: the noun, its owner, the scope it holds in, the time it holds for, and any hedge."""

from __future__ import annotations

import re
from typing import Final

from verifier.extract.around import Token
from verifier.extract.cues import Cues

Facets = list[tuple[str, str]]
_TRAILING: Final = frozenset({"earlier", "later", "today", "yesterday"})
_HISTORY: Final = re.compile(
    r"\bin (?:its|our|their|his|her|my|company|the [a-z]+['’]s|the|[A-Z][A-Za-z.]+(?:['’]s)?|[a-z]+['’]s)(?: [a-z-]+){0,2}"
    r" (?:history|memory|existence)\b|\bin (?:history|memory)\b|\bon record\b|\bof all time\b"
)
_SINCE: Final = re.compile(  # a date, or else an event of up to six words: "since Nov. 20, 2024", "since the summer's merger"
    r"since (?:(?:(?:early|mid|late)[ -])?(?:(?:[A-Z][a-z]{2,8}\.? )?(?:[0-9]{1,2}, )?(?:19|20)[0-9]{2}\b"
    r"|[A-Z][a-z]{2,8}\.? [0-9]{1,2}\b)"
    r"|[A-Za-z0-9’'.-]+(?: (?!(?:and|but|as|when|while|with|to|on|by|after|said|according|amid)\b)[A-Za-z0-9’'-]+){0,5})"
)
_WITHIN: Final = re.compile(
    r"in (?:(?:more than|over|nearly|almost|about|at least|around|roughly|less than|under|the (?:past|last)) )*"
    r"(?:a|[0-9]+|[a-z]+(?:-[a-z]+)?)[ -]"
    r"(?:years?|quarters?|months?|weeks?|days?|decades?|centur(?:y|ies)|generations?|sessions?)\b"
)
_HISTORIC: Final = ("history", "memory", "existence", "on record", "of all time")
_CLAUSE_MARKS: Final = frozenset(",;:()—–")
_POSSESSIVES: Final = ("'s", "’s", "s'", "s’")
_HEDGES: Final = ("one of", "some of", "among")
_HEDGE: Final = re.compile(r"\b(?:one of|some of|among|amongst) (?:[\w'’-]+ ){0,3}\Z")


def noun_after(text: str, ahead: list[Token], cues: Cues) -> list[Token]:
    """The words after a superlative up to a preposition, a verb, a mark or the name of who holds it: what it ranks.

    "Largest lender Acme Bank" ends before the name, "largest factory built by" before the participle; adverbs and "today"
    at its end are no part of it.
    """
    noun: list[Token] = []
    for place, token in enumerate(ahead[:7]):
        if noun and (_is_name(text, noun[-1], token) or _is_participle(token, ahead[place + 1:place + 2], cues)):
            break
        ends = token.word in cues.lists.get("noun_ends", ()) and not (noun and noun[-1].word.endswith("ly"))
        if ends or not (token.word.isalpha() or token.word in "-&'’"):
            break
        noun.append(token)
    while noun and (not noun[-1].word.isalpha() or noun[-1].word.endswith("ly") or noun[-1].word in _TRAILING):
        noun.pop()
    return noun


def _is_name(text: str, last: Token, token: Token) -> bool:
    return text[token.start].isupper() and text[last.start].islower()


def _is_participle(token: Token, following: list[Token], cues: Cues) -> bool:
    if not following or not token.word.endswith(("ed", "ing")):
        return False
    return following[0].word in cues.lists.get("scope_openers", ()) or not following[0].word.isalpha()


def surroundings(text: str, span: tuple[int, int], rest: list[Token], cues: Cues, timed: bool) -> Facets:
    """Owner, window, scope and hedge of the superlative at `span`; `rest` are the tokens after its noun.

    No window is looked for where it is known already (`timed`).
    """
    start, end = span
    facets: Facets = []
    head = text[max(0, start - 40):start]
    if owner := _owner(head, cues):
        facets.append(("owner", owner))
    clause = text[end:_clause_end(text, end, rest, cues)]
    if window := _window(text, end, clause):
        clause = clause[:window[1]]
        if not timed:
            facets.append(("window", window[0]))
    if scope := _scope(clause, rest, end, cues):
        facets.append(("scope", scope))
    if any(words in head for words in _HEDGES) and _HEDGE.search(head):
        facets.append(("hedge", "one of"))
    return facets


def _owner(head: str, cues: Cues) -> str | None:
    """Whose superlative it is: the possessive right before it, "the" included where it has one."""
    words = head.split()
    if not words or not head[-1].isspace():
        return None
    last = words[-1]
    if last.lower() in cues.lists.get("possessives", ()):
        return last
    if not last.endswith(_POSSESSIVES) or not last[0].isalpha():
        return None
    owner = last[:-2] if last.endswith(_POSSESSIVES[:2]) else last[:-1]
    return f"{words[-2]} {owner}" if len(words) > 1 and words[-2].lower() == "the" else owner


def _clause_end(text: str, end: int, rest: list[Token], cues: Cues) -> int:
    """Where the clause after a superlative ends: at a mark, or before "which", "and", "said"; at the last token looked at."""
    last = end
    for place, token in enumerate(rest):
        following = rest[place + 1] if place + 1 < len(rest) else None
        if token.word in _CLAUSE_MARKS or token.word in cues.lists.get("scope_closers", ()):
            return token.start
        if token.word == "-" and following is not None and following.word == "-":
            return token.start
        if token.word == "." and (following is None or following.word.isalpha()) and not _is_abbreviated(text, token):
            return token.start
        last = token.end
    return last


def _is_abbreviated(text: str, stop: Token) -> bool:
    """Whether the full stop belongs to a month or an initial: "since Nov. 3", "in U.S. history"."""
    head = text[max(0, stop.start - 4):stop.start]
    word = head.rpartition(" ")[2].rpartition(".")[2]
    return (len(word) in (1, 3) or word == "Sept") and word[:1].isupper() and word[1:].islower() | (len(word) == 1)


def first_window(text: str, token: Token) -> str | None:
    """The "since 2016" or "in eight quarters" that a token begins."""
    found = (_SINCE if token.word == "since" else _WITHIN).match(text, token.start)
    return found[0].rstrip(" .,") if found else None


def _window(text: str, end: int, clause: str) -> tuple[str, int] | None:
    """The stretch of time a claim is made for, and where it starts in the clause."""
    if any(word in clause for word in _HISTORIC) and (found := _HISTORY.search(clause)):
        return found[0], found.start()
    for word, pattern in (("since ", _SINCE), ("in ", _WITHIN)):
        place = clause.find(word)
        while place >= 0:  # the date may go on behind the clause's comma: "since Nov. 20, 2024"
            if (place == 0 or not clause[place - 1].isalnum()) and (found := pattern.match(text, end + place)):
                return found[0].rstrip(" .,"), place
            place = clause.find(word, place + 1)
    return None


def _scope(clause: str, rest: list[Token], end: int, cues: Cues) -> str | None:
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
