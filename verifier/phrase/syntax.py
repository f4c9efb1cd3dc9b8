"""A phrase's source text as a tree: the grammar, and complaints with a column."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final, get_args

from msgspec.structs import replace

from verifier.errors import LanguageError, did_you_mean
from verifier.model import MentionKind
from verifier.phrase.elements import NOTHING, Choice, Element, Gap, Literal, Sequence, Stretch, Taken, WordClass
from verifier.phrase.program import Condition
from verifier.phrase.slips import complain_of_slips
from verifier.phrase.tokens import words_of

LONGEST: Final = 400  # characters of one phrase
DEEPEST: Final = 6  # brackets within brackets

KINDS: Final[frozenset[str]] = frozenset(get_args(MentionKind))
GROUPS: Final[Mapping[str, frozenset[str]]] = {
    "amount": frozenset({"money", "number", "measure"}),
    "share": frozenset({"percent", "fraction"}),
    "level": frozenset({"money", "number", "measure", "percent"}),
    "any": KINDS,
}
RESERVED: Final = frozenset({"expected", "stated", "gap", "rate", "basis", "never"})  # other things in messages and formulas


_SIGN: Final = re.compile(
    r"\\(?P<escaped>\S)|(?P<gap>\.\.\.|…)|\{(?P<role>[^{}]*)\}|@(?P<class>[\w-]*)|(?P<word>\w+(?:[-'’.&]\w+)*)|(?P<mark>\S)"
)
_ROLE: Final = re.compile(
    r"(?P<name>[^:]*):(?P<kinds>[^?<>*/]*)(?P<conditions>(?:[<>]=?\s*-?\d+(?:\.\d+)?|/[^?<>*/]*)*)(?P<flags>[?<*]*)"
)
_CONDITION: Final = re.compile(r"(?P<sign>[<>]=?)\s*(?P<number>-?\d+(?:\.\d+)?)|/(?P<facet>[^?<>*/]*)")
_FACET: Final = re.compile(r"(?P<facet>[a-z_]+)(?:=(?P<value>\S(?:.*\S)?))?")
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]*")
_SOME_KINDS: Final = "; money, percent, amount, text, name and @class are some"
_BAR: Final = "| stands between two words (a|b) or, with blanks around it, between two wordings (a b | c)"


def parse_phrase(source: str, classes: Collection[str]) -> Element:
    """The tree of a phrase; LanguageError with the column of the first thing wrong."""
    if len(source) > LONGEST:
        raise LanguageError(f"a phrase may have {LONGEST} characters; this one has {len(source)}", LONGEST)
    signs = [sign for sign in _SIGN.finditer(source) if sign["mark"] != "."]  # "vs." is the word "vs"
    if not signs:
        raise LanguageError("the phrase is empty", 1)
    complain_of_slips(source, signs)
    return _Parser(source, signs, classes).whole()


class _Parser:
    """Recursive descent over the signs of one phrase; lives for one call of `parse_phrase`."""

    def __init__(self, source: str, signs: list[re.Match[str]], classes: Collection[str]) -> None:
        self.source, self.signs, self.classes = source, signs, classes
        self.at = 0
        self.depth = 0
        self.partners = self._grouping()

    def whole(self) -> Element:
        element = self.sequence("")
        if self.at < len(self.signs):
            raise self.error("this bracket was never opened; a bracket of the text is written \\]")
        return element

    def error(self, message: str, sign: re.Match[str] | None = None) -> LanguageError:
        place = sign or (self.signs[self.at] if self.at < len(self.signs) else None)
        return LanguageError(message, place.start() + 1 if place else len(self.source) + 1)

    def _grouping(self) -> dict[int, int]:
        """Round brackets that group, opening to closing: a | touches them, `(in the)|during`, or stands free inside, `(a | b c)`.

        All others are the text's own: "380 billion yuan ($52.4 billion)" is written as it stands.
        """
        partners: dict[int, int] = {}
        opened: list[tuple[int, bool]] = []  # place, whether a free | stands inside
        for place, sign in enumerate(self.signs):
            mark = sign["mark"]
            if mark in ("(", "["):
                opened.append((place, False))
            elif mark == "|" and opened and self._free(sign):
                opened[-1] = (opened[-1][0], True)
            elif mark in (")", "]") and opened:
                first, free = opened.pop()
                touched = self._bar(self.signs[first].start() - 1) or self._bar(sign.end())
                if mark == ")" and self.signs[first]["mark"] == "(" and (free or touched):
                    partners[first] = place
        return partners

    def _free(self, bar: re.Match[str]) -> bool:
        return self.source[max(bar.start() - 1, 0) : bar.end() + 1].strip() == "|"

    def _bar(self, offset: int) -> bool:
        return 0 <= offset < len(self.source) and self.source[offset] == "|"

    def mark(self) -> str:
        return self.signs[self.at]["mark"] or "" if self.at < len(self.signs) else ""

    def sequence(self, closing: str) -> Element:
        """Items up to a closing bracket or the end; a | between blanks separates whole sequences."""
        branches: list[list[Element]] = [[]]
        while self.at < len(self.signs):
            mark = self.mark()
            if mark == "]" or (mark == ")" and self.at in self.partners.values()):
                break
            if mark == "|":
                sign = self.signs[self.at]
                if not self._free(sign):
                    raise self.error(_BAR)
                branches.append([])
                self.at += 1
                continue
            branches[-1].append(self.alternatives())
        if any(not branch for branch in branches):
            raise self.error(f"there is nothing {'in these brackets' if closing and len(branches) == 1 else 'beside this |'}")
        sequences = [branch[0] if len(branch) == 1 else Sequence(tuple(branch)) for branch in branches]
        return sequences[0] if len(sequences) == 1 else Choice(tuple(sequences))

    def alternatives(self) -> Element:
        """One item, or several joined by tight |."""
        first = self.signs[self.at]
        items = [self.item()]
        while self.mark() == "|" and not self._free(self.signs[self.at]):
            bar = self.signs[self.at]
            if self.source[bar.start() - 1].isspace() or self.source[bar.end() : bar.end() + 1].strip() == "":
                raise self.error(_BAR)
            self.at += 1
            items.append(self.item())
        if len(items) == 1:
            return items[0]
        if any(isinstance(item, Choice) and NOTHING in item.branches for item in items):
            raise self.error("an [option] cannot be an alternative; write [a b | c], or (a b)|c where one must stand", first)
        if all(isinstance(item, Literal) for item in items):
            return Literal(frozenset().union(*(item.words for item in items if isinstance(item, Literal))))
        return Choice(tuple(items))

    def item(self) -> Element:
        sign = self.signs[self.at]
        mark = sign["mark"]
        if mark == "[" or (mark == "(" and self.at in self.partners):
            return self.bracket(sign, "]" if mark == "[" else ")")
        if mark in ("]", "|"):
            raise self.error(f"unexpected {mark}; a sign of the text is written \\{mark}")
        if mark in ("{", "}"):
            raise self.error("a role is written {name:kind}; a brace of the text \\{")
        self.at += 1
        if sign["gap"]:
            return Gap()
        if sign["role"] is not None:
            return self.role(sign)
        if sign["class"] is not None:
            return WordClass((self.word_class(sign["class"], sign.start() + 1),))
        return _literal(sign["escaped"] or sign["word"] or mark)

    def bracket(self, sign: re.Match[str], closing: str) -> Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"brackets may stand {DEEPEST} deep", sign)
        self.at += 1
        inner = self.sequence(closing)
        if self.mark() != closing:
            hint = "; a bracket of the text is written \\[" if closing == "]" else ""
            raise self.error(f"this bracket is never closed{hint}", sign)
        self.at += 1
        self.depth -= 1
        return Choice((inner, NOTHING)) if closing == "]" else inner

    def word_class(self, name: str, column: int) -> str:
        if not name:
            raise LanguageError("a word class is written @name; a @ of the text \\@", column)
        if name not in self.classes:
            raise LanguageError(f"the lexicon has no class '{name}'{did_you_mean(name, self.classes)}", column)
        return name

    def role(self, sign: re.Match[str]) -> Element:
        column = sign.start() + 1
        parts = _ROLE.fullmatch(sign["role"])
        if parts is None:
            raise LanguageError("a role is written {name:kind}", column)
        name, flags = parts["name"].strip(), parts["flags"]
        if not _NAME.fullmatch(name):
            raise LanguageError(f"'{name}' is no name for a role; small letters, digits and _ are", column + 1)
        if name in RESERVED:
            raise LanguageError(f"'{name}' means something else in messages and formulas; choose another name", column + 1)
        element = self.kind("" if name == "_" else name, parts["kinds"].strip(), flags, column + 1 + parts.start("kinds"))
        if parts["conditions"]:
            element = self.tested(element, parts["conditions"], column + 1 + parts.start("conditions"))
        return Choice((element, NOTHING)) if "?" in flags else element

    def kind(self, role: str, kinds: str, flags: str, column: int) -> Element:
        """What a role takes; `column` is where the kinds stand."""
        if kinds.startswith("@") or kinds in ("text", "name"):
            if flags.strip("?"):
                raise LanguageError("only mentions can stand earlier (<) or in lists (*)", column)
            if kinds in ("text", "name"):
                return Stretch(role, kinds == "name")
            return WordClass(tuple(self.word_class(name.strip().removeprefix("@"), column) for name in kinds.split("|")), role)
        if "<" in flags and "*" in flags:
            raise LanguageError("a role stands earlier (<) or takes a list (*), not both", column)
        if not role and "<" in flags:
            raise LanguageError("an earlier mention that plays no role says nothing; name it", column)
        return Taken(self.kinds(kinds, column), role, "<" in flags, "*" in flags)

    def tested(self, element: Element, source: str, column: int) -> Element:
        """A role's element with its conditions: `>100` of the value, `/per=share` of what was read with the figure."""
        if not isinstance(element, Taken) or element.earlier or element.listed:
            raise LanguageError("only a single mention of the match can be asked its value or what was read with it", column)
        found: list[Condition] = []
        for part in _CONDITION.finditer(source):
            if part["sign"]:
                found.append((part["sign"], Decimal(part["number"])))
                continue
            facet = _FACET.fullmatch(part["facet"].strip())
            if facet is None:
                raise LanguageError("what was read with a figure is named as in /per or /per=share", column + part.start() + 1)
            found.append(("facet", facet["facet"], facet["value"] or ""))
        return replace(element, conditions=tuple(found))

    def kinds(self, source: str, column: int) -> frozenset[str]:
        found: set[str] = set()
        for kind in source.split("|"):
            name = kind.strip()
            if name not in KINDS and name not in GROUPS:
                near = did_you_mean(name, (*KINDS, *GROUPS, "text", "name")) or _SOME_KINDS
                raise LanguageError(f"'{name}' is no kind of mention{near}", column)
            found |= GROUPS.get(name, frozenset({name}))
            column += len(kind) + 1
        return frozenset(found)


def _literal(word: str) -> Element:
    """A word as the text's tokens spell it; "year-on-year" also stands for "year on year"."""
    tokens = words_of(word) or (word,)
    if len(tokens) > 1:
        return Sequence(tuple(Literal(frozenset({token})) for token in tokens))
    apart = tokens[0].split("-")
    if len(apart) > 1 and all(apart):
        return Choice((Literal(frozenset(tokens)), Sequence(tuple(Literal(frozenset({part})) for part in apart))))
    return Literal(frozenset(tokens))
