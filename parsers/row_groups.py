"""Titles over rows of a table (`Provincie Limburg`, `2022`, `Thema: Gender`): what they pass down to the rows below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from parsers.dates import find_years
from parsers.header_words import match_header
from parsers.lexicon import words_of
from parsers.row_words import names_decision, names_refusal
from parsers.vocabulary import fold, load_words
from schemas.columns import Role
from schemas.rows import RowReading
from schemas.tables import Row

_LABELLED = re.compile(r"(?P<label>[^\W\d][^:]{1,40}?)\s*:\s*(?P<text>\S.*)", re.DOTALL)
_UNLABELLED = re.compile(r"(?P<label>[^\W\d_]+)\s+(?:\d+\s*[-–.]?\s*)?(?P<text>[^\W\d_].*)", re.DOTALL)
_PASSED: tuple[Role, ...] = ("province", "municipality", "theme", "period", "organisation")
_WITHOUT_COLON: tuple[Role, ...] = ("theme",)  # `Thema Gender`; a `Gemeente Mol` may be the one who got the money
_SUREST = 1
_MOST_THEME_WORDS = 5


@dataclass(frozen=True, slots=True)
class GroupTitle:
    """What one title says: the years in it, the fields it names, and whether its requests were granted or refused."""

    years: tuple[int, ...]
    texts: Mapping[Role, str]
    decides: bool
    refuses: bool

    @property
    def kinds(self) -> list[str]:
        """What it parts the rows by; `title` for words that nobody knows."""
        known = [*(["year"] if self.years else []), *self.texts, *(["decision"] if self.decides else [])]
        return known or ["title"]


@lru_cache(maxsize=1024)
def parse_group_title(printed: str) -> GroupTitle:
    """The fields in a title: the longest province in it, and what stands behind a known label (`Thema 2: Gender`)."""
    provinces = [place["words"] for place in load_words("provinces") if fold(place["words"]) in fold(printed)]
    texts: dict[Role, str] = {"province": max(provinces, key=len)} if provinces else {}
    role, text = _find_labelled(printed)
    if role is not None:
        texts.setdefault(role, text)
    return GroupTitle(tuple(set(find_years(printed))), texts, names_decision(printed), names_refusal(printed))


def names_theme(title: GroupTitle, printed: str) -> bool:
    """Whether a title over all columns, which says nothing else that is known, names the theme of its rows in a few
    words (`Armoedebestrijding`): no recipient, place, call, kind of grant, nor a remark."""
    words = fold(printed).split()
    if title.kinds != ["title"] or not 1 <= len(words) <= _MOST_THEME_WORDS or not printed[:1].isupper():
        return False
    if any(char.isdigit() or char in ":;()." for char in printed) or set(words) & words_of("legal_form"):
        return False
    if any(claim.role != "theme" for claim in match_header(printed)) or _speaks_of_grants(words):
        return False
    named = {fold(row["name"]) for row in load_words("municipalities")}
    return words[0] not in _types_of_names() and fold(printed) not in named


def _speaks_of_grants(words: Sequence[str]) -> bool:
    begins = tuple(fold(row["words"]) for row in load_words("grant_words") if row["words"][0] != "*")
    inside = [fold(row["words"][1:]) for row in load_words("grant_words") if row["words"][0] == "*"]
    return any(word.startswith(begins) or any(part in word for part in inside) for word in words)


@lru_cache
def _types_of_names() -> frozenset[str]:
    rows = [row for row in load_words("recipient_words") if row["kind"] in ("type", "types", "head", "descriptor")]
    return frozenset(fold(row["words"]).split()[0] for row in rows)


def _find_labelled(printed: str) -> tuple[Role | None, str]:
    for pattern, roles in ((_LABELLED, _PASSED), (_UNLABELLED, _WITHOUT_COLON)):
        match = pattern.fullmatch(printed.strip())
        claims = match_header(match["label"]) if match else ()
        if match and claims and claims[0].rank <= _SUREST and claims[0].role in roles:
            return claims[0].role, match["text"].strip()
    return None, ""


@dataclass(slots=True)
class Groups:
    """The titles that hold for the rows being read, the outermost first.

    A title directly below another stands within it (`Provincie Antwerpen` over `2022`); one that parts the rows by
    what an earlier title did ends that group and all within it. A title of a new kind below rows ends every group but
    the year's.
    """

    _open: list[tuple[str, GroupTitle]] = field(default_factory=list)
    _is_below_title: bool = False

    @property
    def year(self) -> int | None:
        """The one year of the innermost title that names any."""
        years = next((title.years for kind, title in reversed(self._open) if kind == "year"), ())
        return years[0] if len(years) == 1 else None

    @property
    def texts(self) -> dict[Role, str]:
        """Field -> text, of all titles that hold."""
        return {role: text for _, title in self._open for role, text in title.texts.items()}

    @property
    def is_refused(self) -> bool:
        return any(title.refuses for _, title in self._open)

    def enter(self, title: GroupTitle) -> None:
        """A title row was read."""
        kinds = [kind for kind, _ in self._open]
        known = [kinds.index(kind) for kind in title.kinds if kind in kinds]
        if known:
            self._open = self._open[: min(known)]
        elif not self._is_below_title and "year" not in title.kinds:
            self._open = [(kind, other) for kind, other in self._open if kind == "year"]
        self._open.extend((kind, title) for kind in title.kinds)
        self._is_below_title = True

    def pass_row(self) -> None:
        """A row that is no title was read."""
        self._is_below_title = False


def find_open_titles(readings: Sequence[RowReading]) -> tuple[Row, ...]:
    """The title rows that still hold below a table's last row, each as one cell over all columns; none below a total.

    The fewest of the last ones that say together what all of them do.
    """
    if not readings or readings[-1].label in ("total", "subtotal"):
        return ()
    titles = [reading for reading in readings if reading.label == "group"]
    said = _to_groups(readings)
    for count in range(1, len(titles) + 1):
        last = _to_groups(titles[-count:])
        if (last.year, last.texts, last.is_refused) == (said.year, said.texts, said.is_refused):
            return tuple(_over_all_columns(title.row) for title in titles[-count:])
    return ()


def _to_groups(readings: Sequence[RowReading]) -> Groups:
    groups = Groups()
    for reading in readings:
        if reading.label == "group":
            groups.enter(parse_group_title(" ".join(filter(None, reading.texts))))
        elif reading.label not in ("blank", "header"):
            groups.pass_row()
    return groups


def _over_all_columns(row: Row) -> Row:
    title = next(cell for cell in row.cells if cell.lines)
    whole = replace(title, column=0, column_span=len(row.cells))
    return replace(row, cells=(whole,) * len(row.cells))


def pass_down(readings: Sequence[RowReading], sums: Sequence[int]) -> tuple[RowReading, ...]:
    """The rows with what the titles at `sums` name, which bring the sum of the rows below them: `Limburg | | 300.000`.

    Where rows with grants stand above the first, the sums are printed below their groups and pass nothing down.
    """
    found = list(readings)
    if not sums or any(reading.label == "grant" for reading in readings[: sums[0]]):
        return tuple(found)
    for start, end in zip(sums, [*sums[1:], len(found)], strict=True):
        title = parse_group_title(next(filter(None, found[start].texts), ""))
        year = title.years[0] if len(title.years) == 1 else None
        for at in range(start + 1, end):
            texts, own = {**found[at].group_texts, **title.texts}, found[at].group_year
            found[at] = replace(found[at], group_texts=texts, group_year=own if year is None else year)
    return tuple(found)


def find_named_group(label: str, titles: Sequence[str]) -> int | None:
    """The last of some titles whose own word stands in a total's label: `Totaal Limburg` for `Provincie Limburg`."""
    words = _own_words(label)
    return next((at for at in range(len(titles) - 1, -1, -1) if words & _own_words(titles[at])), None)


def _own_words(text: str) -> set[str]:
    """Words that name something: with a capital or of digits, the first one too where nothing follows it."""
    words = re.findall(r"\w+", text)
    own = [word for word in words[1:] if word[:1].isupper() or word.isdigit()] or words
    return {fold(word) for word in own}
