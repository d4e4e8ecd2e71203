"""`CHANGES.md`: what changed since the release before, for a person; `changes.jsonl` has it all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flows.summary import to_euro
from schemas.changes import ChangeKind, ChangeRecord

LISTED = 40  # lines of one kind
_LONGEST = 120  # characters of one value
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$@])")
_DIGEST = re.compile(r"([0-9a-f]{12})[0-9a-f]{52}")
_OUTCOME = "Outcomes changed"
_TITLES: dict[ChangeKind, str] = {
    "document_new": "Documents new",
    "document_revised": "Documents revised",
    "document_withdrawn": "Documents withdrawn",
    "document_changed": "Documents changed otherwise",
    "grant_added": "Grants added",
    "grant_removed": "Grants removed",
    "grant_changed": "Grants changed",
}


@dataclass(frozen=True, slots=True)
class DocumentLabel:
    """What a reader knows a document by: the day of its answer (else of its question) as ISO text, and its title."""

    day: str
    title: str


Labels = Mapping[str | None, DocumentLabel]


def to_changes_page(changes: Sequence[ChangeRecord], before: str | None, labels: Labels) -> str:
    """Give the page as Markdown; `before` is the SHA-256 of the content that was compared, `labels` by document id."""
    if before is None:
        return "\n".join(_tell_whole(changes))
    lines = ["# Changes", "", f"Compared with the release of content `{before[:8]}`. `changes.jsonl` has every change."]
    if not changes:
        return "\n".join([*lines, "", "No document, grant or column changed; another file of the release did.", ""])
    parts = _split(changes)
    listed = [line for title, rows in parts.items() if rows for line in _list(title, rows, labels)]
    return "\n".join([*lines, "", *_sum_up(parts), *_tell_columns(changes), *_tell_reader(changes), *listed])


def to_plain(text: str | None) -> str:
    """Give a text from a document in one line that Markdown shows as it is; long ones, and hashes, are cut short."""
    if text is None:
        return "nothing"
    # Line breaks, and marks that hide text or turn its direction, are of the categories C and Z.
    visible = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    line = _DIGEST.sub(r"\1…", " ".join(visible.split()))
    shortened = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return _MARKS.sub(r"\\\1", shortened)


def _tell_whole(changes: Iterable[ChangeRecord]) -> Iterator[str]:
    """Where there is nothing to compare with."""
    counts = {change.field: change.new or "0" for change in changes}
    first = all(change.kind == "first_release" for change in changes)
    yield from ["# Changes", ""]
    yield "This is the first release." if first else "The release before is damaged: what changed is not known."
    total = to_euro(Decimal(counts["grants.amount_eur"]))
    yield f"It holds {counts['documents']} documents and {counts['grants']} grants of {total}.\n"


def _sum_up(parts: Mapping[str, Sequence[ChangeRecord]]) -> Iterator[str]:
    yield "| what | number | euro |\n|---|---:|---:|"
    for title, rows in parts.items():
        number = len({(change.document_id, change.grant_id) for change in rows})
        yield f"| {title.lower()} | {number} | {_sum_of(title, rows)} |"
    yield ""


def _sum_of(title: str, rows: Iterable[ChangeRecord]) -> str:
    """Euro of the grants that came or went; of changed ones by how much their amounts rose or fell in all."""
    if title in (_TITLES["grant_added"], _TITLES["grant_removed"]):
        return to_euro(sum((row.amount_eur or Decimal(0) for row in rows), Decimal(0)))
    if title != _TITLES["grant_changed"]:
        return ""
    amounts = [row for row in rows if row.field == "amount_eur"]
    rise = sum((Decimal(row.new or 0) - Decimal(row.old or 0) for row in amounts), Decimal(0))
    return f"{'+' if rise > 0 else ''}{to_euro(rise)}"


def _tell_columns(changes: Iterable[ChangeRecord]) -> Iterator[str]:
    for kind, told in (("column_new", "Columns that are new"), ("column_gone", "Columns that are gone")):
        names = [f"`{change.field}`" for change in changes if change.kind == kind]
        if names:
            yield f"{told}, and are not compared: {', '.join(names)}.\n"


def _tell_reader(changes: Iterable[ChangeRecord]) -> Iterator[str]:
    read_anew = Counter((change.old, change.new) for change in changes if change.field == "reader_version")
    if read_anew:
        yield "## Reader\n"
        versions = ((to_plain(old), to_plain(new), count) for (old, new), count in read_anew.items())
        yield from (f"- {old} → {new}: {count} documents" for old, new, count in versions)
        yield ""


def _split(changes: Iterable[ChangeRecord]) -> dict[str, list[ChangeRecord]]:
    """The changes by the title they stand under; a new reader, which changes all documents alike, has its own part."""
    parts: dict[str, list[ChangeRecord]] = {title: [] for title in (*_TITLES.values(), _OUTCOME)}
    for change in changes:
        if change.kind in _TITLES and change.field != "reader_version":
            outcome = (change.kind, change.field) == ("document_changed", "outcome")
            parts[_OUTCOME if outcome else _TITLES[change.kind]].append(change)
    return parts


def _list(title: str, rows: Sequence[ChangeRecord], labels: Labels) -> Iterator[str]:
    """One line a document or grant, the newest answer first."""
    of_subject: dict[tuple[str | None, str | None], list[ChangeRecord]] = {}
    for row in rows:
        of_subject.setdefault((row.document_id, row.grant_id), []).append(row)
    subjects = sorted(of_subject, key=lambda subject: _label(labels, subject).day, reverse=True)
    tell: Callable[..., str] = _tell_document if subjects[0][1] is None else _tell_grant
    yield f"## {title}\n"
    fields = Counter(row.field for row in rows if row.field is not None)
    if fields:
        yield ", ".join(f"`{name}` {count}" for name, count in fields.most_common()) + "\n"
    yield from (tell(of_subject[subject], _label(labels, subject)) for subject in subjects[:LISTED])
    if len(subjects) > LISTED:
        yield f"- and {len(subjects) - LISTED} more in `changes.jsonl`"
    yield ""


def _label(labels: Labels, subject: tuple[str | None, str | None]) -> DocumentLabel:
    return labels.get(subject[0], DocumentLabel("", ""))


def _tell_document(rows: Sequence[ChangeRecord], label: DocumentLabel) -> str:
    return f"- {label.day or 'no date'}, {to_plain(rows[0].document_id)}: {to_plain(label.title)}{_tell_values(rows)}"


def _tell_grant(rows: Sequence[ChangeRecord], label: DocumentLabel) -> str:
    first = rows[0]
    amount = "" if first.amount_eur is None else f", {to_euro(first.amount_eur)}"
    told = f"{to_plain(first.grant_id)}: {to_plain(first.organisation)}{amount}{_tell_values(rows)}"
    return f"- {label.day or 'no date'}, {told}"


def _tell_values(rows: Iterable[ChangeRecord]) -> str:
    told = [f"{row.field}: {to_plain(row.old)} → {to_plain(row.new)}" for row in rows if row.field is not None]
    return "".join(f"; {value}" for value in told)
