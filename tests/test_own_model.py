"""The page for a model of one's own does what it prints, from the wheel, in an empty folder."""

import re
import subprocess
import sys
from pathlib import Path

import joblib
import numpy as np
import pytest

from hplearn import Integer, LogUniform, Uniform

pd = pytest.importorskip("pandas", reason="pandas is not installed: pip install pandas")

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "your-own-model.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
TABLE, AGAIN, LOSS, STEPS, NETWORK, TORCH, OPTUNA = PROGRAMS


def customers(n=300):
    """Return a table with holes, categories and text labels: who calls often leaves."""
    rng = np.random.default_rng(0)
    calls, plan = rng.poisson(3, n), rng.choice(["basic", "plus", "pro"], n)
    leaves = rng.random(n) < 1 / (1 + np.exp(4 - calls - 2 * (plan == "basic")))
    table = {"age": rng.normal(45, 12, n), "plan": plan, "calls": calls}
    table = pd.DataFrame(table | {"churned": np.where(leaves, "yes", "no")})
    table.loc[rng.random(n) < 0.1, "age"] = np.nan
    table.loc[rng.random(n) < 0.1, "plan"] = None
    return table


def run(program, folder, installed, *flags):
    """Return what a program prints, in a process of its own."""
    (folder / "program.py").write_text(program, encoding="utf-8")
    alone = {"PYTHONPATH": str(installed), "OMP_NUM_THREADS": "1", "PATH": "", "HOME": str(folder)}
    command = [sys.executable, *flags, "-P", "program.py"]
    ended = subprocess.run(command, cwd=folder, env=alone, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.ci
def test_25_lines_lead_from_a_csv_to_a_saved_model(installed, tmp_path):
    assert len([line for line in TABLE.splitlines() if line.strip()]) <= 25
    table = customers()
    table.to_csv(tmp_path / "customers.csv", index=False)
    said = run(TABLE, tmp_path, installed, "-W", "error")
    for words in ("best score", "trials       40, 0 of them failed", "weighted avg"):
        assert words in said
    assert run("\n".join([*TABLE.splitlines()[:14], AGAIN]), tmp_path, installed).count("'") == 6
    model = joblib.load(tmp_path / "model.joblib")
    assert model.score(table.drop(columns="churned"), table["churned"]) > 0.7
    assert (tmp_path / "search.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "search.jsonl").read_text().count("\n") == 41
    longer = TABLE.replace('"n_trials": 40', '"n_trials": 42')
    assert "trials       42, 0" in run(longer, tmp_path, installed)
    assert (tmp_path / "search.jsonl").read_text().count("\n") == 43


def test_the_lines_with_a_loss_and_steps_of_ones_own_run_as_printed(capsys):
    names = {}
    for program in (LOSS, STEPS, NETWORK):
        assert len([line for line in program.splitlines() if line.strip()]) <= 15
        exec(program, names)
    said = capsys.readouterr().out
    assert "best score   16, of trial" in said.replace("15.9999", "16")
    assert "budget 108 (81 if trials went on from their parents)" in said
    assert "trials       20, 0 of them failed" in said


def test_a_loop_of_pytorch_is_searched(capsys):
    pytest.importorskip("torch", reason="PyTorch is not installed: pip install torch")
    names = {}
    exec(STEPS, names)
    exec(TORCH, names)
    assert "trials       22, 0 of them failed" in capsys.readouterr().out


MORE = 'study.optimize(lambda trial: trial.suggest_float("learning_rate", 1e-4, 1, log=True), 2)'


@pytest.mark.ci
def test_the_study_goes_on_in_optuna(installed, tmp_path):
    pytest.importorskip("optuna", reason="Optuna is not installed: pip install optuna")
    data, last = STEPS.split("\n\n\ndef")[0], OPTUNA.splitlines()[-1]
    said = run("\n".join([data, NETWORK, OPTUNA, MORE, last]), tmp_path, installed)
    before, after = said.splitlines()[-2:]
    assert (before.split()[0], after.split()[0]) == ("20", "22")
    assert (tmp_path / "study.db").stat().st_size > 0


def test_the_ranges_are_those_that_were_searched(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # which a benchmark sets to 1
        monkeypatch.setenv(name, "1")
    from first_ranges import RANGES

    dimensions = {"LogUniform": LogUniform, "Uniform": Uniform, "Integer": Integer}
    rows = re.findall(r"^\| (\w[\w ]*): .*$", PAGE, re.MULTILINE)
    assert rows == list(RANGES)
    for family, ranges in RANGES.items():
        (row,) = re.findall(rf"^\| {family}: (.*) \|$", PAGE, re.MULTILINE)
        for cell, (name, values) in zip(row.split(" | ")[1:], ranges.items(), strict=True):
            assert re.findall("`(.*?)`", cell)[0] == name
            assert eval(re.findall("`(.*?)`", cell)[1], dimensions) == values
