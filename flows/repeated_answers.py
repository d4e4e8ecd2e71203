"""The same coordinated answer in the documents of several questions: its grants are published once.

A member puts one question to several ministers. Each gets a number and a document of its own, and where one minister
answers for all, each document may print the whole answer. Two ministers do not give three organisations the same three
amounts each; with fewer grants, one of the answers must say that it is coordinated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flows.siblings import to_question_key
from schemas.dataset import DocumentRecord, FindingRecord, ReadTables
from schemas.finding_codes import FINDING_CODES
from schemas.grants import GrantRecord

_SURELY_SAME = 3  # grants
# How two headings write the same members and title may differ: the key compares them.
_QUESTION = ("question_number", "minister", "parliamentary_year", "asked_by", "question_title", "answered_on")
_PLACE = ("grant_id", "document_id", "place", "page", "bbox", "source_url", "document_sha256")
_COMPARED = sorted(set(GrantRecord.__dataclass_fields__) - {*_QUESTION, *_PLACE})


def without_repeated(documents: Iterable[ReadTables]) -> list[ReadTables]:
    """The documents, of which those that repeat the answer to a sister question refer to the one that stays.

    The one that stays is the coordinated one whose id comes first; the order of the documents does not matter.
    """
    kept: dict[tuple[object, ...], list[DocumentRecord]] = {}
    result: list[ReadTables] = []
    for tables in sorted(documents, key=_rank):
        (document,) = tables.documents
        question = to_question_key(document)
        if question is None or not tables.grants:
            result.append(tables)
            continue
        known = kept.setdefault((question, _to_grants_key(tables)), [])
        first = next((other for other in known if _is_sister(document, other, len(tables.grants))), None)
        if first is None:
            known.append(document)
        result.append(tables if first is None else _refer(tables, document, first))
    return result


def _rank(tables: ReadTables) -> tuple[bool, str]:
    (document,) = tables.documents
    return document.answer_kind != "coordinated", document.document_id


def _to_grants_key(tables: ReadTables) -> tuple[str, ...]:
    """All that was granted."""
    return tuple(repr([getattr(grant, name) for name in _COMPARED]) for grant in tables.grants)


def _is_sister(document: DocumentRecord, other: DocumentRecord, grants: int) -> bool:
    """Whether two documents that print the same grants answer one question put to two ministers."""
    sisters = (document.question_number, document.minister) != (other.question_number, other.minister)
    return sisters and (grants >= _SURELY_SAME or "coordinated" in (document.answer_kind, other.answer_kind))


def _refer(tables: ReadTables, document: DocumentRecord, first: DocumentRecord) -> ReadTables:
    number = f" (question nr. {first.question_number})" if first.question_number is not None else ""
    told = f"the same answer as in {first.document_id}{number}"
    code = FINDING_CODES["answer_repeated"]
    message = f"{told}, where its {len(tables.grants)} grants are published"
    finding = FindingRecord(document.document_id, code.code, code.severity, None, None, None, message, None)
    referring = replace(document, outcome="refers_elsewhere", refers_to=document.refers_to or told, grants=0)
    referring = replace(referring, refers_to_document=first.document_id)
    return ReadTables((referring,), (), (*tables.findings, finding))
