"""A year of questions found and fetched from a stand-in parliament: requests, seconds, memory; a bare loop beside it.

python -m benchmarks.ingest [QUESTIONS]

The stand-in serves the samples over and over, each copy with bytes of its own. Nothing is read here: what is measured
is discovery, fetching and the ledger. Each run is a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = 8000
POLITE_RATE = 2  # requests a second, the default
RAISED = {"PARLGRANTS_REQUESTS_PER_SECOND": "100000", "PARLGRANTS_REQUESTS_AT_ONCE": "4"}
_SHARES = (8, 2, 1)  # memory is noted after an eighth of the questions, half of them, all


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: questions offered, asked for and held with an answer; the files of these; seconds of both steps.

    `memory` is MB at most, after so many questions.
    """

    offered: int
    asked_for: int
    held: int
    files: int
    megabytes_stored: float
    discovery_seconds: float
    fetch_seconds: float
    memory: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bare:
    """Files that a bare loop got: how many, and in how many seconds."""

    files: int
    seconds: float


def main() -> None:
    """Print all measurements; with a step's name, do that step for the process that asked."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["ingest"]:
        print(json.dumps(asdict(ingest(Path(arguments[1])))))
    elif arguments[:1] == ["bare"]:
        print(json.dumps(asdict(download_bare(Path(arguments[1])))))
    else:
        measure(int(arguments[0]) if arguments else QUESTIONS)


def measure(questions: int) -> None:
    """A first run, a second one, and a bare loop over the same files, with the same server."""
    with tempfile.TemporaryDirectory() as name, serving(questions) as environment:
        folder, places = Path(name), {"PARLGRANTS_CORPUS": f"{name}/corpus", "PARLGRANTS_OUTPUTS": f"{name}/outputs"}
        environment |= RAISED | places
        url = environment["PARLGRANTS_DOCUMENTS_URL"]
        print(
            f"{questions} questions of a year, the samples over and over, from a stand-in parliament on this machine;"
        )
        print(f"its rate raised from the default, {POLITE_RATE} requests a second, to as many as go, 4 at once\n")
        first = Measured(**run_step("ingest", folder, environment))
        asked = read_counts(url)
        tell_first(first, asked)
        second = Measured(**run_step("ingest", folder, environment))
        again = {kind: count - asked.get(kind, 0) for kind, count in read_counts(url).items()}
        print(f"\nsecond run: {second.offered} questions found, {second.asked_for} asked for, {tell_counts(again)},")
        print(f"  {second.discovery_seconds + second.fetch_seconds:.1f} seconds")
        bare = Bare(**run_step("bare", folder, environment))
        tell_bare(first, bare)


def tell_first(first: Measured, asked: dict[str, int]) -> None:
    """The first run's figures."""
    total = sum(asked.values())
    hours, minutes = divmod(round(total / POLITE_RATE / 60), 60)
    print(f"first run: {first.offered} questions found, {first.held} of them answered, with {first.files} files")
    print(f"  {first.megabytes_stored:.0f} MB stored")
    print(f"requests: {tell_counts(asked)}; {total / first.offered:.2f} a question")
    print(f"  at {POLITE_RATE} a second they take {hours} h {minutes} min")
    print(f"seconds: {first.discovery_seconds:.1f} to find, {first.fetch_seconds:.1f} to fetch")
    print("memory, MB at most: " + ", ".join(f"{mb:.0f} after {n} questions" for n, mb in first.memory.items()))


def tell_bare(first: Measured, bare: Bare) -> None:
    """What fetching costs beside a bare loop."""
    ours, theirs = first.fetch_seconds / first.files * 1000, bare.seconds / bare.files * 1000
    print(f"\na bare httpx loop over the same {bare.files} files, one after the other, written and nothing else:")
    print(
        f"  {bare.seconds:.1f} seconds, {theirs:.1f} ms a file; ours {ours:.1f} ms, {ours / theirs:.2f} times as long,"
    )
    print("  with the questions' details, hashes, stored names and the ledger")


def tell_counts(counts: dict[str, int]) -> str:
    """`8331 requests (83 search, 160 bulk, 8088 files)`."""
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"{sum(counts.values())} requests ({told})"


@contextmanager
def serving(questions: int) -> Iterator[dict[str, str]]:
    """A stand-in parliament in a process of its own; gives an environment that leads there."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", "demo-server", "--questions", str(questions)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            lines = [server.stdout.readline().removeprefix("export ").strip() for _ in range(4)]
            yield dict(os.environ) | dict(line.split("=", 1) for line in lines)
        finally:
            server.terminate()


def run_step(step: str, folder: Path, environment: dict[str, str]) -> dict[str, object]:
    """One step in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.ingest", step, str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def read_counts(url: str) -> dict[str, int]:
    """Requests to each service so far."""
    with urllib.request.urlopen(f"{url}/demo/requests") as answer:
        return dict(json.load(answer)["requests"])


def ingest(folder: Path) -> Measured:
    """Discover and fetch, as the flow does, into the folder; read nothing."""
    from flows.fetching import choose_refs, discover_documents, fetch_documents
    from flows.settings import Settings
    from flows.sources.registry import open_source
    from flows.steps import open_run, split_in_batches

    settings, source = Settings(), open_source("flemish-parliament")
    memory: dict[int, float] = {}
    with open_run("ingest", settings) as run:
        start = time.perf_counter()
        progress = discover_documents(run, source, date(2000, 1, 1))
        found = time.perf_counter()
        refs = choose_refs(run, progress)
        for batch in split_in_batches(refs, settings.batch_size):
            fetch_documents(run, progress, source, batch)
            note_memory(memory, len(progress.settled), len(refs))
        end = time.perf_counter()
    stored = list(find_stored_sizes(folder / "corpus"))
    urls = find_urls(settings.ledger_path)
    return Measured(
        offered=len(progress.listed),
        asked_for=len(refs),
        held=len(set(urls.values())),
        files=len(urls),
        megabytes_stored=sum(stored) / 1e6,
        discovery_seconds=found - start,
        fetch_seconds=end - found,
        memory=memory,
    )


def note_memory(memory: dict[int, float], done: int, of: int) -> None:
    """Note the most memory this process had so far, once for each share of the questions."""
    if len(memory) < len(_SHARES) and done >= of // _SHARES[len(memory)]:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        memory[done] = most / (1e6 if sys.platform == "darwin" else 1e3)


def find_stored_sizes(corpus: Path) -> Iterator[int]:
    """Bytes of each file stored."""
    return (path.stat().st_size for path in corpus.glob("documents/*/*"))


def find_urls(ledger: Path) -> dict[str, str]:
    """The addresses of all files that the ledger knows, each with its question."""
    import sqlite3

    with sqlite3.connect(ledger) as connection:
        return dict(connection.execute("SELECT url, location FROM files ORDER BY url"))


def download_bare(folder: Path) -> Bare:
    """The same files with nothing but a client: no ledger, no hash, no pace, no retry."""
    import httpx

    urls = find_urls(folder / "corpus" / "ledger.sqlite")
    (folder / "bare").mkdir()
    start = time.perf_counter()
    with httpx.Client() as client:
        for position, url in enumerate(urls):
            (folder / "bare" / str(position)).write_bytes(client.get(url).content)
    return Bare(len(urls), time.perf_counter() - start)


if __name__ == "__main__":
    main()
