"""The same coordinated answer in the documents of several questions: its grants are published once.

A member puts one question to several ministers. Each gets a number and a document of its own, and where one minister
answers for all, each document may print the whole answer. Two ministers do not give three organisations the same three
amounts each; with fewer grants, one of the answers must say that it is coordinated. The very same file may be listed
with several questions too: the same grants again, however few, whatever its heading says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from flows.siblings import to_question_key
from schemas.dataset import DocumentRecord, FindingRecord, ReadTables
from schemas.finding_codes import FINDING_CODES
from schemas.grants import GrantRecord

_SURELY_SAME = 3  # grants
# How two headings write the same members and title may differ: the key compares them.
_QUESTION = ("question_number", "minister", "parliamentary_year", "asked_by", "question_title", "answered_on")
# The name of an attachment tells of the question with which it came.
_PLACE = ("grant_id", "document_id", "place", "page", "bbox", "source_url", "document_sha256", "attachment")
_COMPARED = sorted(set(GrantRecord.__dataclass_fields__) - {*_QUESTION, *_PLACE})


def without_repeated(documents: Iterable[ReadTables]) -> list[ReadTables]:
    """The documents, of which those that repeat the answer to a sister question refer to the one that stays.

    The one that stays is the coordinated one whose id comes first; the order of the documents does not matter.
    """
    kept: defaultdict[tuple[object, ...], list[DocumentRecord]] = defaultdict(list)
    result: list[ReadTables] = []
    for tables in sorted(documents, key=_rank):
        (document,) = tables.documents
        keys = _to_keys(document, tables)
        known = [other for key in keys for other in kept[key]]
        first = next((other for other in known if _is_sister(document, other, len(tables.grants))), None)
        if first is None:
            for key in keys:
                kept[key].append(document)
        result.append(tables if first is None else _refer(tables, document, first))
    return result


def _rank(tables: ReadTables) -> tuple[bool, str]:
    (document,) = tables.documents
    return document.answer_kind != "coordinated", document.document_id


def _to_keys(document: DocumentRecord, tables: ReadTables) -> list[tuple[object, ...]]:
    """Under which a document is looked for: its question with all that was granted, and its very bytes with that."""
    if not tables.grants:
        return []
    question, grants = to_question_key(document), _to_grants_key(tables)
    return [(document.sha256, grants)] if question is None else [(question, grants), (document.sha256, grants)]


def _to_grants_key(tables: ReadTables) -> tuple[str, ...]:
    """All that was granted."""
    return tuple(repr([getattr(grant, name) for name in _COMPARED]) for grant in tables.grants)


def _is_sister(document: DocumentRecord, other: DocumentRecord, grants: int) -> bool:
    """Whether two documents that print the same grants are one file, or answer one question put to two ministers."""
    if document.sha256 == other.sha256 or "coordinated" in (document.answer_kind, other.answer_kind):
        return True
    sisters = (document.question_number, document.minister) != (other.question_number, other.minister)
    return sisters and grants >= _SURELY_SAME


def _refer(tables: ReadTables, document: DocumentRecord, first: DocumentRecord) -> ReadTables:
    number = f" (question nr. {first.question_number})" if first.question_number is not None else ""
    told = f"the same answer as in {first.document_id}{number}"
    code = FINDING_CODES["answer_repeated"]
    message = f"{told}, where its {len(tables.grants)} grants are published"
    finding = FindingRecord(document.document_id, code.code, code.severity, None, None, None, message, None)
    referring = replace(document, outcome="refers_elsewhere", refers_to=document.refers_to or told, grants=0)
    referring = replace(referring, refers_to_document=first.document_id)
    return ReadTables((referring,), (), (*tables.findings, finding))
