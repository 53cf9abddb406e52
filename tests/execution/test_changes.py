"""Each kind of value at each place: changed in the next process it is refused by name, else not."""

import itertools
import json
import random
import subprocess
import sys
from itertools import product

import pytest

from hplearn import random_search

VALUES = {
    "a list": "[0, 1]",
    "a dict": "{'a': 1}",
    "an array": "np.array([0.0, 1.0])",
    "a frame": "pd.DataFrame({'a': [0, 1], 'b': ['x', 'y']})",
    "a series of categories": "pd.Series(['x', '1'], dtype='category')",
    "a sparse matrix": "csr_matrix([[0, 1]])",
    "a dataclass": "Settings([1])",
    "an own object": "Own({'a': [1]})",
    "a library's object": "OrderedDict(a=1)",
    "three deep": "{'a': [({'b': np.array([1])},)]}",
    "a trained model": "Ridge().fit([[0.0], [1.0]], [0.0, 1])",
    "a generator": "np.random.default_rng(1)",
    "a set": "{'a', 'b', 1}",
}
PLACES = {  # which name is said, and what is searched: a function, or an estimator with a scorer
    "a variable outside": (
        "it",
        "it = VALUE\ndef found(c): return c['x'] if it is not None else 0",
    ),
    "a variable around": (
        "it",
        "def around(it):\n    return lambda c: 0 if it is None else c['x']\nfound = around(VALUE)",
    ),
    "a default": ("default 0", "def found(c, it=VALUE): return c['x']"),
    "a keyword default": ("it", "def found(c, *, it=VALUE): return c['x']"),
    "an argument given early": (
        "it",
        "def given(c, *, it): return c['x']\nfound = partial(given, it=VALUE)",
    ),
    "a function's attribute": (
        "inner.it",
        "def inner(c): return c['x']\ninner.it = VALUE\ndef found(c): return inner(c)",
    ),
    "an object that is called": ("evaluate.held", "found = Called(VALUE)"),
    "an attribute of a class": (
        "Held.it",
        "class Held:\n    it = VALUE\ndef found(c): return c['x'] if Held else 0",
    ),
    "an option": ("space", "found, space = lambda c: 0.0, {'x': [1.0], 'it': [VALUE]}"),
    "a scorer's argument": (
        "scoring",
        "def cost(y, p, it): return 0.0\nfound = Ridge(), make_scorer(cost, it=VALUE)",
    ),
    "a scorer object": (
        "scoring",
        "class Scorer(Own):\n    def __call__(self, model, X, y): return 0.0\n"
        "found = Ridge(), Scorer(VALUE)",
    ),
    "a transformer's function": (
        "f.it",
        "it = VALUE\ndef f(X): return X if it is not None else 0\n"
        "found = make_pipeline(FunctionTransformer(f)), score",
    ),
    "a parameter of an estimator": (
        "estimator",
        "found = FunctionTransformer(kw_args={'it': VALUE}, func=takes), score",
    ),
    "a frozen estimator": (
        "estimator",
        "frozen = FunctionTransformer().fit([[0]])\nfrozen.it_ = VALUE\n"
        "found = make_pipeline(FrozenEstimator(frozen), Ridge()), score\n"
        "space = {'ridge__alpha': [1]}",
    ),
    "an option of an estimator": (
        "space",
        "found, space = (FunctionTransformer(takes), score), {'kw_args': [{'it': VALUE}]}",
    ),
}
PROGRAM = """
import json, sys, warnings
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
import numpy as np, pandas as pd
from scipy.sparse import csr_matrix
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import Ridge
from sklearn.metrics import make_scorer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from hplearn import GridSearchCV, grid_search
@dataclass
class Settings:
    layers: list
class Own:
    def __init__(self, held): self.held = held
class Called(Own):
    def __call__(self, c): return c['x']
def takes(X, it): return X
def score(model, X, y): return 0.0
X, y = np.arange(12.0).reshape(6, 2), np.arange(6.0)
told = {}
for name, source in json.loads(Path(sys.argv[1]).read_text()).items():
    names = dict(globals())
    exec(source, names)
    found, log = names["found"], str(Path(sys.argv[1]).parent / name)
    try:
        if isinstance(found, tuple):
            model, scoring = found
            first = next(iter(model.get_params().items()))
            grid = names.get("space") or {first[0]: [first[1]]}
            data = names["X"], names["y"]
            GridSearchCV(model, grid, scoring=scoring, cv=2, log=log).fit(*data)
        else:
            grid_search(found, names.get("space") or {"x": [1.0]}, log=log)
        told[name] = None
    except Exception as error:
        told[name] = f"{type(error).__name__}: {error}"
print(json.dumps(told))
"""


