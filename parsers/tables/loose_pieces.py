"""Lines that blank space sets apart, in one column and without an amount: paragraphs of the row above or below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.geometry import line_text
from parsers.tables.region_ends import filled_columns, fits, is_total_label
from parsers.tables.row_flow import RowFlow
from parsers.tables.segments import SplitLine

Lines = list[SplitLine]

_EXACT = 0.4  # points: printed rows keep their distance better than this


def close_blank_lines(strips: Sequence[Sequence[Lines]], flow: RowFlow) -> list[list[Lines]]:
    """The pieces of each strip, where what a blank line inside a cell parted is one again.

    Such a piece stands at another distance from its row than rows have; where that says nothing, it lies on the side on
    which the other rows have their text: below the amounts, or above them.
    """
    usual = _find_usual_gap(strips, flow)
    below = _has_text_below([piece for pieces in strips for piece in pieces], flow)
    return [_join(pieces, usual, below, flow) for pieces in strips]


def _find_usual_gap(strips: Sequence[Sequence[Lines]], flow: RowFlow) -> float | None:
    """The distance in points between rows with an amount each, where most of them keep the same."""
    pairs = [pair for pieces in strips for pair in pairwise(pieces)]
    gaps = sorted(_gap(a, b) for a, b in pairs if flow.key_lines(a) and flow.key_lines(b))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    alike = sum(abs(gap - usual) <= _EXACT for gap in gaps)
    return usual if len(gaps) >= 2 and 2 * alike >= len(gaps) else None


def _has_text_below(pieces: Sequence[Lines], flow: RowFlow) -> bool | None:
    """Whether amounts stand on the first line of rows of several lines, or on the last; None where neither is so."""
    tall = [(piece, keys) for piece in pieces if len(piece) > 1 and (keys := flow.key_lines(piece))]
    first = sum(keys[0] is piece[0] for piece, keys in tall)
    last = sum(keys[-1] is piece[-1] for piece, keys in tall)
    if max(first, last) <= 0.6 * len(tall):
        return None
    return first > last


def _join(pieces: Sequence[Lines], usual: float | None, below: bool | None, flow: RowFlow) -> list[Lines]:
    rows: list[Lines] = []
    carried: Lines = []
    for index, piece in enumerate(pieces):
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        side = _find_side(rows[-1] if rows else None, piece, after, (usual, below), flow)
        if side == "above" and not carried:
            rows[-1] = [*rows[-1], *piece]
        elif side == "below":
            carried = [*carried, *piece]
        else:
            rows.append([*carried, *piece])
            carried = []
    return [*rows, carried] if carried else rows


def _find_side(
    above: Lines | None, piece: Lines, after: Lines | None, known: tuple[float | None, bool | None], flow: RowFlow
) -> str | None:
    """`above` or `below` for a loose piece that belongs there; None for a row."""
    usual, text_below = known
    if not _is_loose(piece, flow):
        return None
    far_above = above is not None and (usual is None or abs(_gap(above, piece) - usual) > _EXACT)
    far_after = after is not None and (usual is None or abs(_gap(piece, after) - usual) > _EXACT)
    may_above = above is not None and not flow.is_group(above)
    may_after = after is not None and not _ends_group(after, flow) and not (above is None and text_below)
    if far_above or far_after:
        may_above, may_after = may_above and far_above, may_after and far_after
    if may_above and may_after:
        return None if text_below is None else "above" if text_below else "below"
    if not (far_above or far_after):
        return None
    return "above" if may_above else "below" if may_after else None


def _is_loose(piece: Lines, flow: RowFlow) -> bool:
    """Text of one column, no amount, no title of a group."""
    columns = {column for line in piece for column in filled_columns(line, flow.gutters)}
    inside = all(fits(line, flow.gutters) for line in piece)
    return inside and len(columns) == 1 and not flow.key_lines(piece) and not _is_title(piece, flow)


def _is_title(piece: Lines, flow: RowFlow) -> bool:
    """A line in the first column that is no sentence."""
    return flow.is_group(piece) and not line_text(piece[-1].line).endswith(".")


def _ends_group(piece: Lines, flow: RowFlow) -> bool:
    """A group's title or a total: no text above belongs to it."""
    return _is_title(piece, flow) or is_total_label(piece[0])


def _gap(piece: Lines, after: Lines) -> float:
    return min(line.box.top for line in after) - max(line.box.bottom for line in piece)
