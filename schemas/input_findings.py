"""Findings about files that could not be read."""

from __future__ import annotations

from schemas.finding_code import FindingCode

INPUT_FINDINGS: tuple[FindingCode, ...] = (
    FindingCode(
        "attachment_unsupported",
        "input",
        "error",
        "The file is neither a PDF nor a workbook (.xlsx, .xls) or text document (.docx) that can be read.",
        "Open it and save it as .xlsx (lists, .csv) or .docx (old Word, .rtf, .odt); unpack a .zip and give its files.",
    ),
    FindingCode(
        "attachment_encrypted",
        "input",
        "error",
        "The workbook or text document is protected by a password and cannot be opened.",
        "Ask the source for a version without password, or open it and save it without.",
    ),
    FindingCode(
        "attachment_damaged",
        "input",
        "error",
        "The workbook or text document is damaged: a part of it is missing or cannot be understood.",
        "Fetch the file again. If it stays so, open it in an office program and save it anew.",
    ),
    FindingCode(
        "attachment_too_large",
        "input",
        "error",
        "The workbook or text document unpacks to more than the reader accepts, so nothing was read from it.",
        "Check that it is the right file. If it is, split it into smaller ones.",
    ),
    FindingCode(
        "attachment_not_fetched",
        "input",
        "warning",
        "The answer was fetched and read, an attachment of it could not be fetched: what it holds is missing here.",
        "It is tried again after some days; `parlgrants status --document` says why it failed. Open its address.",
    ),
    FindingCode(
        "not_a_pdf",
        "input",
        "error",
        "The file is no PDF, whatever its name says. Often it is an error page of a website saved under a PDF's name.",
        "Open the file in a text editor to see what it is, and fetch the document again from its source.",
    ),
    FindingCode(
        "empty_file",
        "input",
        "error",
        "The file has no content at all.",
        "Fetch the document again; if the source keeps giving an empty file, report it to the source.",
    ),
    FindingCode(
        "truncated_pdf",
        "input",
        "error",
        "The file begins as a PDF and then breaks off or is damaged: part of the document is missing.",
        "Fetch the document again. Nothing was read from the part that is there, since a half table gives wrong sums.",
    ),
    FindingCode(
        "damaged_pdf",
        "input",
        "error",
        "The file opens as a PDF, but its pages cannot be read.",
        "Fetch the document again. If it stays so, open it in a PDF viewer and print it to a new PDF.",
    ),
    FindingCode(
        "encrypted_pdf",
        "input",
        "error",
        "The PDF is protected and cannot be opened without a password.",
        "Ask the source for a version without password, or open it and print it to a new PDF.",
    ),
    FindingCode(
        "too_many_pages",
        "input",
        "error",
        "The document has more pages than the reader accepts, so it was not read.",
        "Check that it is one answer and not a whole volume. If it is right, raise the limit of pages.",
    ),
    FindingCode(
        "no_text",
        "input",
        "error",
        "The pages are pictures (a scan), or their text is not what they show, and no text was recognised.",
        "Install Tesseract with Dutch (`apt-get install tesseract-ocr tesseract-ocr-nld`) and read the document again. "
        "Where it is installed, look at the document yourself.",
    ),
    FindingCode(
        "no_answer",
        "input",
        "error",
        "The PDF has text, but no heading of an answer and no table: it is not an answer to a written question.",
        "Check that it is the right file: the question without its answer, or another document.",
    ),
    FindingCode(
        "timed_out",
        "input",
        "error",
        "Reading took longer than the time limit for one document and was stopped. Nothing of it is published.",
        "Read the document alone with a higher time limit. If it still takes too long, report it with the file.",
    ),
    FindingCode(
        "out_of_memory",
        "input",
        "error",
        "Reading needed more memory than the limit for one document and was stopped. Nothing of it is published.",
        "Read the document alone with a higher memory limit. Some broken PDFs unpack to enormous sizes.",
    ),
    FindingCode(
        "reader_crashed",
        "input",
        "error",
        "The reader broke on this document. That is a fault in parlgrants; the other documents are not affected.",
        "Report it together with the file and the message of the finding.",
    ),
)
