"""Numbers, dates and codes cut by a line's end: only what is incomplete before the break, and whole with it, is one."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d"
_WHOLE = re.compile(
    rf"""(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d\d)?      # 1.998.813, 46.160,07
    | \d{{1,3}},\d\d                             # 950,00
    | \d{{4}}\.\d{{3}}\.\d{{3}}                    # 0546.740.696, an enterprise number
    | \d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}          # 01/06/2023
    | {_YEAR}[-–/]{_YEAR})                       # 2023-2024
    """,
    re.VERBOSE,
)
_DIGITS_LAST = re.compile(r"\d[\d.,/–-]*$")
_DIGITS_FIRST = re.compile(r"\d[\d.,/–-]*(?<!\D)")
_CODE_START = re.compile(r"^(?=.*\d)(?=.*[A-Z])[A-Z0-9]+[.-][A-Z0-9.-]*$")
_CODE_REST = re.compile(rf"^(?!{_YEAR}$)[A-Z0-9.-]*\d[A-Z0-9.-]*$|^[A-Z-]{{1,3}}$")


def is_cut_number(before: str, after: str, surely_full: bool) -> bool:
    """`1.998.81` / `3`, `0546.740.` / `696`, `2023–20` / `24`; not `17.500` / `20.000` nor `in 2020.` / `150`.

    `3.` / `150` is read as `3.150` only when the line is surely full: else it is a list's number, or a sentence's end.
    """
    start, rest = _DIGITS_LAST.search(before), _DIGITS_FIRST.match(after)
    if not start or not rest or _WHOLE.fullmatch(start[0]):
        return False
    if re.fullmatch(r"\d{1,3}[.,]?", start[0]) and not surely_full:
        return False
    return bool(_WHOLE.fullmatch(start[0] + rest[0]))


def is_cut_code(before: str, after: str) -> bool:
    """A budget article or file number cut anywhere: `JB0-1JE` / `B2HA-WT`, `HBC.202` / `3.0447`."""
    return bool(_CODE_START.search(before) and _CODE_REST.search(after))
