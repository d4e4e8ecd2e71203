"""The stand-in parliament: what it serves of a folder, over HTTP, in the words of the Parliament's services."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from made_answers import CLIENT, make_answers, search, to_ids

from flows.demo_server.server import DemoServer
from flows.demo_server.words import find_themes
from flows.sources import SourceError

ROOT = Path(__file__).parent.parent
DAYS = ["2021-02-02", "2021-03-01", "2021-03-01", "2021-06-30"]
WINDOW = "inmeta:publicatiedatum:daterange:"
WRITTEN = "requiredfields=aggregaattype:Schriftelijke%20vraag"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_answers(tmp_path_factory.mktemp("parliament") / "answers", DAYS)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[DemoServer]:
    with DemoServer(folder) as server:
        yield server


@pytest.fixture(scope="module")
def year(folder: Path) -> Iterator[DemoServer]:
    with DemoServer(folder, questions=400) as server:
        yield server


def ids_of(server: DemoServer) -> list[int]:
    return list(server.catalogue.questions)


def get_detail(server: DemoServer, schv_id: int | str, accept: str = "application/json") -> httpx.Response:
    return CLIENT.get(f"{server.url}/e/opendata/schv/{schv_id}", headers={"Accept": accept})


def test_ids_grow_with_the_days_and_never_clash(server: DemoServer, year: DemoServer) -> None:
    first, second, third, fourth = ids_of(server)
    assert first == 1457200
    assert first < second == third - 1 < fourth
    many = [file.pfile_id for question in year.catalogue.questions.values() for file in question.files]
    assert len(set(many)) == len(many) > 400 * 0.9
    assert ids_of(year) == sorted(ids_of(year))
    assert len(ids_of(year)) == 400


def test_a_search_answers_numbers_as_text_and_a_result_for_each_file(server: DemoServer) -> None:
    page = search(server, f"{WINDOW}2021-03-01..2021-03-31")
    assert {name: page[name] for name in ("count", "firstindex", "lastindex")} == {
        "count": "1",
        "firstindex": "1",
        "lastindex": "1",
    }
    (result,) = page["result"]
    assert result["id"] == "http://be.vlp.feed/1457200/pfls/29144012"
    tags = [(tag["name"], tag["value"]) for tag in result["metatags"]["metatag"]]
    for expected in [
        ("soort", "SCHV"),
        ("opendata", f"{server.url}/e/opendata/schv/1457200"),
        ("vraagsteller", "Sminate, Nadia"),
        ("minister", "Somers, Bart"),
        ("nummer", "1"),
        ("legislatuur", "2019-2024"),
        ("onderwerp", "Sport  -  Subsidies 1"),
        ("themadatum", "2021-02-02"),
        ("publicatiedatum", "2021-03-22"),
        ("documenttype", "vraag en antwoord"),
        ("thema", "Sport"),
    ]:
        assert expected in tags
    assert page["facet_category"][0]["facet"] == [{"name": "Schriftelijke vraag", "count": "1"}]


@pytest.mark.parametrize(
    ("query", "options", "count"),
    [
        (f"{WINDOW}2021-04-18..", "", 3),
        (f"{WINDOW}..2021-04-18", "", 3),
        (f"{WINDOW}2021-04-18..2021-04-18", WRITTEN, 2),
        (f"+{WINDOW}2021-04-18..2021-04-18&{WRITTEN}", "", 2),
        ("+inmeta:zittingsjaar=2020-2021", "", 4),
        ("+inmeta:legislatuur=2024-2029", "", 0),
        ("", "requiredfields=aggregaattype:Vraag%20om%20uitleg%7Caggregaattype:Schriftelijke%20vraag", 4),
        ("", "requiredfields=aggregaattype:Schriftelijke%20vraag.nummer:2%7Cnummer:4", 2),
        ("subsidies%203", "", 1),
        ("schriftelijke%20vraag%20sport", "", 4),
    ],
)
def test_the_query_grammar(server: DemoServer, query: str, options: str, count: int) -> None:
    page = search(server, query, f"collection=vp_collection&sort=date&{options}")
    assert page["count"] == str(count)
    assert len(to_ids(page)) == count
    assert ("result" in page) is (count > 0)


def test_results_are_sorted_by_their_day(server: DemoServer) -> None:
    newest = to_ids(search(server, "", "collection=vp_collection&sort=date"))
    oldest = to_ids(search(server, "", "collection=vp_collection&sort=date&order=asc"))
    assert newest == oldest[::-1]
    assert oldest[0].startswith("1457200/")


def test_without_the_collection_other_results_come(server: DemoServer) -> None:
    assert int(search(server, "", "sort=date")["count"]) < 4


@pytest.mark.parametrize("address", ["q?page=0", f"{WINDOW}gisteren..", "q?max=some", "q?requiredfields=soort"])
def test_a_query_that_makes_no_sense_is_refused(server: DemoServer, address: str) -> None:
    answer = CLIENT.get(f"{server.url}/api/search/query/{address}")
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_paging_gives_every_result_once_at_most_a_hundred_at_a_time(year: DemoServer) -> None:
    found: list[str] = []
    for number in range(1, 100):
        page = search(year, "", f"collection=vp_collection&sort=date&max=500&page={number}")
        found += to_ids(page)
        if int(page["lastindex"]) >= int(page["count"]):
            break
        assert len(page["result"]) == 100
    assert len(found) == len(set(found)) == int(page["count"]) == len(year.catalogue.hits) > 400
    beyond = search(year, "", f"collection=vp_collection&sort=date&max=100&page={number + 1}")
    assert beyond["result"] is None


def test_a_year_has_unanswered_questions_and_results_that_were_not_asked_for(year: DemoServer) -> None:
    pages = [search(year, "", f"collection=vp_collection&max=100&page={n}&{WRITTEN}") for n in range(1, 6)]
    tags = [{tag["name"]: tag["value"] for tag in r["metatags"]["metatag"]} for p in pages for r in p["result"]]
    assert sum(tag["soort"] == "VI" for tag in tags) == 16
    assert sum(tag["soort"] == "SCHV" and "document" not in tag for tag in tags) == 10
    days = [tag["publicatiedatum"] for tag in tags]
    assert "2024-09-23" <= min(days) < max(days) < "2025-12-01"


def test_beyond_ten_thousand_nothing_is_shown(folder: Path) -> None:
    with DemoServer(folder, faults=["many=10050"]) as server:
        last = search(server, "", "collection=vp_collection&sort=date&max=100&page=100")
        assert (last["count"], last["lastindex"], len(last["result"])) == ("10456", "10000", 100)
        beyond = search(server, "", "collection=vp_collection&sort=date&max=100&page=101")
        assert beyond["result"] is None
        thin = to_ids(last)[0]
        assert get_detail(server, thin).json()["id"] == int(thin)


def test_a_question_is_told_as_json_or_xml(server: DemoServer) -> None:
    answer = get_detail(server, 1457200)
    assert answer.headers["content-type"] == "application/json;charset=UTF-8"
    told = answer.json()
    assert told["onderwerp"] == "Sport  -  Subsidies 1"
    assert told["vraagsteller"]["naam"] == "Sminate"
    assert told["procedureverloop"][1] == {"datum": "2021-03-07T00:00:00+0100", "status": "Tijdig beantwoord"}
    xml = get_detail(server, 1457200, accept="*/*")
    root = ElementTree.fromstring(xml.content)
    assert xml.headers["content-type"].startswith("application/xml")
    assert (root.tag, root.findtext("themas/thema")) == ("schriftelijkevraag", "Sport")
    assert [step.text for step in root.iterfind("procedureverloop/datum")] == [
        "2021-02-02T00:00:00+01:00",
        "2021-03-07T00:00:00+01:00",
    ]
    assert get_detail(server, 1).status_code == 404


def test_lists_of_one_may_be_bare_and_keys_may_be_missing(year: DemoServer) -> None:
    told = {schv_id: get_detail(year, schv_id).json() for schv_id in ids_of(year)[:60]}
    assert {type(each["bestand-ordered"]) for each in told.values() if "bestand-ordered" in each} == {dict, list}
    assert {type(each["vraagnummer"]) for each in told.values()} == {int, str}
    assert {"titel" in each for each in told.values()} == {True, False}
    assert {"bestand-ordered" in each for each in told.values()} == {True, False}


def test_several_questions_at_once(server: DemoServer) -> None:
    first, second, third, _ = ids_of(server)
    several = get_detail(server, f"lijst?id={first}%2C{second},{third},5").json()
    assert [item["schriftelijkevraag"]["id"] for item in several["items"]] == [first, second, third]
    assert get_detail(server, "lijst?id=5,6").content == b""
    root = ElementTree.fromstring(get_detail(server, f"lijst?id={first},{second}", accept="*/*").content)
    assert [child.findtext("id") for child in root] == [str(first), str(second)]


def test_files_are_those_of_the_folder_and_one_address_leads_to_the_other(server: DemoServer, folder: Path) -> None:
    for question in server.catalogue.questions.values():
        for file in question.files:
            asked = CLIENT.get(f"{server.url}/pfile?id={file.pfile_id}")
            assert asked.status_code == 302
            assert asked.headers["location"] == f"{server.url}/files/pfile?id={file.pfile_id}"
            assert CLIENT.get(asked.headers["location"]).content == file.path.read_bytes()
    assert CLIENT.get(f"{server.url}/files/pfile?id=7").status_code == 404
    assert {len(question.files) for question in server.catalogue.questions.values()} == {1, 2}


def test_a_file_that_is_had_is_not_sent_again(year: DemoServer) -> None:
    seen = set()
    with httpx.Client() as client:
        for pfile_id in list(year.catalogue.files)[:30]:
            url = f"{year.url}/files/pfile?id={pfile_id}"
            head, got = client.head(url), client.get(url)
            assert (head.content, head.headers["content-length"]) == (b"", str(len(got.content)))
            tag, day = got.headers.get("etag"), got.headers.get("last-modified")
            seen.add((got.headers["content-type"], tag is None, "content-disposition" in got.headers))
            if tag and day:
                assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
                assert client.get(url, headers={"If-Modified-Since": day}).status_code == 304
            assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200
    assert {"application/pdf", "application/octet-stream", "binary/octet-stream"} <= {kind for kind, _, _ in seen}
    assert {none for _, none, _ in seen} == {named for _, _, named in seen} == {True, False}


def test_questions_of_a_year_have_bytes_of_their_own_that_end_as_a_pdf_ends(year: DemoServer) -> None:
    answers = [question.files[0] for question in year.catalogue.questions.values() if question.files][:9]
    contents = {CLIENT.get(f"{year.url}/files/pfile?id={file.pfile_id}").content for file in answers}
    assert len(contents) == 9
    assert all(content.startswith(b"%PDF-") and content.endswith(b"%%EOF\n") for content in contents)


def test_requests_are_noted(folder: Path) -> None:
    with DemoServer(folder) as server, httpx.Client() as client:
        begin = time.monotonic()
        client.get(f"{server.url}/robots.txt")
        client.head(f"{server.url}/nowhere?a=1")
        assert [request[1:] for request in server.requests] == [
            ("GET", "/robots.txt", 404),
            ("HEAD", "/nowhere?a=1", 404),
        ]
        assert begin <= server.requests[0].time <= server.requests[1].time <= time.monotonic()
        counted = client.get(f"{server.url}/demo/requests").json()
        assert counted == {"requests": {"robots": 1, "nothing": 1}, "most_at_once": 1}
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.url}/robots.txt")


def test_what_is_not_known_of_an_answer_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "lijst-clubs.pdf").write_bytes(b"%PDF-1.4 %%EOF\n")
    with DemoServer(tmp_path) as server:
        (schv_id,) = ids_of(server)
        told = get_detail(server, schv_id).json()
    assert told["onderwerp"] == "lijst clubs"
    assert not {"vraagnummer", "vraagsteller", "minister"} & told.keys()


def test_all_samples_are_offered() -> None:
    catalogue = DemoServer(ROOT / "corpus/samples").catalogue
    answered = [question for question in catalogue.questions.values() if question.files]
    samples = [path for path in (ROOT / "corpus/samples").rglob("*.pdf") if ".attachment-" not in path.name]
    assert sorted(question.files[0].path for question in answered) == sorted(samples)
    assert catalogue.questions[1457200].files[0].path.stem == "sv-162-2021-02-02"
    assert len(catalogue.questions) > len(answered)


def test_a_folder_without_answers_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no PDF; name a folder with answers"):
        DemoServer(tmp_path)
    with pytest.raises(SourceError, match="no such folder"):
        DemoServer(tmp_path / "none")
    (tmp_path / "a.pdf").touch()
    (tmp_path / "a.truth.json").write_text("{")
    with pytest.raises(SourceError, match=r"a\.truth\.json: is no truth file"):
        DemoServer(tmp_path)


def test_themes_are_those_the_title_names() -> None:
    assert find_themes("Onroerend erfgoed  -  Premies") == ("Onroerend erfgoed",)
    assert find_themes("Xyz") == ()


def test_a_port_in_use_is_told_with_the_remedy(server: DemoServer, folder: Path) -> None:
    with pytest.raises(SourceError, match=r"port \d+ of this machine.*--port"):
        DemoServer(folder, port=int(server.url.rpartition(":")[2])).__enter__()
