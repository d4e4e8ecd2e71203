"""What can go wrong with the stand-in parliament, each as a client meets it."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest
from made_answers import CLIENT, JSON, make_answers, search, to_ids

from flows.demo_server.faults import FAULTS, Call, Faults, parse_fault
from flows.demo_server.server import DemoServer

DAYS = ["2021-02-02", "2021-03-01", "2021-03-01", "2021-06-30"]
FIRST, MAIN = 1457200, 29144012
SEARCH, DETAIL, FILE = "/api/search/query/q", f"/e/opendata/schv/{FIRST}", f"/files/pfile?id={MAIN}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_answers(tmp_path_factory.mktemp("parliament") / "answers", DAYS)


def statuses(server: DemoServer, path: str, times: int) -> list[int]:
    return [CLIENT.get(server.url + path).status_code for _ in range(times)]


@pytest.mark.parametrize(
    ("fault", "path", "expected"),
    [
        ("busy", SEARCH, [503, 503, 200]),
        ("busy=1@detail", SEARCH, [200]),
        ("busy=1@detail", DETAIL, [503, 200]),
        (f"busy=1@{FIRST}", FILE, [503, 200]),
        (f"busy=1@{FIRST + 1}", FILE, [200]),
        ("refuse", FILE, [403, 403, 403, 403]),
        ("search-down=1", SEARCH, [500, 200]),
        ("no-bulk", "/e/opendata/schv/lijst?id=1457200", [404]),
        ("no-bulk", DETAIL, [200]),
        (f"vanish@{FIRST}", DETAIL, [404]),
        (f"gone=1@{MAIN}", FILE, [404, 200]),
        ("redirect-loop", FILE, [302]),
        ("rate-limit=2", SEARCH, [200, 200, 429, 429]),
    ],
)
def test_statuses(folder: Path, fault: str, path: str, expected: list[int]) -> None:
    with DemoServer(folder, faults=[fault]) as server:
        assert statuses(server, path, len(expected)) == expected
        assert [request.status for request in server.requests] == expected


def test_too_many_requests_are_told_when_to_come_back(folder: Path) -> None:
    with DemoServer(folder, faults=["rate-limit=0"]) as server:
        assert CLIENT.get(server.url + SEARCH).headers["retry-after"] == "1"
        assert CLIENT.get(f"{server.url}/robots.txt").status_code == 404


def test_files_that_are_not_what_they_should_be(folder: Path) -> None:
    whole = (folder / "sv-1.pdf").read_bytes()
    with DemoServer(folder) as server:
        url = server.url + FILE
        server.faults.add("short-length")
        assert CLIENT.get(url).content == whole[: len(whole) // 2]
        server.faults.clear()
        server.faults.add("long-length")
        with pytest.raises(httpx.RemoteProtocolError):
            CLIENT.get(url)
        server.faults.clear()
        server.faults.add("html")
        page = CLIENT.get(url)
        assert (page.status_code, page.headers["content-type"][:9], page.content[:9]) == (
            200,
            "text/html",
            b"<!DOCTYPE",
        )
        server.faults.clear()
        server.faults.add("reset=1")
        with pytest.raises(httpx.ReadError), CLIENT.stream("GET", url) as answer:
            for _ in answer.iter_raw():
                pass
        assert CLIENT.get(url).content == whole


def test_a_slow_body_trickles_and_a_late_answer_waits(folder: Path) -> None:
    with DemoServer(folder, faults=["slow=0.2@files", "wait=0.2@search"]) as server:
        begin = time.monotonic()
        with CLIENT.stream("GET", server.url + FILE) as answer:
            parts = list(answer.iter_raw())
        assert len(parts) > 5
        assert time.monotonic() - begin >= 0.2
        with pytest.raises(httpx.ReadTimeout):
            CLIENT.get(server.url + SEARCH, timeout=0.05)


def test_redirects_that_lead_nowhere(folder: Path) -> None:
    with DemoServer(folder, faults=["redirect-loop"]) as server:
        with pytest.raises(httpx.TooManyRedirects):
            CLIENT.get(server.url + FILE, follow_redirects=True)
        server.faults.add("foreign-redirect=http://127.0.0.2:9/")
        assert CLIENT.get(server.url + FILE).headers["location"] == "http://127.0.0.2:9/"


def test_a_replaced_answer_keeps_its_address_or_gets_another(folder: Path) -> None:
    with DemoServer(folder) as server:
        url, detail = server.url + FILE, f"{server.url}/e/opendata/schv/{FIRST}"
        old = CLIENT.get(url)
        server.faults.add(f"replaced@{FIRST}")
        new = CLIENT.get(url, headers={"If-None-Match": old.headers.get("etag", "")})
        assert new.content.startswith(old.content)
        assert new.content.endswith(b"%%EOF\n")
        assert new.content != old.content
        server.faults.clear()
        server.faults.add(f"replaced={folder / 'sv-3.pdf'}@{FIRST}")
        assert CLIENT.get(url).content.startswith((folder / "sv-3.pdf").read_bytes())
        server.faults.clear()
        server.faults.add(f"replaced=new-id@{FIRST}")
        moved = CLIENT.get(detail, headers=JSON).json()["bestand-ordered"]["URL"]
        assert moved.endswith(f"pfile?id={MAIN + 7}")
        assert CLIENT.get(moved, follow_redirects=True).content == new.content
        assert CLIENT.get(url).status_code == 404
        assert f"{FIRST}/pfls/{MAIN + 7}" in to_ids(search(server))


def test_an_attachment_that_comes_later(folder: Path) -> None:
    with DemoServer(folder, faults=["late-attachment"]) as server:
        second = list(server.catalogue.questions)[1]
        url = f"{server.url}/e/opendata/schv/{second}"

        def count_files() -> int:
            files = CLIENT.get(url, headers=JSON).json()["bestand-ordered"]
            return len(files) if isinstance(files, list) else 1

        assert count_files() == 1
        server.faults.remove("late-attachment")
        assert count_files() == 2


def test_a_question_that_is_not_answered_yet(folder: Path) -> None:
    with DemoServer(folder, faults=[f"unanswered@{FIRST}"]) as server:
        told = CLIENT.get(server.url + DETAIL, headers=JSON).json()
        assert "bestand-ordered" not in told
        assert str(FIRST) in to_ids(search(server))
        server.faults.clear()
        assert f"{FIRST}/pfls/{MAIN}" in to_ids(search(server))


def test_what_the_data_services_may_answer(folder: Path) -> None:
    with DemoServer(folder, faults=["xml-only", "no-result=1", "robots"]) as server:
        assert CLIENT.get(server.url + DETAIL, headers=JSON).content.startswith(b"<?xml")
        assert "result" not in search(server)
        assert len(search(server)["result"]) == 4
        assert CLIENT.get(f"{server.url}/robots.txt").text == "User-agent: *\nDisallow: /files/\n"
        server.faults.clear()
        server.faults.add("no-data=1")
        assert "error" in CLIENT.get(server.url + DETAIL, headers=JSON).json()
        assert CLIENT.get(server.url + DETAIL, headers=JSON).json()["id"] == FIRST


def find_paged(server: DemoServer) -> list[str]:
    pages = [search(server, "", f"collection=vp_collection&sort=date&max=1&page={number}") for number in range(1, 6)]
    return [each for page in pages for each in to_ids(page)]


def test_pages_shift_while_they_are_asked_for(folder: Path) -> None:
    with DemoServer(folder) as server:
        still = find_paged(server)
        assert len(still) == 4
        server.faults.add("shifting=1")
        shifted = find_paged(server)
        assert shifted == [still[0], *still]  # the first moved to the second page
        assert len(set(find_paged(server))) == 5
    with DemoServer(folder, faults=["shrinking=1"]) as server:
        assert find_paged(server) == [still[0], *still[2:]]  # the second moved to the first page, which was read


def test_every_result_may_come_twice(folder: Path) -> None:
    with DemoServer(folder, faults=["duplicates"]) as server:
        found = to_ids(search(server))
        assert (len(found), len(set(found))) == (8, 4)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_written_by_its_name_alone(name: str) -> None:
    fault = parse_fault(name)
    assert (fault.name, fault.services, fault.ids, fault.share) == (name, FAULTS[name].services, frozenset(), None)


def test_a_share_hits_always_the_same() -> None:
    fault = parse_fault("html=2@10%,files,search,77")
    assert (fault.value, fault.services, fault.ids, fault.share) == ("2", ("search", "files"), frozenset({77}), 0.1)
    hit = [n for n in range(1000, 3000) if fault.concerns(Call("files", "/", frozenset({n})))]
    assert 120 < len(hit) < 280
    assert hit == [n for n in range(1000, 3000) if fault.concerns(Call("files", "/other", frozenset({n})))]
    assert fault.concerns(Call("files", "/", frozenset({77})))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nothing", "no such fault"),
        ("busy=some", "busy takes a whole number, as in busy=2"),
        ("slow=long", "slow takes seconds, as in slow=5"),
        ("duplicates=2", "duplicates takes no value"),
        ("busy@nowhere", "hits ids, a share such as 10%, or one of search, detail"),
        ("slow=", "slow takes seconds"),
        ("many=", "many takes a whole number"),
    ],
)
def test_a_fault_that_makes_no_sense_is_told(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Faults(text)
