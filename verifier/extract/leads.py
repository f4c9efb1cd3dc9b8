"""What stands right before a number in digits: a currency sign, a minus, "No.", the name it belongs to."""

from __future__ import annotations

import re
from typing import Final

from verifier.extract.money import SYMBOLS, sign_before
from verifier.extract.vocabulary import LeadRole, Money, Vocabulary

_BLANKS: Final = frozenset(" \u00a0\u202f\u2009")
_OPENING: Final = "([{“\"'‘-−–—/"
_JOINERS: Final = frozenset("/_&?@\\%:;")
_LATIN: Final = "\u2e7f"  # beyond it the scripts that put no blanks between words begin, their punctuation first
_SHARE: Final = re.compile("[0-9]+(?:[.][0-9]+)?(?:%|个百分点|個百分點)")
_FARTHEST: Final = 12  # characters back that a word before a number is looked for


class Lead:
    """Where the mention begins, and what was found there.

    role  "name": the word before makes it a name ("Boeing 737"); "attached": letters touch it ("Qwen2"); "rank": "No. 1";
          "top": "top 10"
    bare  the number's own start: a decimal point without a zero (".5%") lies before the first digit
    """

    __slots__ = ("bracketed", "money", "negative", "role", "start")

    def __init__(
        self, start: int, money: Money | None = None, negative: bool = False, role: LeadRole = "", bracketed: bool = False,
    ) -> None:  # fmt: skip
        self.start: Final = start
        self.money: Final = money
        self.negative: Final = negative
        self.role: Final = role
        self.bracketed: Final = bracketed

    def negated(self) -> Lead:
        """The same with a minus."""
        return Lead(self.start, self.money, True, self.role, self.bracketed)


def lead(text: str, start: int, done: int, vocabulary: Vocabulary) -> Lead:
    """What precedes the number at `start`; `done` is where the number before it ended."""
    if start == done or start == 0:
        return Lead(start)
    left = text[start - 1]
    if vocabulary.touching and (left > _LATIN or left == " "):
        return _touching_before(text, start, max(done, start - vocabulary.touching - 1), vocabulary)
    if left in _BLANKS:
        return _word_before(text, start, done, vocabulary)
    if left in SYMBOLS:
        return _signed(text, sign_before(text, start, vocabulary), start, done)
    if left.isalnum() or left == "_":
        return _letters_before(text, start, done, vocabulary)
    if left == "(" and start > 1 and text[start - 2] in SYMBOLS:
        found = sign_before(text, start - 1, vocabulary)
        return Lead(found[0], found[1], bracketed=True) if found else Lead(start)
    if left in "-−–‑":
        return _dash_before(text, start, done, vocabulary)
    if left == "#":
        return Lead(start - 1, role="rank")
    if left == "+":
        return Lead(start, role="attached") if start > 1 and text[start - 2].isalnum() else Lead(start - 1)
    if left == ".":
        return _point_before(text, start, vocabulary)
    if left == "=" and start > 1 and text[start - 2].isalpha():
        return Lead(start, role="attached")  # "page?x=5"; but "$1=7.25 yuan"
    if left in _JOINERS and start > 1 and text[start - 2].isalnum():
        return Lead(start, role="attached" if left not in ":;" else "")
    return Lead(start)


def _touching_before(text: str, start: int, low: int, vocabulary: Vocabulary) -> Lead:
    """The longest known word that ends at a number, in a language without blanks between words: "人民币3800亿元"."""
    end = start - (text[start - 1] == " ")
    for begin in range(low, end):
        word = text[begin:end]
        if begin > low and text[begin - 1:begin + 1].isascii() and text[begin - 1:begin + 1].isalpha():
            continue  # no sign begins within a Latin word
        money = vocabulary.signs.get(word)
        if money is not None:
            return Lead(begin, money)
        role = vocabulary.leads.get(word)
        if role is not None:
            return Lead(begin, negative=True) if role == "minus" else Lead(begin, role=role)
    return Lead(start)


