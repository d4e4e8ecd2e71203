"""`catalogue.jsonld`: the entry of a release for a data catalogue, as DCAT-AP has it (JSON-LD).

Addresses of the release's own things are relative: they are right wherever the folder is put on the web.
"""

from __future__ import annotations

from pathlib import Path

from flows.formats.files import write_json
from flows.release_writers import Draft
from flows.releases import note_file
from schemas.dataset import Tables
from schemas.fields import DATASET_VERSION
from schemas.source_licence import (
    ATTRIBUTION,
    DATASET_DESCRIPTION,
    DATASET_TITLE,
    LANGUAGE,
    LICENCE_ADDRESS,
    PUBLISHER,
    SOURCE_ADDRESS,
    SOURCE_NAME,
    SOURCE_PAGE,
)

FILE = "catalogue.jsonld"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_THEMES = [f"{_AUTHORITY}/data-theme/{theme}" for theme in ("GOVE", "ECON")]
_MEDIA = "https://www.iana.org/assignments/media-types"
# By the ends of names: what the format is called, and its media type where IANA has one.
FORMATS = {
    ".csv": ("CSV", "text/csv"),
    ".jsonl": ("JSON Lines", None),
    ".parquet": ("Apache Parquet", "application/vnd.apache.parquet"),
    ".sqlite": ("SQLite", "application/vnd.sqlite3"),
    ".json": ("JSON", "application/json"),
    ".md": ("Markdown", "text/markdown"),
}
# Written out: whoever reads the file needs no other one.
CONTEXT: dict[str, object] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Json = dict[str, object]


def write_catalogue(draft: Draft) -> None:
    """Write the entry; it tells of the files that are there, so it comes behind all others."""
    write_json(to_catalogue(draft.tables, draft.folder), draft.folder / FILE)


def to_catalogue(tables: Tables, folder: Path) -> Json:
    """Give a catalogue with this one dataset and a distribution for each file in the folder."""
    paths = sorted(path for path in folder.iterdir() if path.name != FILE)
    publisher = {"@id": "#publisher", "@type": "foaf:Agent", "foaf:name": PUBLISHER}
    catalogue: Json = {
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _say(DATASET_TITLE),
        "dct:description": _say(DATASET_DESCRIPTION),
        "dct:publisher": {"@id": "#publisher"},
        "dcat:dataset": {"@id": "#dataset"},
    }
    graph = [catalogue, to_dataset(tables, paths), publisher, *_to_agents(), *map(to_distribution, paths)]
    return {"@context": CONTEXT, "@graph": graph}


def to_dataset(tables: Tables, paths: list[Path]) -> Json:
    """Give the dataset: what it is, from whom, under which licence, and which time it tells of."""
    return {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _say(DATASET_TITLE),
        "dct:description": _say(f"{DATASET_DESCRIPTION} {ATTRIBUTION}."),
        "dct:publisher": {"@id": "#publisher"},
        "dct:creator": {"@id": SOURCE_ADDRESS},
        "dct:rightsHolder": {"@id": SOURCE_ADDRESS},
        "dct:source": {"@id": SOURCE_PAGE},
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dct:language": {"@id": f"{_AUTHORITY}/language/NLD"},
        "dct:spatial": {"@id": f"{_AUTHORITY}/country/BEL"},
        "dct:accessRights": {"@id": f"{_AUTHORITY}/access-right/PUBLIC"},
        "dcat:theme": [{"@id": theme} for theme in _THEMES],
        "dcat:keyword": [{"@value": word, "@language": LANGUAGE} for word in ("subsidies", "schriftelijke vragen")],
        "dcat:version": DATASET_VERSION,
        **_to_temporal(tables),
        "dcat:distribution": [{"@id": f"#{path.name}"} for path in paths],
    }


def to_distribution(path: Path) -> Json:
    """Give the entry of one file: where it is, what it is, how large, and its checksum."""
    note = note_file(path)
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@value": note.sha256, "@type": "xsd:hexBinary"},
    }
    return {
        "@id": f"#{path.name}",
        "@type": "dcat:Distribution",
        "dct:title": _say(path.name),
        "dcat:accessURL": {"@id": path.name},
        "dcat:downloadURL": {"@id": path.name},
        **to_format(path.name),
        "dcat:byteSize": {"@value": str(note.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": checksum,
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": _say(ATTRIBUTION)},
    }


def to_format(name: str) -> Json:
    """Give the format of a file by the end of its name. Raises ValueError for one that nobody has told of."""
    found = next((told for end, told in FORMATS.items() if name.endswith(end)), None)
    if found is None:
        raise ValueError(f"{name}: add its format to FORMATS in flows/formats/catalogue.py")
    label, media_type = found
    told: Json = {"dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": label}}
    return told | ({"dcat:mediaType": {"@id": f"{_MEDIA}/{media_type}"}} if media_type else {})


def _to_agents() -> list[Json]:
    return [
        {"@id": SOURCE_ADDRESS, "@type": "foaf:Agent", "foaf:name": {"@value": SOURCE_NAME, "@language": LANGUAGE}},
        {"@id": LICENCE_ADDRESS, "@type": "dct:LicenseDocument"},
    ]


def _to_temporal(tables: Tables) -> Json:
    """From the first to the last year of a grant or question; nothing where the documents name none."""
    years = {grant.year for grant in tables.grants if grant.year is not None}
    years |= {row.asked_on.year for row in tables.documents if row.asked_on is not None}
    if not years:
        return {}
    days = {"dcat:startDate": f"{min(years)}-01-01", "dcat:endDate": f"{max(years)}-12-31"}
    period = {name: {"@value": day, "@type": "xsd:date"} for name, day in days.items()}
    return {"dct:temporal": {"@type": "dct:PeriodOfTime", **period}}


def _say(text: str) -> Json:
    return {"@value": text, "@language": "en"}
