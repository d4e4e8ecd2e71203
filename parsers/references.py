"""What an answer refers to instead of saying it: another answer, the register of grants, an annex that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.heading_words import HeadingWords
from parsers.lines import clean, fold_letters

_MOST_OTHER_WORDS = 25  # an answer that says more than this beside its reference is an answer of its own
NUMBER = re.compile(r"(?<!\w)n(?:r|rs|ummer)\.?\s*(\d{1,4})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def find_references(text: str, own_numbers: frozenset[int], has_annex: bool, words: HeadingWords) -> tuple[str, ...]:
    """What a text refers to, as printed: `gecoördineerd antwoord van minister X`, `subsidieregister`, `bijlage`.

    `antwoord op vraag 1` speaks of the same document's first question (`own_numbers`): no reference. A document that
    brings its annex along does not refer elsewhere by it.
    """
    text = clean(text)
    folded = fold_letters(text)
    found = [*_answers(text, own_numbers, words), *_coordinated(text, words)]
    found += _matches(words.references.register.finditer(folded), text)
    found += _matches(words.references.colleague.finditer(folded), text)
    found += _matches(words.references.site.finditer(folded), text)
    if not has_annex:
        found += _matches(words.references.annex.finditer(folded), text)
    return tuple(dict.fromkeys(found))


def is_only_reference(text: str, own_numbers: frozenset[int], words: HeadingWords) -> bool:
    """Whether an answer says little more than that another answer or register has what was asked."""
    references = find_references(text, own_numbers, True, words)
    said = sum(len(reference.split()) for reference in references)
    return bool(references) and len(text.split()) - said <= _MOST_OTHER_WORDS


def _answers(text: str, own_numbers: frozenset[int], words: HeadingWords) -> Iterator[str]:
    for match in words.references.answer.finditer(fold_letters(text)):
        target = match["target"]
        numbers = {int(number) for number in NUMBER.findall(target)}
        if words.references.elsewhere.search(target) or numbers - own_numbers or _YEAR.search(target):
            yield _printed(match, text)


def _coordinated(text: str, words: HeadingWords) -> Iterator[str]:
    """`Minister X zal een gecoördineerd antwoord geven`; not `Ik geef een gecoördineerd antwoord namens minister X`."""
    for match in words.references.coordinated.finditer(fold_letters(text)):
        said = match["target"]
        refers = words.references.answer.search(said) is not None  # told already
        if words.title.search(said) and not words.references.own.search(said) and not refers:
            yield _printed(match, text)


def _matches(matches: Iterator[re.Match[str]], text: str) -> list[str]:
    return [_printed(match, text) for match in matches]


def _printed(match: re.Match[str], text: str) -> str:
    group = next(name for name, said in match.groupdict().items() if said is not None)
    return text[slice(*match.span(group))].strip(" ,)")
