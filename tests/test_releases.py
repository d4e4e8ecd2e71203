"""A publish that is killed, at whatever moment, leaves `latest` whole, and the next one clears up behind it."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from made_releases import LARGE, SMALL, publish_at

from flows.release_writers import find_writers
from flows.releases import find_latest, is_whole, locked
from schemas.releases import PublishChoices

DISK_CALLS = ("fsync", "mkdir", "rename", "replace", "rmdir", "symlink", "unlink")
KEEP_NONE = PublishChoices(largest_fall=1, releases_kept=0)

# A process forked from a server that has everything imported starts in milliseconds. The server does not know the
# folder of the tests, and passes over modules that it cannot import without a word.
processes = multiprocessing.get_context("forkserver")
writing = [write.__module__ for write in find_writers().values()]
processes.set_forkserver_preload(["flows.dataset", "flows.change_files", "flows.publish", "pydantic", *writing])


def kill_before(step: int, calls: tuple[str, ...]) -> None:
    """Have this process killed at its n-th of these calls (0 is the first), before the call is done."""
    steps = count()
    for name in calls:
        setattr(os, name, dying(getattr(os, name), steps, step))


def dying(call, steps: Iterator[int], last: int):  # type: ignore[no-untyped-def]
    def call_or_die(*args: object, **kwargs: object) -> object:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)

    return call_or_die


def publish_and_die(outputs: Path, step: int, calls: tuple[str, ...]) -> None:
    kill_before(step, calls)
    publish_at(2, LARGE, outputs, KEEP_NONE)


def run_and_die(outputs: Path, step: int, calls: tuple[str, ...]) -> int | None:
    """Run `publish_and_die` in a process of its own; gives its exit code."""
    process = processes.Process(target=publish_and_die, args=(outputs, step, calls))
    process.start()
    process.join(60)
    return process.exitcode


def publish_for_ever(outputs: Path, warm: Event) -> None:
    for number in count():
        publish_at(number, SMALL if number % 2 else LARGE, outputs, KEEP_NONE)
        warm.set()


def assert_whole(outputs: Path) -> Path:
    latest = find_latest(outputs)
    assert latest is not None
    assert is_whole(latest)
    return latest


def assert_cleared_up(outputs: Path) -> None:
    assert not list((outputs / "releases").glob(".*"))
    assert {path.name for path in outputs.iterdir()} == {".lock", "latest", "releases"}


CALLS = [
    pytest.param(call, marks=pytest.mark.slow) for call in ("replace", "mkdir", "fsync", "rename", "symlink", "rmdir")
]


@pytest.mark.parametrize("call", CALLS)
def test_a_publish_killed_before_a_step_leaves_latest_whole(tmp_path: Path, call: str) -> None:
    publish_at(1, SMALL, tmp_path)
    assert run_and_die(tmp_path, 0, (call,)) == -signal.SIGKILL
    assert_whole(tmp_path)
    publish_at(3, LARGE, tmp_path, KEEP_NONE)
    assert_whole(tmp_path)
    assert_cleared_up(tmp_path)


@pytest.mark.slow
def test_a_publish_killed_before_any_step_leaves_latest_whole(tmp_path: Path) -> None:
    seen = set()
    old = publish_at(1, SMALL, tmp_path / "first").folder.name
    for step in count():
        outputs = tmp_path / str(step)
        shutil.copytree(tmp_path / "first", outputs, symlinks=True)
        exit_code = run_and_die(outputs, step, DISK_CALLS)
        latest = assert_whole(outputs).name
        seen.add(latest == old)
        publish_at(3, LARGE, outputs, KEEP_NONE)
        assert_whole(outputs)
        assert_cleared_up(outputs)
        if exit_code == 0:
            break
        assert exit_code == -signal.SIGKILL
    assert step > 20
    assert seen == {True, False}


@pytest.mark.slow
def test_a_publish_killed_at_a_random_moment_leaves_latest_whole(tmp_path: Path) -> None:
    publish_at(0, SMALL, tmp_path)
    half_written = set()
    for _ in range(25):
        warm = processes.Event()
        process = processes.Process(target=publish_for_ever, args=(tmp_path, warm))
        process.start()
        assert warm.wait(60)
        time.sleep(random.uniform(0, 1))
        process.kill()
        process.join(60)
        assert process.exitcode == -signal.SIGKILL
        assert_whole(tmp_path)
        half_written |= {len(list(draft.iterdir())) for draft in (tmp_path / "releases").glob(".draft-*")}
    assert len(half_written) > 3  # numbers of files: it died in the midst of writing, at several of them
    publish_at(0, SMALL, tmp_path, KEEP_NONE)
    assert_whole(tmp_path)
    assert_cleared_up(tmp_path)


def test_a_release_left_without_its_link_gives_way_to_the_same_one(tmp_path: Path) -> None:
    """A run killed between its last two steps, then taken up at the same second with the same content."""
    publish_at(0, SMALL, tmp_path)
    left = publish_at(1, LARGE, tmp_path).folder
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").symlink_to(next(p for p in (tmp_path / "releases").iterdir() if p.name != left.name))
    assert publish_at(1, LARGE, tmp_path).folder.name == left.name
    assert_whole(tmp_path)


def test_an_interrupted_publish_clears_up_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    publish_at(1, SMALL, tmp_path)
    monkeypatch.setattr("flows.releases.put_in_place", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish_at(2, LARGE, tmp_path)
    assert_whole(tmp_path)
    assert_cleared_up(tmp_path)


@pytest.mark.slow
def test_a_second_publish_waits_for_the_first(tmp_path: Path) -> None:
    process = processes.Process(target=publish_at, args=(1, SMALL, tmp_path))
    with locked(tmp_path):
        process.start()
        process.join(1)
        assert process.is_alive()
        assert find_latest(tmp_path) is None
    process.join(60)
    assert process.exitcode == 0
    assert_whole(tmp_path)
