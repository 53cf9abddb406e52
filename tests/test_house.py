"""The house keeps its order: rooms build upwards, names explain themselves."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = (
    *("checks", "files", "optim", "models", "execution"),
    *("tuning", "model_selection", "lab", "contained", "exercises", "grading", "classroom", "cli"),
)
HOUSE = Path(__file__).parents[1] / "hplearn"
FILES = sorted(HOUSE.rglob("*.py"))
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
HEAVY = {
    *("sklearn", "scipy", "pandas", "matplotlib", "ipywidgets", "IPython", "nbformat", "joblib"),
    *("jupyterlab", "nbclient", "nbconvert", "tqdm"),
}
EXPORTING = ("optim", "models", "tuning", "model_selection", "lab", "exercises")
DOORS = ["hplearn", "hplearn.optim", "hplearn.lab", "hplearn.exercises", "hplearn.cli"]


def imported(path):
    """Yield (line, module) for every import, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: import by full name, as in hplearn.optim"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def complaints(path):
    """Yield what is wrong with a file's name, or with what it imports from where it stands."""
    if path.stem in BANNED_NAMES:
        yield "a file's name says what is in it"
    room = path.relative_to(HOUSE).parts[0].removesuffix(".py")
    if room not in ROOMS:
        return
    for line, module in imported(path):
        parts = module.split(".")
        if parts[0] == "hplearn" and len(parts) > 1 and parts[1] in ROOMS:
            if room == "contained" and parts[1] not in ("contained", "execution"):
                yield f"line {line}: contained may not import {module}, which a box does not show"
            if ROOMS.index(parts[1]) > ROOMS.index(room):
                yield f"line {line}: {room} may not import {module}, a room built on it"
        elif room == "optim" and parts[0] not in {"numpy", "lazy_loader"} | sys.stdlib_module_names:
            yield f"line {line}: optim needs NumPy alone, not {module}"


def test_files_are_well_named_and_look_only_downwards():
    found = [f"{path}: {said}" for path in FILES for said in complaints(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("room", EXPORTING)
def test_every_public_name_has_an_example(room):
    package = importlib.import_module(f"hplearn.{room}")
    for name in package.__all__:
        thing = getattr(package, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            text = inspect.getdoc(thing) or ""
            assert "Examples\n--------" in text, f"hplearn.{room}.{name} has no runnable example"


def sections_of(thing):
    """Return a docstring's sections by their headings, the summary by an empty one."""
    parts = re.split(r"^(\w+)\n-+$", inspect.getdoc(thing) or "", flags=re.MULTILINE)
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("room", EXPORTING)
def test_every_public_name_tells_its_parameters_or_whose_they_are(room):
    package = importlib.import_module(f"hplearn.{room}")
    for name in package.__all__:
        thing = getattr(package, name)
        said = sections_of(thing)
        made = inspect.isclass(thing) and said[""].startswith("What `")  # by another function
        if made or getattr(thing, "_is_protocol", False) or not callable(thing):
            continue
        told = "\n".join(said.get(key, "") for key in ("Parameters", "Attributes"))
        named = set(
            re.findall(r"\w+", " ".join(re.findall(r"^[^\s:].*?(?= :|$)", told, re.MULTILINE)))
        )
        missing = {*inspect.signature(thing).parameters} - named
        linked = re.search(r"(?i)parameters are those of|As in `", said[""] + told)
        assert linked or not missing, f"hplearn.{room}.{name} does not tell of {missing}"


def test_only_these_rooms_export_names():
    packages = {room: importlib.import_module(f"hplearn.{room}") for room in ROOMS}
    assert tuple(room for room in ROOMS if getattr(packages[room], "__all__", [])) == EXPORTING


def test_every_name_at_the_door_leads_somewhere():
    import hplearn

    assert hplearn.__all__ == sorted(set(hplearn.__all__))
    for name in hplearn.__all__:
        assert getattr(hplearn, name) is not None


@pytest.mark.slow
@pytest.mark.parametrize("module", DOORS)
def test_importing_loads_nothing_heavy(module):
    code = f"import {module}, sys; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [], f"import {module} must not load what a learner waits for"
