"""The page `docs/findings.md`, made from the register of codes: `python -m flows.findings_page [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from flows.generated_pages import REPOSITORY, to_cell, write_or_check
from schemas.finding_code import FindingCode, Stage
from schemas.finding_codes import FINDING_CODES

PAGE = REPOSITORY / "docs" / "findings.md"

INTRODUCTION = """\
<!-- Made from the register in schemas/ by `python -m flows.findings_page`; do not edit by hand. -->
# Findings

parlgrants does not guess. What it cannot read with certainty it reports as a finding, with the place on the page and
the text as printed. A document with findings is not wrong: the findings tell what to look at before using its grants.

- **error**: something is missing from the data. Look at the page.
- **warning**: the data is there, or the amount was left out for a reason you should know. Look before you use it.
- **info**: good to know; no action needed.
"""

STAGES: dict[Stage, str] = {
    "input": "The document could not be read",
    "reading": "Something in the document",
    "publishing": "Between reading and publishing",
}


def to_findings_page() -> str:
    """Give the page as Markdown."""
    return "\n".join([INTRODUCTION, *_to_sections()])


def _to_sections() -> Iterator[str]:
    for stage, title in STAGES.items():
        yield f"## {title}\n"
        yield "| code | severity | what it means | what to do |\n|---|---|---|---|"
        yield from (_to_row(entry) for entry in FINDING_CODES.values() if entry.stage == stage)
        yield ""


def _to_row(entry: FindingCode) -> str:
    return f"| `{entry.code}` | {entry.severity} | {to_cell(entry.meaning)} | {to_cell(entry.remedy)} |"


def main(arguments: Sequence[str]) -> int:
    """Write the page, or check it; gives the exit code."""
    return write_or_check(PAGE, to_findings_page(), "flows.findings_page", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
