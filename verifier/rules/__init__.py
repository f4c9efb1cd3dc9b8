"""Rule files to rules and compiled phrases, every complaint with file:line:column.

    rules/<topic>/<id>.yaml          one rule a file; the stem is its id
    rules/lexicon/<language>/*.yaml  the words its phrases call by class

`load_pack` is the way in. The YAML parser and the schema (`published.json_schema` is its JSON form, for editors) are
imported only when a pack has to be compiled.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from verifier.errors import Complaint, RuleError
from verifier.lexicon import Lexicon
from verifier.rules import cache as kept
from verifier.rules.files import Files, gather
from verifier.rules.pack import CompiledForm, CompiledGuard, Pack


def load_pack(folders: Sequence[Path], functions: Collection[str], cache: Path | None = None, language: str = "en") -> Pack:
    """The compiled pack of rule folders; RuleError with every complaint of every file.

    A later folder adds rules, and replaces those of the same id that say `replaces: true`. `functions` are the names
    formulas may call; where it maps them to callables `(inquiry, *arguments)` the number of arguments is checked too.
    `cache` is a folder for compiled packs; None compiles afresh.
    """
    files = gather(folders, language)
    key = kept.cache_key(files, folders, functions, language) if cache else ""
    pack = kept.load(cache, key) if cache else None
    if pack is None:
        pack = _compiled(files, functions, language)
        if cache:
            kept.save(cache, key, pack)
    return pack


def load_lexicon(folders: Sequence[Path], language: str) -> Lexicon | None:
    """The words of a language in rule folders, without their rules; None where no folder has any.

    `language` is what a document says of itself: anything but letters names no folder. RuleError where a file is wrong.
    """
    from verifier.lexicon import lexicon_files, read_lexicon

    if not (language.isascii() and language.isalpha()):
        return None
    files = [found for folder in folders for found in lexicon_files(folder / "lexicon" / language).items()]
    return read_lexicon(language, dict(files)) if files else None


def _compiled(files: Files, functions: Collection[str], language: str) -> Pack:
    from verifier.lexicon import read_lexicon
    from verifier.phrase import PhraseBook
    from verifier.phrase.compiler import PhraseCompiler
    from verifier.rules.compiling import RuleCompiler
    from verifier.rules.drafting import arities, drafts

    by_id, complaints = drafts(files.rules)
    try:
        lexicon = read_lexicon(language, files.lexicon)
    except RuleError as error:  # phrases would complain of classes that are only misspelt in the lexicon
        raise RuleError(_ordered((*complaints, *error.complaints))) from None
    compiler = RuleCompiler(PhraseCompiler(lexicon), arities(functions) if isinstance(functions, Mapping) else functions, by_id)
    compiled = [form for place, draft in enumerate(by_id.values()) for form in compiler.forms(place, draft)]
    complaints += compiler.complaints
    if complaints:
        raise RuleError(_ordered(complaints))
    phrases = [
        ((place, number), phrase) for place, form in enumerate(compiled) for number, phrase in enumerate(form.phrases)
    ]
    rules = tuple(draft.rule for draft in by_id.values())
    return Pack(rules, tuple(compiled), PhraseBook(phrases), lexicon, files.digest)


def _ordered(complaints: Sequence[Complaint]) -> tuple[Complaint, ...]:
    """In file order, each once: a value that several forms inherit is wrong once."""
    return tuple(sorted(dict.fromkeys(complaints), key=lambda complaint: (complaint.file, complaint.line, complaint.column)))


__all__ = ["CompiledForm", "CompiledGuard", "Pack", "load_lexicon", "load_pack"]
