"""Question and answer made from their lines: title, numbered items, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.dates import parliamentary_year
from parsers.heading_words import HeadingWords
from parsers.headings import Heading
from parsers.item_labels import ItemLabel, find_labels
from parsers.items import Numbering, choose_items
from parsers.lines import PrintedLine, clean, drop_start
from parsers.references import find_references, is_only_reference
from parsers.text import join_lines
from parsers.titles import find_bold_title, find_title
from schemas.pages import TextLine
from schemas.questions import Answer, AnswerItem, AnswerKind, Question, QuestionItem


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What all texts of a document share: heading words, the whole words printed in it, whether it has an annex.

    `right` is where the column of question and answer ends (points), None without text; `printed_year` is the
    parliamentary year that the bulletin's masthead or running title gives.
    """

    words: HeadingWords
    own_words: frozenset[str]
    right: float | None
    has_annex: bool
    printed_year: str | None


Bodies = Sequence[Sequence[PrintedLine]]
"""The lines of a question's or an answer's sections, headings left out."""


def read_question(
    text: DocumentText, headings: Sequence[Heading], bodies: Bodies, answered: Sequence[PrintedLine] = ()
) -> Question:
    """The question from all headings (the header block stands before the answer's and is believed) and its lines.

    `answered` are the answer's first lines: where the question is not printed, its title may stand over them.
    """
    body = [line for part in bodies for line in part]
    facts = [heading.facts for heading in headings]
    asked_on = next((fact.asked_on for fact in facts if fact.asked_on), None)
    printed = next((fact.parliamentary_year for fact in facts if fact.parliamentary_year), text.printed_year)
    title = find_title(body, text.right) if bodies else find_bold_title(answered, text.right)
    return Question(
        number=next((fact.number for fact in facts if fact.number is not None), None),
        parliamentary_year=printed or (parliamentary_year(asked_on) if asked_on else None),
        asked_on=asked_on,
        answered_on=next((fact.answered_on for fact in facts if fact.answered_on), None),
        asked_by=next((fact.asked_by for fact in facts if fact.asked_by), ()),
        minister=next((fact.minister for fact in facts if fact.minister), None),
        title=_join(text, title) or None,
        items=tuple(_question_items(text, _before_siblings(body[len(title) :], text.words))),
    )


def read_answer(
    text: DocumentText, headings: Sequence[Heading], bodies: Bodies, known: tuple[int, ...] | None
) -> Answer:
    """The answer from its headings and lines; `known` are the numbers of its question's items, None without a question.

    Of several answers the first one's kind counts. An answer that only refers to another one is `referring`, also where
    its heading does not say so.
    """
    kinds: list[AnswerKind] = [heading.answer_kind for heading in headings if heading.kind == "answer"]
    kind = kinds[0] if kinds else "ordinary"
    items = tuple(item for body in bodies for item in _answer_items(text, body, known))
    said = " ".join(_join(text, part) for body in bodies for part in _parts(body, items))
    own = frozenset(known or ()) | {number for item in items for number in item.covers}
    has_table = any(line.in_table for body in bodies for line in body)
    if kind == "ordinary" and not has_table and is_only_reference(said, own, text.words):
        kind = "referring"
    references = find_references(said, own, text.has_annex, text.words)
    return Answer(kind, "; ".join(references) or None, items)


def _parts(body: Sequence[PrintedLine], items: Sequence[AnswerItem]) -> list[list[PrintedLine]]:
    """The lines outside tables, cut where an item begins: the address that ends one does not go on in the next."""
    starts = {(item.page, item.top) for item in items}
    parts: list[list[PrintedLine]] = [[]]
    for line in body:
        if (line.page, line.box.top) in starts:
            parts.append([])
        if not line.in_table:
            parts[-1].append(line)
    return parts


def to_label(covers: Sequence[int]) -> str:
    """An item's label, the same however printed: `1. en 2.`, `1+2` -> `1-2`; with gaps `1, 3` and `1-3, 5`."""
    runs: list[list[int]] = []
    for number in covers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _question_items(text: DocumentText, body: Sequence[PrintedLine]) -> Iterator[QuestionItem]:
    for label, said in _items(text, Numbering("question", body)):
        for number in label.covers:
            yield QuestionItem(number, said)


def _answer_items(
    text: DocumentText, body: Sequence[PrintedLine], known: tuple[int, ...] | None
) -> Iterator[AnswerItem]:
    if known == () and not _numbers_tables(text, body):
        return  # nothing asked by number: a numbered list in the answer is a list
    for label, said in _items(text, Numbering("answer", body, known or None)):
        line = body[label.at]
        yield AnswerItem(label.covers, said, to_label(label.covers), line.page, line.box.top)


def _numbers_tables(text: DocumentText, body: Sequence[PrintedLine]) -> bool:
    """Whether a table stands between two numbers: they part the answer, then, and are not those of a list in it."""
    labels = choose_items(find_labels(body, text.words, text.right), Numbering("answer", body))
    return bool(labels) and any(line.in_table for line in body[labels[0].at : labels[-1].at])


def _items(text: DocumentText, numbering: Numbering) -> Iterator[tuple[ItemLabel, str]]:
    lines = numbering.lines
    chosen = choose_items(find_labels(lines, text.words, text.right), numbering)
    chosen = chosen or choose_items(find_labels(lines, text.words, text.right, roman=True), numbering)
    ends = [*(label.at for label in chosen[1:]), len(lines)]
    for label, end in zip(chosen, ends, strict=False):
        first = drop_start(lines[label.at].source, label.letters)
        rest = [line.source for line in lines[label.at + 1 : end] if not line.in_table]
        yield label, _join_sources(text, [first, *rest] if first else rest)


def _before_siblings(body: Sequence[PrintedLine], words: HeadingWords) -> Sequence[PrintedLine]:
    """Without the closing `Deze vraag werd ook gesteld aan de ministers X (12), Y (13)`."""
    end = next((at for at, line in enumerate(body) if words.siblings.match(line.folded)), len(body))
    return body[:end]


def _join(text: DocumentText, lines: Sequence[PrintedLine]) -> str:
    return _join_sources(text, [line.source for line in lines])


def _join_sources(text: DocumentText, lines: Sequence[TextLine]) -> str:
    return clean(join_lines(lines, text.right, text.own_words)) if lines else ""
