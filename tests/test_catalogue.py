"""The catalogue entry: read as linked data by rdflib, with what DCAT-AP asks for, and right about every file."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from made_datasets import make_tables, write_release
from rdflib import Graph, URIRef

from flows.formats.catalogue import FILE, to_format
from schemas.fields import DATASET_VERSION
from schemas.source_licence import LICENCE_ADDRESS, SOURCE_ADDRESS

BASE = "https://data.example.org/parlgrants/latest/"
PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX spdx: <http://spdx.org/rdf/terms#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# What DCAT-AP 3 makes mandatory, and what it recommends and we have: each must hold of every thing of its class.
WANTED = {
    "dcat:Catalog": ["dct:title", "dct:description", "dct:publisher/foaf:name", "dcat:dataset"],
    "dcat:Dataset": [
        "dct:title", "dct:description", "dct:publisher/foaf:name", "dcat:distribution", "dcat:theme", "dcat:keyword",
        "dct:license", "dct:language", "dcat:version", "dct:rightsHolder/foaf:name", "dct:accessRights", "dct:spatial",
        "dct:temporal/dcat:startDate", "dct:temporal/dcat:endDate",
    ],
    "dcat:Distribution": [
        "dcat:accessURL", "dcat:downloadURL", "dct:license", "dct:format", "dcat:byteSize",
        "spdx:checksum/spdx:checksumValue", "spdx:checksum/spdx:algorithm", "dct:rights",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("release") / "made", make_tables(60))


@pytest.fixture(scope="module")
def graph(release: Path) -> Graph:
    return read_graph(release)


def read_graph(folder: Path) -> Graph:
    return Graph().parse(data=(folder / FILE).read_text(encoding="utf-8"), format="json-ld", publicID=BASE)


def ask(graph: Graph, query: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in graph.query(PREFIXES + query)]  # type: ignore[union-attr]


def check_catalogue(graph: Graph) -> None:
    for kind, wanted in WANTED.items():
        things = ask(graph, f"SELECT ?thing WHERE {{ ?thing a {kind} }}")
        assert things
        for path in wanted:
            lacking = ask(
                graph, f"SELECT ?thing WHERE {{ ?thing a {kind} FILTER NOT EXISTS {{ ?thing {path} ?any }} }}"
            )
            assert lacking == [], path


def test_it_has_what_dcat_ap_asks_for(graph: Graph) -> None:
    check_catalogue(graph)


def test_it_tells_of_every_file_with_its_size_and_checksum(graph: Graph, release: Path) -> None:
    query = """SELECT ?url ?size ?sum WHERE {
        ?dataset a dcat:Dataset ; dcat:distribution ?file .
        ?file dcat:downloadURL ?url ; dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?sum }"""
    told = {url.removeprefix(BASE): (int(size), digest) for url, size, digest in ask(graph, query)}
    files = {path.name: path.read_bytes() for path in release.iterdir() if path.name != FILE}
    assert told == {name: (len(content), sha256(content).hexdigest()) for name, content in files.items()}


def test_it_names_version_licence_and_source(graph: Graph) -> None:
    assert ask(graph, "SELECT ?v WHERE { ?d a dcat:Dataset ; dcat:version ?v }") == [(DATASET_VERSION,)]
    licences = ask(graph, "SELECT DISTINCT ?l WHERE { ?d dct:license ?l }")
    assert licences == [(LICENCE_ADDRESS,)]
    assert ask(graph, "SELECT ?s WHERE { ?d a dcat:Dataset ; dct:rightsHolder ?s }") == [(SOURCE_ADDRESS,)]
    rights = ask(graph, "SELECT DISTINCT ?t WHERE { ?d dct:rights/dct:description ?t }")
    assert rights == [("Bron: Vlaams Parlement",)]


def test_it_covers_the_years_of_the_data(graph: Graph) -> None:
    query = "SELECT ?from ?to WHERE { ?d dct:temporal ?t . ?t dcat:startDate ?from ; dcat:endDate ?to }"
    assert ask(graph, query) == [("2010-01-01", "2021-12-31")]


def test_its_own_addresses_follow_the_place_it_is_read_from(graph: Graph) -> None:
    assert (URIRef(f"{BASE}#dataset"), None, None) in graph


def test_its_context_is_written_out(release: Path) -> None:
    context = json.loads((release / FILE).read_text(encoding="utf-8"))["@context"]
    assert all(isinstance(address, str) and address.endswith(("#", "/")) for address in context.values())


def test_without_years_no_time_is_told(tmp_path: Path) -> None:
    graph = read_graph(write_release(tmp_path / "empty", make_tables(0)))
    assert ask(graph, "SELECT ?t WHERE { ?d dct:temporal ?t }") == []


def test_a_file_of_an_unknown_format_is_a_fault() -> None:
    with pytest.raises(ValueError, match=r"data\.xyz: add its format"):
        to_format("data.xyz")
