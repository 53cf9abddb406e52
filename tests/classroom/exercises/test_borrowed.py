"""An answer that only passes the question on to hplearn or scikit-learn is seen through."""

import textwrap

import pytest

from hplearn.classroom.exercises.borrowed import borrowed

RIDGE = "sklearn.linear_model._ridge.Ridge"
MINIMIZE = "hplearn.optim.minimize.minimize"
WAYS = {
    "itself": ("from hplearn import minimize as f", MINIMIZE),
    "in its body": ("from hplearn import minimize\ndef f(x): return minimize(x)", MINIMIZE),
    "in a lambda": (
        "from hplearn import minimize\nf = lambda x: [minimize(y) for y in x]",
        MINIMIZE,
    ),
    "through the module": ("import hplearn\ndef f(x): return hplearn.minimize(x)", MINIMIZE),
    "through a part": ("from hplearn import optim\ndef f(x): return optim.minimize(x)", MINIMIZE),
    "imported inside": (
        "def f(x):\n  from hplearn import minimize\n  return minimize(x)",
        "hplearn.minimize",
    ),
    "module inside": (
        "def f(x):\n  import hplearn.optim as o\n  return o.minimize(x)",
        "hplearn.optim",
    ),
    "by a helper": (
        "from hplearn import minimize\ndef g(x): return minimize(x)\ndef f(x): return g(x)",
        MINIMIZE,
    ),
    "by a closure": (
        "from hplearn import minimize\ndef make(inner):\n  def f(x): return inner(x)\n  return f\n"
        "f = make(minimize)",
        MINIMIZE,
    ),
    "by an inner function": (
        "from hplearn import minimize\ndef f(x):\n  def g(): return minimize(x)\n  return g()",
        MINIMIZE,
    ),
    "partial": (
        "from functools import partial\nfrom hplearn import minimize\nf = partial(minimize)",
        MINIMIZE,
    ),
    "an estimator": (
        "from sklearn.linear_model import Ridge\ndef f(x): return Ridge().fit(x)",
        RIDGE,
    ),
    "one that is there": (
        "from sklearn.linear_model import Ridge\nr = Ridge()\ndef f(x): return r.fit(x)",
        RIDGE,
    ),
    "a class of its own": (
        "from sklearn.linear_model import Ridge\nclass R(Ridge): pass\ndef f(x): return R()",
        RIDGE,
    ),
    "a method of its own": (
        "from sklearn.linear_model import Ridge\nclass R:\n  def fit(self): return Ridge()\n"
        "def f(x): return R().fit()",
        RIDGE,
    ),
    "an object that is called": (
        "from hplearn import minimize as m\nclass F:\n  def __call__(self, x): m(x)\nf = F()",
        MINIMIZE,
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_borrowed_is_found(way):
    source, name = WAYS[way]
    names = {"__name__": "__main__"}
    exec(source, names)
    assert name in borrowed(names["f"])


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
    names = {"__name__": "__main__"}
    exec(textwrap.dedent(source), names)
    assert borrowed(names["f"]) == []


def test_a_closure_that_was_never_filled():
    names = {"__name__": "__main__"}
    exec("def make():\n  def f(x): return later(x)\n  return f\n  later = 1\nf = make()", names)
    assert borrowed(names["f"]) == []
