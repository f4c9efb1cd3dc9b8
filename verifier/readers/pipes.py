"""What a pipe brings (`verifier check <(pandoc draft.odt -t plain)`), without waiting for ever for one that nobody writes to."""

from __future__ import annotations

import os
import select
import time
from pathlib import Path

from verifier.errors import InputError

PATIENCE = 10.0  # seconds without a byte; a converter that starts slowly needs a few
CHUNK = 1 << 20


def read_pipe(path: Path, name: str, largest: int, patience: float = PATIENCE) -> bytes:
    """The bytes up to the pipe's end, or `largest` and one more; InputError where none come for `patience` seconds."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # plain opening would wait until somebody writes
    try:
        found = bytearray()
        end = time.monotonic() + patience
        while len(found) <= largest:
            ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise InputError(f"{name}: is a pipe, and {patience:g} seconds passed with nothing written to it; give a file")
            part = os.read(pipe, min(CHUNK, largest + 1 - len(found)))
            if not part:
                break
            found += part
            end = time.monotonic() + patience
        return bytes(found)
    finally:
        os.close(pipe)
