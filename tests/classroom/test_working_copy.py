"""The learner's folder: every state a lesson can be in, and no way to lose what they wrote."""

import json
import os
import re
from unittest.mock import Mock

import nbformat
import pytest
from nbformat import v4

from hplearn.classroom.working_copy import MANIFEST, Delivery, deliver, digest
from hplearn.course_files import CourseError, course_files

NAME = "lessons/04-toy.ipynb"
BESIDE = "lessons/04-toy.new.ipynb"


def notebook(*sources):
    return v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])


@pytest.fixture
def course(tmp_path):
    """Return a function that makes the course ship these sources, and gives its files."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "exercises").mkdir()

    def ship(*sources, name=NAME):
        nbformat.write(notebook(*sources), tmp_path / name)
        return course_files([tmp_path])

    return ship


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home" / "course"


@pytest.fixture
def changed(course, folder):
    """Return the lesson's path in a folder where the learner changed it."""
    deliver(course("1"), folder)
    nbformat.write(notebook("mine"), folder / NAME)
    return folder / NAME


def sources(path):
    return [cell.source for cell in nbformat.read(path, 4).cells]


def run_through(path):
    """Let the notebook be one that was run, by another kernel's name."""
    ran = nbformat.read(path, 4)
    ran.metadata.kernelspec = {"name": "python3", "display_name": "mine"}
    ran.cells[0].execution_count = 7
    ran.cells[0].outputs = [v4.new_output("execute_result", {"text/plain": "1"}, execution_count=7)]
    nbformat.write(ran, path)


def test_the_first_copies_were_never_run_and_the_same_again_does_nothing(course, folder):
    lessons = course("1")
    run_through(lessons[NAME])
    assert deliver(lessons, folder) == Delivery(added=[NAME])
    (there,), (fresh,) = (nbformat.read(path, 4).cells for path in (lessons[NAME], folder / NAME))
    assert fresh == there | {"outputs": [], "execution_count": None}
    written = (folder / MANIFEST).stat().st_mtime_ns
    assert deliver(lessons, folder) == Delivery()
    assert (folder / MANIFEST).stat().st_mtime_ns == written


def test_what_the_learner_ran_is_kept_and_an_update_reaches_it(course, folder):
    deliver(course("1"), folder)
    run_through(folder / NAME)
    (folder / "notes.txt").write_text("mine")
    assert deliver(course("1"), folder) == Delivery()
    (cell,) = nbformat.read(folder / NAME, 4).cells
    assert (len(cell.outputs), cell.execution_count) == (1, 7)
    assert deliver(course("2"), folder) == Delivery(updated=[NAME])
    assert sources(folder / NAME) == ["2"]
    assert (folder / "notes.txt").read_text() == "mine"


def test_changed_lesson_stays_and_the_newer_one_is_put_beside_it_once(course, folder, changed):
    assert deliver(course("1"), folder) == Delivery()
    newer = course("2")
    delivery = deliver(newer, folder)
    assert delivery == Delivery(put_beside={NAME: BESIDE})
    (said,) = delivery.messages()
    assert re.fullmatch(rf"You changed {NAME}.*{BESIDE}", said)
    assert deliver(newer, folder) == Delivery()
    assert (sources(changed), sources(folder / BESIDE)) == (["mine"], ["2"])


def test_unchanged_new_file_is_renewed_and_a_changed_one_is_left(course, folder, changed):
    for newer in ("2", "3"):
        assert deliver(course(newer), folder).put_beside == {NAME: BESIDE}
        assert sources(folder / BESIDE) == [newer]
    nbformat.write(notebook("mine too"), folder / BESIDE)
    assert deliver(course("4"), folder).put_beside == {NAME: "lessons/04-toy.new2.ipynb"}
    assert (sources(folder / BESIDE), sources(changed)) == (["mine too"], ["mine"])


DEEP = "[" * 100_000
MANIFESTS = ["", "[]", "{}", '{"digests": 3}', DEEP]


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda text: text[:20])
def test_damaged_manifest_costs_a_message_and_never_the_work(course, folder, changed, manifest):
    (folder / MANIFEST).write_text(manifest)
    delivery = deliver(course("2"), folder)
    assert delivery == Delivery(put_beside={NAME: BESIDE}, manifest_damaged=True)
    assert sources(changed) == ["mine"]
    assert MANIFEST in delivery.messages()[0]
    assert deliver(course("2"), folder) == Delivery()


def test_deleted_lesson_is_delivered_again_and_so_is_one_without_a_manifest(course, folder):
    assert deliver(course("1"), folder) == Delivery(added=[NAME])
    (folder / NAME).unlink()
    assert deliver(course("1"), folder) == Delivery(added=[NAME])
    (folder / MANIFEST).unlink()
    assert deliver(course("2"), folder) == Delivery(put_beside={NAME: BESIDE})
    assert sources(folder / NAME) == ["1"], "what differs stays"


