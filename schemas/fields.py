"""Every published field, declared once: checks, schemas of all formats and the data dictionary come from here."""

from __future__ import annotations

from dataclasses import replace

from schemas.field import CENT, Field, choice, day, euro, euro_sum, integer, text
from schemas.findings import Severity
from schemas.grants import AmountKind, Verified, YearFrom
from schemas.organisation_fields import (
    IS_PERSON_FIELD,
    ORGANISATION_CANDIDATE_FIELDS,
    ORGANISATION_FIELDS,
    ORGANISATION_ID,
)
from schemas.questions import AnswerKind
from schemas.results import Outcome

# The published dataset's own version, `major.minor.patch`; `docs/contract.json` holds it to what it promises.
DATASET_VERSION = "1.0.0"

PLACE_ON_PAGE = r"p(?P<page>[1-9]\d*)-x-?\d+-y-?\d+"
PLACE_IN_SHEET = r".+![A-Z]{1,3}[1-9]\d*(\.[1-9]\d*)?"
PLACE = rf"{PLACE_ON_PAGE}|{PLACE_IN_SHEET}"
# A colon would make `<document_id>:<place>` ambiguous, a slash would leave the folder.
DOCUMENT_ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
SHA256 = r"[0-9a-f]{64}"
PARLIAMENTARY_YEAR = r"\d{4}-\d{4}"

DOCUMENT_ID_FIELD = text(
    "document_id",
    "the document: the source's own id where it has one, else `sha256-` and the first 12 digits of its SHA-256",
    pattern=DOCUMENT_ID,
)
# The same column where it is the table's own key, and where it leads to the table that has this key.
OWN_DOCUMENT_ID = replace(DOCUMENT_ID_FIELD, key=True)
PUBLISHED_DOCUMENT_ID = replace(DOCUMENT_ID_FIELD, references="documents")
SOURCE_URL_FIELD = text("source_url", "where the document was fetched; empty if it came from a folder", nullable=True)

QUESTION_FIELDS: tuple[Field, ...] = (
    integer("question_number", "number of the written question, as its heading prints it", 1, nullable=True),
    text(
        "parliamentary_year",
        "parliamentary year of the question (`2020-2021`)",
        nullable=True,
        pattern=PARLIAMENTARY_YEAR,
    ),
    day("asked_on", "date of the question"),
    day("answered_on", "date of the answer"),
    Field(name="asked_by", type="texts", meaning="names of those who asked, in normal capitals; may be an empty list"),
    text("minister", "name of the minister who answered, in normal capitals", nullable=True),
    text("question_title", "title of the question", nullable=True),
)

GRANT_FIELDS: tuple[Field, ...] = (
    Field(
        name="grant_id",
        type="text",
        key=True,
        meaning="identifies the grant: `document_id`, a colon, `place`; for one in an attached file `document_id`, a "
        "slash, `attachment`, a colon, `place`",
    ),
    PUBLISHED_DOCUMENT_ID,
    text(
        "place",
        "where the amount is printed: page and top left corner in whole points (`p2-x512-y214`), or the "
        "sheet and cell (`Sheet!E12`, the second amount in it `Sheet!E12.2`); in a text document `Table 1!B3`, "
        "or `Text!A7` (line 7 of its paragraphs)",
        pattern=PLACE,
    ),
    integer("page", "page on which the amount is printed, counted from 1; empty in a sheet", 1, nullable=True),
    Field(
        name="bbox",
        type="bbox",
        nullable=True,
        unit="point (1/72 inch)",
        meaning="box of the whole printed row: left, top, right, bottom, counted from the page's top left corner; "
        "empty in a sheet",
    ),
    text("organisation", "recipient, whole words, as a reader would copy it"),
    text("organisation_printed", "recipient as printed, with its line breaks"),
    text("title", "name of the project", nullable=True),
    text("description", "what the project does", nullable=True),
    text("expected_result", "what result the document says is expected", nullable=True),
    euro("amount_eur", "amount granted, the table's unit applied (thousands become euro)", minimum=CENT),
    text("amount_printed", "the amount as printed; in a sheet as its number format shows it"),
    choice(
        "amount_kind",
        "which amount `amount_eur` is; where several are printed, awarded goes before committed, committed before paid",
        AmountKind,
    ),
    euro("amount_requested_eur", "amount asked for, from a column of its own", nullable=True),
    euro("amount_paid_eur", "amount paid out, from a column of its own", nullable=True),
    integer("year", "year of the grant", 1990, maximum=2099, nullable=True),
    choice(
        "year_from",
        "where the year is printed: in the row, over its group, over its column, in the total's "
        "label, or in the sentence over the table; null where a person corrected the year",
        YearFrom,
        nullable=True,
    ),
    text(
        "enterprise_number",
        "the recipient's ten-digit Belgian enterprise number, check digits verified",
        nullable=True,
        pattern=r"[01]\d{9}",
    ),
    text("municipality", "municipality, from a column of its own", nullable=True),
    text("province", "province, from a column of its own", nullable=True),
    text("theme", "theme or policy field, from a column of its own", nullable=True),
    text("period", "period as printed, from a column of its own", nullable=True),
    Field(name="other", type="map", meaning="every printed column without a field of its own: header to text"),
    choice(
        "verified",
        "the total printed under the table against the sum of what was read: `total` they agree, "
        "`mismatch` they differ (do not use without looking at the page), `none` no total is printed",
        Verified,
    ),
    text(
        "reader",
        "the method that read the row: `ruled` (lines drawn around cells), `aligned` (columns of text), "
        "`prose` (sentences), `workbook` (a sheet, or a table of a text document); `ocr+` before it where the page "
        "is a picture",
    ),
    text("answer_item", "numbered part of the answer under which the grant stands (`1-2`)", nullable=True),
    *QUESTION_FIELDS,
    SOURCE_URL_FIELD,
    text("document_sha256", "SHA-256 of the document that was read, the answer itself", pattern=SHA256),
    text(
        "attachment",
        "file name of the attachment in which the grant stands; empty for the answer itself",
        nullable=True,
    ),
    Field(
        name="corrected_fields",
        type="map",
        meaning="every field that a person corrected: its name to what was read before, empty for null; "
        "`docs/corrections.md` tells how, a finding `grant_corrected` who and why",
    ),
)

