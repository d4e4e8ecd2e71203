"""How long reading takes: wall seconds of the commands, and CPU seconds beside other tools on the same documents.

python -m benchmarks.reading
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
EXAMPLE = SAMPLES / "sv-162-2021-02-02.pdf"
COMMAND = Path(sys.executable).with_name("parlgrants")
ROUNDS = 5


def main() -> None:
    """Print both tables."""
    print(f"wall seconds, best and worst of {ROUNDS} (start-up included, disk warm)")
    for arguments in (["--help"], ["read", str(EXAMPLE)]):
        times = sorted(time_command(arguments) for _ in range(ROUNDS))
        print(f"  parlgrants {' '.join(Path(a).name for a in arguments):<34}{times[0]:>7.2f} {times[-1]:>7.2f}")
    documents = [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))]
    warnings.simplefilter("ignore")  # camelot tells of tables whose columns overlap
    print(f"\nCPU seconds over the {len(documents)} samples, and how many times ours")
    measured = {name: time_reader(reader, documents) for name, reader in READERS.items()}
    for name, seconds in measured.items():
        print(f"  {name:<45}{seconds:>7.2f} {seconds / measured['parlgrants']:>7.2f}")


def time_command(arguments: list[str]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    subprocess.run([COMMAND, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def time_reader(reader: Callable[[bytes], object], documents: list[bytes]) -> float:
    """CPU seconds of this process, after one document to load the libraries."""
    reader(documents[0])
    start = time.process_time()
    for content in documents:
        reader(content)
    return time.process_time() - start


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
    "parlgrants": read_ours,
    "camelot lattice, vector (tables only)": lambda content: read_camelot(content, flavor="lattice", engine="vector"),
    "camelot stream (tables only)": lambda content: read_camelot(content, flavor="stream"),
    "camelot hybrid, vector (tables only)": lambda content: read_camelot(content, flavor="hybrid", engine="vector"),
    "pdfplumber extract_tables (tables only)": read_pdfplumber,
}

if __name__ == "__main__":
    main()