def run(folder, sources):
    """Return what a new process says to each source: its error, or None."""
    folder.joinpath("sources").write_text(json.dumps(sources))
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(folder / "sources")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_each_value_at_each_place_is_known_again_and_missed_by_name(tmp_path):
    odd = "an option", "an option of an estimator", "a scorer's argument"  # by their text, too
    pairs = [(p, v) for p, v in product(PLACES, VALUES) if p not in odd or v != "a set"]
    pairs.remove(("a parameter of an estimator", "a trained model"))  # its clone is not trained
    sources = {f"{v} in {p}": PLACES[p][1].replace("VALUE", VALUES[v]) for p, v in pairs}
    others = {value: text.replace("1", "2") for value, text in VALUES.items()}
    changed = {f"{v} in {p}": PLACES[p][1].replace("VALUE", others[v]) for p, v in pairs}
    assert run(tmp_path, sources) == dict.fromkeys(sources)
    assert run(tmp_path, sources) == dict.fromkeys(sources)
    said = run(tmp_path, changed)
    for place, value in pairs:
        told = said[f"{value} in {place}"] or "answered"
        named = told.partition("search: ")[2].partition(" is ")[0]
        assert PLACES[place][0] in named, f"{value} in {place}: {told}"


SAME = {  # each as it is written at first, and in the next process
    "a comment": ("def found(c): return c['x']", "# a\ndef found(c):\n    'b'\n    return c['x']"),
    "the order of a set": (
        "it = {'a', 'b', 'c'}\ndef found(c): return c['x'] if it else 0",
        "it = {'c', 'b', 'a'}\ndef found(c): return c['x'] if it else 0",
    ),
    "the same object twice": (
        "one = [1]\nit = [one, one]\ndef found(c): return c['x'] if it else 0",
        "it = [[1], [1]]\ndef found(c): return c['x'] if it else 0",
    ),
    "the order of memory": (
        "it = np.ones((3, 2))\ndef found(c): return c['x'] if len(it) else 0",
        "it = np.ones((2, 3)).T\ndef found(c): return c['x'] if len(it) else 0",
    ),
    "an equal frame": (
        "it = pd.DataFrame(np.ones((3, 2)))\ndef found(c): return c['x'] if len(it) else 0",
        "it = pd.DataFrame({k: np.ones(3) for k in range(2)}, index=[0, 1, 2])\n"
        "def found(c): return c['x'] if len(it) else 0",
    ),
    "an equal array as a grid": (
        "found, space = lambda c: c['x'], {'x': [0.1, 1.0]}",
        "found, space = lambda c: c['x'], {'x': np.array([0.1, 1.0])}",
    ),
    "a history that was empty": (
        "it = []\ndef found(c): it.append(1); return c['x']",
        "it = [3, 4]\ndef found(c): it.append(1); return c['x']",
    ),
    "a filled cache": (
        "@lru_cache\ndef f(x): return x\ndef found(c): return f(c['x'])",
        "@lru_cache\ndef f(x): return x\nf(3)\ndef found(c): return f(c['x'])",
    ),
    "a property that was read": (
        "class A:\n    @cached_property\n    def it(self): return 1\n"
        "a = A()\ndef found(c): return a.it",
        "class A:\n    @cached_property\n    def it(self): return 1\n"
        "a = A()\na.it\ndef found(c): return a.it",
    ),
    "a counter": (
        "n = 0\ndef found(c):\n    global n\n    n += 1\n    return c['x']",
        "n = 0\ndef found(c):\n    global n\n    n += 1\n    return c['x']",
    ),
    "a lock and a file": (
        "import threading\nit = [threading.Lock(), open('/dev/null')]\n"
        "def found(c): return c['x'] if it else 0",
        "import threading\nit = [threading.Lock(), open('/dev/zero')]\n"
        "def found(c): return c['x'] if it else 0",
    ),
    "the environment": (
        "import os\nos.environ['OF_A_TEST'] = '1'\ndef found(c): return len(os.environ) * 0",
        "import os\nos.environ['OF_A_TEST'] = '2'\ndef found(c): return len(os.environ) * 0",
    ),
    "n_jobs and verbose": (
        "from sklearn.ensemble import RandomForestRegressor as R\n"
        "found = R(2, random_state=0, n_jobs=1), None",
        "from sklearn.ensemble import RandomForestRegressor as R\n"
        "found = R(2, random_state=0, n_jobs=2, verbose=0), None",
    ),
    "a memory": (
        "from sklearn.pipeline import Pipeline\nspace = {'r__alpha': [1.0]}\n"
        "found = Pipeline([('r', Ridge())]), score",
        "from sklearn.pipeline import Pipeline\nspace = {'r__alpha': [1.0]}\nimport tempfile\n"
        "found = Pipeline([('r', Ridge())], memory=tempfile.mkdtemp()), score",
    ),
    "a fit before": ("found = Ridge(), None", "found = Ridge().fit(X, y), None"),
    "y as a series": ("found = Ridge(), None", "found, y = (Ridge(), None), pd.Series(y)"),
    "X in another order": ("found = Ridge(), None", "found, X = (Ridge(), None), X.T.copy().T"),
    "X as an equal frame": (
        "found, X = (Ridge(), None), pd.DataFrame(X)",
        "found, X = (Ridge(), None), pd.DataFrame({k: X[:, k] for k in range(2)})",
    ),
}


