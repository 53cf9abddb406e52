"""An exercise 00, whose mistakes are what a test writes."""

import pytest

from hplearn.exercises import mistakes


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Return a function that makes a file of exercise 00, whose mistakes are those files alone."""
    (tmp_path / "start_here").mkdir()
    monkeypatch.setattr(mistakes, "FOLDER", tmp_path)

    def write(name, code, title="1: goes wrong.", hint="Look again."):
        source = f'"""{title}\n\n{hint}\n"""\n\n{code}\n'
        (tmp_path / "start_here" / f"{name}.py").write_text(source, encoding="utf-8")

    return write
