"""The notations of an amount as compiled patterns, made once from the vocabulary.

Two readings of the same grammar: a table cell that holds one amount and nothing else, where a narrow column may break
the number itself (`1.250.\\n000 €`), and running text, where lines break at spaces only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from parsers.vocabulary import load_words

# No-break, figure, thin, narrow no-break and other fixed spaces, one for one, so that places in the text stay right.
SPACES = dict.fromkeys([0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
CELL_CHARACTERS = SPACES | _INVISIBLE
GAP = r"[ ]*\n?[ ]*"
FOOTNOTES = r"(?:[ ]*(?:\*{1,4}|\(\*{1,4}\)|\([0-9]{1,2}\)|\[[0-9]{1,2}\]|[¹²³⁰⁴-⁹†‡]))*"
_SIGN = "[-−–]"
_NO_LETTER = r"(?![^\W\d_¹²³⁰⁴-⁹])"  # a raised footnote digit counts as a letter for Python: `12 euro¹`


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word: its factor and whether the word itself names the euro (`k€`)."""

    factor: Decimal
    names_euro: bool


@cache
def units() -> dict[str, Unit]:
    """Unit word, case folded and without spaces -> its unit."""
    return {
        unit_key(row["word"]): Unit(Decimal(row["factor"]), row["currency"] == "yes") for row in load_words("units")
    }


def unit_key(printed: str) -> str:
    return "".join(printed.casefold().split())


def either(words: list[str]) -> str:
    """A pattern for any of the words, longest first; a word that ends in a letter ends there."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(_word(word) for word in ordered) + ")"


def currency(*kinds: str) -> str:
    """A pattern for the currency words of these kinds (sign, code, word), all of them when none is named."""
    return either([row["word"] for row in load_words("currency") if not kinds or row["kind"] in kinds])


def unit(names_euro: bool | None = None) -> str:
    """A pattern for unit words: those that name the euro, those that do not, or all."""
    rows = load_words("units")
    return either([row["word"] for row in rows if names_euro is None or (row["currency"] == "yes") is names_euro])


@cache
def cell_amount() -> re.Pattern[str]:
    """One amount that fills its cell; groups as in `_amount`."""
    pattern = _amount(_number("\n?"), rf"(?P<sign>{_SIGN})?", rf"{currency()}\.?")
    return re.compile(pattern + FOOTNOTES, re.IGNORECASE)


@cache
def bracketed_amount() -> re.Pattern[str]:
    """`(12.500)`, `€ (12.500)`, `(12.500 €)`: the bookkeeper's negative; group `positive` is what stands inside."""
    sign = currency("sign")
    inside = rf"\([ ]*(?P<positive>(?:{sign}\s?)?[0-9][0-9 .,\n=–-]*(?:{sign})?)[ ]*\)"
    return re.compile(rf"(?P<before>{sign})?{GAP}{inside}{GAP}(?P<after>{sign})?{FOOTNOTES}", re.IGNORECASE)


@cache
def running_amount() -> re.Pattern[str]:
    """Any number in running text with the currency and unit beside it, if any; groups as in `_amount`.

    A hyphen counts as minus only behind a space inside a line: at a line's start it is a bullet, behind a digit it
    makes a range.
    """
    number = _number("")
    after = rf"(?:{_sign_behind(number)}|{currency('word')})"
    sign = r"(?P<sign>(?<=[^\s\d][ (])-|−)?"
    return re.compile(rf"(?<![\w.,]){_amount(number, sign, after)}", re.IGNORECASE)


def _sign_behind(number: str) -> str:
    """A currency sign that belongs to the number before it.

    In `in 2020 € 12.500` it belongs to the number behind it, unless that one has its own (`12.500 € 13.000 €`). On a
    line of its own (`57\\n€\\n22.346.512,00`) it belongs to a number behind it that is grouped or has decimals.
    """
    sign = currency("sign", "code")
    anonymous = re.sub(r"\?P<\w+>", "?:", number)
    same_line = rf"(?<!\n){sign}(?:(?![ ]*[0-9])|(?=[ ]*{anonymous}{GAP}{currency()}))"
    return rf"(?:{same_line}|(?<=\n){sign}(?!\s*[0-9]{{1,3}}[ .,][0-9]))"


def _amount(number: str, sign: str, after: str) -> str:
    """Groups: sign, before (the currency, perhaps with its unit), sign_inside, those of `_number`, unit, after."""
    before = rf"(?P<before>(?P<unit_before>{unit(True)})|(?:(?P<unit_apart>{unit(False)}){GAP})?{currency()})"
    lead = rf"(?:{before}{GAP}(?P<sign_inside>{_SIGN})?)?"
    return rf"{sign}{lead}{number}(?:{GAP}(?P<unit>{unit()}))?(?:{GAP}(?P<after>{after}))?"


def _number(broken: str) -> str:
    """Whole and decimals, or english; `broken` is where a cell's narrow column may break the line beside a separator.

    A line break inside three digits (`1.998.81\\n3€`) cannot end a sentence and may stand anywhere. Spaces group
    at most three groups: `12 500 12 500` is rather two amounts side by side. At a space a line may break when the
    next group begins with 0, as no amount does (`300\\n000 euro`).
    """
    three = r"[0-9]\n?[0-9]\n?[0-9]"
    dotted = rf"[1-9][0-9]{{0,2}}(?:{broken}\.{broken}{three})+"
    spaced = r"[1-9][0-9]{0,2}(?:[ ][0-9]{3}|\n0[0-9]{2}){1,2}"
    plain = r"(?:0|[1-9][0-9]*)"
    cents = r"[0-9]\n[0-9]|" if broken else ""
    decimals = rf"{broken},{broken}(?P<decimals>{cents}[0-9]{{1,8}}|--?|[–—=])"
    english = r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]{2}|(?:,[0-9]{3}){2,})"
    dutch = rf"(?P<whole>(?P<dotted>{dotted})|{spaced}|{plain})(?:{decimals})?"
    return rf"(?:(?P<english>{english})|{dutch})(?![.,]?[0-9])"


def _word(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", "[ ]?")
    return escaped + _NO_LETTER if word[-1].isalpha() else escaped
