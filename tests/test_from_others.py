"""The pages for users of other libraries: their code and ours, side by side, print the same."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from hplearn import Integer, LogUniform, Ordered, Space, Uniform

DOCS = Path(__file__).parents[1] / "docs"


def printed(code, names):
    """Return what the code prints; it leaves its names to what follows."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(compile(code, "<page>", "exec"), names)
    return told.getvalue()


@pytest.mark.parametrize("page", ["from-optuna", "from-scikit-learn"])
@pytest.mark.filterwarnings("ignore::optuna.exceptions.ExperimentalWarning")
def test_both_columns_run_and_agree(page):
    optuna = pytest.importorskip("optuna")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    text, names = (DOCS / f"{page}.md").read_text(encoding="utf-8"), {}
    sections = text.split("\n## ")[1:]
    for section in sections:
        theirs, ours, *more = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
        said = printed(theirs, names)
        assert said, section
        assert printed(ours, names) == said, section.splitlines()[0]
        for code in more:
            assert printed(code, names)


def test_each_range_of_the_table_is_what_optuna_suggests():
    optuna = pytest.importorskip("optuna")
    text = (DOCS / "from-optuna.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| `(trial\.suggest.*?)` \| `(.*)` \|$",
        text,
        re.MULTILINE,
    )
    assert len(rows) == 5
    for theirs, ours in rows:
        trial = optuna.create_study().ask()
        eval(theirs, {"trial": trial})
        kinds = {kind.__name__: kind for kind in (Uniform, LogUniform, Integer, Ordered)}
        assert Space(trial.distributions).branches == Space(eval(f"{{{ours}}}", kinds)).branches
