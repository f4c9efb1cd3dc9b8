"""Compiled packs kept on disk, so that a plain check reads neither YAML nor compiles anything.

A cached pack is a pickle. Whoever can write into the cache folder must not thereby be able to run code, so only the
classes that packs are made of can be read back; a file that is anything else is as good as none.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import verifier
from verifier.resources import keep_newest
from verifier.rules.files import Files
from verifier.rules.pack import Pack

KEPT = 8  # compiled packs in one folder: some versions and organisations side by side

# modules whose change makes older caches worthless, beside a new version
_CODE = ("lexicon.py", "model", "units.py", "formula", "phrase", "rules")
_PLAIN = {("builtins", "frozenset"), ("decimal", "Decimal"), ("copyreg", "_reconstructor"), ("builtins", "object")}
_OURS = ("verifier.formula", "verifier.lexicon", "verifier.model", "verifier.phrase", "verifier.rules.pack")


def cache_key(files: Files, folders: Sequence[Path], functions: Collection[str], language: str) -> str:
    """What a compiled pack depends on: the files, where they lie (complaints and origins name them), the program, Python."""
    parts = [files.digest, language, verifier.__version__, sys.version]
    parts += sorted(functions) + [str(folder) for folder in folders] + _stamps()
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def load(folder: Path, key: str) -> Pack | None:
    """The pack kept under that key, or None; never an error."""
    try:
        data = (folder / f"pack-{key}.pickle").read_bytes()
        pack = _PackReader(io.BytesIO(data)).load()
    except Exception:  # a pickle that is broken or not ours can fail in any way; the pack is compiled afresh then
        return None
    return pack if isinstance(pack, Pack) else None


def save(folder: Path, key: str, pack: Pack) -> None:
    """Keeps a pack, whole or not at all; a folder that cannot be written to is no matter. Drops the oldest beyond KEPT."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f"pack-{key}.{os.getpid()}-{id(pack)}.part"  # two processes may compile the same pack at once
        temporary.write_bytes(pickle.dumps(pack, protocol=5))
        temporary.replace(folder / f"pack-{key}.pickle")
        keep_newest(folder, "pack-*.pickle", KEPT)
    except OSError:
        return


def _stamps() -> list[str]:
    """Size and time of the modules that make and read packs: in a checkout they change without a new version."""
    package = Path(verifier.__file__).parent
    found: list[str] = []
    for name in _CODE:
        path = package / name
        for module in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            status = module.stat()
            found.append(f"{module.name} {status.st_size} {status.st_mtime_ns}")
    return found


class _PackReader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if (module, name) in _PLAIN or module in _OURS or module.startswith(tuple(f"{ours}." for ours in _OURS)):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a compiled pack")
