"""The notebook tool: one committed form, the same bytes twice, one clear message on failure."""

import os
import re
import subprocess
import sys
from types import SimpleNamespace
from unittest.mock import Mock

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from hplearn.classroom import notebooks
from hplearn.classroom.build import build
from hplearn.classroom.notebooks import WIDGET_VIEW, normalise, to_text
from hplearn.course_files import NotebookError
from hplearn.files import write_whole
from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.saved import BACK, LAND

PANEL = """from hplearn.lab import linear, panel
def draw(ax, slope):
    ax.plot([0, 1], [0, slope])
    return f"At 1 the line is {slope} high."
panel(draw, slope=linear(-2, 2, 5, value=1))"""


def saved(tmp_path, *sources):
    path = tmp_path / "toy.ipynb"
    cells = [new_markdown_cell("# Toy"), *map(new_code_cell, sources)]
    nbformat.write(new_notebook(cells=cells), path)
    return path


def raw():
    """A notebook with every trace that must not be committed."""
    view = {WIDGET_VIEW: {"model_id": "f00"}, "text/plain": "x"}
    streams = {"stdout": "a", "stderr": "w"}
    outputs = [new_output("stream", name=name, text=text) for name, text in streams.items()]
    outputs.append(new_output("execute_result", view, execution_count=9))
    kept = {"tags": ["keep"], "jupyter": {"source_hidden": True}}
    about = kept | {"execution": {"iopub.execute_input": "now"}, "scrolled": True}
    cell = new_code_cell("x", id="mine", execution_count=9, metadata=about, outputs=outputs)
    unrun, twin = new_code_cell("y"), new_code_cell("y", execution_count=2)
    metadata = {
        "widgets": {"state": {}},
        "language_info": {"name": "python", "version": "3.11.7"},
        "kernelspec": {"name": "my-env", "display_name": "mine"},
    }
    return new_notebook(cells=[cell, unrun, twin], metadata=metadata)


def test_what_cannot_be_written_is_named_by_its_own_name(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", Mock(side_effect=OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_whole(tmp_path / "mine.ipynb", "{}")
    assert caught.value.filename == str(tmp_path / "mine.ipynb")
    assert list(tmp_path.iterdir()) == []


def test_normal_form_drops_every_trace_and_keeps_what_authors_write():
    tidy = normalise(raw())
    first, unrun, twin = tidy.cells
    assert first.metadata == {"tags": ["keep"], "jupyter": {"source_hidden": True}}
    assert [out.get("text") for out in first.outputs] == ["a", "w", None]
    assert first.outputs[2].data == {"text/plain": "x"}
    assert first.outputs[2].execution_count == first.execution_count == 1
    assert unrun.execution_count is None, "a cell that never ran must stay visible as such"
    assert twin.execution_count == 2
    assert len({cell.id for cell in tidy.cells}) == 3, "equal cells need different ids"
    assert tidy.metadata.kernelspec.name == "python3"
    assert "version" not in tidy.metadata.language_info
    assert "widgets" not in tidy.metadata


def test_normal_form_is_stable_valid_and_leaves_its_argument_alone():
    notebook = raw()
    before, text = nbformat.writes(notebook), to_text(notebook)
    assert nbformat.writes(notebook) == before
    assert to_text(nbformat.reads(text, as_version=4)) == text == to_text(raw())
    assert re.search(r"}\n\Z", text)
    nbformat.validate(nbformat.reads(text, as_version=4))


def test_a_saved_widget_leaves_picture_and_answers_and_others_keep_their_view(tmp_path):
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "05-gd.ipynb").touch()
    records = {"t/a": {"said": "12 <", "was": "9", "right": False}, "t/b": {"skipped": True}}
    for key, record in records.items():
        ProgressFile(tmp_path / "progress.json").put("predictions", key, record | {"words": "Why"})
    asked = {"model_id": "f", "kept": {"predictions": [*records, "t/new"]}}
    panel = new_output("execute_result", {WIDGET_VIEW: asked, "text/html": ["<img>", "x"]})
    other = new_output("display_data", {WIDGET_VIEW: {"model_id": "g"}, "text/plain": "IntSlider"})
    cells = [new_markdown_cell("x"), new_code_cell("y", outputs=[panel, other])]
    model = {"type": "notebook", "content": {"cells": cells}}
    place = {"path": "lessons/05-gd.ipynb", "contents_manager": SimpleNamespace(root_dir=tmp_path)}
    notebooks.forget_widgets(model=model, **place, extra=1)
    lines = ("You said 12 &lt;.", "You wrote: Why", "You skipped this.", "You wrote: Why")
    told = "".join(f"<p>{line}</p>" for line in lines)
    assert panel.data == {"text/html": f"<img>x{told}{BACK}{LAND}"}
    assert WIDGET_VIEW in other.data
    notebooks.forget_widgets({"type": "file", "content": "text"}, **place)


