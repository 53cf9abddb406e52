"""What an answer returns, however odd, is judged alike in a notebook and in another process."""

import pytest

from hplearn.exercises.asking import ask
from hplearn.exercises.bare import bare
from hplearn.exercises.called_here import answer_in
from hplearn.exercises.questions import question_of
from hplearn.exercises.verdicts import verdict_on
from tests.exercises.answers import SEED, run_cells

QUESTION = question_of("05.3")  # one number, of a matrix
CASES = QUESTION.cases_of(SEED)
BEFORE = """
import decimal, fractions
from collections import OrderedDict, namedtuple
import numpy as np
RIGHT = lambda hessian: 2 / np.linalg.eigvalsh(hessian).max()
class Equal:
    __hash__ = None
    def __eq__(self, other): return True
    def __float__(self): return 0.2
    def __array__(self, *_, **__): return np.array(0.2)
class Rate(float): pass
class Text(str): pass
class Angry:
    def __repr__(self): raise RuntimeError("no")
    def __getattr__(self, name): raise RuntimeError("no")
class Wordless(Exception):
    def __str__(self): raise SystemExit
class Array(np.ndarray):
    def __eq__(self, other): return np.array(True)
def changed(hessian, value):
    hessian[...] = value
    return 0.2
def fails(error): raise error
itself = []
itself.append(itself)
"""
ODD = {
    "right": "RIGHT(h)",
    "array_without_dimension": "np.array(RIGHT(h))",
    "numpy_scalar": "np.float64(RIGHT(h))",
    "float32": "np.float32(RIGHT(h))",
    "longdouble": "np.longdouble(RIGHT(h))",
    "own_float": "Rate(RIGHT(h))",
    "decimal": "decimal.Decimal(RIGHT(h))",
    "fraction": "fractions.Fraction(1, 5)",
    "complex": "complex(RIGHT(h))",
    "boolean": "np.bool_(True)",
    "large": "2**64",
    "none": "None",
    "generator": "(RIGHT(h) for _ in 'a')",
    "matrix": "np.matrix([[RIGHT(h)]])",
    "masked": "np.ma.masked_array([RIGHT(h)], [True])",
    "own_array": "np.array([RIGHT(h)]).view(Array)",
    "objects": "np.array([RIGHT(h), None])",
    "equal_to_all": "Equal()",
    "list_of_equals": "[Equal()]",
    "angry": "Angry()",
    "own_words": "Text('a')",
    "dict": "OrderedDict(rate=RIGHT(h))",
    "named": "namedtuple('Pair', 'a b')(RIGHT(h), 1)",
    "set": "{RIGHT(h)}",
    "range": "range(3)",
    "itself": "itself",
    "function": "RIGHT",
    "not_attempted": "...",
    "nan": "float('nan')",
    "changed": "changed(h, 3.0)",
    "changed_to_nan": "changed(h, np.nan)",
    "its_argument": "h",
    "fails": "fails(ValueError('a\\nb'))",
    "fails_without_words": "fails(type('\\x1b', (Exception,), {}))",
    "fails_in_its_words": "fails(Wordless())",
    "fails_without_name": "fails(type('', (Exception,), {}))",
    "exits": "exit(3)",
    "stops": "fails(SystemExit)",
    "waits": "input()",
    "not_implemented": "fails(NotImplementedError('later'))",
}


@pytest.fixture(scope="module")
def both():
    """Return what is said of each answer: in a process of its own, and in this one."""
    source = "".join(f"def odd_{name}(h): return {value}\n" for name, value in ODD.items())
    cells = [(1, BEFORE), (2, source)]
    asked = [QUESTION.request(CASES) | {"name": f"odd_{name}"} for name in ODD]
    answered, problems, _ = ask(cells, asked, lambda: bare("."))
    names, _ = run_cells(cells)
    assert not problems
    there, here = dict(zip(ODD, answered, strict=True)), (answer_in(names, **one) for one in asked)
    return there, dict(zip(ODD, here, strict=True))


def said(answered):
    verdict = verdict_on(QUESTION, CASES, answered)
    faults = [str(row.fault) for row in verdict.rows]
    return verdict.verdict, verdict.hint, verdict.mistake, faults


@pytest.mark.parametrize("name", ODD)
def test_the_verdict_is_the_same_in_a_process_of_its_own(both, name):
    there, here = (answers[name] for answers in both)
    assert said(there) == said(here)
