"""From bytes to documents: one function per kind of file, in the table below.

A document's offsets are those of the decoded file where the markup is light (text, Markdown); where it is heavy (HTML) it is
taken out, lines stay, and `origin` leads back. Dates come from metadata only; a dateline is read later, by `extract`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from verifier.errors import InputError
from verifier.model import Document
from verifier.readers.decoding import LARGEST
from verifier.readers.text import plain, read_text

__all__ = ["READERS", "Reader", "plain", "read"]

Reader = Callable[[bytes, str], Document]


def read_markdown(data: bytes, name: str) -> Document:
    """The document in the bytes of a Markdown file; its reader is imported only now, most texts being plain."""
    from verifier.readers.markdown import read_markdown

    return read_markdown(data, name)


def read_html(data: bytes, name: str) -> Document:
    """The document in the bytes of a web page."""
    from verifier.readers.html import read_html

    return read_html(data, name)


def read_docx(data: bytes, name: str) -> Document:
    """The document in the bytes of a Word file."""
    from verifier.readers.docx import read_docx

    return read_docx(data, name)


def read_pdf(data: bytes, name: str) -> Document:
    """The document in the bytes of a PDF file; needs the extra `pdf`."""
    from verifier.readers.pdf import read_pdf

    return read_pdf(data, name)


READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
}


def read(source: Path | bytes, name: str = "") -> Document:
    """The document in a file or in bytes; `name` (the path by default) is what reports call it, its suffix picks the reader.

    An unknown suffix is read as plain text; of bytes without one, how they begin tells (`openings`). InputError: missing, a
    folder, unreadable, too large, empty, binary, or in an encoding that cannot be told.
    """
    title = name or (str(source) if isinstance(source, Path) else "text")
    data = source if isinstance(source, bytes) else _bytes(source, title)
    suffix = Path(title).suffix.lower() or (source.suffix.lower() if isinstance(source, Path) else _told(source))
    return READERS.get(suffix, read_text)(data, title)


def _told(data: bytes) -> str:
    from verifier.readers.openings import suffix_of  # files have names

    return suffix_of(data)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder, not a file")
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"{name}: {size:,} bytes; at most {LARGEST:,} are read. Split the file.")
        if path.is_fifo():
            from verifier.readers.pipes import read_pipe  # hardly anybody hands over a pipe by its name

            return read_pipe(path, name, LARGEST)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)  # a device or a pipe reports size 0 and may never end
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file") from None
    except PermissionError:
        raise InputError(f"{name}: may not be read by this user; check its permissions") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise InputError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
