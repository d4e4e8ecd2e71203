"""How long reading takes: wall seconds of the commands, and CPU seconds beside other tools on the same documents.

python -m benchmarks.reading
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
EXAMPLE = SAMPLES / "sv-162-2021-02-02.pdf"
COMMAND = Path(sys.executable).with_name("parlgrants")
LOADS = (EXAMPLE, SAMPLES / "layouts" / "prose-bullets.pdf")  # a table and sentences: all libraries, once
ROUNDS, PROCESSES = 5, 3
OURS = "parlgrants"


def main() -> None:
    """Print both tables; with the name of a reader, measure only that one (in this process) for the others to print."""
    if len(sys.argv) > 1:
        print(json.dumps(asdict(time_reader(READERS[sys.argv[1]]))))
        return
    print(f"wall seconds, best and worst of {ROUNDS} (start-up included, disk warm)")
    for arguments in (["--help"], ["read", str(EXAMPLE)]):
        times = sorted(time_command(arguments) for _ in range(ROUNDS))
        print(f"  parlgrants {' '.join(Path(a).name for a in arguments):<34}{times[0]:>7.2f} {times[-1]:>7.2f}")
    print(f"\nCPU seconds over the {len(find_samples())} samples, each reader in a process of its own")
    print(f"  {'':<45}{'reading':>8}{'of ours':>9}{'with start and imports':>24}")
    measured = {name: time_apart(name) for name in READERS}
    for name, cpu in measured.items():
        share = cpu.reading / measured[OURS].reading
        print(f"  {name:<45}{cpu.reading:>8.2f}{share:>9.2f}{cpu.all:>24.2f}")


@dataclass(frozen=True, slots=True)
class Cpu:
    """CPU seconds: `reading` every sample once in a warm process, and `all` that the process took from its start."""

    reading: float
    all: float


def find_samples() -> list[Path]:
    return sorted(SAMPLES.rglob("*.pdf"))


def time_command(arguments: list[str]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    subprocess.run([COMMAND, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def time_apart(name: str) -> Cpu:
    """The best of a few processes: others on this machine may take the caches away."""
    command = [sys.executable, "-m", "benchmarks.reading", name]
    runs = [subprocess.run(command, capture_output=True, check=True, text=True).stdout for _ in range(PROCESSES)]
    return min((Cpu(**json.loads(run)) for run in runs), key=lambda cpu: cpu.reading)


def time_reader(reader: Callable[[bytes], object]) -> Cpu:
    """CPU seconds of this process, after what is loaded once has been loaded."""
    warnings.simplefilter("ignore")  # camelot tells of tables whose columns overlap
    documents = [path.read_bytes() for path in find_samples()]
    for path in LOADS:
        reader(path.read_bytes())
    start = time.process_time()
    for content in documents:
        reader(content)
    end = time.process_time()
    return Cpu(end - start, end)


def read_ours(content: bytes) -> object:
    from flows.document import read_document
    from schemas.results import SourceDocument

    return read_document(SourceDocument("benchmark", "answer.pdf", sha256(content).hexdigest(), content, None))


def read_camelot(content: bytes, **options: str) -> object:
    import camelot

    return camelot.read_pdf(io.BytesIO(content), pages="all", **options)


def read_pdfplumber(content: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [page.extract_tables() for page in pdf.pages]


READERS: dict[str, Callable[[bytes], object]] = {
    OURS: read_ours,
    "camelot lattice, vector (tables only)": lambda content: read_camelot(content, flavor="lattice", engine="vector"),
    "camelot stream (tables only)": lambda content: read_camelot(content, flavor="stream"),
    "camelot hybrid, vector (tables only)": lambda content: read_camelot(content, flavor="hybrid", engine="vector"),
    "pdfplumber extract_tables (tables only)": read_pdfplumber,
}

if __name__ == "__main__":
    main()
