"""Which files a pack consists of, and what identifies their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from verifier.errors import Complaint, RuleError

LARGEST = 200_000  # bytes of one rule file; the largest shipped one has some five thousand
MOST = 2_000  # files of one pack


class RuleFile(Struct, frozen=True):
    """A rule file: where it lies, in which of the pack's folders (counted from 0), and its text."""

    path: Path
    folder: int
    text: str


class Files(Struct, frozen=True):
    """Everything a pack is made from; `lexicon` maps the names of the language's word lists to their texts."""

    rules: tuple[RuleFile, ...]
    lexicon: Mapping[str, str]
    digest: str


def gather(folders: Sequence[Path], language: str) -> Files:
    """The files of rule folders, sorted by path within each; RuleError where one cannot be read.

    Rules are all `*.yaml` files, in subfolders too, outside `lexicon/`; hidden folders are left alone.
    """
    complaints: list[Complaint] = []
    rules: list[RuleFile] = []
    lexicon: dict[str, str] = {}
    digest = hashlib.sha256()
    for place, folder in enumerate(folders):
        if not folder.is_dir():
            complaints.append(Complaint(str(folder), 0, 0, "there is no such rule folder"))
            continue
        inside = folder.resolve()
        for path in sorted(folder.rglob("*.yaml")):
            parts = path.relative_to(folder).parts
            is_lexicon = parts[0] == "lexicon"
            if any(part.startswith(".") for part in parts) or (is_lexicon and parts[1:-1] != (language,)):
                continue
            text = _text(path, inside, complaints)
            digest.update(f"{place}/{'/'.join(parts)}\0{len(text)}\0{text}".encode())
            if is_lexicon:
                lexicon[str(path)] = text
            else:
                rules.append(RuleFile(path, place, text))
    if len(rules) > MOST:
        complaints.append(Complaint(str(folders[0]), 0, 0, f"{len(rules)} rule files; at most {MOST} are read"))
    if complaints:
        raise RuleError(tuple(complaints))
    return Files(tuple(rules), lexicon, digest.hexdigest())


def _text(path: Path, inside: Path, complaints: list[Complaint]) -> str:
    """The file's text; "" with a complaint where it is none."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(inside):  # rglob itself follows no linked folders
            raise RuleError((Complaint(str(path), 0, 0, "this link leads out of the rule folder; it is not followed"),))
        data = path.read_bytes()
        if "lexicon" not in path.parts and len(data) > LARGEST:
            raise RuleError((Complaint(str(path), 0, 0, f"{len(data)} bytes; a rule file may have {LARGEST}"),))
        return data.decode("utf-8-sig")
    except RuleError as error:
        complaints += error.complaints
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        complaints.append(Complaint(str(path), line, error.start - data.rfind(b"\n", 0, error.start),
                                    f"not UTF-8 (the byte {data[error.start]:#04x} does not fit); save the file as UTF-8"))
    except OSError as error:
        complaints.append(Complaint(str(path), 0, 0, f"cannot be read: {error.strerror}"))
    return ""
