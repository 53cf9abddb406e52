"""The progress file: written only on purpose, merged, and never the end of a lesson."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest
from filelock import FileLock

from hplearn.lab.questions import progress_file
from hplearn.lab.questions.progress_file import SECTIONS, ProgressFile, course_folder

EMPTY = {section: {} for section in SECTIONS}
RECORD = {"points": 2, "max_points": 3}
DAMAGED = {
    "torn": b'{"version": 4, "predictions": {"a/a": {"val',
    "a list": b"[]",
    "no version": b'{"predictions": {}}',
    "version is text": b'{"version": "1"}',
    "a section is a list": b'{"version": 4, "quizzes": []}',
    "not UTF-8": b'{"version": 4, "name": "\xff"}',
    "too deep": b"[" * 200_000,
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "progress.json"


def held(path):
    return json.loads(path.read_text(encoding="utf-8"))


def leftovers(path):
    return sorted(p.name for p in path.parent.iterdir() if p.suffix != ".lock")


@pytest.mark.parametrize("before", [None, b"", b" \n"])
def test_a_missing_or_empty_file_begins_afresh_without_a_word(path, before):
    if before is not None:
        path.write_bytes(before)
    assert ProgressFile(path).put("checks", "a/a", RECORD) == ""
    assert held(path) == {"version": 4, "checks": {"a/a": RECORD}}
    assert leftovers(path) == ["progress.json"]


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_put_aside_whole_when_something_is_to_be_saved(path, content):
    path.write_bytes(content)
    sections, message = ProgressFile(path).read()
    assert sections == EMPTY
    assert message == "progress.json is left out: it is damaged."
    assert leftovers(path) == ["progress.json"], "reading moves nothing"

    for number in (1, 2):  # nor is one lost to the next
        path.write_bytes(content + b" " * number)
        aside = f"progress.damaged-{number}.json"
        assert f"it is now {aside}" in ProgressFile(path).put("checks", "a/a", RECORD)
        assert (path.parent / aside).read_bytes() == content + b" " * number
        assert ProgressFile(path).get("checks", "a/a") == RECORD
    assert len(leftovers(path)) == 3


def test_the_file_of_a_newer_version_is_left_alone(path):
    newer = '{"version": 99, "predictions": "elsewhere"}'
    path.write_text(newer)
    assert ProgressFile(path).read()[0] == EMPTY
    message = ProgressFile(path).put("checks", "a/a", RECORD)
    assert message.endswith("a newer hplearn wrote it, so update hplearn.")
    assert (path.read_text(), leftovers(path)) == (newer, ["progress.json"])


def test_what_is_not_known_is_kept(path):
    record = {"points": 0, "seconds": 9}
    others = {"version": 4, "mood": ["curious"]}
    odd = {"a/b": "odd", "note": None}
    path.write_text(json.dumps(others | {"checks": {"a/a": record} | odd}))
    progress = ProgressFile(path)
    assert progress.read() == (EMPTY | {"checks": {"a/a": record}}, "")
    progress.put("checks", "a/a", RECORD)
    assert held(path) == others | {"checks": {"a/a": record | RECORD} | odd}


def test_keep_decides_whether_a_record_stays_and_what_is_no_record_gives_way(path):
    path.write_text('{"version": 4, "checks": {"a/a": "odd"}}')
    progress = ProgressFile(path)
    for points, kept_at, left in [(1, None, 1), (2, 1, 1), (2, 9, 2)]:
        record = {"points": points}
        progress.put("checks", "a/a", record, keep=lambda old, at=kept_at: old.get("points") == at)
        assert progress.get("checks", "a/a") == {"points": left}


def test_notebooks_that_write_at_once_lose_nothing(path, monkeypatch):
    monkeypatch.setattr(progress_file, "LOCK_SECONDS", 60)
    keys = [f"{lesson:02}-{n}" for lesson in range(4) for n in range(5)]
    with ThreadPoolExecutor(4) as pool:  # a lock of its own each, as in four kernels
        messages = list(pool.map(lambda key: ProgressFile(path).put("checks", key, RECORD), keys))
    assert set(messages) == {""}
    assert sorted(held(path)["checks"]) == keys


def test_a_notebook_does_not_wait_long_for_another(path, monkeypatch):
    assert progress_file.LOCK_SECONDS <= 2
    monkeypatch.setattr(progress_file, "LOCK_SECONDS", 0.1)
    with FileLock(path.with_name(".progress.json.lock")):
        message = ProgressFile(path).put("checks", "a/a", RECORD)
    assert message.endswith("another notebook is writing it.")
    assert not path.exists()


def test_a_crash_before_the_rename_leaves_the_old_file(path, monkeypatch):
    ProgressFile(path).put("checks", "a/a", RECORD)
    before = path.read_bytes()

    def crash(source, target):
        assert held(Path(source))["checks"].keys() == {"a/a", "a/b"}, "written whole beforehand"
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        ProgressFile(path).put("checks", "a/b", RECORD)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("function", "answer", "words"),
    [
        ("fsync", OSError(28, "No space left on device"), "No space left on device."),
        ("access", lambda file, mode: file.name != "progress.json", "the file is read-only."),
    ],
)
def test_trouble_costs_the_answer_and_not_the_file(path, monkeypatch, function, answer, words):
    ProgressFile(path).put("checks", "a/a", RECORD)
    before = path.read_bytes()
    monkeypatch.setattr(os, function, Mock(side_effect=answer))
    message = ProgressFile(path).put("checks", "a/b", RECORD)
    assert message == f"This could not be saved in progress.json: {words}"
    assert (path.read_bytes(), leftovers(path)) == (before, ["progress.json"])


def test_a_place_where_no_file_can_be_costs_a_message(path):
    (path.parent / "file").touch()
    path.mkdir()
    for nowhere, said in ((path.parent / "file" / "progress.json", ""), (path, "left out")):
        sections, message = ProgressFile(nowhere).read()
        assert sections == EMPTY
        assert said in message
        assert "could not be saved" in ProgressFile(nowhere).put("checks", "a/a", RECORD)
    assert path.is_dir()


@pytest.mark.skipif(os.name != "posix", reason="needs a device that takes anything, and a pipe")
@pytest.mark.parametrize("make", [lambda path: path.symlink_to(os.devnull), os.mkfifo])
def test_a_device_or_a_pipe_is_neither_waited_for_nor_replaced(path, monkeypatch, make):
    make(path)
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: pytest.fail("would wait"))
    message = ProgressFile(path).put("checks", "a/a", RECORD)
    assert message == "This could not be saved in progress.json: it is a device or a pipe."
    assert ProgressFile(path).read() == (EMPTY, "")
    assert path.is_char_device() or path.is_fifo()
    assert list(path.parent.iterdir()) == [path], "nor is there a lock beside it"


def test_words_stand_in_the_file_as_they_were_written(path):
    ProgressFile(path).put("predictions", "a/a", {"words": "学习率 is the step"})
    assert "学习率" in path.read_text(encoding="utf-8")
    ProgressFile(path).put("predictions", "a/a", {"words": "half a pair \ud83d"})
    assert ProgressFile(path).get("predictions", "a/a")["words"] == "half a pair ?"


def test_the_course_folder_is_found_from_below_and_an_own_copy_is_nearer(tmp_path):
    course = tmp_path.resolve() / "course"
    for folder in ("lessons", "exercises/mine", "copy/.hplearn"):
        (course / folder).mkdir(parents=True)
    for lesson in ("lessons/04-descent.ipynb", "copy/04-descent.ipynb"):
        (course / lesson).touch()
    for start in (course, course / "lessons", course / "exercises" / "mine"):
        assert course_folder(start) == course
    assert course_folder(course / "copy") == course / "copy"


def test_without_a_course_the_current_folder_is_taken(course):
    (course / "lessons").mkdir()  # somebody's, with no lesson of ours
    assert ProgressFile().path == course.resolve() / "progress.json"


def test_the_seed_is_drawn_once_and_0_where_it_cannot_be_kept(path):
    assert ProgressFile(path).seed() == ProgressFile(path).seed() == held(path)["seed"]
    ProgressFile(path).put("checks", "a/a", RECORD)
    assert held(path).keys() == {"version", "seed", "checks"}
    drawn = {ProgressFile(path.with_name(f"{n}.json")).seed() for n in range(5)}
    assert len(drawn) == 5
    path.with_name("folder").mkdir()
    assert ProgressFile(path.with_name("folder")).seed() == 0
