"""YAML as text with positions: every scalar stays what was written, every node knows its line and column.

YAML itself would read `NO` as false, `3.60` as 3.6 and `12:30` as 750, keep the last of two equal keys, and let nine
aliases unfold into gigabytes. Here scalars are text, equal keys and aliases are complaints, and depth and size are capped.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from verifier.errors import Complaint, RuleError

DEEPEST = 20
LARGEST = 4_000_000  # characters; the largest shipped file has some ten thousand


_MISPLACED = "this line is not indented like those it belongs with, or more stands behind a closing quotation mark or bracket"
_PLAINLY = (  # what libyaml and Python's own parser say, and what it means to somebody who writes a rule
    ("cannot start any token", "no text begins with this sign; put the text in quotation marks"),
    ("mapping values are not allowed", "a second ': ' in one line, or a line indented too far; put a text that holds ': ' in "
     "quotation marks"),
    ("expected key", _MISPLACED), ("expected '-' indicator", _MISPLACED), ("<block end>", _MISPLACED),
    ("',' or", "a comma or a closing bracket is missing before this; put a phrase with [ ] or { } in quotation marks"),
    ("end of stream", "this quotation mark is never closed"),
    ("unknown escape", "between double quotation marks a backslash is written twice, \\\\"),
    ("alphabetic or numeric", "a text that begins with & or * stands in quotation marks"),
)


class Scalar(Struct, frozen=True):
    """A word or text as written; `quoted` tells "" from nothing at all."""

    text: str
    line: int
    column: int
    quoted: bool = False


class Listing(Struct, frozen=True):
    """A sequence of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int


class Table(Struct, frozen=True):
    """A mapping; keys are scalars, in the order of the file, none twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The node under a key, or None."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Scalar | Listing | Table


def parse(text: str, file: str) -> Node:
    """The one document of a YAML text; RuleError naming `file` where it is no such thing."""
    import yaml  # only read when the compiled pack is stale

    if len(text) > LARGEST:
        raise RuleError((Complaint(file, 0, 0, f"{len(text)} characters; at most {LARGEST} are read"),))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = iter(list(yaml.parse(text, Loader=loader)))
    except yaml.YAMLError as error:
        raise RuleError((_broken(error, text, file),)) from None
    complaints: list[Complaint] = []
    node = _Reader(events, file, complaints).document()
    if complaints:
        raise RuleError(tuple(complaints))
    return node


def _broken(error: Exception, text: str, file: str) -> Complaint:
    """What the YAML parser found, in words that say what to do; it calls a tab a character that cannot start any token."""
    unreadable: int | None = getattr(error, "position", None)
    if unreadable is not None:  # a control character: the parser counts the text's characters, and no lines
        line, column = text.count("\n", 0, unreadable) + 1, unreadable - text.rfind("\n", 0, unreadable)
        return Complaint(file, line, column, f"not valid YAML: a control character, {text[unreadable : unreadable + 1]!a}")
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "context_mark" if "end of stream" in problem else "problem_mark", None)
    if mark is None:
        return Complaint(file, 0, 0, f"not valid YAML: {problem}")
    lines = text.split("\n")
    here = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    if here == "\t":
        problem = "a tab; lines are indented with blanks"
    else:
        problem = next((said for found, said in _PLAINLY if found in problem), problem)
    return Complaint(file, mark.line + 1, mark.column + 1, f"not valid YAML: {problem}")


class _Reader:
    """Builds nodes from the parser's events; lives for one call of `parse`."""

    def __init__(self, events: Iterator[object], file: str, complaints: list[Complaint]) -> None:
        self.events, self.file, self.complaints = events, file, complaints

    def document(self) -> Node:
        import yaml

        for event in self.events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                continue
            if isinstance(event, yaml.NodeEvent):
                node = self.node(event, 0)
                further = next((event for event in self.events if isinstance(event, yaml.DocumentStartEvent)), None)
                if further is not None:
                    self.complain(further, "a file holds one document; what follows this --- would not be read")
                return node
            break
        self.complain(event, "the file is empty")
        return Scalar("", 1, 1)

    def node(self, event: object, depth: int) -> Node:
        import yaml

        mark = event.start_mark  # type: ignore[attr-defined]  # every event has one; the stubs leave it untyped
        line, column = mark.line + 1, mark.column + 1
        if depth > DEEPEST:
            raise RuleError((Complaint(self.file, line, column, f"nested deeper than {DEEPEST} levels"),))
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, column, bool(event.style))  # plain is "" in libyaml, None in Python's own
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self.node(child, depth + 1) for child in self.until(yaml.SequenceEndEvent))
            return Listing(items, line, column)
        if isinstance(event, yaml.MappingStartEvent):
            return self.table(line, column, depth)
        self.complain(event, "aliases (*name) are not read here; write the value out")
        return Scalar("", line, column)

    def until(self, end: type) -> Iterator[object]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event

    def table(self, line: int, column: int, depth: int) -> Table:
        import yaml

        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        for event in self.until(yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.complain(event, "a key must be a word or a text")
                continue
            if key.text in seen:
                self.complain(event, f"'{key.text}' stands here twice; the first is on line {seen[key.text]}")
            seen[key.text] = key.line
            entries.append((key, value))
        return Table(tuple(entries), line, column)

    def complain(self, event: object, message: str) -> None:
        mark = event.start_mark  # type: ignore[attr-defined]  # as above
        self.complaints.append(Complaint(self.file, mark.line + 1, mark.column + 1, message))
