"""The language of wordings: a phrase says which tokens make a claim and which of them play a role in it.

    {move:@move} [by] {change:percent} ... to {new:amount} ... from {old:amount}

    word            itself, in any case; hyphenated words also apart ("year-on-year", "year on year")
    a|b             one of several items; (a b)|c with round brackets around what has blanks
    [a b]           may be missing; [a b | c] one of several wordings, or nothing; (a b | c) one of them
    ( ) , ; :       the text's own; \\( \\[ \\{ \\| \\@ where a sign would be read as part of this language
    @class          a word of a class of the lexicon
    ...             up to twelve tokens, a mention being one; never an amount, a percentage, a semicolon
    {x:kind}        a mention: any of its kinds, several as {x:money|number}; or amount, share, level, any
    {x:@class}      a word of a class, with the class's value
    {x:text}        one to eight words, no marks and no amounts among them, up to what follows
    {x:name}        one to eight words, all capitalised but small ones inside ("Bank of the West")
    {x:kind>100}    a mention whose value, in printed units, is above 100; >= < <= too
    {x:kind/per=…}  a mention with which that was read: `per`, `unit` or a facet; without = anything will do
    {x:kind?}       may be missing
    {x:kind<}       the nearest earlier mention in the paragraph, before the match begins
    {x:kind*}       two or more mentions of one unit up to the clause's end, whatever words intervene, each with the sign of
                    the nearest word of the class `sign` before it in the list; a word of the class `clause-end` ends it
    {_:…}           matched, unused
"""

from __future__ import annotations

from verifier.lexicon import Lexicon
from verifier.phrase.book import PhraseBook, search
from verifier.phrase.matching import Earlier, Match
from verifier.phrase.program import Phrase
from verifier.phrase.tokens import Tokens, tokenise


def compile_phrase(source: str, lexicon: Lexicon) -> Phrase:
    """The phrase a source text means; LanguageError with the column where it means nothing.

    For many phrases over one lexicon a `compiler.PhraseCompiler` is quicker: they share its class tables.
    """
    from verifier.phrase.compiler import PhraseCompiler  # the parser is not needed where a compiled pack is at hand

    return PhraseCompiler(lexicon).compile(source)


__all__ = ["Earlier", "Match", "Phrase", "PhraseBook", "Tokens", "compile_phrase", "search", "tokenise"]