@pytest.mark.parametrize("text", ['{"cells": [half a notebook', DEEP], ids=["half", "deep"])
def test_file_that_is_no_notebook_any_more_stays(course, folder, changed, text):
    changed.write_text(text)
    assert deliver(course("2"), folder).put_beside == {NAME: BESIDE}
    assert changed.read_text() == text


def test_crash_while_writing_leaves_the_old_lesson_and_the_old_manifest(
    course, folder, monkeypatch
):
    deliver(course("1"), folder)
    before = (folder / MANIFEST).read_text()
    full = Mock(side_effect=OSError(28, "No space left on device"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(CourseError, match="No space left on device"):
            deliver(course("2"), folder)
    assert (sources(folder / NAME), (folder / MANIFEST).read_text()) == (["1"], before)
    assert deliver(course("2"), folder) == Delivery(updated=[NAME])


def test_read_only_folder_even_when_nothing_is_due(course, folder, monkeypatch):
    deliver(course("1"), folder)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    with pytest.raises(CourseError, match=r"Permission denied.*--folder"):
        deliver(course("1"), folder)


def test_every_file_arrives_where_links_from_the_others_lead(course, folder, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/glossary.md").write_text("words")
    course("1")
    files = course("1", name="exercises/04-toy.ipynb")
    assert len(files) == 3
    assert sorted(deliver(files, folder).added) == sorted(files)
    for name, path in files.items():
        assert digest((folder / name).read_bytes()) == digest(path.read_bytes())
    (folder / "docs/glossary.md").write_text("words of mine")
    (tmp_path / "docs/glossary.md").write_text("newer words")
    expected = {"docs/glossary.md": "docs/glossary.new.md"}
    assert deliver(files, folder) == Delivery(put_beside=expected)
    assert (folder / "docs/glossary.md").read_text() == "words of mine"


def test_digest_sees_sources_kinds_and_order_and_nothing_else():
    def of(*cells):
        cells = [{"cell_type": kind, "source": source} for kind, source in cells]
        return digest(json.dumps({"cells": cells}).encode())

    base = of(("code", "a"), ("code", "b"))
    assert of(("code", ["a"]), ("code", "b"), ("code", " \n")) == base
    swapped, joined = of(("code", "b"), ("code", "a")), of(("code", "ab"))
    assert len({base, swapped, joined, of(("markdown", "a"), ("code", "b"))}) == 4


def test_a_folder_of_the_first_edition_becomes_one_of_the_second(course, folder, tmp_path):
    """What was changed stays, what was not makes place for what the lesson is now."""
    old = {name: f"lessons/{name}.ipynb" for name in ("04-gradient-descent", "05-toy")}
    old["exercise"] = "exercises/06-momentum-and-adam.ipynb"
    for name in old.values():
        files = course("1", name=name)
    deliver(files, folder)
    run_through(folder / old["04-gradient-descent"])
    for name in (old["05-toy"], old["exercise"]):
        nbformat.write(notebook("mine"), folder / name)
    for path in files.values():
        path.unlink()
    new = "lessons/05-gradient-descent.ipynb"
    delivery = deliver(course("1", name=new), folder)
    assert delivery == Delivery(
        added=[new],
        removed=[old["04-gradient-descent"]],
        outdated={
            old["05-toy"]: "no part of the course",
            old[
                "exercise"
            ]: "exercises/07-momentum.ipynb and exercises/08-adam-and-schedules.ipynb",
        },
    )
    assert sources(folder / old["exercise"]) == ["mine"]
    assert not (folder / old["04-gradient-descent"]).exists()
    assert deliver(course("1", name=new), folder) == Delivery(), "it is said once"
    said = "\n".join(delivery.messages())
    assert "Removed, of the edition before: lessons/04-gradient-descent.ipynb" in said
    assert (
        f"You changed {old['exercise']}, so it stays. In this edition it is exercises/07-" in said
    )


def test_only_what_a_course_has_is_taken_back(course, folder, tmp_path):
    """A record that names other files, or a folder, deletes nothing and stops nothing."""
    deliver(course("1"), folder)
    outside = tmp_path / "home" / "diary.txt"
    outside.write_text("mine")
    (folder / "lessons" / "04-old.ipynb").mkdir()
    record = json.loads((folder / MANIFEST).read_text())
    names = ("../diary.txt", str(outside), "lessons/../../diary.txt", "lessons", "")
    record["digests"] |= dict.fromkeys((*names, "lessons/04-old.ipynb"), digest(b"mine"))
    (folder / MANIFEST).write_text(json.dumps(record))
    assert deliver(course("1"), folder) == Delivery()
    assert outside.read_text() == "mine"
    assert (folder / "lessons" / "04-old.ipynb").is_dir()
