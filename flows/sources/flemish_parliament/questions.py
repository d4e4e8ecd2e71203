"""Asking what is told of questions: many at once where that works, else one by one."""

from __future__ import annotations

from collections.abc import Sequence

from flows.sources import ServiceRefuses, SourceError
from flows.sources.flemish_parliament.detail import QuestionDetail, parse_detail, parse_details
from flows.sources.flemish_parliament.services import Services

MOST_AT_ONCE = 50


class Questions:
    """The open data service at one address. `asks_many` ends with the first list that tells of no file."""

    def __init__(self, services: Services, opendata_url: str, asks_many: bool = True) -> None:
        self.services, self._url, self.asks_many = services, opendata_url.rstrip("/"), asks_many

    def ask(self, question_id: str) -> QuestionDetail:
        """One question. Raises SourceError, VanishedDocument among them."""
        url = f"{self._url}/schv/{question_id}"
        return self.services.ask(url, lambda content: parse_detail(content, question_id))

    def find(self, question_ids: Sequence[str]) -> dict[str, QuestionDetail]:
        """What one call tells of these questions, as far as it can be relied on; the others are to be asked singly.

        A list may tell less than a question's own answer does, so what it gives without files is left out. Raises
        ServiceRefuses only.
        """
        if not self.asks_many or len(question_ids) < 2:
            return {}
        try:
            content = self.services.client.get(
                f"{self._url}/schv/lijst?id={','.join(question_ids)}", "application/json"
            )
            found = parse_details(content.content, question_ids)
        except ServiceRefuses:
            raise
        except SourceError:
            found = {}
        whole = {question_id: detail for question_id, detail in found.items() if detail.urls}
        self.asks_many = bool(whole)
        return whole
