"""The Flemish Parliament as a source: questions published in a window, each with its answer and attachments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed
from datetime import UTC, date, datetime, timedelta
from types import TracebackType
from typing import Self

from flows.client_limits import to_limits
from flows.corpus import Corpus
from flows.origins import to_origins
from flows.polite_client import PoliteClient
from flows.settings import Settings
from flows.sources import Discovery, DocumentRef, Fetched, FindKnown, ServiceRefuses, SourceError
from flows.sources.flemish_parliament.hits import SOURCE, Hit, to_refs
from flows.sources.flemish_parliament.question_files import QuestionFiles
from flows.sources.flemish_parliament.questions import MOST_AT_ONCE, Questions
from flows.sources.flemish_parliament.search import Search, Window
from flows.sources.flemish_parliament.services import Services

FIRST_DAY = date(1995, 1, 1)  # the first Flemish Parliament to be elected
_AHEAD = timedelta(hours=2)  # of UTC, at most, in Brussels


class FlemishParliament:
    """Written questions; a document's location is the question's number in the open data service.

    One client asks for all of a run, so that robots.txt is asked for once, and pauses and refusals hold until its end.
    """

    name = SOURCE
    is_local = False

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._is_stopped = False
        limits = to_limits(settings)
        self._client = PoliteClient(limits, to_origins(settings))
        self._services = Services(self._client, limits)
        self._questions = Questions(self._services, settings.opendata_url)

    def __enter__(self) -> Self:
        """The source itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.__exit__(kind, error, trace)

    def discover(self, since: date | None) -> Discovery:
        """The questions published on that day or later, all there are without one. Raises SourceError."""
        window = Window(since or FIRST_DAY, (datetime.now(UTC) + _AHEAD).date())
        if window.first > window.last:
            return Discovery(())
        hits: dict[str, Hit | None] = {}
        missed = 0
        for part in Search(self._services, self._settings.search_url).find_slices(window):
            hits |= part.hits
            missed += part.missed
        _require_questions(hits, window)
        questions = [hit for hit in hits.values() if hit is not None]
        return Discovery(to_refs(questions, self._settings.website_url), missed)

    def fetch(self, refs: Sequence[DocumentRef], find_known: FindKnown, corpus: Corpus) -> Iterator[Fetched]:
        """What became of each question, as soon as it is known. Raises ServiceRefuses."""
        self._is_stopped = False
        with ThreadPoolExecutor(self._settings.requests_at_once) as threads:
            files = QuestionFiles(self._questions, self._settings, corpus)
            for start in range(0, len(refs), MOST_AT_ONCE):
                if self._is_stopped:
                    return
                batch = refs[start : start + MOST_AT_ONCE]
                # What is known is looked up here: a ledger need not be shared with threads.
                known = [find_known(ref) for ref in batch]
                answered = {
                    ref.location for ref, held in zip(batch, known, strict=True) if held or ref.is_told_answered
                }
                details = self._questions.find([ref.location for ref in batch], answered)
                fetches = [
                    threads.submit(files.fetch, ref, details.get(ref.location), held)
                    for ref, held in zip(batch, known, strict=True)
                ]
                for fetched in _give_completed(fetches):
                    yield fetched
                    if self._is_stopped:
                        _cancel(fetches)

    def stop(self) -> None:
        """Begin no more questions: what is under way is given."""
        self._is_stopped = True


def _require_questions(hits: Mapping[str, Hit | None], window: Window) -> None:
    """Raise SourceError where there are results and none is a written question: then it is the service that changed."""
    if hits and not any(hits.values()):
        message = (
            f"{len(hits)} results between {window.first} and {window.last}, none a written question with its number"
        )
        raise SourceError(f"the search service shows {message} (`soort`, `aggregaattype`); look at one of them")


def _give_completed(fetches: Sequence[Future[Fetched]]) -> Iterator[Fetched]:
    """Results in the order of completion. Where a service refuses, what is under way is given before that is raised."""
    refusal: ServiceRefuses | None = None
    try:
        for fetch in as_completed(fetches):
            try:
                yield fetch.result()
            except ServiceRefuses as error:
                refusal = error
                _cancel(fetches)
            except CancelledError:  # not begun when a service refused
                continue
    finally:
        _cancel(fetches)
    if refusal:
        raise refusal


def _cancel(fetches: Sequence[Future[Fetched]]) -> None:
    for fetch in fetches:
        fetch.cancel()
