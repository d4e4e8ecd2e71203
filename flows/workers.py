"""Reading documents side by side, each in a process with a time and a memory limit.

One document cannot hurt another: a hang, a crash or a memory blow-up becomes an `unreadable` result of that one alone.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as ReadTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from flows.corpus import CorruptDocument, StoredDocument, read_stored
from schemas.findings import Finding
from schemas.questions import QuestionFacts
from schemas.results import AttachmentInfo, DocumentResult, SourceDocument

Document = StoredDocument | SourceDocument
Reader = Callable[[SourceDocument], DocumentResult]
Seen = TypeVar("Seen")

READING_MODULES = ("flows.document", "camelot", "pdfplumber", "playa", "pypdfium2", "pyphen", "wordfreq", "openpyxl")
"""Loaded once, before the processes are started, instead of once in each."""

DOCUMENTS_PER_PROCESS = 50
"""Then a fresh process takes over, so that memory which a big document leaves behind comes back."""

_MEGABYTE = 1024 * 1024
_OUT_OF_MEMORY = 77


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What reading may take: `seconds` and `megabytes` (on top of the loaded program) are for one document.

    `start_method`: `fork` is quick; `forkserver` is for a parent that runs threads of its own, as Prefect does.
    """

    seconds: float
    megabytes: int
    processes: int
    start_method: Literal["fork", "forkserver"] = "fork"


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's result; or the `failure` that kept its bytes from being read, or why it was `skipped`."""

    document: Document
    result: DocumentResult | None
    failure: str | None
    skipped: str | None = None


def read_documents(
    documents: Sequence[Document],
    limits: ReadLimits,
    reader: Reader | None = None,
    subjects: Mapping[str, QuestionFacts] = MappingProxyType({}),
) -> Iterator[Reading]:
    """Read documents side by side and give their readings in the order of the documents.

    The bytes of a StoredDocument are loaded where they are read, so that only few are in memory at once. Those whose
    ids stand in `subjects` are looked at first, in the same process, and skipped where reading is not worth it.
    """
    pool = _start_pool(limits, len(documents), READING_MODULES if reader is None else ())
    try:
        tasks = [(document, reader, subjects.get(document.document_id)) for document in documents]
        futures = [pool.schedule(_read, args=task, timeout=limits.seconds) for task in tasks]
        for document, future in zip(documents, futures, strict=True):
            yield _wait(document, future, limits)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def look_at(
    documents: Sequence[Document], limits: ReadLimits, look: Callable[[SourceDocument], Seen]
) -> list[Seen | None]:
    """A quick look at documents, each in a process like those that read; None where the look failed."""
    pool = _start_pool(limits, len(documents), ())
    try:
        futures = [pool.schedule(_look, args=(document, look), timeout=limits.seconds) for document in documents]
        return [future.result() if future.exception() is None else None for future in futures]
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _look(document: Document, look: Callable[[SourceDocument], Seen]) -> Seen:
    return look(document if isinstance(document, SourceDocument) else read_stored(document))


def _start_pool(limits: ReadLimits, documents: int, modules: Sequence[str]) -> ProcessPool:
    context = multiprocessing.get_context(limits.start_method)
    if limits.start_method == "forkserver":
        context.set_forkserver_preload(list(modules))
    else:
        # The reader itself always: a broken installation is an error here, not the fault of every document.
        for name in modules if documents > limits.processes else modules[:1]:
            import_module(name)
    workers = max(1, min(limits.processes, documents))
    return ProcessPool(workers, DOCUMENTS_PER_PROCESS, _limit_process, (limits.megabytes,), context)


def _limit_process(megabytes: int) -> None:
    size = _measure_memory() + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A library that prints must not end up among the data on standard output.
    os.dup2(2, 1)
    sys.stdout = sys.stderr


def _measure_memory() -> int:
    """The address space of this process in bytes; the loaded libraries alone take 700 MB of it."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 1000 * _MEGABYTE


def _read(document: Document, reader: Reader | None, facts: QuestionFacts | None) -> DocumentResult | str:
    """The document's result, or the reason to skip it."""
    from parsers.worth import find_reason_to_skip

    if reader is None:
        from flows.document import read_document

        reader = read_document
    try:
        source = document if isinstance(document, SourceDocument) else read_stored(document)
        reason = None if facts is None else find_reason_to_skip(source, facts)
        return reason or reader(source)
    except MemoryError:
        # The process ends here: what is left of its memory is in pieces, and the next document needs it whole.
        os._exit(_OUT_OF_MEMORY)


def _wait(document: Document, future: ProcessFuture[DocumentResult | str], limits: ReadLimits) -> Reading:
    error = future.exception()
    if error is None:
        found = future.result()
        return Reading(document, None, None, found) if isinstance(found, str) else Reading(document, found, None)
    if isinstance(error, BrokenProcessPool):
        raise error
    if isinstance(error, CorruptDocument):
        return Reading(document, None, str(error))
    return _unreadable(document, _explain(error, limits))


def _explain(error: BaseException, limits: ReadLimits) -> Finding:
    if isinstance(error, ReadTimeout):
        return Finding("timed_out", "error", None, None, None, _explain_time(limits))
    if isinstance(error, ProcessExpired) and error.exitcode == _OUT_OF_MEMORY:
        return Finding("out_of_memory", "error", None, None, None, _explain_memory(limits))
    name = next(iter(getattr(error, "__notes__", ())), None)  # of the attached file that `naming_file` noted
    finding = Finding("reader_crashed", "error", None, None, None, _explain_crash(error))
    return replace(finding, attachment=name)


def _explain_time(limits: ReadLimits) -> str:
    more = f"PARLGRANTS_READ_SECONDS={limits.seconds * 5:g}"
    return f"reading took longer than {limits.seconds:g} seconds and was stopped; read it again with {more}"


def _explain_memory(limits: ReadLimits) -> str:
    more = f"PARLGRANTS_READ_MEGABYTES={limits.megabytes * 3}"
    return f"reading took more than {limits.megabytes} MB of memory and was stopped; read it again with {more}"


def _explain_crash(error: BaseException) -> str:
    what = f"process ended with code {error.exitcode}" if isinstance(error, ProcessExpired) else _describe(error)
    return f"the reader broke on this document, which is a fault of parlgrants ({what}); report it with the file"


def _describe(error: BaseException) -> str:
    # pebble hangs the worker's traceback on the exception as text, since a real one does not cross processes.
    places = re.findall(r'File "(.+?)", line (\d+)', getattr(error, "traceback", ""))
    where = f" at {Path(places[-1][0]).name}:{places[-1][1]}" if places else ""
    return f"{type(error).__name__}: {error}{where}"


def _unreadable(document: Document, finding: Finding) -> Reading:
    from flows.document import unreadable

    source = SourceDocument(document.document_id, document.file_name, document.sha256, b"", document.source_url)
    result = unreadable(source, finding)
    # Their names belong to the revision that could not be read.
    attachments = tuple(AttachmentInfo(file.file_name, file.sha256, None, 0, 0) for file in document.attachments)
    return Reading(document, replace(result, document=replace(result.document, attachments=attachments)), None)
