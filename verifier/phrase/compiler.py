"""A phrase's tree laid out as a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, TypeGuard, cast

from verifier.errors import LanguageError
from verifier.lexicon import Lexicon
from verifier.phrase.elements import Choice, Element, Gap, Literal, Sequence, Stretch, Taken, WordClass
from verifier.phrase.program import (
    ACCEPT,
    CLASS,
    EARLIER,
    GAP,
    LIST,
    MENTION,
    NAME,
    SPLIT,
    STRETCH,
    TESTED,
    WORD,
    ClassTable,
    Opening,
    Phrase,
    Step,
)
from verifier.phrase.syntax import parse_phrase
from verifier.phrase.tokens import words_of

LARGEST: Final = 300  # steps of one phrase; the longest shipped one has some thirty


class PhraseCompiler:
    """Compiles phrases over one lexicon; phrases that name the same class share its table."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._tables: dict[tuple[str, ...], ClassTable] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def compile(self, source: str) -> Phrase:
        """The phrase a source text means; LanguageError with the column where it means nothing."""
        tree = parse_phrase(source, self.lexicon.classes)
        steps = _Steps(self)
        start = steps.add(tree, steps.accept)
        if len(steps.rows) > LARGEST:
            raise LanguageError(f"the phrase unfolds into {len(steps.rows)} steps; at most {LARGEST} are allowed", 1)
        if _nullable(tree):
            raise LanguageError("every part of this phrase is optional: it would match nothing, everywhere", 1)
        if isinstance(_end(tree, 0), Gap) or isinstance(_end(tree, -1), Gap):
            raise LanguageError("... at the beginning or end of a phrase says nothing; leave it out", 1)
        leaves = _leaves(tree)
        _distinct(tree)
        listed = any(isinstance(leaf, Taken) and leaf.listed for leaf in leaves)
        return Phrase(
            source=source,
            roles=tuple(dict.fromkeys(leaf.role for leaf in leaves if isinstance(leaf, Bindable) and leaf.role)),
            needed=frozenset(_needed(tree)),
            exact=frozenset(leaf.role for leaf in leaves if isinstance(leaf, WordClass) and leaf.role),
            listed=frozenset(leaf.role for leaf in leaves if isinstance(leaf, Taken) and leaf.listed and leaf.role),
            steps=tuple(steps.rows),
            start=start,
            opens=steps.opening(start),
            musts=self._musts(tree),
            order=self._order(tree),
            tests=tuple((self.shared(leaf.kinds), leaf.conditions) for leaf in _always(tree) if _tested(leaf)),
            signs=self.table(("sign",)) if listed else {},
            stops=self.table(("clause-end",)) if listed else {},
        )

    def table(self, classes: tuple[str, ...]) -> ClassTable:
        """The words of one or several classes; empty for a class that the lexicon lacks."""
        if classes not in self._tables:
            entries: dict[tuple[str, ...], Decimal | None] = {}
            for name in classes:
                for words, value in self.lexicon.classes.get(name, {}).items():
                    for spelling in _spellings(words):
                        entries.setdefault(spelling, value)
            table: dict[str, list[tuple[tuple[str, ...], Decimal | None]]] = {}
            for spelling, value in sorted(entries.items(), key=lambda entry: -len(entry[0])):
                table.setdefault(spelling[0], []).append((spelling[1:], value))
            self._tables[classes] = {first: tuple(rest) for first, rest in table.items()}
        return self._tables[classes]

    def shared(self, names: Iterable[str]) -> frozenset[str]:
        """The one set with these members: a class's words stand in dozens of phrases, and in the cached pack once."""
        found = frozenset(names)
        return self._sets.setdefault(found, found)

    def _order(self, tree: Element) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        if isinstance(tree, Sequence):
            return tuple(opening for item in tree.items for opening in self._order(item))
        if isinstance(tree, Choice):
            firsts = [self._order(branch)[:1] for branch in tree.branches]
            if not all(firsts):
                return ()
            words, kinds = (frozenset().union(*sets) for sets in zip(*(first for first, in firsts), strict=True))
            return ((self.shared(words), self.shared(kinds)),)
        if isinstance(tree, Literal):
            return ((self.shared(tree.words), self.shared(())),)
        if isinstance(tree, WordClass):
            return ((self.shared(self.table(tree.classes)), self.shared(())),)
        return ((self.shared(()), self.shared(tree.kinds)),) if isinstance(tree, Taken) and not tree.earlier else ()

    def _musts(self, tree: Element) -> tuple[tuple[frozenset[str], ...], tuple[tuple[frozenset[str], int], ...]]:
        words: list[frozenset[str]] = []
        kinds: Counter[frozenset[str]] = Counter()
        for leaf in _always(tree):
            if isinstance(leaf, Literal):
                words.append(self.shared(leaf.words))
            elif isinstance(leaf, WordClass):
                words.append(self.shared(self.table(leaf.classes)))
            elif isinstance(leaf, Taken) and not leaf.earlier:
                kinds[self.shared(leaf.kinds)] += 2 if leaf.listed else 1
        return tuple(dict.fromkeys(words)), tuple(kinds.items())


