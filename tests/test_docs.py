"""Code in the documentation runs and prints what it says."""

import doctest
from pathlib import Path

import pytest

DOCS = sorted((Path(__file__).parents[1] / "docs").glob("*.md"))


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.name)
def test_examples_print_what_they_say(page):
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0
