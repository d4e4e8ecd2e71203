"""The sentences of a block as labelled words: spaCy's tokens and sentences, and the vocabulary's words in them.

spaCy is imported when the first sentence is read (it takes a second): a document with tables only never needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from parsers.vocabulary import load_words

_RULED = "words"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark: `text[start:end]` of its block."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """`Gent`, `iDROPS`, `4Hoog`; not `2020` or `van`."""
        return any(letter.isupper() for letter in self.text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the vocabulary: their kind and the token behind the last one."""

    kind: str
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's tokens, and for each token the phrases that begin with it, the longest first.

    `joined`: `en` between capitals belongs to one name (`Boeren en Buren vzw`) also where several are told of.
    """

    tokens: tuple[Token, ...]
    phrases: tuple[tuple[Phrase, ...], ...]
    joined: bool = False

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def find(self, at: int, kind: str) -> int | None:
        """Where the longest phrase of this kind that begins at a token ends; None without one."""
        return next((phrase.end for phrase in self.phrases[at] if phrase.kind == kind), None)


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; abbreviations (`o.a.`, `v.z.w.`) end none."""
    document = _load_language()(text)
    return tuple(_to_sentence(document, sentence) for sentence in document.sents)


def _to_sentence(document: Any, sentence: Any) -> Sentence:
    words = [word for word in sentence if not word.is_space]
    index = {word.i: at for at, word in enumerate(words)}
    phrases: list[list[Phrase]] = [[] for _ in words]
    for span in document.spans[_RULED]:
        if span.start in index and span.end - 1 in index:
            phrases[index[span.start]].append(Phrase(span.label_, index[span.end - 1] + 1))
    ordered = (tuple(sorted(found, key=lambda phrase: (-phrase.end, phrase.kind))) for found in phrases)
    tokens = (Token(word.text, word.idx, word.idx + len(word.text)) for word in words)
    return Sentence(tuple(tokens), tuple(ordered))


@cache
def _load_language() -> Any:
    """Dutch without a statistical model; `Rode Kruis-Vlaanderen` is two words, legal forms keep their points.

    Its words are settled before it is made: spaCy loads all of them again for each one that is changed later.
    """
    from spacy.lang.nl import Dutch

    words = {**_without_faces(Dutch.Defaults.tokenizer_exceptions), **_whole_words()}
    defaults = type("Defaults", (Dutch.Defaults,), {"tokenizer_exceptions": words, "infixes": []})
    language: Any = type("PlainDutch", (Dutch,), {"Defaults": defaults})()
    language.add_pipe("sentencizer")
    ruler: Any = language.add_pipe("span_ruler", config={"spans_key": _RULED, "phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(list(_patterns()))
    return language


def _without_faces(exceptions: Mapping[str, Any]) -> dict[str, Any]:
    """Those with a letter: `):` is a face to spaCy, and the end of a bracket in `(Gent): 10.000 euro`."""
    return {text: parts for text, parts in exceptions.items() if any(map(str.isalnum, text))}


def _whole_words() -> dict[str, Any]:
    """Words that stay one: `v.z.w.`, `’t`, `GO!`."""
    dotted = [".".join(form) + "." for form in legal_forms()]
    forms = [printed for form in dotted for printed in (form, form.upper(), form.capitalize())]
    others = [row["words"] for row in load_words("recipient_words") if row["kind"] in ("apostrophe", "signed")]
    return {word: [{"ORTH": word}] for word in (*forms, *others)}


def _patterns() -> Iterator[dict[str, Any]]:
    for row in (*load_words("prose_words"), *load_words("recipient_words")):
        if row["kind"] in ("grant", "grants"):  # `projectsubsidie` ends as `subsidie` does
            yield {"label": row["kind"], "pattern": [{"LOWER": {"REGEX": f"{row['words']}$"}}]}
        elif row["kind"] not in ("group", "apostrophe", "announcing", "own", "authority", "branch", "signed", "town"):
            yield {"label": row["kind"], "pattern": row["words"]}


@cache
def legal_forms() -> frozenset[str]:
    """`vzw`, `nv` …, in small letters."""
    return frozenset(row["word"] for row in load_words("line_breaks") if row["kind"] == "legal_form")


def is_legal_form(text: str) -> bool:
    """`vzw`, `VZW`, `v.z.w.`"""
    return text.lower().replace(".", "") in legal_forms()


def words_of(kind: str, name: str = "prose_words") -> Sequence[str]:
    """The words of one kind in a vocabulary file, in small letters."""
    return _words_by_kind(name).get(kind, ())


@cache
def _words_by_kind(name: str) -> dict[str, tuple[str, ...]]:
    rows = load_words(name)
    kinds = dict.fromkeys(row["kind"] for row in rows)
    return {kind: tuple(row["words"].lower() for row in rows if row["kind"] == kind) for kind in kinds}
