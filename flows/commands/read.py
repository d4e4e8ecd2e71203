"""`parlgrants read`, `tables` and `inspect`: local files, nothing kept. A file may be attached to the one before it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from flows.bundles import GivenFile, join_files
from flows.commands import EXIT_UNREAD
from flows.commands.environment import read_settings
from flows.commands.output import check_output, find_terminal_width, warn, write_data
from flows.corpus import StoredDocument, naming
from flows.results import to_json, to_jsonl
from flows.show import show_grants, show_tables, to_screen, to_where
from flows.sources import SourceError
from flows.sources.folder import read_file
from flows.summary import find_input_problems
from flows.workers import Document, Reading, ReadLimits, read_documents
from parsers.files import is_office_file
from schemas.fields import GRANT_FIELDS
from schemas.results import DocumentResult


class Documents:
    """Documents named on the command line, read one after the other; `unread` counts those that could not be."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths
        self.settings = read_settings()
        self.unread = 0

    @property
    def exit_code(self) -> int:
        return EXIT_UNREAD if self.unread else 0

    def read(self) -> Iterator[DocumentResult]:
        """The documents' results; what is wrong with a file is said on standard error."""
        settings = self.settings
        limits = ReadLimits(settings.read_seconds, settings.read_megabytes, settings.processes)
        given = [GivenFile(path, document) for path in self.paths if (document := self._load(path)) is not None]
        answers = join_files(given, limits)
        readings = read_documents([answer.document for answer in answers], limits)
        for answer, reading in zip(answers, _watch(readings, len(answers)), strict=True):
            if reading.result is None:
                self._refuse(f"{answer.path}: {reading.failure}")
                continue
            if problems := find_input_problems(reading.result):
                self._refuse(*[f"{answer.path}: {problem}" for problem in problems])
            yield reading.result

    def _load(self, path: Path) -> Document | None:
        try:
            document = read_file(path)
        except SourceError as error:
            self._refuse(str(error))
            return None
        if not path.is_file():  # a pipe, which can be read only once
            return document
        return StoredDocument(document.document_id, document.file_name, document.sha256, None, path)

    def _refuse(self, *messages: str) -> None:
        self.unread += 1
        for message in messages:
            warn(message)


def read_grants(files: Sequence[Path], form: str, output: Path | None) -> int:
    """Print the grants of files; gives the exit code."""
    check_output(output)
    documents = Documents(files)
    writers: dict[str, Callable[[Iterator[DocumentResult]], Iterator[str]]] = {
        "table": lambda results: _to_tables(results, None if output else find_terminal_width()),
        "jsonl": _to_lines,
        "csv": _to_csv,
        "json": lambda results: (f"{to_json(result)}\n" for result in results),
    }
    parts = writers[form](documents.read())
    if output is not None and output.is_file():
        parts = iter(list(parts))
        if documents.unread == len(files):
            warn(f"--output {output}: nothing could be read; the file is left as it was")
            return documents.exit_code
    write_data(parts, output)
    return documents.exit_code


def read_tables(files: Sequence[Path], form: str) -> int:
    """Print the files' tables; gives the exit code."""
    documents = Documents(files)
    results = documents.read()
    if form == "json":
        parts = (f"{json.dumps(json.loads(to_json(result))['tables'], ensure_ascii=False)}\n" for result in results)
    else:
        parts = (to_screen(show_tables(result), find_terminal_width()) for result in results)
    write_data(parts, None)
    return documents.exit_code


def draw_document(file: Path, output: Path) -> int:
    """Draw a file's pages and print the pictures' paths; gives the exit code."""
    from flows.inspect import draw_pages

    if is_office_file(read_file(file).content) if file.is_file() else False:
        warn(f"{file}: only the pages of a PDF are drawn; `parlgrants tables {file}` shows what was read in its sheets")
        return EXIT_UNREAD
    documents = Documents([file])
    list(documents.read())
    if not documents.exit_code:
        with naming(output):
            output.mkdir(parents=True, exist_ok=True)
            pictures = draw_pages(read_file(file), output)
        write_data((f"{path}\n" for path in pictures), None)
    return documents.exit_code


def _to_tables(results: Iterator[DocumentResult], terminal_width: int | None) -> Iterator[str]:
    for result in results:
        # Of a file that could not be opened, standard error has said all there is to say.
        if result.document.outcome != "unreadable" or result.tables:
            yield to_screen([*show_grants(result), ""], terminal_width)


def _to_lines(results: Iterator[DocumentResult]) -> Iterator[str]:
    for result in results:
        _warn_of_findings(result)
        for grant in result.grants:
            yield f"{to_jsonl(grant)}\n"


def _to_csv(results: Iterator[DocumentResult]) -> Iterator[str]:
    from flows.csv_lines import to_csv_cells, to_csv_line

    yield to_csv_line([field.name for field in GRANT_FIELDS])
    for result in results:
        _warn_of_findings(result)
        for grant in result.grants:
            yield to_csv_line(to_csv_cells(grant))


def _warn_of_findings(result: DocumentResult) -> None:
    # These formats hold grants alone; what is missing among them must not go unsaid.
    if result.document.outcome != "unreadable":
        for finding in result.findings:
            if finding.severity != "info":
                warn(f"{result.document.file_name}: {finding.code}{to_where(finding)}: {finding.message}")


def _watch(readings: Iterator[Reading], total: int) -> Iterator[Reading]:
    if total < 2 or not sys.stderr.isatty():
        return readings
    from rich.console import Console
    from rich.progress import track

    return iter(track(readings, "reading", total, console=Console(stderr=True), transient=True))
