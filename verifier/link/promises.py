"""What the qualifier of a figure promises, for whoever holds one text's beside another's."""

from __future__ import annotations

from verifier.model import Mention

ALIKE = {"at_most": "up_to"}  # "no more than 90 million" is "up to 90 million"


def promised(mention: Mention) -> str | None:
    """The qualifier's name where it promises something; "about" before a round figure says what its zeros say."""
    qualifier = mention.qualifier
    return None if qualifier is None or qualifier == "about" else ALIKE.get(qualifier, qualifier)
