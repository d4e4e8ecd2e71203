"""How long publishing takes and how much memory: each writer, all of it, and plain pyarrow with the same rows.

python -m benchmarks.publish [--grants 100000]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.made_documents import make_documents
from benchmarks.stored_results import note_documents, read_otherwise, store_results

if TYPE_CHECKING:
    from schemas.dataset import Tables

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS, MOST_MEGABYTES = 60, 1500
CHANGED = 100  # one document in so many is read otherwise for the last publish
_COMMAND = [sys.executable, "-c", "from flows.cli import main; main()", "publish"]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a part of publishing costs: wall and CPU seconds, and the most memory the process held in it."""

    part: str
    seconds: float
    cpu_seconds: float
    megabytes: float


def main() -> int:
    """Print all figures; gives 1 where publishing took more than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publish")
    parser.add_argument("--grants", type=int, default=100_000)
    parser.add_argument("--parts", action="store_true", help="measure the parts in this process, as JSON")
    asked = parser.parse_args()
    if asked.parts:
        print(json.dumps([asdict(cost) for cost in measure_parts(asked.grants)]))
        return 0
    print(f"publishing {asked.grants} grants{'':<23}seconds    CPU  peak MB")
    parts = measure_apart(asked.grants)
    tell(parts)
    tell_ratio(parts)
    print("\nthe command `parlgrants publish`, start and stored results included")
    whole = measure_command(asked.grants)
    tell(whole)
    within = all(cost.seconds <= MOST_SECONDS and cost.megabytes <= MOST_MEGABYTES for cost in whole)
    print(f"at most {MOST_SECONDS} s and {MOST_MEGABYTES} MB: {'yes' if within else 'NO'}")
    return 0 if within else 1


def tell(costs: list[Cost]) -> None:
    """One line a part; what was done table by table is one part."""
    for part in dict.fromkeys(cost.part for cost in costs):
        done = [cost for cost in costs if cost.part == part]
        seconds, cpu = sum(cost.seconds for cost in done), sum(cost.cpu_seconds for cost in done)
        cost = Cost(part, seconds, cpu, max(cost.megabytes for cost in done))
        print(f"  {cost.part:<45}{cost.seconds:>7.2f}{cost.cpu_seconds:>7.2f}{cost.megabytes:>9.0f}")


def tell_ratio(parts: list[Cost]) -> None:
    """Our Parquet and CSV beside pyarrow's: the same rows, both from Python's values."""
    ours, plain = (
        sum(cost.cpu_seconds for cost in parts if cost.part in (f"{who}parquet", f"{who}csv"))
        for who in ("write ", "plain pyarrow, ")
    )
    print(f"  {'our parquet and csv : plain pyarrow':<45}{'':7}{ours / plain:>7.2f}")


def measure_apart(grants: int) -> list[Cost]:
    """The parts in a process of their own: what this one holds in memory does not count."""
    command = [sys.executable, "-m", "benchmarks.publish", "--parts", "--grants", str(grants)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return [Cost(**cost) for cost in json.loads(ended.stdout)]


def measure_parts(grants: int) -> list[Cost]:
    """Checks, then each writer, then the note and the changes; then plain pyarrow."""
    from flows.change_files import write_changes
    from flows.dataset import build_dataset
    from flows.release_writers import Draft, find_writers
    from flows.releases import note_files

    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = measure(costs, "make up, build and check", lambda: build_dataset(make_documents(grants))).tables
        for writer, write in find_writers().items():
            measure(costs, f"write {writer}", lambda write=write: write(Draft(folder, tables)))  # type: ignore[misc]
        files = measure(costs, "hash", lambda: note_files(folder))
        measure(costs, "tell changes (first release)", lambda: write_changes(folder, files, None))
        measure_plain(costs, tables, folder)
    return costs


def measure_plain(costs: list[Cost], tables: Tables, folder: Path) -> None:
    """The same rows by pyarrow, from columns of Python's values; its CSV knows no lists and maps, which are texts."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import csv

    from schemas.arrow import to_arrow_schema
    from schemas.fields import TABLE_FIELDS

    for name, fields in TABLE_FIELDS.items():
        schema = to_arrow_schema(fields)
        columns = {field: [getattr(row, field) for row in getattr(tables, name)] for field in schema.names}
        path = folder / f"plain-{name}"
        measure(costs, "plain pyarrow, parquet", partial(write_plain, pq.write_table, columns, schema, path))
        nested = [field.name for field in schema if pa.types.is_nested(field.type)]
        columns |= {field: [json.dumps(value) for value in columns[field]] for field in nested}
        flat = pa.schema([(field.name, pa.string() if field.name in nested else field.type) for field in schema])
        measure(costs, "plain pyarrow, csv", partial(write_plain, csv.write_csv, columns, flat, path))


def write_plain(
    write: Callable[[object, Path], None], columns: dict[str, list[object]], schema: object, path: Path
) -> None:
    import pyarrow as pa

    write(pa.table(columns, schema=schema), path)


def measure(costs: list[Cost], part: str, work: Callable[[], Made]) -> Made:
    """Do a part of the work and add what it cost."""
    forget_peak()
    start, cpu = time.perf_counter(), time.process_time()
    made = work()
    costs.append(Cost(part, time.perf_counter() - start, time.process_time() - cpu, read_peak()))
    return made


def forget_peak() -> None:
    """Let Linux measure the peak from now on; elsewhere the peak is the one since the start."""
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5", encoding="ascii")


def read_peak() -> float:
    """The most megabytes of memory this process held since `forget_peak`."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # bytes on macOS
    (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def measure_command(grants: int) -> list[Cost]:
    """The command over stored results: a first release, the same again, and one that tells some changes."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        count = store_results(make_documents(grants), corpus)
        note_documents(make_documents(grants), corpus)
        places = {"PARLGRANTS_CORPUS": str(corpus), "PARLGRANTS_OUTPUTS": f"{folder}/outputs"}
        costs = [run_command("a first release", places), run_command("nothing changed", places)]
        changed = store_results(map(read_otherwise, islice(make_documents(grants), 0, None, CHANGED)), corpus)
        return [*costs, run_command(f"{changed} of {count} documents read otherwise", places)]


def run_command(part: str, places: dict[str, str]) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(_COMMAND, cwd=ROOT, env=os.environ | places, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"`parlgrants publish` ended with {os.waitstatus_to_exitcode(status)}")
    peak = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return Cost(part, time.perf_counter() - start, used.ru_utime + used.ru_stime, peak)


if __name__ == "__main__":
    sys.exit(main())
