"""A document's outline: question, answer and annexes, what their headings say, and their numbered items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.geometry import line_text
from parsers.heading_checks import check_headings_agree
from parsers.heading_words import HeadingWords, is_lone, read_heading_words
from parsers.headings import Heading, find_headings, find_printed_year
from parsers.lines import PrintedLine, find_right, to_printed_lines
from parsers.outline_text import DocumentText, read_answer, read_question
from parsers.text import read_document_words
from parsers.vocabulary import fold
from schemas.pages import Box, Page
from schemas.questions import Answer, AnswerItem, Outline, Question, Section, SectionKind

_MOST_TITLE = 3  # lines
_SAME_LINE = 6.0  # points: a table beside an item's number may begin a little above it
NO_QUESTION = Question(None, None, None, None, (), None, None, ())
NO_ANSWER = Answer("ordinary", None, ())


@dataclass(frozen=True, slots=True)
class _Part:
    """A section: all its lines, and its `body`, the lines behind its heading."""

    kind: SectionKind
    lines: tuple[PrintedLine, ...]
    body: tuple[PrintedLine, ...]


def read_outline(
    pages: Sequence[Page], tables: Sequence[tuple[int, Box]] = (), language: str = "nl", *, has_annex: bool = False
) -> Outline:
    """The outline of a document's pages.

    `tables` are the boxes of its tables (page number from 1, points): what stands in them is no item and no item's
    text. A document without any heading is an annex that came by itself. One that holds several questions is cut first
    (`parsers.several_questions`).
    `has_annex`: files are attached, so that «zie bijlage» refers to nothing that is not there.
    """
    words = read_heading_words(language)
    lines = to_printed_lines(pages, tables)
    headings = find_headings(lines, words)
    parts = tuple(_parts(lines, headings, words))
    sections = tuple(_sections(parts, pages))
    own_words = read_document_words(line.source for line in lines)
    right = find_right([line for part in parts if part.kind != "annex" for line in part.lines])
    year = find_printed_year(pages, lines[: headings[0].start] if headings else (), words)
    text = DocumentText(words, own_words, right, has_annex or any(map(_is_annex, parts)), year)
    asked = _bodies(parts, "question")
    answered = _bodies(parts, "answer")
    question = read_question(text, headings, asked, answered[0] if answered else ())
    known = tuple(item.number for item in question.items) if asked else None
    answer = read_answer(text, headings, answered, known)
    return Outline(sections, question, answer, check_headings_agree(headings, lines))


def _is_annex(part: _Part) -> bool:
    """An annex that is there: a table, or more than the title of one that was sent apart (`Overzicht (Excel)`)."""
    return part.kind == "annex" and (len(part.body) > _MOST_TITLE or any(line.in_table for line in part.body))


def _bodies(parts: Sequence[_Part], kind: SectionKind) -> tuple[tuple[PrintedLine, ...], ...]:
    return tuple(part.body for part in parts if part.kind == kind)


def find_section(outline: Outline, page: int, top: float) -> Section:
    """The section in which something stands that begins at `top` (points) on `page`.

    Raises LookupError for an outline without sections (a document without pages).
    """
    if not outline.sections:
        raise LookupError("this outline has no sections: the document has no pages with text")
    begun = [section for section in outline.sections if (section.page, section.top) <= (page, top + _SAME_LINE)]
    return begun[-1] if begun else outline.sections[0]


def names_answer(pages: Sequence[Page], language: str = "nl") -> bool:
    """Whether a line is the heading of an answer and a number at most: other parliaments print question and answer in
    turns (`Antwoord 1`), which this outline does not follow."""
    heading = read_heading_words(language).lone_answer
    texts = (fold(line_text(line)).rstrip("0123456789,. ") for page in pages for line in page.lines)
    return any(heading.fullmatch(text.replace(" ", "")) for text in texts)


def find_answer_item(answer: Answer, page: int, top: float) -> AnswerItem | None:
    """The numbered item under which something stands that begins at `top` (points) on `page`.

    None above the first item and in an answer without items. Ask `find_section` first: what stands in an annex is
    behind the last item, but not under it.
    """
    begun = [item for item in answer.items if (item.page, item.top) <= (page, top + _SAME_LINE)]
    return begun[-1] if begun else None


def _parts(lines: Sequence[PrintedLine], headings: Sequence[Heading], words: HeadingWords) -> Iterator[_Part]:
    """The headings' sections; more than a masthead before an answer is a question without header block."""
    if not headings:
        yield _Part("annex", tuple(lines), tuple(lines))
        return
    before = tuple(lines[: headings[0].start])
    only_masthead = all(is_lone(words.lone_masthead, line.folded) for line in before)
    without_header = headings[0].kind != "question" and not only_masthead
    if without_header:
        yield _Part("question", before, before)
    starts = [headings[0].start if without_header else 0, *(heading.start for heading in headings[1:]), len(lines)]
    for heading, start, end in zip(headings, starts, starts[1:], strict=False):
        yield _Part(heading.kind, tuple(lines[start:end]), tuple(lines[heading.end : end]))


def _sections(parts: Sequence[_Part], pages: Sequence[Page]) -> Iterator[Section]:
    """Each from its first line to the next one's; the first from the top of the first page, the last to the end."""
    if not pages:
        return
    starts = [(pages[0].number, 0.0), *((part.lines[0].page, part.lines[0].box.top) for part in parts[1:])]
    ends = [*starts[1:], (pages[-1].number, pages[-1].height)]
    for part, (page, top), (end_page, end_top) in zip(parts, starts, ends, strict=True):
        yield Section(part.kind, page, top, end_page, end_top)
