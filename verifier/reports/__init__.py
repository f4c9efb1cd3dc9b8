"""From a run to text: one function per format, in the table below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verifier.errors import ConfigError
from verifier.reports.colour import summary, verdict
from verifier.reports.run import PLAIN, Failure, Offsets, Run, Style
from verifier.reports.text import text_report
from verifier.reports.wire import json_report, report_dict, run_dict

__all__ = ["FORMATS", "PLAIN", "Failure", "Offsets", "Run", "Style", "render", "report_dict", "run_dict", "summary", "verdict"]

FORMATS: Mapping[str, Callable[[Run, Style], str]] = {
    "text": text_report,
    "json": json_report,
}


def render(run: Run, format: str = "text", style: Style = PLAIN) -> str:
    """The run in one of the formats; ConfigError naming them all for any other."""
    if format not in FORMATS:
        raise ConfigError(f"there is no report format '{format}'; there are {', '.join(FORMATS)}")
    return FORMATS[format](run, style)