def test_what_changes_no_loss_is_not_missed(tmp_path):
    for sources in zip(*SAME.values(), strict=True):
        named = dict(zip(SAME, sources, strict=True))
        assert run(tmp_path, named) == dict.fromkeys(SAME)


AGAIN = {
    "a counter": "it = {'n': 0}",
    "a global": "it = 0",
    "a history": "it = [1]",
    "a generator": "it = random.Random(0)",
    "an iterator": "it = itertools.count()",
}


@pytest.mark.parametrize("kind", AGAIN)
def test_what_a_search_has_changed_itself_is_not_missed_in_the_same_process(kind, tmp_path):
    """As in the second run of a cell, with or without that of the cell which defines it."""
    source = (
        "def found(c):\n    global it\n"
        "    if isinstance(it, int): it += 1\n    elif isinstance(it, dict): it['n'] += 1\n"
        "    elif isinstance(it, list): it.append(1)\n"
        "    else: it.random() if hasattr(it, 'random') else next(it)\n    return c['x'] * k"
    )
    names = {"__name__": "made", "random": random, "itertools": itertools, "k": 1}
    for cells in (f"{AGAIN[kind]}\n{source}", "", source, f"{AGAIN[kind]}\n{source}"):
        exec(cells, names)
        for n_trials in (2, 3):
            random_search(names["found"], {"x": [1.0, 2.0]}, n_trials, rng=0, log=tmp_path / "log")
    names["k"] = 2
    with pytest.raises(ValueError, match=r"found\.k"):
        random_search(names["found"], {"x": [1.0, 2.0]}, 3, rng=0, log=tmp_path / "log")


TWICE = {  # what two searches of one program meet in the first process, and only one in the next
    "a counter": "it = {'n': 0}\ndef found(c):\n    it['n'] += 1\n    return c['x']",
    "what is loaded once": (
        "it = None\ndef found(c):\n    global it\n    it = it or [1]\n    return c['x'] * it[0]"
    ),
}
SEARCHES = """
from hplearn import random_search, tpe_search
space, options = {"x": [1.0, 2.0]}, {"n_trials": 3, "rng": 0}
random_search(found, space, log="first", **options)
print(tpe_search(found, space, log="second", **options).best_loss)
"""


@pytest.mark.parametrize("source", TWICE.values(), ids=TWICE)
def test_a_program_of_two_searches_runs_again(source, tmp_path):
    (tmp_path / "program.py").write_text(source + SEARCHES)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True
        )
        assert (done.stdout, done.returncode) == ("1.0\n", 0), done.stderr
    assert "it" in (tmp_path / "second").read_text().splitlines()[-1]


def test_what_one_function_changes_is_noted_in_no_other_ones_log(tmp_path):
    """Both are called `evaluate`, as the argument is, and the other one has no `it`."""
    for name, source in {"one": TWICE["a counter"], "other": "def found(c): return c['x']"}.items():
        exec(source.replace("found", "evaluate"), names := {"__name__": "made"})
        random_search(names["evaluate"], {"x": [1.0, 2.0]}, 3, rng=0, log=tmp_path / name)
    assert "it" in (tmp_path / "one").read_text().splitlines()[-1]
    assert '"x"' in (tmp_path / "other").read_text().splitlines()[-1]


def test_a_log_that_is_refused_by_its_trials_stays_as_it_is(tmp_path):
    exec(TWICE["a counter"], names := {"__name__": "made"})
    options = {"n_trials": 3, "rng": 0, "log": tmp_path / "log"}
    random_search(names["found"], {"x": [1.0, 2.0]}, **options)
    held = (tmp_path / "log").read_bytes()
    held = held[: held.index(b'{"changed"')].replace(b'"x": 2.0', b'"x": 3.0')
    (tmp_path / "log").write_bytes(held)
    with pytest.raises(ValueError, match="belongs to another search: as trial"):
        random_search(names["found"], {"x": [1.0, 2.0]}, accept_changed=True, **options)
    assert (tmp_path / "log").read_bytes() == held


ORDER = "def one(x): return x + 1\ndef two(x): return 2 * x\nit = {'one': one, 'two': two}\n"
FOUND = (
    "def found(c):\n    x = c['x']\n    for step in it.values():\n        x = step(x)\n    return x"
)


def test_the_order_of_a_dict_and_a_method_bound_by_hand_count(tmp_path):
    turned = ORDER.replace("'one': one, 'two': two", "'two': two, 'one': one")
    bound = (
        "import types\nclass A: pass\nit = A()\nit.f = types.MethodType(lambda s, x: x * {}, it)\n"
    )
    bound += "def found(c): return it.f(c['x'])"
    first = {"order": ORDER + FOUND, "bound": bound.format(2)}
    assert run(tmp_path, first) == dict.fromkeys(first)
    told = run(tmp_path, {"order": turned + FOUND, "bound": bound.format(3)})
    assert "it.(order).0" in told["order"]
    assert "<lambda>" in told["bound"]
