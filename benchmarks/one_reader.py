"""One reader over many documents in a process of its own, so that its CPU seconds are its own.

python -m benchmarks.one_reader READER DOCUMENTS OUTPUT

DOCUMENTS is a JSON list of lists of files; OUTPUT gets one JSON line a document. A document that takes longer than the
limit ends the process (by the alarm's default action), and so does one at which the reader raises.
"""

from __future__ import annotations

import builtins
import io
import json
import resource
import signal
import sys
import time
import warnings
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.glue import to_grants
from benchmarks.glue_headings import find_answer_page, read_headings
from benchmarks.peer_tables import PEERS, read_peer_tables

LIMIT_SECONDS = 120
OURS = "parlgrants"
READERS = (OURS, *PEERS)


class ImportClock:
    """CPU seconds spent in import statements; those inside another import are counted once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._inside = False
        self._import = builtins.__import__

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        if self._inside:
            return self._import(*arguments, **options)
        self._inside, start = True, time.process_time()
        try:
            return self._import(*arguments, **options)
        finally:
            self._inside = False
            self.seconds += time.process_time() - start


def main() -> None:
    reader, documents, output = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), sys.argv[3]
    warnings.simplefilter("ignore")  # camelot tells of tables whose columns overlap
    started = time.process_time()  # the interpreter's start and this module's own imports count as imports
    clock = builtins.__import__ = ImportClock()
    with Path(output).open("w", encoding="utf-8") as lines:
        for files in documents:
            signal.alarm(LIMIT_SECONDS)
            before = read_cpu_seconds() - clock.seconds
            with redirect_stdout(io.StringIO()):
                result = read_files(reader, [Path(name) for name in files])
            signal.alarm(0)
            result["cpu_seconds"] = read_cpu_seconds() - clock.seconds - before
            result["import_seconds"] = started + clock.seconds
            lines.write(json.dumps(result, default=str, ensure_ascii=False) + "\n")
            lines.flush()


def read_cpu_seconds() -> float:
    """Of this process and of those it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def read_files(reader: str, files: list[Path]) -> dict[str, Any]:
    return read_ours(files) if reader == OURS else read_peer(reader, files)


def read_ours(files: list[Path]) -> dict[str, Any]:
    """Our reader's grants, question, totals and outcome, of an answer with what is attached to it."""
    from benchmarks.answers import read_answer

    result = read_answer(files)
    return {
        "grants": [asdict(grant) for grant in result.grants],
        "question": asdict(result.question),
        "totals": [asdict(total) for table in result.tables for total in table.printed_totals],
        "outcome": result.document.outcome,
    }


def read_peer(peer: str, files: list[Path]) -> dict[str, Any]:
    """What a peer's tables with plain glue give; they read PDFs only."""
    contents = [path.read_bytes() for path in files if path.suffix == ".pdf"]
    texts = [read_texts(content) for content in contents]
    grants, totals = [], []
    for content, pages in zip(contents, texts, strict=True):
        answer = find_answer_page(pages)
        tables = [table for table in read_peer_tables(peer, content, len(pages)) if table.page >= answer]
        found = to_grants(tables, "\n".join(pages[answer - 1 :]))
        grants, totals = [*grants, *found[0]], [*totals, *found[1]]
    outcome = "grants" if grants else "no_grants"
    return {
        "grants": grants,
        "question": read_headings(texts[0] if texts else []),
        "totals": totals,
        "outcome": outcome,
    }


def read_texts(content: bytes) -> list[str]:
    """The text of each page."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


if __name__ == "__main__":
    main()
