"""Asking what is told of questions: many at once where that works, else one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from flows.sources import ServiceRefuses, SourceError
from flows.sources.flemish_parliament.detail import QuestionDetail, parse_detail, parse_details
from flows.sources.flemish_parliament.services import ACCEPT, Services

MOST_AT_ONCE = 50


class Questions:
    """The open data service at one address.

    A list may tell less than a question's own answer does. So what it gives without files is believed only where it
    shows files of other questions, or this one's own answer agreed; and a list that cannot be believed is the last.
    """

    def __init__(self, services: Services, opendata_url: str) -> None:
        self.services, self._url = services, opendata_url.rstrip("/")
        self._asks_many, self._is_believed = True, False

    def ask(self, question_id: str) -> QuestionDetail:
        """One question. Raises SourceError, VanishedDocument among them."""
        url = f"{self._url}/schv/{question_id}"
        return self.services.ask(url, lambda content: parse_detail(content, question_id))

    def find(self, question_ids: Sequence[str], answered: Collection[str]) -> dict[str, QuestionDetail]:
        """What one call tells of these questions, as far as it can be relied on; the others are to be asked singly.

        That a question has no file is not relied on where it is known to be `answered`. Raises ServiceRefuses only.
        """
        if not self._asks_many or len(question_ids) < 2:
            return {}
        told = self._find_told(question_ids)
        found = {question_id: detail for question_id, detail in told.items() if detail.urls}
        untold = {question_id: told[question_id] for question_id in told.keys() - found.keys() - set(answered)}
        waiting = {question_id: detail for question_id, detail in untold.items() if not detail.is_answered}
        if not found or not self._is_believed:
            self._check(found, waiting)
        return found | (waiting if self._is_believed else {})

    def _find_told(self, question_ids: Sequence[str]) -> dict[str, QuestionDetail]:
        url = f"{self._url}/schv/lijst?id={','.join(question_ids)}"
        try:
            return parse_details(self.services.client.get(url, ACCEPT).content, question_ids)
        except ServiceRefuses:
            raise
        except SourceError:
            return {}

    def _check(self, found: dict[str, QuestionDetail], waiting: Mapping[str, QuestionDetail]) -> None:
        """Decide whether lists are believed, by one question's own answer, which is put among those found.

        A list without any file is checked each time: its questions may all be waiting, or it leaves files out.
        """
        self._is_believed = False
        self._asks_many = bool(found)
        question_id = min(waiting, default=None)
        if question_id is None:
            return
        try:
            found[question_id] = self.ask(question_id)
        except ServiceRefuses:
            raise
        except SourceError:  # neither the one nor the other: the next list is checked anew
            self._asks_many = True
            return
        self._is_believed = not found[question_id].urls
        self._asks_many = self._asks_many or self._is_believed
