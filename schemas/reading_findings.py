"""Findings about what stands in a document, and about its way from there to the dataset."""

from __future__ import annotations

from schemas.finding_code import FindingCode

READING_FINDINGS: tuple[FindingCode, ...] = (
    FindingCode(
        "attachment_empty",
        "reading",
        "warning",
        "No visible sheet or table of the attached file holds anything.",
        "Open the file: check that it is the right one, and that its sheets are not hidden.",
    ),
    FindingCode(
        "attachment_repeats",
        "reading",
        "warning",
        "The attached file lists the same grants as the answer or another attachment, so they are published once.",
        "Compare the two lists; nothing is to be done where they are copies.",
    ),
    FindingCode(
        "formula_without_value",
        "reading",
        "warning",
        "A cell holds a formula, and the file does not keep its result: the reader does not calculate.",
        "Open the workbook in an office program and save it again, so that the results are stored; then read it anew.",
    ),
    FindingCode(
        "cell_error",
        "reading",
        "warning",
        "A cell shows an error (`#REF!`, `#N/A`) instead of a value.",
        "Ask the source for a workbook in which the cell has its value.",
    ),
    FindingCode(
        "cells_hidden",
        "reading",
        "warning",
        "Rows, columns or a whole sheet are hidden. A reader does not see them, so they were not read.",
        "Show them in an office program. If they belong to the list, save it so and read it again.",
    ),
    FindingCode(
        "hidden_rows_counted",
        "reading",
        "warning",
        "Hidden rows were read, since the printed total counts them and does not add up without them.",
        "Show the rows in an office program and check that they belong to the list.",
    ),
    FindingCode(
        "amount_rounded",
        "reading",
        "info",
        "A typed number has more than two decimals; the amount is rounded to cents, half a cent up.",
        "Nothing, where the number is the result of a division.",
    ),
    FindingCode(
        "total_mismatch",
        "reading",
        "warning",
        "The total printed under the table is not the sum of the amounts read above it. Either the document adds up "
        "wrongly or an amount was misread or missed. The table's grants are published with `verified` = `mismatch`.",
        "Open the page, add up the column and compare. Do not quote these amounts before you have.",
    ),
    FindingCode(
        "row_unread",
        "reading",
        "error",
        "A printed row of a table of grants could not be understood, so it is not among the grants.",
        "Look at the row on the page; the finding tells its place and text. If it is a grant, add it by hand.",
    ),
    FindingCode(
        "amount_unread",
        "reading",
        "error",
        "The text where an amount should stand is no amount that can be read with certainty, so it is no grant here.",
        "Read the amount on the page; the finding holds the text as printed.",
    ),
    FindingCode(
        "ocr_unsure",
        "reading",
        "error",
        "The number stands on a scanned page, and its recognitions do not agree or are not sure of it, nor does a "
        "printed total settle which one is right. An amount like this is no grant; another field is left out.",
        "Read the number on the page; the finding holds both readings.",
    ),
    FindingCode(
        "amount_negative",
        "reading",
        "warning",
        "The row prints an amount below zero: a correction or money claimed back. It is not published as a grant.",
        "Look at the page to see which grant it corrects.",
    ),
    FindingCode(
        "amount_missing",
        "reading",
        "warning",
        "A row of a grant table prints no amount, and nothing that says why.",
        "Look at the row on the page: the request may have been refused, or the amount stands elsewhere.",
    ),
    FindingCode(
        "amount_shared",
        "reading",
        "warning",
        "One merged amount stands beside several rows; it is counted once, for the first of them.",
        "Look at the page: the recipients share the amount in a way that is not printed.",
    ),
    FindingCode(
        "amount_zero",
        "reading",
        "info",
        "The row prints an amount of zero. Nothing was granted, so it is not published as a grant.",
        "No action needed, unless you are counting applications.",
    ),
    FindingCode(
        "recipient_missing",
        "reading",
        "error",
        "The row prints an amount and no recipient was found for it, so it is not among the grants.",
        "Look at the page: the recipient may stand above the table or in the text around it.",
    ),
    FindingCode(
        "enterprise_number_invalid",
        "reading",
        "warning",
        "The printed enterprise number has the wrong length or wrong check digits. The grant is published without it.",
        "Look the recipient up by name in the Crossroads Bank for Enterprises.",
    ),
    FindingCode(
        "column_unmapped",
        "reading",
        "info",
        "A column's header is not known. Its texts are in each grant's field `other`, under the header as printed.",
        "Read `other`. If the header should have a field of its own, add its words to the vocabulary.",
    ),
    FindingCode(
        "table_skipped",
        "reading",
        "info",
        "A table with amounts was passed over, because no recipient or no granted amount stands in it (sums a year, "
        "prices, budgets).",
        "Look at the table if you expect grants in it. If its header words are unknown, add them to the vocabulary.",
    ),
    FindingCode(
        "table_unread",
        "reading",
        "error",
        "There is a table that could not be read as rows and columns. Its rows are not among the grants.",
        "Look at the page. If it lists grants, take them from there and report the document.",
    ),
    FindingCode(
        "prose_amounts_unread",
        "reading",
        "warning",
        "Amounts stand in running text and were not read as grants.",
        "Read the sentence on the page; the finding holds its text.",
    ),
    FindingCode(
        "refers_elsewhere",
        "reading",
        "info",
        "The answer holds no list itself and sends the reader to another document, an attachment or a website.",
        "Look for the document it names; the finding holds the sentence.",
    ),
    FindingCode(
        "total_unread",
        "reading",
        "warning",
        "A printed total could not be read as an amount, so the rows above it were not checked.",
        "Look at the total on the page and add up the rows yourself.",
    ),
    FindingCode(
        "status_unknown",
        "reading",
        "warning",
        "A column tells the decision in words nobody knows. The row was taken as granted.",
        "Look at the row. If the word means refused or granted, it can be added to the vocabulary.",
    ),
    FindingCode(
        "recipient_repeated",
        "reading",
        "info",
        "The recipient's cell is blank, and the name of the row above was taken.",
        "Look at the page: a blank cell mostly repeats the name above, but a name can also be withheld.",
    ),
    FindingCode(
        "amount_column_unread",
        "reading",
        "warning",
        "A table has more columns of granted amounts than were read; the others are kept in `other`.",
        "Look at the table: the grants may be the sum of these columns, or one grant a column.",
    ),
    FindingCode(
        "page_unread",
        "reading",
        "error",
        "A page could not be read (a picture without text, or a page that is damaged), while other pages could.",
        "If Tesseract is not installed, install it (`apt-get install tesseract-ocr tesseract-ocr-nld`). "
        "Look at the page itself. Grants on it are missing, and a table that runs over it is incomplete.",
    ),
    FindingCode(
        "unit_unclear",
        "reading",
        "error",
        "It is not clear whether amounts are in euro or in thousands of euro, so they were not published.",
        "Look at the table's heading and the text above it. The finding holds what is printed.",
    ),
    FindingCode(
        "several_questions",
        "reading",
        "info",
        "The document holds several questions with their answers, as a bulletin does. Each grant carries the number, "
        "date, names and title of its own question; the document as a whole has none.",
        "Nothing, where the numbers in the message are those of the document's questions. Where one is missing, look "
        "at its page: its grants carry what the question before it says.",
    ),
    FindingCode(
        "heading_contradiction",
        "reading",
        "warning",
        "Two headings of the document do not agree on the question's number, date or asker; the first is kept.",
        "Compare the headings; the finding holds the second one as printed.",
    ),
)
