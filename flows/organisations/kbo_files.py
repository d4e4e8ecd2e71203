"""The public KBO open data files (`KboOpenData_*_Full.zip`, unpacked), read once from start to end in little memory.

Columns are those of the files' own header lines; https://kbopub.economie.fgov.be/kbo-open-data offers them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from parsers.organisation_names import legal_forms

COLUMNS = {
    "denomination.csv": ("EntityNumber", "Denomination"),
    "enterprise.csv": ("EnterpriseNumber", "TypeOfEnterprise", "JuridicalForm"),
    "address.csv": ("EntityNumber", "MunicipalityNL", "MunicipalityFR"),
}
_BLOCK = 8 << 20  # bytes read at once
_LEGAL_PERSON = "2"  # a natural person's name is not looked up


class MalformedKbo(Exception):
    """The KBO files are not all there, or not in their published form; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class KboName:
    """A name of an enterprise in the KBO; it may have several. `number` has ten digits."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class KboEnterprise:
    """What the KBO tells of a legal person: the code of its legal form, and the municipalities of its addresses."""

    form_code: str
    municipalities: frozenset[str]


def require_kbo(folder: Path) -> None:
    """Raise MalformedKbo where a file is missing or has not the columns that are used: before anything is done."""
    for name in COLUMNS:
        _open(folder / name)


def read_names(folder: Path, wanted: pa.Array, numbers: pa.Array) -> Iterator[KboName]:
    """The names of enterprises of these numbers, and those whose compared form or its skeleton is among `wanted`.

    Numbers are written as the files do (`0546.740.696`). Names of establishment units are passed over.
    """
    for entities, names in _read(folder / "denomination.csv"):
        compared = to_compared(names)
        kept = pc.or_(pc.is_in(compared, wanted), pc.is_in(to_skeleton(compared), wanted))
        kept = pc.or_(kept, pc.is_in(entities, numbers))
        kept = pc.and_(kept, pc.match_substring_regex(entities, "^[01]"))
        for number, name in zip(entities.filter(kept).to_pylist(), names.filter(kept).to_pylist(), strict=True):
            yield KboName(number.replace(".", ""), name)


def read_enterprises(folder: Path, numbers: set[str]) -> dict[str, KboEnterprise]:
    """The legal persons among these enterprises, by their numbers of ten digits."""
    wanted = pa.array([to_printed(number) for number in sorted(numbers)], pa.string())
    forms = {}
    for entities, kinds, codes in _read(folder / "enterprise.csv"):
        kept = pc.and_(pc.is_in(entities, wanted), pc.equal(kinds, _LEGAL_PERSON))
        found = zip(entities.filter(kept).to_pylist(), codes.filter(kept).to_pylist(), strict=True)
        forms.update({number.replace(".", ""): code for number, code in found})
    places: dict[str, set[str]] = {number: set() for number in forms}
    for entities, *municipalities in _read(folder / "address.csv"):
        kept = pc.is_in(entities, wanted)
        for column in municipalities:
            for number, place in zip(entities.filter(kept).to_pylist(), column.filter(kept).to_pylist(), strict=True):
                places.get(number.replace(".", ""), set()).add(place)
    return {number: KboEnterprise(forms[number], frozenset(places[number] - {""})) for number in forms}


def to_printed(number: str) -> str:
    """Ten digits as the files write them: `0546.740.696`."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def to_compared(names: pa.Array) -> pa.Array:
    """Names roughly folded, all at once: letters and digits only, no legal form. What is equal is looked at closely."""
    plain = pc.replace_substring(pc.utf8_lower(pc.utf8_normalize(names, "NFKD")), ".", "")
    bare = pc.replace_substring_regex(plain, _form_pattern(), "")
    joined = pc.replace_substring_regex(bare, r"&|\s\+\s", "en")
    return pc.replace_substring_regex(pc.replace_substring(joined, "+", "plus"), r"[^\p{L}\p{N}]", "")


def to_skeleton(compared: pa.Array) -> pa.Array:
    """Compared names without vowels and doubled letters, behind a `~`: names that differ in those alone are equal."""
    bare = pc.replace_substring_regex(compared, "[aeiouyh]", "")
    for letter in "bcdfgklmnprst":
        bare = pc.replace_substring(bare, letter * 2, letter)
    return pc.binary_join_element_wise(pa.scalar("~"), bare, "")


@cache
def _form_pattern() -> str:
    """Legal forms at either end, or in brackets there."""
    forms = "|".join(sorted((" ".join(words) for words in legal_forms()), key=len, reverse=True))
    return rf"^\s*(?:{forms})[\s,]+|[\s,(]+(?:{forms})\)?\s*$"


def _read(path: Path) -> Iterator[tuple[pa.Array, ...]]:
    """The used columns of a file, a block at a time."""
    reader = _open(path)
    try:
        for batch in reader:
            yield tuple(batch.column(name) for name in COLUMNS[path.name])
    except pa.ArrowInvalid as error:
        raise _to_fault(path, f"is damaged ({error})") from error


def _open(path: Path) -> csv.CSVStreamingReader:
    wanted = COLUMNS[path.name]
    types: Mapping[str, pa.DataType] = {name: pa.string() for name in wanted}
    options = csv.ConvertOptions(column_types=types, include_columns=wanted, strings_can_be_null=False)
    parsing = csv.ParseOptions(newlines_in_values=False)
    try:
        return csv.open_csv(path, csv.ReadOptions(block_size=_BLOCK), parsing, options)
    except FileNotFoundError as error:
        raise _to_fault(path, "is not there") from error
    except OSError as error:
        raise _to_fault(path, f"cannot be read ({error.strerror or error})") from error
    except (pa.ArrowInvalid, KeyError) as error:
        raise _to_fault(path, f"has not the columns {', '.join(wanted)} ({error})") from error


def _to_fault(path: Path, what: str) -> MalformedKbo:
    return MalformedKbo(
        f"{path}: {what}; unpack a full KBO open data file there, or leave PARLGRANTS_KBO_FOLDER empty. Nothing was "
        "published."
    )
