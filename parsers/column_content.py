"""What stands in a column, whatever its header says: amounts, names, years, currency signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from parsers.amount_lists import split_amounts
from parsers.amounts import is_no_amount, parse_amount
from parsers.dates import find_cell_year, find_years
from parsers.row_words import find_row_label
from parsers.tables.headers import is_amount
from parsers.vocabulary import fold, load_words

_SMALL_START = re.compile(r"^['‘’][a-z]\s+")  # `’t Veerhuis`
_FEWEST_TOPICS = 3  # rows, and words of half of the texts
_MOST_DECISION_WORDS = 3
_MOST_WORDS = 9  # of half of the names in a column of recipients; descriptions are longer


def share(body: Sequence[str], check: Callable[[str], bool]) -> float:
    """The part of a column's texts that passes a check; 0 for a blank column."""
    return sum(map(check, body)) / len(body) if body else 0.0


def is_number(printed: str, factor: Decimal = Decimal(1)) -> bool:
    """An amount, several amounts each with its year, or a sign that there is none."""
    if is_no_amount(printed) or split_amounts(printed, factor):
        return True
    try:
        parse_amount(printed, factor)
    except ValueError:
        return False
    return True


def is_year(printed: str) -> bool:
    return bool(find_years(printed)) or find_cell_year(printed) is not None


def holds_amounts(body: Sequence[str], factor: Decimal) -> bool:
    """At least half are amounts, and one of them is no lone dash."""
    return share(body, lambda text: is_number(text, factor)) >= 0.5 and not all(map(is_no_amount, body))


def holds_text(body: Sequence[str]) -> bool:
    """Words rather than numbers."""
    return share(body, is_number) < 0.5


def holds_addresses(body: Sequence[str]) -> bool:
    """Streets with their number (`Kerkstraat 5, 9000 Gent`); a postcode before a place (`9000 Gent`) is none."""
    return share(body, lambda text: bool(re.search(r"[^\W\d_]\s+\d", text))) >= 0.5


def holds_years(body: Sequence[str]) -> bool:
    return share(body, is_year) >= 0.5


def holds_currency(body: Sequence[str]) -> bool:
    """Nothing but currency signs: they stand in a column of their own beside the amounts."""
    words = {fold(row["word"]) for row in load_words("currency")}
    return bool(body) and all(fold(text) in words for text in body)


def holds_topics(body: Sequence[str]) -> bool:
    """Texts of several words, seldom the same twice: what each row is about; no addresses, notes or lists of few."""
    if (
        len(body) < _FEWEST_TOPICS
        or not holds_text(body)
        or share(body, lambda text: bool(re.search(r"\d", text))) > 0.5
    ):
        return False
    words = sorted(len(text.split()) for text in body)
    return words[len(words) // 2] >= _FEWEST_TOPICS and len(set(body)) >= 0.8 * len(body)


def holds_decisions(body: Sequence[str]) -> bool:
    """Almost nothing but words that say whether a request was granted (`goedgekeurd`, `geweigerd`), both among them; a
    single letter says too little without its header, and so does a remark."""
    labels = [find_row_label(text) for text in body if len(text) > 1 and len(text.split()) <= _MOST_DECISION_WORDS]
    decisions = [label for label in labels if label in ("approved", "refused")]
    return len(set(decisions)) == 2 and len(decisions) >= 0.8 * len(body)


def holds_money(body: Sequence[str], declared: bool) -> bool:
    """Almost all are amounts, and a currency or a unit stands with most of them, in the header or in the text above.

    Grouped numbers alone are not money: `15.697` clients, members or square metres look the same.
    """
    texts = [text for text in body if not is_no_amount(text)]
    if not texts or share(texts, is_amount) < 0.8:
        return False
    return declared or share(texts, _has_currency) >= 0.5


def _has_currency(printed: str) -> bool:
    try:
        return parse_amount(printed).has_currency
    except ValueError:
        return False


def holds_names(body: Sequence[str]) -> bool:
    """Texts with a capital, seldom the same twice, shorter than descriptions."""
    if not body or not holds_text(body):
        return False
    words = sorted(len(text.split()) for text in body)
    capital = share(body, lambda text: _SMALL_START.sub("", text, count=1).lstrip("'\"‘“’ ")[:1].isupper())
    return words[len(words) // 2] <= _MOST_WORDS and len(set(body)) >= 0.5 * len(body) and capital >= 0.7
