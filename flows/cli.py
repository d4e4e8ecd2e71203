"""The command `parlgrants`. Each command's work is imported when it is called: `--help` must answer at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from flows import __version__
from flows.commands.options import REDACT_PERSONS

EXIT_CODES = """\b
Exit codes: 0 all read; 1 a fault of ours; 2 usage;
3 some documents could not be read (the rest were);
4 implausible dataset, nothing published; 130 stopped by Ctrl-C."""


class Commands(click.Group):
    """The commands; what ends one early is told in one line."""

    def invoke(self, context: click.Context) -> None:
        """Call a command."""
        try:
            super().invoke(context)
        except (OSError, KeyboardInterrupt) as error:
            from flows.commands.faults import tell

            context.exit(tell(error))


class WithFaults(click.Command):
    """A command whose help lists what can go wrong with the services."""

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The faults, after what the command does."""
        from flows.demo_server.faults import FAULTS

        with formatter.section("Faults (NAME, NAME=VALUE, and @ with ids, a share such as 10% or services)"):
            formatter.write_dl(
                [(f"{name}={kind.default}" if kind.default else name, kind.tell()) for name, kind in FAULTS.items()]
            )


GRANT_FORMATS = click.Choice(["table", "jsonl", "csv", "json"])
FORMATS = click.Choice(["table", "json"])
DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(__version__)
def main() -> None:
    """Grants that ministers list in their answers: read from PDF, checked against totals, traceable to the page.

    Data goes to standard output, messages to standard error.
    """


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=GRANT_FORMATS, default="table", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file, whole or not at all.")
@click.pass_context
def read(context: click.Context, files: tuple[Path, ...], form: str, output: Path | None) -> None:
    """Read the grants in documents.

    A workbook (.xlsx, .xls), a text document (.docx) or a PDF without the heading of an answer is attached to the
    answer named before it: `parlgrants read answer.pdf list.xlsx` reads one answer.

    `jsonl` and `csv` give one grant a line; `json` gives one object a document with all that was read.
    """
    from flows.commands.read import read_grants

    context.exit(read_grants(files, form, output))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.pass_context
def tables(context: click.Context, files: tuple[Path, ...], form: str) -> None:
    """Show the tables of documents as read: header, roles, rows, pages or sheet, reader."""
    from flows.commands.read import read_tables

    context.exit(read_tables(files, form))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="For the pictures.")
@click.pass_context
def inspect(context: click.Context, file: Path, output: Path) -> None:
    """Draw words, cells and roles on pictures of a document's pages."""
    from flows.commands.read import draw_document

    context.exit(draw_document(file, output))


@main.command()
@REDACT_PERSONS
@click.option("--source", default="flemish-parliament", show_default=True, help="flemish-parliament or folder:PATH.")
@click.option("--since", type=DAY, help="Only documents published or changed since this day.")
@click.option("--read-all", is_flag=True, help="Read also what is not worth reading by its subject and text.")
@click.pass_context
def ingest(context: click.Context, source: str, since: datetime | None, read_all: bool) -> None:
    """Fetch and read what a source offers, and publish all documents known.

    Without --since: of a folder everything, of the Parliament what is new since the run before and the 45 days before.
    """
    from flows.commands.run import run_ingest

    context.exit(run_ingest(source, since.date() if since else None, read_all))


@main.command()
@REDACT_PERSONS
@click.option("--changed", is_flag=True, help="Read by another reader (default).")
@click.option("--all", "everything", is_flag=True, help="Everything.")
@click.option("--document", "documents", multiple=True, metavar="ID", help="This document; further ids may follow.")
@click.argument("more", nargs=-1, metavar="[ID]...")
@click.pass_context
def reprocess(
    context: click.Context, changed: bool, everything: bool, documents: tuple[str, ...], more: tuple[str, ...]
) -> None:
    """Read stored documents again without fetching, and publish what is different."""
    from flows.commands.run import run_reprocess

    if more and not documents:
        raise click.UsageError(f"{more[0]}: write --document before the ids")
    if changed + everything + bool(documents) > 1:
        raise click.UsageError("--changed, --all and --document exclude each other: give one of them")
    context.exit(run_reprocess("all" if everything else "changed", [*documents, *more]))


@main.command()
@REDACT_PERSONS
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Publish into this folder instead.")
@click.pass_context
def publish(context: click.Context, output: Path | None) -> None:
    """Publish what was read before anew: no document is fetched or read."""
    from flows.commands.run import run_publish

    context.exit(run_publish(output))


@main.command()
@click.option("--failed", is_flag=True, help="Only what could not be fetched or read, and why.")
@click.option("--document", metavar="ID", help="All about one document: where it is, its revisions, what became of it.")
@click.option("--since", type=DAY, help="How many questions were answered since this day, and how many are held.")
@click.option("--until", type=DAY, help="The last day of that window; today where it is not given.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.pass_context
def status(
    context: click.Context,
    failed: bool,
    document: str | None,
    since: datetime | None,
    until: datetime | None,
    form: str,
) -> None:
    """What the ledger knows: documents seen, read, without grants, failed and why."""
    if failed + (document is not None) + (since is not None) > 1:
        raise click.UsageError("--failed, --document and --since exclude each other: give one of them")
    if until is not None and (since is None or until < since):
        raise click.UsageError("--until: give the day that the window begins, too: --since DAY --until LATER-DAY")
    from flows.commands.status import Asked, show_status

    window = (since.date(), (until or datetime.now()).date()) if since else None
    context.exit(show_status(Asked(failed, document, window), form))


@main.group()
def corrections() -> None:
    """Corrections that persons made to what was read (corpus/corrections.csv)."""


@corrections.command()
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.pass_context
def check(context: click.Context, form: str) -> None:
    """Tell of each correction whether it applies to what is read now.

    Exit codes: 0 all apply; 2 the file is malformed, so that nothing would be published; 3 some are stale.
    """
    from flows.commands.corrections import check_corrections

    context.exit(check_corrections(form))


@main.command(
    "demo-server", cls=WithFaults, context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False}
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8340,
    show_default=True,
    help="0: any free one; documents then get another address each time.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    default="corpus/samples",
    show_default=True,
    help="Folder of the answers: PDFs, truth files that tell the questions, NAME.attachment-1.xlsx.",
)
@click.option("--questions", type=click.IntRange(1), help="So many of them, the answers over and over, in one year.")
@click.option("--fault", "faults", multiple=True, metavar="NAME[=VALUE][@WHERE]", help="Switch a fault on; see below.")
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def demo_server(
    context: click.Context,
    port: int,
    documents: Path,
    questions: int | None,
    faults: tuple[str, ...],
    command: tuple[str, ...],
) -> None:
    """Stand in for the Flemish Parliament's web services, on this machine only.

    With a COMMAND, such as `parlgrants ingest --source flemish-parliament --since 2000-01-01`, runs it against the
    stand-in, and ends with it; its answers are of years ago, so that `ingest` needs --since 2000-01-01. Without one,
    prints the settings that lead there and serves until Ctrl-C.
    """
    from flows.commands.demo_server import Parliament, serve

    context.exit(serve(Parliament(documents, questions, faults, port), command))


if __name__ == "__main__":
    main()
