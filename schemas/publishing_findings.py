"""Findings made between reading and publishing."""

from __future__ import annotations

from schemas.finding_code import FindingCode

PUBLISHING_FINDINGS: tuple[FindingCode, ...] = (
    FindingCode(
        "invalid_record",
        "publishing",
        "error",
        "A record was read and then failed a check before publishing (for example an amount that is not above zero, or "
        "two records with the same place). It is withheld; the message names the check.",
        "Look at the place on the page. This usually is a fault in parlgrants: report it with the document.",
    ),
    FindingCode(
        "answer_repeated",
        "publishing",
        "info",
        "The document prints the same answer as that of the same question to another minister (a coordinated answer). "
        "Its grants are published once, with the other document.",
        "Nothing. The message names the document that holds the grants.",
    ),
    FindingCode(
        "revision_unread",
        "publishing",
        "warning",
        "The source replaced the document, and the new file could not be read. What is published here is the last "
        "revision that could be; the document may have changed since.",
        "Open the document at its source. If it is an error page or broken, fetch it again later; what is new in it is "
        "then published by itself.",
    ),
    FindingCode(
        "question_differs",
        "publishing",
        "warning",
        "The service that the document came from tells another number, day of the question or day of the answer than "
        "the document prints. The printed one is published.",
        "Compare the document's headings with the service. One of them may be a misprint, or the file that of another "
        "question.",
    ),
    FindingCode(
        "grant_corrected",
        "publishing",
        "info",
        "A person corrected a field of a grant, or withdrew a grant that is none, in `corrections.csv`. What was read "
        "stands in the grant's `corrected_fields`; a withdrawn grant is not published.",
        "Nothing. The message tells what was read, what counts now, who corrected it, when and why.",
    ),
    FindingCode(
        "correction_stale",
        "publishing",
        "warning",
        "A correction was not applied: the document no longer reads as it did when the correction was made, or no "
        "grant has its id.",
        "Look at the page. Where the correction is still right, write into its line what is read now; else remove the "
        "line. `parlgrants corrections check` lists all lines.",
    ),
    FindingCode(
        "correction_settled",
        "publishing",
        "info",
        "The document is read now as a correction says, so that the correction changes nothing.",
        "Nothing; the line may be removed from `corrections.csv`.",
    ),
)
