"""The files by which others find, cite, install and join the project: valid, and of one mind."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import which

import pytest
import yaml

from hplearn import __version__
from hplearn.classroom.launch import CONFIG_FOLDER, jupyter_arguments
from tests.extras import extra

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FORMS = [f".github/ISSUE_TEMPLATE/{name}.yml" for name in ("bug", "unfair-verdict", "wrong-claim")]
WORKFLOWS = [f".github/workflows/{name}.yml" for name in ("pages", "tests")]
CHECKED = {  # the files that each schema of check-jsonschema is for
    "vendor.citation-file-format": ["CITATION.cff"],
    "vendor.dependabot": [".github/dependabot.yml"],
    "vendor.github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "vendor.github-issue-forms": FORMS,
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
}
CITED = re.compile(r"@(\w+)")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def loaded(name):
    return yaml.safe_load(text_of(name))


@pytest.mark.ci
@pytest.mark.parametrize("schema", CHECKED)
def test_files_fit_the_schema_of_those_who_read_them(schema):
    extra("check_jsonschema", "test")
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*check, *CHECKED[schema]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_form_and_workflow_is_held_to_a_schema():
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".github").rglob("*.yml")}
    assert there == {name for names in CHECKED.values() for name in names} - {"CITATION.cff"}


def test_the_version_is_the_same_wherever_it_stands():
    newest = re.findall(r"^## \[(\d.*?)\] - (.*)$", text_of("CHANGELOG.md"), re.MULTILINE)[0]
    cited = loaded("CITATION.cff")
    assert (cited["version"], cited["date-released"]) == newest
    assert {__version__, PROJECT["project"]["version"]} == {newest[0]}
    assert loaded(".conda/recipe.yaml")["context"]["version"] == newest[0]


def test_the_address_is_the_same_wherever_it_stands():
    texts = [text_of(name) for name in ("pyproject.toml", "README.md", ".conda/recipe.yaml")]
    texts += [text_of(name) for name in ("CITATION.cff", ".github/ISSUE_TEMPLATE/config.yml")]
    for pattern in (
        r"https://github\.com/[\w-]+/hplearn\b",
        r"https://[\w-]+\.github\.io/hplearn\b",
    ):
        assert len(set(re.findall(pattern, "\n".join(texts)))) == 1, pattern


def test_the_recipe_needs_what_the_package_needs():
    needed = [f"python {PROJECT['project']['requires-python']}"]
    for line in PROJECT["project"]["dependencies"]:
        name, versions = re.match(r"([\w-]+)(.*)", line.partition(";")[0].strip()).groups()
        needed.append(f"{'matplotlib-base' if name == 'matplotlib' else name} {versions}")
    recipe = loaded(".conda/recipe.yaml")
    assert recipe["requirements"]["run"] == needed
    commands = [f"{name} = {place}" for name, place in PROJECT["project"]["scripts"].items()]
    assert recipe["build"]["python"]["entry_points"] == commands


def test_workflows_run_the_commands_of_ci():
    """On oldest and newest Python the line of .ci/run, and .ci/full's with the oldest versions."""
    jobs = loaded(".github/workflows/tests.yml")["jobs"]
    commands = {name: [step.get("run", "") for step in job["steps"]] for name, job in jobs.items()}
    assert commands["everything"][-1] == ".ci/run"
    (line,) = re.findall(r"^ *(python .* pytest)$", text_of(".ci/run"), re.MULTILINE)
    assert commands["systems"][-1] == line
    pythons = set(re.findall(r"UV_PYTHON=([\d.]+)", text_of(".ci/run")))
    assert set(jobs["systems"]["strategy"]["matrix"]["python"]) == pythons
    (extras,) = re.findall(r'-e "(.*)"', text_of(".ci/full"))
    assert commands["versions"][-2].endswith(f'-e "{extras}"')


@pytest.mark.slow
@pytest.mark.skipif(not which("bash"), reason="needs bash")
def test_binder_starts_jupyterlab_as_hplearn_lab_does():
    show = 'echo "$JUPYTER_CONFIG_PATH $HPLEARN_HOLD"; echo "$@"'
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    env |= {"PYTHONPATH": str(ROOT)} | dict.fromkeys(("JUPYTER_CONFIG_PATH", "HPLEARN_HOLD"), "")
    command = ["bash", ROOT / ".binder/start", "sh", "-c", show, "sh"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    settings, arguments = done.stdout.splitlines()
    assert settings == f"{CONFIG_FOLDER} 1"
    assert len(arguments.split()) == 2
    assert {*arguments.split()} < {*jupyter_arguments(Path("x"), "y")}


def test_the_paper_cites_what_it_lists():
    listed = re.findall(r"^@\w+\{(\w+),", text_of("docs/paper/paper.bib"), re.MULTILINE)
    assert {*CITED.findall(text_of("docs/paper/paper.md"))} == {*listed}
