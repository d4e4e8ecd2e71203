"""What `ingest` and `reprocess` look at before Prefect starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.corpus import Corpus
from flows.ledger import Ledger

SCRIPT = """
import sys
from flows.commands import run
code = {call}
print(code, "prefect" in sys.modules)
"""


@pytest.mark.slow
@pytest.mark.parametrize("call", ["run.run_ingest('folder:.', None, False)", "run.run_reprocess('all', [])"])
def test_another_run_is_told_before_prefect_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setenv("PARLGRANTS_CORPUS", str(tmp_path))
    monkeypatch.setenv("PARLGRANTS_OUTPUTS", str(tmp_path / "outputs"))
    ledger = Ledger(tmp_path / "ledger.sqlite")
    with ledger.lock():
        command = [sys.executable, "-c", SCRIPT.format(call=call)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    ledger.close()
    assert done.stdout == "1 False\n"
    message = f"{tmp_path / 'ledger.sqlite'}: another run is under way; start again when it has ended"
    assert done.stderr.splitlines()[-1:] == [message]


def test_a_folder_among_the_files_under_way_stops_no_run(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    (corpus.incoming / "folder").mkdir()
    (corpus.incoming / "half").touch()
    corpus.empty_incoming()
    assert [path.name for path in corpus.incoming.iterdir()] == ["folder"]


def test_the_help_of_the_stand_in_names_the_first_day() -> None:
    assert "needs --since 2000-01-01" in " ".join(CliRunner().invoke(main, ["demo-server", "--help"]).stdout.split())
