"""`verifier extract`: every number of a text as it is read, before any rule looks at it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msgspec.structs import replace

from verifier.cli.settings import STDIN, coloured, settings, settings_file, width
from verifier.engine import Verifier
from verifier.readers import read
from verifier.reports import Style
from verifier.reports.listing import LISTINGS


def run(options: argparse.Namespace) -> int:
    """Print the numbers; always 0."""
    verifier = Verifier(config=settings(options, settings_file(options, options.path)))
    document = read(sys.stdin.buffer.read(), "standard input") if options.path == STDIN else read(Path(options.path))
    if options.date:
        document = replace(document, date=options.date, date_from="given")
    full, mentions = verifier.extract(document)
    # a highlighted text without its colours would be the bare text: asked for by name, they come wherever they go
    style = Style(coloured(options) or options.format == "highlight", width())
    sys.stdout.write(LISTINGS[options.format](full, mentions, style))
    return 0
