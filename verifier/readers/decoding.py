"""Bytes to text: UTF-8, UTF-16 with its mark, Windows-1252 when nothing else fits; anything doubtful is refused.

A wrong guess would not show as a crash but as wrong figures ("5Â %", "â‚¬40m"), so the fallback is said in the
document's origin, and bytes that make no Western text are not guessed at all.
"""

from __future__ import annotations

import codecs
import re

from verifier.errors import InputError

LARGEST = 50_000_000  # bytes; the longest annual report in plain text has some five million
_ADVICE = "give the article as .txt, .md, .html, .docx or .pdf"
FALLBACK = "read as Windows-1252: the bytes are not valid UTF-8"

_TEXTUAL = re.compile(r"(?:windows-|iso-?8859-|cp|koi8-|gb|big5|shift[-_]?jis|x-sjis|euc-|mac)[a-z0-9_-]*|ascii|us-ascii|latin1")
# what these names mean on the web (WHATWG Encoding Standard)
_REALLY = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "ascii", "us-ascii"), "cp1252"), "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "iso-8859-9": "cp1254",
}
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_ASCII = bytes(range(128))
_MOST_CONTROLS = 0.01
_MOST_HIGH = 0.25  # French, the most accented Western language in print, has about 4 % of them


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text and a remark on how it was read ("" when nothing needs saying); InputError where it is no text.

    A byte-order mark is dropped; every other code point stays, line ends included. `declared` is the encoding the file says
    it is in: believed only of bytes that are no UTF-8, since pages are often converted and rarely corrected.
    """
    if len(data) > LARGEST:
        raise InputError(f"{name}: {len(data):,} bytes; at most {LARGEST:,} are read. Split the file.")
    text, remark = _decoded(data, name, declared)
    if not text.strip():
        raise InputError(f"{name}: the file is empty; there is nothing to check")
    return text, remark


def _decoded(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ""
        except UnicodeDecodeError:
            raise InputError(f"{name}: begins like UTF-16 but is not valid UTF-16; save it as UTF-8") from None
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        text = _as_declared(data, declared) if declared else None
        return (text, "") if text is not None else (_western(data, name, error.start), FALLBACK)


def _as_declared(data: bytes, declared: str) -> str | None:
    """The text in the encoding the file names, where that is one of texts and fits; None otherwise."""
    name = declared.lower()
    if not _TEXTUAL.fullmatch(name):  # Python also knows "zip" and "rot13"
        return None
    try:
        return data.decode(_REALLY.get(name, name))
    except (UnicodeDecodeError, LookupError):
        return None


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:65_536]
    if b"\0" in sample:
        evens, odds = sample[::2].count(0), sample[1::2].count(0)
        if max(evens, odds) * 4 > len(sample) > 10 * min(evens, odds):
            raise InputError(f"{name}: looks like UTF-16 without its byte-order mark; save it as UTF-8")
        raise InputError(f"{name}: is a binary file, not text; {_ADVICE}")
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample):
        raise InputError(f"{name}: is a binary file, not text ({controls} control characters); {_ADVICE}")


def _western(data: bytes, name: str, first_bad: int) -> str:
    advice = "save the file as UTF-8"
    high = len(data.translate(None, _ASCII))
    if high > _MOST_HIGH * len(data):
        raise InputError(f"{name}: not UTF-8 (byte {first_bad}), and no Western text either; {advice}")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: neither UTF-8 (byte {first_bad}) nor Windows-1252 (byte {error.start}); {advice}") from None
