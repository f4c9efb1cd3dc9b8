"""Settings: an organisation's `verifier.yaml`, and the only place that reads the environment.

    format: 1
    extends: [built-in, house-rules]     # folders of rules beside the built-in ones, relative to this file
    country: SG                          # what a bare "$" means here (ISO 3166)
    undated: today                       # date of texts that state none; unverified (the default) leaves such claims open
    tune:                                # rule id → off, the worst verdict it may give, or its tolerances
      implied-rate: off
      same-figure: warn
      currency-conversion: {pass: 0.5%, warn: 3%}
    sources:
      rates: [desk.csv]                  # rate sheets of your own, relative to this file (docs/rates.md)
      facts: [facts.csv]                 # fact tables of your own, in the folder of this file (docs/facts.md)
      update: "https://mirror.example/eurofxref-hist.zip"    # where `verifier rates update` fetches the ECB's from
      update-nbp: "https://mirror.example/tables"            # and NBP's
      live: "https://rates.example/api"
    report: {format: text, fail-on: warn, verbose: yes, offsets: utf16}

Every complaint of a file comes at once, as file:line:column.
"""

from __future__ import annotations

from verifier.config.environment import cache_folder, colour_wanted, data_folder, tracebacks_wanted
from verifier.config.file import find_config, load_config
from verifier.config.settings import FILE_NAME, Config, FailOn, Offsets, Tuning, Undated

__all__ = [
    "FILE_NAME", "Config", "FailOn", "Offsets", "Tuning", "Undated",
    "cache_folder", "colour_wanted", "data_folder", "find_config", "load_config", "tracebacks_wanted",
]