@pytest.mark.parametrize(
    ("answered", "last", "where"),
    [("", {}, [1]), ("t/a", {}, [2]), ("t/a t/b", {}, [3]), ("t/a t/b", {"quizzes": []}, [])],
)
def test_a_saved_lesson_lands_where_the_learner_stopped(tmp_path, answered, last, where):
    for key in answered.split():
        ProgressFile(tmp_path / "progress.json").put("predictions", key, {"skipped": True})
    keys = [{}, {"predictions": ["t/a"]}, {"predictions": ["t/b"]}, last]
    boxes = [
        new_output("execute_result", {WIDGET_VIEW: {"kept": kept}, "text/html": "x"})
        for kept in keys
    ]
    model = {"type": "notebook", "content": {"cells": [new_code_cell(outputs=boxes)]}}
    place = {"path": "a.ipynb", "contents_manager": SimpleNamespace(root_dir=tmp_path)}
    notebooks.forget_widgets(model, **place)
    assert [i for i, box in enumerate(boxes) if LAND in box.data["text/html"]] == where


@pytest.mark.slow
def test_two_runs_give_the_same_bytes_with_picture_and_no_widget(tmp_path):
    source = """import os, sys, numpy as np
from hplearn.lab import figure, show
print(os.environ["OPENBLAS_NUM_THREADS"], os.path.exists("toy.ipynb"), flush=True)
print("careful", file=sys.stderr, flush=True)
print("joined")
fig, ax = figure()
ax.plot(np.linspace(0, 1, 50))
show(fig, alt="A line rises.")"""
    path = saved(tmp_path, source, PANEL)
    assert build(path) == [path]
    first = path.read_bytes()
    assert build(path) == [], "a second run must change nothing"
    assert path.read_bytes() == first
    shown, panel = nbformat.read(path, as_version=4).cells[1:]
    assert [out.get("text") for out in shown.outputs] == ["1 True\njoined\n", "careful\n", None]
    assert shown.outputs[2].data["text/plain"] == "A line rises."
    assert set(panel.outputs[0].data) == {"text/html", "image/png", "text/plain"}
    assert panel.outputs[0].data["text/plain"] == "At 1 the line is 1 high."
    assert len(panel.outputs) == 1


BAD = """class Bad:
    def _repr_html_(self):
        raise KeyError('html')
Bad()"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import time; time.sleep(60)", "it ran too long"),
        ("import os; os._exit(1)", "the kernel died"),
        (BAD, "KeyError: 'html'"),
    ],
)
def test_a_failing_cell_is_named_in_one_sentence(tmp_path, source, message):
    path = saved(tmp_path, "x = 1", source)
    before = path.read_bytes()
    with pytest.raises(NotebookError, match=rf"toy\.ipynb, cell 3: {message}") as caught:
        notebooks.execute(path, timeout=5)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.ci
def test_a_built_notebook_passes_strict_nbval_and_not_slow_starts_no_kernel(tmp_path, request):
    path = saved(tmp_path, "import time; print(id(time) > 0)", PANEL)
    build(path)
    root = request.config.rootpath
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c"]
    command += [str(root / "pyproject.toml"), f"--rootdir={root}", "-p", "conftest", "-n", "0"]

    def pytest_says(*arguments):
        run = subprocess.run([*command, *arguments], cwd=root, capture_output=True, text=True)
        return run.stdout

    changed = tmp_path / "changed.ipynb"
    changed.write_text(path.read_text().replace('"True\\n"', '"False\\n"'))
    assert "4 deselected" in pytest_says(str(path), str(changed), "-m", "not slow")
    said = pytest_says(str(path), str(changed))
    assert said.startswith("..F."), "strict nbval must see a changed line"
    assert "1 failed, 3 passed" in said


@pytest.mark.slow
def test_a_notebook_that_is_built_is_nobodys_and_holds_nothing_back(tmp_path, monkeypatch):
    monkeypatch.setenv("HPLEARN_HOLD", "1")  # as in a terminal of JupyterLab
    monkeypatch.setenv("HPLEARN_PROGRESS", "mine.json")
    source = "import os\nprint(os.environ['HPLEARN_HOLD'], os.environ['HPLEARN_PROGRESS'])"
    (_, cell) = notebooks.execute(saved(tmp_path, source)).cells
    assert cell.outputs[0].text == f" {os.devnull}\n"
