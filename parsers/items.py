"""Which of the numbers at lines' starts are the items of a question or an answer, and the items' texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.item_labels import ItemLabel
from parsers.lines import PrintedLine

_COVERED = 10.0  # for each number covered
_QUESTION_MARK = 2.0
_SKIPPED = {"question": 8.0, "answer": 5.0}  # for each number left out before or between
_UNANSWERED = 3.0  # for each number left out at the end of an answer
_OTHER_MARK = 2.0
_ELSEWHERE = 6.0  # begins at another x than the item before
_ELSEWHERE_NEXT_PAGE = 3.0  # left and right pages may have other margins
_SAME_X = 8.0  # points: `9.` and `10.` may be aligned on the right
_UNEXPLAINED = 2.0  # a number passed over that begins no list of its own
_EXPLAINED = 0.25
_TOO_MUCH = 100.0


@dataclass(frozen=True, slots=True)
class Numbering:
    """What is known before choosing: the section's lines, and for an answer the questions' numbers (None: unknown)."""

    kind: str
    lines: Sequence[PrintedLine]
    known: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Chain:
    score: float
    labels: tuple[ItemLabel, ...]


def choose_items(labels: Sequence[ItemLabel], numbering: Numbering) -> tuple[ItemLabel, ...]:
    """The labels that make the most plausible sequence of items; empty when none is plausible.

    Numbers rise; a question's begin at 1, an answer's stand among the question's. Items begin at
    the same x with the same mark. A number passed over must belong to a list within an item (1, 2, 3 …). Of two
    sequences equally good the one further to the left counts, then the earlier one.
    """
    possible = [label for label in labels if numbering.known is None or set(label.covers) <= set(numbering.known)]
    chains = [chain for chain in _chains(possible, numbering) if chain.score > 0 and _is_enough(chain, numbering)]
    if not chains:
        return ()
    return max(chains, key=lambda chain: (chain.score, -chain.labels[0].x0, -chain.labels[0].at)).labels


def _is_enough(chain: _Chain, numbering: Numbering) -> bool:
    """Two numbers; or one, where it is among the questions', or where it begins the only question (`1. Welke …?`)."""
    covered = sum(len(label.covers) for label in chain.labels)
    first = chain.labels[0]
    alone = numbering.known is not None or (
        numbering.kind == "question" and any("?" in line.text for line in numbering.lines[first.at :])
    )
    return covered >= 2 or (alone and first.doubt == 0)


def _chains(labels: Sequence[ItemLabel], numbering: Numbering) -> list[_Chain]:
    """The best sequence that ends with each label, scored with what is left behind it (dynamic programming)."""
    marks = _count_question_marks(numbering)
    best = [_start(label, before, numbering) for label, before in zip(labels, _costs_before(labels), strict=True)]
    for i, label in enumerate(labels):
        for j, cost in _costs_after(labels, i):
            step = best[i].score + _step(label, labels[j], numbering) - cost + _asks(marks, label.at, labels[j].at)
            if label.covers[-1] < labels[j].covers[0] and step > best[j].score:
                best[j] = _Chain(step, (*best[i].labels, labels[j]))
    return [_end(chain, labels, i, numbering, marks) for i, chain in enumerate(best)]


def _start(label: ItemLabel, cost: float, numbering: Numbering) -> _Chain:
    first = min(numbering.known or (1,))
    return _Chain(_worth(label) - cost - _SKIPPED[numbering.kind] * (label.covers[0] - first), (label,))


def _step(before: ItemLabel, label: ItemLabel, numbering: Numbering) -> float:
    skipped = max(0, label.covers[0] - before.covers[-1] - 1)
    away = abs(label.x0 - before.x0) > _SAME_X
    elsewhere = (_ELSEWHERE if label.page == before.page else _ELSEWHERE_NEXT_PAGE) * away
    return _worth(label) - _SKIPPED[numbering.kind] * skipped - _OTHER_MARK * (label.mark != before.mark) - elsewhere


def _end(chain: _Chain, labels: Sequence[ItemLabel], at: int, numbering: Numbering, marks: Sequence[int]) -> _Chain:
    behind = sum(_cost(label, before, labels[at]) for label, before in _pairs(labels[at + 1 :]))
    missing = sum(number > chain.labels[-1].covers[-1] for number in numbering.known or ())
    asks = _asks(marks, chain.labels[-1].at, len(numbering.lines))
    return _Chain(chain.score - behind - _UNANSWERED * missing + asks, chain.labels)


def _worth(label: ItemLabel) -> float:
    return _COVERED * len(label.covers) - label.doubt


def _cost(label: ItemLabel, before: ItemLabel | None, item: ItemLabel | None = None) -> float:
    """What it costs to pass a label over within `item`: little when it begins or continues a list, or in running text.

    `1.b)` within the item that begins with `1.a)` costs as little.
    """
    follows = before is not None and label.covers[0] == before.covers[-1] + 1
    again = item is not None and label.covers == item.covers
    return _EXPLAINED if label.covers[0] == 1 or follows or again or label.doubt else _UNEXPLAINED


def _pairs(labels: Sequence[ItemLabel]) -> Iterable[tuple[ItemLabel, ItemLabel | None]]:
    return zip(labels, (None, *labels[:-1]), strict=False)


def _costs_before(labels: Sequence[ItemLabel]) -> list[float]:
    costs = [0.0]
    for label, before in _pairs(labels):
        costs.append(costs[-1] + _cost(label, before))
    return costs[: len(labels)]


def _costs_after(labels: Sequence[ItemLabel], at: int) -> Iterable[tuple[int, float]]:
    """Each later label with the cost of passing over those between."""
    cost = 0.0
    before: ItemLabel | None = None
    for j in range(at + 1, len(labels)):
        yield j, cost
        cost, before = cost + _cost(labels[j], before, labels[at]), labels[j]
        if cost > _TOO_MUCH:
            return


def _count_question_marks(numbering: Numbering) -> list[int]:
    """How many question marks stand before each line; zero throughout for an answer."""
    counts = [0]
    for line in numbering.lines:
        counts.append(counts[-1] + (numbering.kind == "question" and "?" in line.text))
    return counts


def _asks(marks: Sequence[int], start: int, end: int) -> float:
    return _QUESTION_MARK * (marks[end] > marks[start])
