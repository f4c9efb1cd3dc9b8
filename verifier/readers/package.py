"""Zip packages of XML parts, as office programs write them: opened with caps, and without document types or entities."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from msgspec import Struct

from verifier.errors import InputError
from verifier.readers.decoding import LARGEST

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_PARTS = 20_000
# what zipfile raises over damaged, encrypted or oddly packed members; ValueError for places before the file's start
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the older binary format, and the wrapping of an encrypted file


class Package(Struct, frozen=True):
    """An open package and what complaints call it."""

    name: str
    archive: zipfile.ZipFile

    @classmethod
    def open(cls, data: bytes, name: str) -> Package:
        """The package in some bytes; InputError where they are no zip archive, or one out of all proportion."""
        if data.startswith(_OLE):
            raise InputError(f"{name}: is encrypted, or an old binary Word file (.doc); save it without a password as .docx")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _UNREADABLE as error:
            raise InputError(f"{name}: is no Word file (.docx): {str(error).lower() or 'damaged'}; save it anew") from None
        if len(archive.infolist()) > _MOST_PARTS:
            raise InputError(f"{name}: holds {len(archive.infolist()):,} parts; at most {_MOST_PARTS:,} are allowed")
        return cls(name, archive)

    def part(self, path: str) -> Element | None:
        """The root of an XML part, None where there is none; InputError where it is damaged, too large, or has entities."""
        try:
            info = self.archive.getinfo(path)
        except KeyError:
            return None
        if info.file_size > LARGEST:
            raise self._too_large(path)
        try:
            with self.archive.open(info) as file:
                data = file.read(LARGEST + 1)  # what the directory says of a part's size may be a lie
        except _UNREADABLE as error:
            message = f"{self.name}: {path} in it cannot be unpacked ({error}); save it anew, without a password"
            raise InputError(message) from None
        if len(data) > LARGEST:
            raise self._too_large(path)
        return self._parsed(data, path)

    def _parsed(self, data: bytes, path: str) -> Element:
        from xml.etree import ElementTree

        # ECMA-376 forbids document types; with one, a file of a kilobyte could unfold to gigabytes or ask for other files
        if b"<!DOCTYPE" in data.replace(b"\0", b"")[:100_000] or b"<!ENTITY" in data.replace(b"\0", b""):
            raise InputError(f"{self.name}: {path} in it declares a document type, which no Word file does; it is not read")
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise InputError(f"{self.name}: {path} in it is damaged ({error}); save it anew") from None

    def _too_large(self, path: str) -> InputError:
        return InputError(f"{self.name}: {path} in it unpacks to more than {LARGEST:,} bytes; split the file")
