"""Full-width digits and letters as their plain fellows: typesetters of East Asian text print "１３％" and "ＵＳ＄５０"."""

from __future__ import annotations

import re
from typing import Final

# digits, letters and the signs of amounts, each one code point for one, so that every position stays what it was;
# commas and stops are left as they are: between figures they part them
_WIDE: Final = re.compile("[０-９Ａ-Ｚａ-ｚ％＄￡＋－．]")
_LEAD: Final = b"\xef"  # how full-width forms begin in UTF-8: found much faster than a class of characters
_PLAIN: Final = {
    **{code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    ord("％"): ord("%"), ord("＄"): ord("$"), ord("￡"): ord("£"), ord("＋"): ord("+"), ord("－"): ord("-"),
       ord("．"): ord("."),
}


def narrow(text: str) -> str:
    """The text with full-width figures in their plain form, as long as before.

    >>> narrow("增长１３％")
    '增长13%'
    """
    if text.isascii() or _LEAD not in text.encode("utf-8", "surrogatepass") or not _WIDE.search(text):
        return text
    return text.translate(_PLAIN)
