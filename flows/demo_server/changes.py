"""The questions as they are now: what faults hide from them, replace in them, or add to a search while it goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flows.demo_server.catalogue import Catalogue, make_thin, with_thin
from flows.demo_server.faults import Call, Faults, Service
from flows.demo_server.files import Content
from flows.demo_server.numbering import to_original_id, to_replaced_id
from flows.demo_server.questions import DemoFile, DemoQuestion, Hit
from flows.demo_server.search import Query, find_hits, is_hit, sort_hits

_NEW_ID = "new-id"
_FIRST_NEW = 900_000  # position of the first question that appears while the server runs
_CHANGING = frozenset({"late-attachment", "unanswered", "replaced"})


class Parliament:
    """A catalogue, and what the faults that are switched on make of it."""

    def __init__(self, catalogue: Catalogue, faults: Faults) -> None:
        self._catalogue, self._faults = catalogue, faults
        self._lock = threading.Lock()
        self._appeared: dict[int, DemoQuestion] = {}
        self._withdrawn: set[Hit] = set()

    @property
    def catalogue(self) -> Catalogue:
        """All that is there, `many` included."""
        many = self._faults.find("many", Call("search", ""))
        return with_thin(self._catalogue, int(many.value)) if many else self._catalogue

    def find_question(self, schv_id: int, service: Service) -> DemoQuestion | None:
        """A question as the open data service knows it now."""
        question = self.catalogue.questions.get(schv_id) or self._appeared.get(schv_id)
        if question is None or self._faults.find("vanish", Call(service, "", frozenset({schv_id}))):
            return None
        return self._to_current(question, service)

    def find_content(self, pfile_id: int) -> Content | None:
        """A file as it is now; None for one that is not there, or no longer."""
        owned = self.find_owned(pfile_id)
        return self._to_content(*owned, pfile_id) if owned else None

    def find_owned(self, pfile_id: int) -> tuple[DemoQuestion, DemoFile] | None:
        """A file with its question, by its own id or by the one it has when it is replaced."""
        files = self._catalogue.files
        return files.get(pfile_id) or files.get(to_original_id(pfile_id))

    def find_hits(self, query: Query, address: str) -> tuple[Hit, ...]:
        """All results of a search as they are now; they change when a further page is asked for."""
        selection, call = query.selection, Call("search", address)
        hits = find_hits(self.catalogue, selection)
        if query.page > 1 and hits:
            self._shift(hits, call, selection.is_descending)
        with self._lock:
            new = [hit for hit in map(Hit, self._appeared.values()) if is_hit(hit, selection)]
            kept = [hit for hit in hits if hit not in self._withdrawn] if self._withdrawn else hits
        if new:
            kept = sort_hits((*kept, *new), selection)
        if self._faults.any_on(_CHANGING):
            kept = list(self._to_current_hits(kept))
        return tuple(hit for hit in kept for _ in range(2)) if self._faults.find("duplicates", call) else tuple(kept)

    def _shift(self, hits: Sequence[Hit], call: Call, is_descending: bool) -> None:
        appearing, vanishing = (self._faults.find(name, call) for name in ("shifting", "shrinking"))
        with self._lock:
            if appearing and len(self._appeared) < int(appearing.value):
                newest = hits[0 if is_descending else -1].question.published_on
                question = make_thin(_FIRST_NEW + len(self._appeared), newest)
                self._appeared[question.schv_id] = question
            if vanishing and len(self._withdrawn) < int(vanishing.value):
                self._withdrawn.add(next(hit for hit in hits if hit not in self._withdrawn))

    def _to_current(self, question: DemoQuestion, service: Service) -> DemoQuestion:
        call = Call(service, "", frozenset({question.schv_id}))
        if self._faults.find("unanswered", call):
            return replace(question, answered_on=None, files=())
        files = question.files
        if self._faults.find("late-attachment", call):
            files = files[:1]
        replaced = self._faults.find("replaced", call)
        if replaced and replaced.value == _NEW_ID and files:
            files = (replace(files[0], pfile_id=to_replaced_id(files[0].pfile_id)), *files[1:])
        return question if files is question.files else replace(question, files=files)

    def _to_current_hits(self, hits: Sequence[Hit]) -> Iterator[Hit]:
        for hit in hits:
            question = self._to_current(hit.question, "search")
            if hit.file is None or not question.files:
                if hit.file is None or hit.file.is_main:
                    yield replace(hit, question=question, file=None)
            elif hit.file.is_main:
                yield replace(hit, question=question, file=question.files[0])
            elif hit.file in question.files:
                yield replace(hit, question=question)

    def _to_content(self, question: DemoQuestion, file: DemoFile, pfile_id: int) -> Content | None:
        call = Call("files", "", frozenset({question.schv_id, file.pfile_id}))
        replaced = self._faults.find("replaced", call) if file.is_main else None
        has_new_id = replaced is not None and replaced.value == _NEW_ID
        if has_new_id != (pfile_id != file.pfile_id):
            return None
        if replaced and replaced.value and not has_new_id:
            return Content(file, Path(replaced.value), 1)
        return Content(file, file.path, 1 if replaced else 0)
