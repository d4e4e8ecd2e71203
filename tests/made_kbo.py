"""KBO open data files made up for tests, in the form in which they are published."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

HEADERS = {
    "enterprise.csv": "EnterpriseNumber,Status,JuridicalSituation,TypeOfEnterprise,JuridicalForm,JuridicalFormCAC,"
    "StartDate",
    "denomination.csv": "EntityNumber,Language,TypeOfDenomination,Denomination",
    "address.csv": "EntityNumber,TypeOfAddress,CountryNL,CountryFR,Zipcode,MunicipalityNL,MunicipalityFR,StreetNL,"
    "StreetFR,HouseNumber,Box,ExtraAddressInfo,DateStrikingOff",
}


def to_line(cells: Iterable[str]) -> str:
    """One line: every cell quoted, quotes doubled."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


def to_number(serial: int) -> str:
    """A valid number as the files write it: `0200.000.002`."""
    digits = f"{2_000_000 + serial:08d}"
    digits += f"{97 - int(digits) % 97:02d}"
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def write_kbo(folder: Path, enterprises: Iterable[tuple[str, str, str, str]]) -> Path:
    """Write the three files: enterprises as name, municipality, code of the legal form, type (2: legal person)."""
    files = {name: [to_line(header.split(","))] for name, header in HEADERS.items()}
    for serial, (name, municipality, form, kind) in enumerate(enterprises):
        number = to_number(serial)
        files["enterprise.csv"].append(to_line([number, "AC", "000", kind, form, "", "01-01-2001"]))
        files["denomination.csv"].append(to_line([number, "2", "001", name]))
        address = ["", "", "9000", municipality, "", "Kerkstraat", "", "1", "", "", ""]
        files["address.csv"].append(to_line([number, "REGO", *address]))
    for file, lines in files.items():
        (folder / file).write_text("".join(lines), encoding="utf-8")
    return folder
