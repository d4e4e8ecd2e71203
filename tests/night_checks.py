"""What must hold after a night: all is kept and published once, and the service was asked as agreed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from made_runs import find_published, find_word
from parliament_nights import AT_ONCE, RATE, find_answered

from flows import steps
from flows.corpus import Corpus
from flows.demo_server.server import DemoServer
from flows.ledger_reports import count_states, find_fetches
from flows.settings import Settings
from flows.sources.flemish_parliament.hits import SOURCE


def check_whole(server: DemoServer, settings: Settings, *gone: bytes, revised: Sequence[int] = ()) -> None:
    """All that the server has is published and stored, each once; of `revised` questions there is one revision more.

    `gone` are contents that were there before.
    """
    answered = find_answered(server)
    expected = {f"schv-{number}.pdf": int(find_word(files[-1])) for number, files in answered.items()}
    assert find_published(settings) == expected
    check_grants(settings, expected)
    check_stored(settings, {content for files in answered.values() for content in files} | set(gone))
    revisions = count_revisions(settings, answered)
    assert revisions == {number: 1 + revised.count(number) for number in answered}
    assert count_ledger_states(settings).keys() <= {"published", "discovered"}


def check_grants(settings: Settings, expected: dict[str, int]) -> None:
    """Each grant is in the dataset once."""
    rows = [json.loads(line) for line in (settings.outputs / "latest/grants.jsonl").read_text().splitlines()]
    assert len({row["grant_id"] for row in rows}) == len(rows) == sum(expected.values())
    counts = Counter(row["document_id"].rpartition("-")[2] for row in rows)
    assert counts == {name[5:-4]: count for name, count in expected.items() if count}


def check_stored(settings: Settings, contents: set[bytes]) -> None:
    """These contents are stored, each once, and nothing is left under way."""
    corpus = Corpus(settings.corpus)
    stored = [path for path in (corpus.folder / "documents").rglob("*.*") if not path.name.endswith(".files.json")]
    assert sorted(path.stem for path in stored) == sorted(sha256(content).hexdigest() for content in contents)
    assert {path.read_bytes() for path in stored} == contents
    assert list(corpus.incoming.iterdir()) == []
    assert [path.name for path in (settings.outputs / "releases").iterdir() if path.name.startswith(".")] == []


def count_revisions(settings: Settings, numbers: Iterable[int]) -> dict[int, int]:
    """How many revisions the ledger knows of each question: the last of the files that brought one counts."""
    with steps.open_run("reprocess", settings) as run:
        rows = {number: find_fetches(run.ledger, SOURCE, str(number)) for number in numbers}
    return {number: len({row["run_id"] for row in found if row["revision"]}) for number, found in rows.items()}


def count_ledger_states(settings: Settings) -> dict[str, int]:
    with steps.open_run("reprocess", settings) as run:
        return count_states(run.ledger)


def check_manners(server: DemoServer, rate: float = RATE, at_once: int = AT_ONCE) -> None:
    """No second holds more requests than agreed, 50 ms being for the way to the server; nor were more under way."""
    assert server.most_at_once <= at_once
    moments = sorted(request.time for request in server.requests)
    assert all(later - earlier >= 0.95 for earlier, later in zip(moments, moments[int(rate) :], strict=False))


def find_changes(settings: Settings) -> Iterator[tuple[str, str | None]]:
    """Kind and document of each change of the newest release."""
    for line in (settings.outputs / "latest/changes.jsonl").read_text().splitlines():
        row = json.loads(line)
        yield row["kind"], row["document_id"]
