"""Which rows of a table are its header, and which are labelled (totals, subtotals …)."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.amount_lists import split_amounts
from parsers.amounts import find_amounts, parse_amount
from parsers.dates import find_only_year
from parsers.footnotes import without_marks
from parsers.geometry import line_text
from parsers.header_words import match_header
from parsers.row_words import find_row_label
from schemas.tables import Cell, Row

_MOST_HEADER_ROWS = 4
_MOST_HEADER_WORDS = 16  # of one column


def count_header_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top name the columns; 0 when the table starts with its data.

    A title over the whole width, or over some columns and alone in its row, counts with the header row below it.
    """
    header = 0
    for index, row in enumerate(rows[:_MOST_HEADER_ROWS]):
        if (
            holds_amount(row)
            or starts_with_label(row, ("total", "subtotal"))
            or (header and (_holds_number(row) or any(tells_amount(_squeezed(cell)) for cell in distinct(row))))
        ):
            break
        if (is_full_width(row) or _spans_only(row)) and index + 1 < len(rows) and not header:
            continue
        below = rows[index + 1 :]
        named = _names_columns(row) or _is_set_off(row, below) or _stands_over_amounts(row, below)
        if not named and not (header and _is_below_span(rows, index)):
            break
        header = index + 1
    return header


def _holds_number(row: Row) -> bool:
    """`2021 | 600 | De Ark vzw` under a header is a row: a number of three digits or more, no year."""
    texts = [_squeezed(cell) for cell in distinct(row)]
    return any(text.isdigit() and len(text) >= 3 and not _is_year(text) for text in texts)


def is_full_width(row: Row) -> bool:
    """One cell over all columns."""
    return len(row.cells) > 1 and len(distinct(row)) == 1


def _spans_only(row: Row) -> bool:
    """All that is printed stands over several columns each (`Bedrag in euro` over `Gevraagd` and `Toegekend`)."""
    filled = [cell for cell in distinct(row) if cell.lines]
    return bool(filled) and all(cell.column_span > 1 for cell in filled)


def distinct(row: Row) -> list[Cell]:
    """The row's cells, merged ones once, from left to right."""
    return list({id(cell): cell for cell in row.cells}.values())


def to_printed(cell: Cell) -> str:
    """The cell's lines without footnote marks, one a line."""
    return "\n".join([line_text(line) for line in without_marks(cell.lines)]) if cell.lines else ""


def to_number_text(cell: Cell) -> str:
    """As `to_printed`, but a typed number with its cents: `2000` in a sheet is no year where amounts are asked for."""
    return to_printed(cell) if cell.value is None else f"{cell.value:.2f}".replace(".", ",")


def holds_amount(row: Row) -> bool:
    """Whether a cell is an amount, or several with a year each (`30.000 euro (2023)`); a bare year (`2020`, the header
    of a column) is none."""
    return any(is_amount(printed) or bool(split_amounts(printed)) for printed in map(to_printed, distinct(row)))


def is_amount(printed: str) -> bool:
    """Whether the text is one amount and not a bare year or a small number without currency."""
    try:
        amount = parse_amount(printed)
    except ValueError:
        return False
    return amount.has_currency or any(mark in printed for mark in ".,  ") or abs(amount.value_eur) >= 2100


def tells_amount(text: str) -> bool:
    """An amount with words beside it that name no column (`1.500 euro (waarvan 500 euro in 2024)`, `max. 900 euro`)."""
    return bool(find_amounts(text)) and (text.lstrip("€ ")[:1].isdigit() or not match_header(text))


def is_bold(row: Row) -> bool:
    """Whether every word of a row is bold."""
    words = [word for cell in distinct(row) for line in cell.lines for word in line.words]
    return bool(words) and all(word.bold for word in words)


def starts_with_label(row: Row, labels: Sequence[str]) -> bool:
    """Whether the row's first filled cell starts with a word of one of these labels (`Totaal 2020`)."""
    filled = [cell for cell in distinct(row) if cell.lines]
    return bool(filled) and find_row_label(to_printed(filled[0])) in labels


def names_columns(row: Row) -> bool:
    """Whether a row of words is a header: no amount in it, no blank column, known words or a year over nearly all."""
    filled = [cell for cell in distinct(row) if cell.lines]
    known = sum(bool(_surest_claim(_squeezed(cell))) for cell in filled)
    whole = len(filled) >= 0.8 * len(distinct(row))
    return len(filled) >= 3 and whole and known >= 0.8 * len(filled) and not holds_amount(row)


def _surest_claim(text: str) -> bool:
    """A known header as a whole, not a name or sentence that holds a header's word."""
    claims = match_header(text)
    return _is_year(text) or (bool(claims) and claims[0].rank <= 3)


def _names_columns(row: Row) -> bool:
    """Known header words or a year over at least half of the filled cells, and over two at least."""
    filled = [cell for cell in distinct(row) if cell.lines]
    known = sum(_may_name_column(_squeezed(cell)) for cell in filled)
    if all(_is_year(_squeezed(cell)) for cell in filled):
        return False
    return len(filled) >= 2 and known >= 2 and 2 * known >= len(filled)


def _may_name_column(text: str) -> bool:
    """Known words or a year; a sentence, the text of a row that a page's end cut, names no column."""
    is_long = len(text.split()) > _MOST_HEADER_WORDS
    return _is_year(text) or (not is_long and bool(match_header(text)))


def _is_year(text: str) -> bool:
    return text.isdigit() and find_only_year(text) is not None


def _squeezed(cell: Cell) -> str:
    return " ".join(line_text(line) for line in cell.lines)


def _is_set_off(row: Row, below: Sequence[Row]) -> bool:
    """All bold over rows that are not, with most columns filled: a header whose words nobody has met yet."""
    filled = [cell for cell in distinct(row) if cell.lines]
    if len(filled) < 2 or len(filled) < 0.6 * len(distinct(row)):
        return False
    plain = [other for other in below if not is_full_width(other)]
    return is_bold(row) and bool(plain) and sum(is_bold(other) for other in plain) <= 0.2 * len(plain)


def _stands_over_amounts(row: Row, below: Sequence[Row]) -> bool:
    """Words over a column of nothing but amounts, in a row that fills all columns: header words nobody knows yet."""
    if len(below) < 2 or is_full_width(row) or not all(cell.lines for cell in row.cells):
        return False
    return any(
        _share_of_amounts(below, column) >= 0.8 and _is_word(_squeezed(row.cells[column]))
        for column in range(len(row.cells))
    )


def _is_word(text: str) -> bool:
    """No bare number: `Vzw Aap | 100` over larger amounts is a row."""
    return _is_year(text) or any(char.isalpha() for char in text)


def _share_of_amounts(rows: Sequence[Row], column: int) -> float:
    filled = [row.cells[column] for row in rows if row.cells[column].lines]
    return sum(is_amount(to_printed(cell)) for cell in filled) / len(filled) if len(filled) >= 2 else 0.0


def _is_below_span(rows: Sequence[Row], index: int) -> bool:
    """A second header line under a heading that spans several columns, or beside cells that go on from above."""
    above = rows[index - 1]
    return any(1 < cell.column_span < len(above.cells) for cell in above.cells) or any(
        cell is upper for cell, upper in zip(rows[index].cells, above.cells, strict=True)
    )