PUBLISHED_GRANT_FIELDS: tuple[Field, ...] = (
    *GRANT_FIELDS,
    Field(
        name="organisation_id",
        type="text",
        pattern=ORGANISATION_ID,
        references="organisations",
        meaning="the recipient in the table `organisations`",
    ),
    IS_PERSON_FIELD,
)

DOCUMENT_FIELDS: tuple[Field, ...] = (
    OWN_DOCUMENT_ID,
    text("file_name", "name of the file"),
    text("sha256", "SHA-256 of the file", pattern=SHA256),
    text(
        "revision_sha256",
        "tells revisions apart: `sha256`, or where files are attached one SHA-256 over all of them and their names",
        pattern=SHA256,
    ),
    integer("pages", "number of pages; 0 where the file could not be opened, and for a sheet or text document", 0),
    text("reader_version", "version of parlgrants that read it"),
    choice(
        "outcome",
        "`grants` at least one grant is published; `no_grants` it was read and lists none; "
        "`refers_elsewhere` the answer sends the reader to another document; `unreadable` it could not be read, or "
        "none of its records passed the checks (see its findings)",
        Outcome,
    ),
    SOURCE_URL_FIELD,
    *QUESTION_FIELDS,
    choice("answer_kind", "kind of answer, as its heading says", AnswerKind),
    text("refers_to", "what a referring answer refers to", nullable=True),
    Field(
        name="refers_to_document",
        type="text",
        nullable=True,
        pattern=DOCUMENT_ID,
        references="documents",
        meaning="`document_id` of the answer that this one refers to, or repeats: the coordinated answer among "
        "`siblings`, or the one whose number or minister is printed; empty where that is not sure",
    ),
    Field(
        name="siblings",
        type="texts",
        meaning="`document_id` of the answers to the same question (members, day and title) that were put to other "
        "ministers; may be an empty list",
    ),
    integer("grants", "number of its grants published here", 0),
    euro_sum("total_eur", "sum of their `amount_eur`"),
    integer("findings", "number of its findings published here", 0),
    integer("tables", "number of tables read in it and its attachments", 0),
    Field(
        name="attachments", type="texts", meaning="file names of its attachments that were given; may be an empty list"
    ),
)

FINDING_FIELDS: tuple[Field, ...] = (
    Field(
        name="document_id",
        type="text",
        nullable=True,
        pattern=DOCUMENT_ID,
        references="documents",
        meaning="the document the finding is about; null where that document is withheld, `message` then names it",
    ),
    text("code", "what kind of finding; `docs/findings.md` explains each", pattern=r"[a-z][a-z0-9_]*"),
    choice(
        "severity",
        "`error` something is missing from the data, `warning` look at the page before use, `info` good to know",
        Severity,
    ),
    integer("page", "page, counted from 1; empty where the finding is about the whole document", 1, nullable=True),
    text("place", "place on the page or in the sheet, in the form of a grant's `place`", nullable=True, pattern=PLACE),
    text("printed", "the text it is about, as printed", nullable=True),
    text("message", "what was found, in a sentence"),
    text("attachment", "file name of the attachment it is about; empty for the answer itself", nullable=True),
)

TABLE_FIELDS: dict[str, tuple[Field, ...]] = {
    "grants": PUBLISHED_GRANT_FIELDS,
    "documents": DOCUMENT_FIELDS,
    "findings": FINDING_FIELDS,
    "organisations": ORGANISATION_FIELDS,
    "organisation_candidates": ORGANISATION_CANDIDATE_FIELDS,
}

TABLE_MEANINGS: dict[str, str] = {
    "grants": "One row is one amount granted to one recipient, in reading order within a document.",
    "documents": "One row is one document, also where no grant was found in it.",
    "findings": "One row is something a person should know about a document; `docs/findings.md` explains the codes.",
    "organisations": "One row is one organisation: the recipients that are surely one, however they are printed.",
    "organisation_candidates": "One row is two organisations that may be one; nothing was joined, a person decides.",
}
