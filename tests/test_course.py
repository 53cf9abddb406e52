"""The course as a whole: links lead somewhere, nothing is used too early, spelling."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import nbformat
import pytest

from hplearn import models, optim, tuning
from tests.lesson_form import _prose

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
TAUGHT = {*models.__all__, *optim.__all__, *tuning.__all__}
PARTS = {1: 2, 2: 3, 3: 3, 4: 2, 5: 4, 6: 4}  # of the document, and how many sections each has
SECTIONS = [f"{part}.{k}" for part, n in PARTS.items() for k in range(1, n + 1)]


@cache
def cells(path):
    return nbformat.read(path, as_version=4).cells


def numbered(folder):
    return sorted((ROOT / folder).glob("[0-9][0-9]-*.ipynb"))


LESSONS = numbered("lessons")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
NOTEBOOKS = [path for folder in ("lessons", "exercises", "solutions") for path in numbered(folder)]


def prose(path):
    """Yield (place, line) of a page or of a notebook's prose, code left out."""
    if path.suffix == ".md":
        cell = nbformat.from_dict({"source": path.read_text(encoding="utf-8")})
        yield from ((f"line {number}", line) for number, line in _prose(cell, tables=True))
        return
    for number, cell in enumerate(cells(path), start=1):
        if cell.cell_type == "markdown":
            for at, line in _prose(cell, tables=True):
                yield f"cell {number}, line {at}", line


@cache
def anchors(path):
    """Return what may stand behind a # in a link to this file: one name for each heading."""
    if path.suffix == ".ipynb":
        texts = [cell.source for cell in cells(path) if cell.cell_type == "markdown"]
        return {heading.replace(" ", "-") for text in texts for heading in headings(text)}
    plain = [re.sub(r"[^\w\- ]", "", h.lower()) for h in headings(path.read_text("utf-8"))]
    return {heading.strip().replace(" ", "-") for heading in plain}


def headings(text):
    return re.findall(r"^#+ (.+?) *$", text, re.MULTILINE)


@pytest.mark.parametrize(
    "path", [*PAGES, *NOTEBOOKS], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_links_lead_somewhere(path):
    for place, line in prose(path):
        for target in LINK.findall(re.sub(r"`[^`]*`", "", line)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (path.parent / name).resolve() if name else path
            where = f"{path.name}, {place}: {target}"
            assert file.is_relative_to(ROOT), f"{where} leads out of the course"
            assert file.exists(), f"{where} leads to no file"
            if anchor:
                assert anchor in anchors(file), f"{where} leads to no heading of {file.name}"


def used(path):
    """Yield (cell, line, name) for what a lesson takes from the package, plots and panels apart."""
    for number, cell in enumerate(cells(path), start=1):
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hplearn"):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "hplearn":
                names = [node.attr]
            else:
                continue
            yield from ((number, node.lineno, name) for name in names if name in TAUGHT)


def introduced(path):
    return set(nbformat.read(path, as_version=4).metadata["hplearn"]["introduces"])


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_uses_only_what_it_or_an_earlier_one_introduces(path):
    known = set().union(*(introduced(p) for p in LESSONS if p <= path))
    for cell, line, name in used(path):
        assert name in known, f"{path.name}, cell {cell}, line {line}: {name} was not introduced"
    unused = introduced(path) - {name for _, _, name in used(path)} - {"split", "SpaceDensity"}
    assert not unused & TAUGHT, f"{path.name} says that it introduces {sorted(unused)}"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_chinese_term_leads_to_the_glossary(path):
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    for place, line in prose(path):
        for term in CHINESE.findall(line):
            where = f"{path.name}, {place}: {term}"
            assert f"[{term}](../docs/glossary.md#" in line, f"{where} is no link to the glossary"
            assert term in glossary, f"{where} is not in the glossary"


def test_each_term_of_the_glossary_has_its_name_before_it():
    """JupyterLab's own names of headings keep their capitals, so that no link would find them."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = re.findall(r'^<a id="(.+)"></a>\n\n## ', text, re.MULTILINE)
    assert len(names) == text.count("\n## ")
    assert {*names, "glossary"} == anchors(ROOT / "docs" / "glossary.md")


def test_each_section_of_the_document_has_its_lesson():
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\d.]+)(?: \(\d\))? \|(.*)\|$", text, re.MULTILINE)
    assert [n for n in SECTIONS if n not in dict(rows)] == []
    for section, row in rows:
        assert LINK.search(row), f"section {section} leads to no cell"


def test_spelling(tmp_path):
    pytest.importorskip(
        "codespell_lib", reason='needs codespell: python -m pip install -e ".[test]"'
    )
    for path in [*PAGES, *NOTEBOOKS, *sorted((ROOT / "hplearn").rglob("*.toml"))]:
        name = f"{path.parent.name}-{path.stem}.txt"
        lines = path.read_text(encoding="utf-8") if path.suffix != ".ipynb" else ""
        lines = lines or "\n".join(f"{place}: {line}" for place, line in prose(path))
        (tmp_path / name).write_text(re.sub(r"doi:\S+", "", lines), encoding="utf-8")
    code = [str(ROOT / folder) for folder in ("hplearn", "tests", "benchmarks")]
    left_out = [
        "--skip=*.npz,*.toml,__pycache__",
        "--ignore-words-list=alhpa,bu",
    ]
    command = [sys.executable, "-m", "codespell_lib", *left_out, *code]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
