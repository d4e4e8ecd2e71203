"""Our reader beside camelot and pdfplumber with plain glue: the same documents in one run, a table for each part.

python -m benchmarks.comparison [--samples FOLDER] [--real FOLDER] [--reader NAME ...]

The real lists (folders with a PDF and a twin that other people made from it) stand outside the project: PARLGRANTS_REAL
or --real says where; without them that part is left out.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.cases import Case, find_cases, read_first_scores
from benchmarks.measures import Judged, judge, measure
from benchmarks.one_reader import OURS, READERS
from benchmarks.runs import ROOT, Run, run_reader
from benchmarks.scoring import find_mean
from benchmarks.twins import find_real_cases

SAMPLES = ROOT / "corpus" / "samples"
REAL = ROOT.parent / "shared" / "corpus" / "real"
HYBRID = "camelot hybrid"
LABEL, COLUMN = 50, 16

Values = list[float | None]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.comparison", description=__doc__)
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="a folder with NAME.truth.json beside NAME.pdf")
    parser.add_argument("--real", type=Path, default=os.environ.get("PARLGRANTS_REAL", REAL), help="the real lists")
    parser.add_argument("--reader", action="append", choices=READERS, help="only this one (may be given again)")
    arguments = parser.parse_args()
    readers = arguments.reader or list(READERS)
    print(
        "Peers read PDFs' tables with plain glue on top (benchmarks/glue.py); a mean of nothing is printed as a dash."
    )
    report_part("The samples", find_cases(arguments.samples), readers)
    report_first_scores(arguments.samples)
    if Path(arguments.real).is_dir():
        report_part("The real lists", find_real_cases(Path(arguments.real)), readers)
    else:
        print("\nThe real lists are left out: they are not here (--real FOLDER says where).")


def report_part(title: str, cases: list[Case], readers: Sequence[str]) -> None:
    """One table over all cases, one for the born-digital PDFs alone where there are others, and F1 by family."""
    if not cases:
        print(f"\n{title}: no documents")
        return
    runs = [run_reader(reader, cases) for reader in readers]
    judged = [[judge(case, result) for case, result in zip(cases, run.results, strict=True)] for run in runs]
    grants = sum(len(case.truth["grants"]) for case in cases)
    print_heading(f"{title}: {len(cases)} documents, {grants} grants", readers)
    print_measures(judged)
    print_costs(runs)
    digital = [place for place, case in enumerate(cases) if case.born_digital]
    if 0 < len(digital) < len(cases):
        print_heading(f"{title}, born-digital PDFs only: {len(digital)} documents", readers)
        print_measures([[column[place] for place in digital] for column in judged])
        print_seconds(runs, "imports apart", [sum(run.results[i]["cpu_seconds"] for i in digital) for run in runs])
    print_families(judged, readers)


def print_measures(judged: list[list[Judged]]) -> None:
    measured = [measure(column) for column in judged]
    for name in dict.fromkeys(name for column in measured for name in column):
        values = [column.get(name) for column in measured]
        if any(value is not None for value in values):
            print_line(name, values, find_best=min if name.startswith("false") else max)


def print_costs(runs: list[Run]) -> None:
    """CPU seconds; peers are compared with the cheapest of them, and with hybrid apart."""
    print_line("documents at which it failed", [float(run.failed) for run in runs], min)
    print_seconds(runs, "imports apart", [run.seconds - run.import_seconds for run in runs])
    print_seconds(runs, "with imports", [run.seconds for run in runs])


def print_seconds(runs: list[Run], label: str, seconds: list[float]) -> None:
    print_line(f"CPU seconds, {label}", list(seconds), min)
    names = [run.reader for run in runs]
    if OURS in names and HYBRID in names:
        ours, hybrid = seconds[names.index(OURS)], seconds[names.index(HYBRID)]
        print(f"our CPU seconds to those of {HYBRID}, {label}: {ours / hybrid:.2f}")


def print_families(judged: list[list[Judged]], readers: Sequence[str]) -> None:
    """Macro F1 of organisation, amount and year in each folder; false grants where a folder holds no grants."""
    families = sorted({one.case.family for one in judged[0]})
    print_heading("macro F1 of organisation, amount, year, by folder", readers)
    for family in families:
        columns = [[one for one in column if one.case.family == family] for column in judged]
        values: Values = [measure(column)["macro F1 of organisation, amount, year"] for column in columns]
        if any(value is not None for value in values):
            print_line(f"{family} ({len(columns[0])})", values)
        else:
            false = [float(sum(one.with_year.found for one in column)) for column in columns]
            print_line(f"{family} ({len(columns[0])} without grants): false grants", list(false), min)


def report_first_scores(folder: Path) -> None:
    """What the documents scored when the reader saw them first, before anything was changed for them."""
    print("\nF1 of the first reading of documents not seen before, by folder (mean, documents)")
    scores = list(read_first_scores(folder))
    for family, values in sorted(group_by_family(scores)):
        print(f"{family:<{LABEL}}{find_mean(values):>{COLUMN}.3f}{len(values):>{COLUMN}}")
    print(f"{'all':<{LABEL}}{find_mean([f1 for *_, f1 in scores]):>{COLUMN}.3f}{len(scores):>{COLUMN}}")


def group_by_family(scores: list[tuple[str, str, float]]) -> Iterator[tuple[str, list[float]]]:
    for family in {family for family, *_ in scores}:
        yield family, [f1 for name, _, f1 in scores if name == family]


def print_heading(title: str, readers: Sequence[str]) -> None:
    print(f"\n{title}")
    columns = [*readers, *(["ours to best"] if compares(readers) else [])]
    print(" " * LABEL + "".join(f"{name:>{COLUMN}}" for name in columns))


def print_line(name: str, values: Values, find_best: Callable[[list[float]], float] = max) -> None:
    """The readers' values, and ours (the first) to the best of the others."""
    texts = [to_text(value) for value in values]
    if len(values) > 1:
        peers = [value for value in values[1:] if value is not None]
        best = find_best(peers) if peers else None
        texts.append(f"{values[0] / best:.2f}" if best and values[0] is not None else "-")
    print(f"{name:<{LABEL}}" + "".join(f"{text:>{COLUMN}}" for text in texts))


def compares(readers: Sequence[str]) -> bool:
    return len(readers) > 1


def to_text(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if value > 1 and value == int(value) else f"{value:.4f}" if value <= 1 else f"{value:.1f}"


if __name__ == "__main__":
    main()
