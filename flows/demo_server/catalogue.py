"""The questions that the stand-in parliament holds: those of a folder, or as many as wished, spread over a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from flows.demo_server.numbering import FIRST_OTHER_ID, FIRST_THIN_ID, to_pfile_id, to_schv_ids
from flows.demo_server.questions import PUBLICATION_DAYS, DemoFile, DemoQuestion, Hit, Person
from flows.demo_server.truth import SampleAnswer, read_answers
from flows.demo_server.words import find_themes, word
from parsers.dates import parliamentary_year

YEAR_START, YEAR_DAYS = date(2024, 9, 23), 364  # the parliamentary year 2024-2025
_UNANSWERED_EACH, _OTHER_EACH, _ATTACHMENT_HIT_EACH = 40, 25, 3


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All questions by id, all files by id with their question, and the results of a search for everything."""

    questions: dict[int, DemoQuestion]
    files: dict[int, tuple[DemoQuestion, DemoFile]] = field(init=False)
    hits: tuple[Hit, ...] = field(init=False)

    def __post_init__(self) -> None:
        owned = {file.pfile_id: (question, file) for question in self.questions.values() for file in question.files}
        object.__setattr__(self, "files", owned)
        object.__setattr__(self, "hits", tuple(sorted(_to_hits(self.questions.values()), key=lambda hit: hit.order)))


def read_catalogue(folder: Path, count: int | None = None) -> Catalogue:
    """The answers of a folder; with `count`, over and over as that many questions of one year. Raises SourceError."""
    answers = read_answers(folder)
    if count is not None:
        answers = list(_spread(answers, count))
    questions = _to_questions(answers, marked=count is not None)
    if count is None:
        questions = [*questions, *_to_unanswered(questions)]
    else:
        questions = [_without_answer(each) if i % _UNANSWERED_EACH == 7 else each for i, each in enumerate(questions)]
    return Catalogue({question.schv_id: question for question in questions})


@lru_cache(maxsize=2)
def with_thin(catalogue: Catalogue, count: int) -> Catalogue:
    """The catalogue with this many more questions, unanswered ones without files, spread over the year."""
    thin = [make_thin(i, YEAR_START + timedelta(days=YEAR_DAYS * i // count)) for i in range(count)]
    return Catalogue(catalogue.questions | {question.schv_id: question for question in thin})


def make_thin(position: int, published_on: date) -> DemoQuestion:
    """A question about which little is known and which has no answer."""
    return DemoQuestion(
        schv_id=FIRST_THIN_ID + position,
        number=position + 1,
        parliamentary_year=parliamentary_year(published_on),
        title=word("unanswered_title"),
        askers=(),
        minister=None,
        asked_on=published_on,
        answered_on=None,
        published_on=published_on,
        themes=(),
    )


def _spread(answers: Sequence[SampleAnswer], count: int) -> Iterator[SampleAnswer]:
    """The answers in turn, each with days and a number of its own, in the order in which they are asked."""
    numbers: Counter[str | None] = Counter()
    for i in range(count):
        answer = answers[i % len(answers)]
        numbers[answer.minister] += 1
        asked_on = YEAR_START + timedelta(days=YEAR_DAYS * i // count)
        yield replace(
            answer,
            number=numbers[answer.minister],
            parliamentary_year=None,
            asked_on=asked_on,
            answered_on=asked_on + timedelta(days=24 + i * 7 % 20),
        )


def _to_questions(answers: Sequence[SampleAnswer], marked: bool) -> list[DemoQuestion]:
    ids = to_schv_ids(answer.asked_on for answer in answers)
    return [_to_question(answer, schv_id, marked) for schv_id, answer in zip(ids, answers, strict=True)]


def _to_question(answer: SampleAnswer, schv_id: int, marked: bool) -> DemoQuestion:
    files = (answer.path, *answer.attachments)
    mark = f"\n% question {schv_id}\n%%EOF\n".encode() if marked else b""
    return DemoQuestion(
        schv_id=schv_id,
        number=answer.number,
        parliamentary_year=answer.parliamentary_year or parliamentary_year(answer.asked_on),
        title=answer.title,
        askers=tuple(map(_to_person, answer.askers)),
        minister=_to_person(answer.minister) if answer.minister else None,
        asked_on=answer.asked_on,
        answered_on=answer.answered_on,
        published_on=answer.answered_on + timedelta(days=PUBLICATION_DAYS),
        themes=find_themes(answer.title),
        is_ordinary=answer.is_ordinary,
        files=tuple(DemoFile(to_pfile_id(schv_id, i), path, i == 0, mark) for i, path in enumerate(files)),
    )


def _to_person(name: str) -> Person:
    first, _, last = name.partition(" ")
    return Person(1000 + crc32(name.encode()) % 900_000, first if last else "", last or first)


def _without_answer(question: DemoQuestion) -> DemoQuestion:
    return replace(question, answered_on=None, published_on=question.asked_on, files=())


def _to_unanswered(questions: Sequence[DemoQuestion]) -> Iterable[DemoQuestion]:
    """Some questions that nobody has answered yet, asked when others were."""
    for position, question in enumerate(questions[_UNANSWERED_EACH - 1 :: _UNANSWERED_EACH]):
        yield make_thin(position + 500_000, question.asked_on)


def _to_hits(questions: Iterable[DemoQuestion]) -> Iterator[Hit]:
    """One result a file: always the answer, seldom its attachments; and now and then what is no written question."""
    for position, question in enumerate(questions, start=1):
        if not question.files:
            yield Hit(question)
        for file in question.files:
            if file.is_main or question.schv_id % _ATTACHMENT_HIT_EACH == 0:
                yield Hit(question, file)
        if position % _OTHER_EACH == 0:
            other = replace(question, schv_id=FIRST_OTHER_ID + position, title=word("other_title"), files=())
            yield Hit(other, None, "VI")
