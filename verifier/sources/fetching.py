"""Fetches one file over HTTP: bounded in size and in time, and an answer that is no file is a SourceError in words.

Used by `verifier rates update` only; a check never fetches anything.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from verifier.errors import SourceError

if TYPE_CHECKING:
    from requests import Response

TIMEOUT = 30.0  # seconds, for connecting, for each wait, and for the whole file
LARGEST = 20_000_000  # bytes; the ECB's zipped history has 0.7 million
REDIRECTS = 5
_CHUNK = 16_384


def fetch(address: str, timeout: float = TIMEOUT, missing: bytes | None = None) -> bytes:
    """The file at an address, after at most five redirects, none of which may leave https for http.

    `missing` is what status 404 stands for, where that is an answer too. SourceError for any trouble, saying which.
    """
    import requests
    from urllib3.exceptions import HTTPError, ReadTimeoutError  # what reading an answer in pieces raises

    if not address.startswith(("https://", "http://")):
        raise SourceError(f"{address!r} is no address; write it as https://host/path")
    try:
        with requests.Session() as session:
            session.max_redirects = REDIRECTS
            session.headers["Accept-Encoding"] = "identity"  # a zip gains nothing, and its length is told in full
            with session.get(address, timeout=timeout, stream=True) as response:
                if address.startswith("https://") and not response.url.startswith("https://"):
                    raise SourceError(f"{address} leads to {response.url}, which is not encrypted; it is not followed")
                if response.status_code == 404 and missing is not None:
                    return missing
                if response.status_code != 200:
                    raise SourceError(f"{address} answered with status {response.status_code}; check the address")
                return _body(response, address, timeout)
    except requests.TooManyRedirects as error:
        raise SourceError(f"{address} leads to another address more than {REDIRECTS} times; check the address") from error
    except (requests.Timeout, ReadTimeoutError) as error:
        raise SourceError(f"{address} did not answer within {timeout:g} seconds; try again later") from error
    except (requests.RequestException, HTTPError) as error:
        raise SourceError(f"{address} cannot be fetched ({type(error).__name__}); check address and connection") from error


def _body(response: Response, address: str, timeout: float) -> bytes:
    """The whole answer; a server that sends a byte a second, or never stops, is cut off."""
    end, body = time.monotonic() + timeout, bytearray()
    told = response.headers.get("Content-Length", "")
    for chunk in _chunks(response):
        body += chunk
        if len(body) > LARGEST:
            raise SourceError(f"{address} sends more than {LARGEST // 1_000_000} MB; that is not the file of rates")
        if time.monotonic() > end:
            raise SourceError(f"{address} did not finish within {timeout:g} seconds; try again later")
    if told.isdigit() and len(body) < int(told):
        raise SourceError(f"{address} broke off after {len(body)} of {told} bytes; try again later")
    return bytes(body)


def _chunks(response: Response) -> Iterator[bytes]:
    """What arrives, as it arrives: a read of so many bytes would wait for all of them, however slowly they come."""
    if not hasattr(response.raw, "read1"):  # urllib3 before 2.0
        yield from response.iter_content(1)
        return
    while chunk := response.raw.read1(_CHUNK):
        yield chunk
