"""An answer that only passes the question on to hplearn or scikit-learn is seen through."""

import textwrap

import pytest

from hplearn.contained.borrowed import borrowed
from tests.exercises.answers import function_of

RIDGE = "sklearn.linear_model._ridge.Ridge"
MINIMIZE = "hplearn.optim.minimize.minimize"
THERE = """
from functools import partial
import hplearn
from hplearn import minimize
from sklearn.linear_model import Ridge
"""
WAYS = {
    "itself": ("f = minimize", MINIMIZE),
    "in its body": ("def f(x): return minimize(x)", MINIMIZE),
    "through the module": ("def f(x): return hplearn.minimize(x)", MINIMIZE),
    "imported inside": ("def f(x):\n  from hplearn import Adam\n  Adam(x)", "hplearn.Adam"),
    "module inside": ("def f(x):\n  import hplearn.models as m\n  m.MLP(x)", "hplearn.models"),
    "by a helper": ("def g(x): return minimize(x)\ndef f(x): return g(x)", MINIMIZE),
    "by a closure": ("def to(g):\n  def f(x): return g(x)\n  return f\nf = to(minimize)", MINIMIZE),
    "partial": ("f = partial(minimize)", MINIMIZE),
    "an object": ("class F:\n  def __call__(self, x): minimize(x)\nf = F()", MINIMIZE),
    "an estimator": ("def f(x): return Ridge().fit(x)", RIDGE),
    "a class of its own": ("class R(Ridge): pass\ndef f(x): return R()", RIDGE),
    "a method": ("class R:\n  def fit(self): Ridge()\ndef f(x): return R().fit()", RIDGE),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_borrowed_is_found(way):
    source, name = WAYS[way]
    assert name in borrowed(function_of(THERE + source))


def test_what_stands_in_the_notebook_and_is_not_used_does_not_count():
    source = """
        import numpy as np
        from hplearn import check, minimize
        from sklearn.linear_model import Ridge

        def other(x):
            return minimize(x)

        def f(x, n=3):
            def g(y):
                return np.linalg.norm(y) + len(h(y))
            try:
                return g(x) if n else f(x, n - 1)
            except NameError:
                return undefined

        def h(x):
            return f"{x}"
    """
    assert borrowed(function_of(textwrap.dedent(source))) == []
