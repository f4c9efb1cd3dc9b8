"""A rule file's text to a validated rule entry, every complaint with file:line:column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from verifier.errors import Complaint, RuleError, did_you_mean
from verifier.rules.files import RuleFile
from verifier.yamltext import Listing, Node, Scalar, Table, parse

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    from verifier.rules.schema import RuleEntry

Path = tuple[str | int, ...]
Plain = str | list["Plain"] | dict[str, "Plain"]

_EXPECTED = {
    "string_type": "expected a text", "list_type": "expected a list, as in [a, b] or lines that begin with -",
    **dict.fromkeys(("model_type", "dict_type", "dict_attributes_type"), "expected keys and values, as in key: value"),
}


class Source(Struct, frozen=True):
    """A rule file as read: its nodes, to say where something stands in it."""

    file: RuleFile
    root: Node

    def complaint(self, path: Path, message: str, inner: int = 1) -> Complaint:
        """A complaint about what lies on a path of keys and indices; `inner` counts into a text's characters from 1."""
        node = self.node(path)
        column = node.column + (_inside(self.file.text, node, inner) if isinstance(node, Scalar) and inner > 1 else 0)
        return Complaint(str(self.file.path), node.line, column, message)

    def node(self, path: Path) -> Node:
        """What lies on a path, or the nearest thing above it; a key that must not be there is its own place."""
        node = self.root
        for step in path:
            if isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            elif isinstance(node, Table) and isinstance(step, str) and (found := node.get(step)) is not None:
                node = found
            else:
                break
        return node

    def key(self, path: Path) -> Node:
        """The key at the end of a path, else what lies there."""
        above = self.node(path[:-1])
        if isinstance(above, Table):
            return next((name for name, _ in above.entries if name.text == path[-1]), above)
        return above


def read_source(file: RuleFile) -> Source:
    """The nodes of a rule file; RuleError where it is not YAML as `yamltext` reads it."""
    return Source(file, parse(file.text, str(file.path)))


def validated(source: Source) -> RuleEntry:
    """The one rule of a file; RuleError with everything that is wrong with its shape."""
    from pydantic import ValidationError

    from verifier.rules.schema import RuleDocument

    try:
        return RuleDocument.model_validate(plain(source.root)).rules[0]
    except ValidationError as error:
        raise RuleError(tuple(_complaints(error, source, RuleDocument))) from None


def plain(node: Node) -> Plain:
    """A node as text, lists and dictionaries, without positions."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def _complaints(error: ValidationError, source: Source, document: type[BaseModel]) -> list[Complaint]:
    found: dict[tuple[int, int], Complaint] = {}  # one for each place: of several ways a value is wrong the first will do
    for problem in error.errors(include_url=False):
        path = problem["loc"]
        node: Node = source.node(path)
        kind, context = problem["type"], problem.get("ctx", {})
        if kind == "extra_forbidden":
            node = source.key(path)
            message = f"'{path[-1]}' is not known here{_near(str(path[-1]), path, document)}"
        elif kind == "missing":
            message = f"the key '{path[-1]}' is missing"
        elif kind == "literal_error":
            allowed = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
            choice = f"is not one of {', '.join(allowed)}" if len(allowed) > 1 else f"cannot stand here; write {allowed[0]}"
            message = f"'{problem['input']}' {choice}{did_you_mean(str(problem['input']), allowed)}"
        elif kind == "value_error":
            message = str(context["error"])
        elif kind == "too_long" and path == ("rules",):
            message = "a file holds one rule, and its name is the rule's id; give each further one a file of its own"
        elif kind in ("too_long", "too_short"):
            bound = context["max_length"] if kind == "too_long" else context["min_length"]
            message = f"expected at {'most' if kind == 'too_long' else 'least'} {bound} here, found {context['actual_length']}"
        else:
            message = _EXPECTED.get(kind, problem["msg"])
        found.setdefault((node.line, node.column), Complaint(str(source.file.path), node.line, node.column, message))
    return sorted(found.values(), key=lambda complaint: (complaint.line, complaint.column))


def _near(name: str, path: Sequence[str | int], document: type[BaseModel]) -> str:
    """Which key was meant: the keys of the table in which the unknown one stands."""
    model: type[BaseModel] | None = document
    for step in path[:-1]:
        if isinstance(step, str) and model is not None:
            model = _child(model, step)
    if model is None:
        return ""
    keys = [field.alias or field_name for field_name, field in model.model_fields.items()]
    return did_you_mean(name, keys) or f"; expected {', '.join(keys)}"


def _child(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of what stands under a key: of the value, or of a list's items."""
    from pydantic import BaseModel

    fields = model.model_fields.items()
    waiting: list[object] = [field.annotation for name, field in fields if key in (name, field.alias)]
    while waiting:
        candidate = waiting.pop()
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
        waiting += getattr(candidate, "__args__", ())
    return None


def _inside(text: str, node: Scalar, inner: int) -> int:
    """How far into the line the `inner`th character of a scalar stands; 0 where its text runs over several lines.

    A quoted text spells some characters with two: \\\\ and \\" between double quotes, '' between single ones.
    """
    lines = text.split("\n")
    line = lines[node.line - 1][node.column - 1 :] if node.line <= len(lines) else ""
    if not node.quoted:
        return inner - 1 if line.startswith(node.text) else 0
    quote = line[:1]
    if quote not in ("'", '"'):
        return 0  # a block scalar, | or >
    at = 1
    for _ in range(inner - 1):
        if at >= len(line) or (line[at] == quote and line[at : at + 2] != "''"):
            return 0 if at >= len(line) else at
        at += 2 if (quote == '"' and line[at] == "\\") or line[at : at + 2] == "''" else 1
    return at