class _Steps:
    """Lays steps out from the end, each knowing its next; lives for one compilation."""

    def __init__(self, compiler: PhraseCompiler) -> None:
        self.compiler = compiler
        self.rows: list[Step] = [(ACCEPT, 0, None, "")]
        self.accept = 0

    def row(self, what: int, then: int, detail: object, role: str = "") -> int:
        self.rows.append((what, then, detail, role))
        return len(self.rows) - 1

    def add(self, element: Element, then: int) -> int:
        """The step at which the element begins, when `then` follows it."""
        if isinstance(element, Sequence):
            for item in reversed(element.items):
                then = self.add(item, then)
            return then
        if isinstance(element, Choice):
            branches = tuple(self.add(branch, then) for branch in element.branches)
            return self.row(SPLIT, branches[0], tuple((branch, self.opening(branch)) for branch in branches))
        if isinstance(element, Literal):
            return self.row(WORD, then, self.compiler.shared(element.words))
        if isinstance(element, WordClass):
            return self.row(CLASS, then, self.compiler.table(element.classes), element.role)
        if isinstance(element, Taken):
            if element.conditions:
                return self.row(TESTED, then, (self.compiler.shared(element.kinds), element.conditions), element.role)
            what = EARLIER if element.earlier else LIST if element.listed else MENTION
            return self.row(what, then, self.compiler.shared(element.kinds), element.role)
        if isinstance(element, Stretch):
            return self.row(NAME if element.names else STRETCH, then, None, element.role)
        return self.row(GAP, then, self.opening(then))

    def opening(self, step: int) -> Opening:
        """What can stand where this step begins."""
        what, then, detail, _ = self.rows[step]
        if what == SPLIT:
            openings = [opening for _, opening in cast(tuple[tuple[int, Opening], ...], detail)]
            known = [opening for opening in openings if opening is not None]
            if len(known) < len(openings):
                return None
            words, kinds = (frozenset().union(*sets) for sets in zip(*known, strict=True))
            return self.compiler.shared(words), self.compiler.shared(kinds)
        if what == EARLIER:
            return self.opening(then)
        if what == TESTED:
            return self.compiler.shared(()), cast(tuple[frozenset[str], object], detail)[0]
        if what in (WORD, CLASS):
            return self.compiler.shared(cast(Iterable[str], detail)), self.compiler.shared(())
        return (self.compiler.shared(()), cast(frozenset[str], detail)) if what in (MENTION, LIST) else None


Bindable = WordClass | Taken | Stretch


def _spellings(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """How an entry of a class may stand in a text: "year on year", "year-on-year"."""
    tokens = words_of(" ".join(words))
    if not tokens:
        return set()
    apart = tuple(part for token in tokens for part in (token.split("-") if token[0].isalnum() else [token]))
    spellings = {tokens, apart}
    if 1 < len(apart) <= 4 and all(part[0].isalnum() for part in apart):
        spellings.add(("-".join(apart),))
    return spellings


def _nullable(tree: Element) -> bool:
    if isinstance(tree, Sequence):
        return all(_nullable(item) for item in tree.items)
    if isinstance(tree, Choice):
        return any(_nullable(branch) for branch in tree.branches)
    return isinstance(tree, Gap) or (isinstance(tree, Taken) and tree.earlier)


def _end(tree: Element, which: int) -> Element:
    while isinstance(tree, Sequence) and tree.items:
        tree = tree.items[which]
    return tree


def _leaves(tree: Element) -> list[Element]:
    if isinstance(tree, Sequence):
        return [leaf for item in tree.items for leaf in _leaves(item)]
    if isinstance(tree, Choice):
        return [leaf for branch in tree.branches for leaf in _leaves(branch)]
    return [tree]


def _always(tree: Element) -> list[Element]:
    """The leaves that every match has."""
    if isinstance(tree, Sequence):
        return [leaf for item in tree.items for leaf in _always(item)]
    return [] if isinstance(tree, Choice) else [tree]


def _tested(leaf: Element) -> TypeGuard[Taken]:
    return isinstance(leaf, Taken) and bool(leaf.conditions)


def _needed(tree: Element) -> set[str]:
    """The roles that every match binds."""
    if isinstance(tree, Sequence):
        return {role for item in tree.items for role in _needed(item)}
    if isinstance(tree, Choice):
        return set.intersection(*(_needed(branch) for branch in tree.branches))
    return {tree.role} - {""} if isinstance(tree, Bindable) else set()


def _distinct(tree: Element) -> set[str]:
    """All roles; LanguageError where one match could bind a role twice."""
    if isinstance(tree, Choice):
        return {role for branch in tree.branches for role in _distinct(branch)}
    if not isinstance(tree, Sequence):
        return _needed(tree)
    seen: set[str] = set()
    for item in tree.items:
        for role in _distinct(item):
            if role in seen:
                raise LanguageError(f"the role '{role}' stands in this phrase twice; give the second another name, or _", 1)
            seen.add(role)
    return seen
