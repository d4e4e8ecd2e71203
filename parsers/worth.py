"""Is an answer worth reading? Decided from its text alone, in some milliseconds a page, and with every doubt for it.

A grant is an amount of money and words that tell of granting it: in a sentence, over a column, or in the question. An
answer in which one of the two stands nowhere holds none.
"""

from __future__ import annotations

import re
from functools import cache

from parsers.annex_pointers import points_at_annex
from parsers.files import find_format
from parsers.glance import glance_at_pages, has_heading
from parsers.header_words import GRANTED_ROLES
from parsers.heading_words import read_heading_words
from parsers.references import find_references
from parsers.vocabulary import fold, load_words
from schemas.questions import QuestionFacts
from schemas.results import SourceDocument

NO_MONEY = "no amount of money is printed in it: no euro, and no column of numbers"
NO_GRANTING = "neither its subject nor its text has a word of granting"

_SHORT = 4  # letters; shorter words would be found within others
_NUMBER = r"(?:[-−–(]?[1-9]\d{0,2}(?:[. ]\d{3})+(?:,(?:\d{1,8}|-{1,2}|[–—=]))?|\d+,(?:\d{1,8}|-{1,2}|[–—=])|\d{3,})"
_NOTES = r"[)*¹²³⁰⁴-⁹†‡.;]*"
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")


def find_reason_to_skip(source: SourceDocument, facts: QuestionFacts | None) -> str | None:
    """Why an answer cannot hold grants, None where it may and is to be read.

    To be read is also what has attachments, is no PDF or a damaged one, has pages whose text cannot be trusted, refers
    elsewhere, or has no heading of an answer: reading tells more of it. `facts` is what the service says.
    """
    import pypdfium2

    if source.attachments or find_format(source.content) != "pdf":
        return None
    try:
        pages = glance_at_pages(source.content)
    except pypdfium2.PdfiumError:
        return None
    if not pages or any(page.is_doubtful for page in pages):
        return None
    text = "\n".join(page.text for page in pages)
    reason = _find_reason(text, " ".join([facts.title or "", *facts.themes]) if facts else "")
    return None if reason and _is_told_by_reading(text) else reason


def _find_reason(text: str, subject: str) -> str | None:
    if not shows_money(text):
        return NO_MONEY
    return None if speaks_of_granting(f"{subject}\n{text}") else NO_GRANTING


def shows_money(text: str) -> bool:
    """Whether money is named in a text, or a number stands where a table's column begins or ends."""
    folded = fold(text)
    closed = folded.replace(" ", "")
    if _money_words().search(folded) or any(words in closed for words in _further_words("money")):
        return True
    return any(_has_column_number(line) for line in text.splitlines())


def speaks_of_granting(text: str) -> bool:
    """Whether a word of granting stands in a text, also broken over lines, or words that head a column of grants."""
    folded = fold(text)
    closed = folded.replace(" ", "")
    long, short = _granting_words()
    return any(words in closed for words in long) or short.search(folded) is not None


def _is_told_by_reading(text: str) -> bool:
    """Whether reading tells more than «no grants»: that it is no answer, or where the answer refers to."""
    refers = points_at_annex(text) or find_references(text, frozenset(), False, read_heading_words("nl"))
    return bool(refers) or not has_heading(text)


def _has_column_number(line: str) -> bool:
    """A number of three digits or more at one end of a line that is no year and is not called `nr.` or `artikel`."""
    at_start, at_end, label = _line_numbers()
    numbers = [match for match in (at_start.match(line), at_end.search(line)) if match]
    unnamed = [match[1] for match in numbers if not label.search(line[: match.start(1)])]
    return any(not _YEAR.fullmatch(number) or line.strip() == number for number in unnamed)


@cache
def _line_numbers() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    labels = "|".join(re.escape(row["word"]) for row in load_words("number_labels"))
    at_start = re.compile(rf"\s*({_NUMBER}){_NOTES}(?:\s|$)")
    at_end = re.compile(rf"(?:^|\s)({_NUMBER}){_NOTES}\s*$")
    return at_start, at_end, re.compile(rf"\b(?:{labels})\.?\s*$", re.IGNORECASE)


@cache
def _money_words() -> re.Pattern[str]:
    """A currency anywhere, or a unit beside a number or announced: `1,5 mio`, `(in duizend)`; `Mia` is also a name."""
    units, euros = (sorted({fold(row["word"]) for row in load_words(name)}) for name in ("units", "currency"))
    signs = "|".join(re.escape(word) for word in euros if not word[-1].isalpha())
    words = "|".join(re.escape(word) for word in euros if word[-1].isalpha())
    beside = rf"(?:\d|\(|\bin|\bx)\s*(?:{'|'.join(map(re.escape, units))})(?!\w)"
    return re.compile(rf"[¤$£]|{signs}|(?<![^\W\d])(?:[km]?\ ?)(?:{words})(?!\w)|{beside}")


@cache
def _further_words(tells: str) -> tuple[str, ...]:
    return tuple(fold(row["words"]) for row in load_words("worth_words") if row["tells"] == tells)


@cache
def _granting_words() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Words to be found anywhere in a text without its spaces, and the short ones, which have to stand alone."""
    general = {fold(row["words"]) for row in load_words("general_amounts")}
    headers = [fold(row["words"]) for row in load_words("headers") if row["role"] in GRANTED_ROLES]
    named = [words for words in headers if not set(words.split()) <= general]
    words = {"".join(fold(row["words"]).removeprefix("*").split()) for row in load_words("grant_words")}
    words |= set(_further_words("granting"))
    words |= {"".join(header.split()) for header in named}
    short = "|".join(re.escape(word) for word in sorted(words) if len(word) <= _SHORT)
    return tuple(sorted(word for word in words if len(word) > _SHORT)), re.compile(rf"\b(?:{short})\b")