def _signed(text: str, found: tuple[int, Money] | None, start: int, done: int) -> Lead:
    """A currency sign and, before it, perhaps a minus ("-$3m", "minus $3m")."""
    if found is None:
        return Lead(start)
    begin, money = found
    before = text[begin - 1] if begin else ""
    if before == " ":
        if text[begin - 2:begin - 1] in "sS" and text[max(0, begin - 7):begin].lower() in (" minus ", "minus ", "(minus "):
            return Lead(begin - 6, money, negative=True)
    elif before and before in "-−–" and begin - 1 != done and (begin < 2 or text[begin - 2] in " (\n\u00a0"):
        return Lead(begin - 1, money, negative=True)
    return Lead(begin, money)


def _word_before(text: str, start: int, done: int, vocabulary: Vocabulary) -> Lead:
    low = max(done, start - _FARTHEST)
    begin = text.rfind(" ", low, start - 1) + 1
    word = text[begin if begin > low else low:start - 1]
    if not word or (word not in vocabulary.before and word.isalpha()):
        return Lead(start)  # nearly all words
    if "\n" in word or "\u00a0" in word:
        word = word.replace("\u00a0", "\n").rpartition("\n")[2]
    key = word.lstrip(_OPENING)
    if not key:
        return Lead(start)
    begin = start - 1 - len(key)
    if key[-1] in SYMBOLS:
        return _signed(text, sign_before(text, start - 1, vocabulary), start, done)
    money = vocabulary.signs.get(key)
    if money is not None:
        return _signed(text, (begin, money), start, done)
    role = vocabulary.leads.get(key)
    if role is None:
        return Lead(start)
    return Lead(begin, negative=True) if role == "minus" else Lead(begin, role=role)


def _letters_before(text: str, start: int, done: int, vocabulary: Vocabulary) -> Lead:
    """Letters that touch the digits: a currency ("RMB31.7bn") or a name ("Qwen2.5")."""
    begin = start - 1
    low = max(0, start - 6)
    while begin > low and ((text[begin - 1].isalpha() and text[begin - 1] <= _LATIN) or text[begin - 1] in SYMBOLS):
        begin -= 1
    left = text[begin - 1] if begin > 0 and begin - 1 != done else ""
    inside = (left.isalnum() and left <= _LATIN) or left in ("-", "_", "/")
    money = None if inside else vocabulary.signs.get(text[begin:start])
    return Lead(begin, money) if money is not None else Lead(start, role="attached")


def _dash_before(text: str, start: int, done: int, vocabulary: Vocabulary) -> Lead:
    """A minus ("-5%", "$-3m"), the dash of a range (then the number before ended there), or a name's hyphen ("GPT-4")."""
    dash = start - 1
    if dash == done and done:
        return Lead(start)
    before = text[dash - 1] if dash else " "
    if before in SYMBOLS:
        found = sign_before(text, dash, vocabulary)
        return Lead(found[0], found[1], negative=True) if found else Lead(start)
    if vocabulary.touching and before > _LATIN and _SHARE.match(text, start) is not None:
        return Lead(dash, negative=True)  # "同比-3.2%"
    if before.isalpha() and text[dash] in "-−‑":
        begin = dash
        while begin and text[begin - 1].isalpha() and dash - begin < 5:
            begin -= 1
        word = text[begin:dash]
        money = vocabulary.signs.get(word)
        if money is None and vocabulary.leads.get(word) == "top":
            return Lead(begin, role="top")  # "a top-10 lender"
        return Lead(begin, money) if money is not None else Lead(start, role="attached")
    return Lead(dash, negative=True) if before in " (\n\u00a0\t[" else Lead(start)


def _point_before(text: str, start: int, vocabulary: Vocabulary) -> Lead:
    """"Rs.500", "No.1", or ".5" without its zero, which begins at the point."""
    begin = start - 1
    while begin and text[begin - 1].isalpha() and start - begin < 6:
        begin -= 1
    key = text[begin:start]
    money = vocabulary.signs.get(key)
    if money is not None:
        return Lead(begin, money)
    if vocabulary.leads.get(key) == "rank":
        return Lead(begin, role="rank")
    return Lead(start, role="attached") if len(key) > 1 else Lead(start)
