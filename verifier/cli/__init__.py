"""The command line: arguments → library → print. No logic of its own.

Exit status: 0 when nothing was found at or above `--fail-on`, 1 when something was, 2 when the run itself broke.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from verifier.cli.arguments import parser
from verifier.config import tracebacks_wanted
from verifier.errors import VerifierError

BROKEN = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; nothing a user gives it ends in a traceback."""
    collecting = gc.isenabled()
    gc.disable()  # the values of a run hold no cycles; looking for some would be a twentieth of a cold start
    try:
        return _main(arguments)
    finally:
        if collecting:
            gc.enable()


def _main(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without "→" shows its escape instead of failing
    options = parser().parse_args(arguments)
    try:
        status = _command(options.command)(options)
        sys.stdout.flush()
    except VerifierError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # `verifier check … | head` is done when head is; without this Python complains while closing stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if tracebacks_wanted():
            raise
        return _complain(f"a defect of verifier itself: {type(error).__name__}: {error}\n"
                         "Please report it; VERIFIER_DEBUG=1 shows where it happened.")
    return status


def _command(name: str) -> Callable[[Namespace], int]:
    """The function behind a command; each is imported alone, so that `verifier check` pays for no other."""
    if name == "extract":
        from verifier.cli.extract_command import run
    elif name == "rates":
        from verifier.cli.rates_command import run
    elif name == "facts":
        from verifier.cli.facts_command import run
    elif name == "rules":
        from verifier.cli.rules_command import run
    elif name == "config":
        from verifier.cli.config_command import run
    else:
        from verifier.cli.check_command import run
    return run


def _complain(message: str) -> int:
    print(f"verifier: {message}", file=sys.stderr)
    return BROKEN
