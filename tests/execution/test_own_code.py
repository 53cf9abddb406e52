"""Whatever of one's own a search computes with is known to its log; libraries and data are not."""

import functools
import itertools
import json
import logging
import random
import sys
import threading
from argparse import Namespace
from functools import partial
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import get_scorer, make_scorer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import SVC

from hplearn import GridSearchCV
from hplearn.execution.own_code import own_code
from hplearn.tuning import Choice, Continuing, Space, digits_table, random_search
from tests.tuning.toys import LINE

HERE = sys.implementation.cache_tag  # this Python


def found(thing):
    """Return what is noted of a thing: code by name, and values."""
    noted = own_code({"it": thing})
    assert {*noted["code"]} == {HERE}
    return noted | {"code": noted["code"][HERE]}


def made(source, name="made", **names):
    """Return what a file, or a notebook's cells, define under these names."""
    names = {"__name__": name} | names
    exec(source, names)
    return names


# Each defines `thing`; where it says 1, another program says 2.
PROGRAMS = {
    "a function": "def thing(x):\n    return 1 * x",
    "a lambda": "thing = lambda x: 1 * x",
    "one of two lambdas": "thing = [lambda x: 3 * x, lambda x: 1 * x]",
    "a constant": "rate = 1\ndef thing(x):\n    return rate * x",
    "a default": "def thing(x, rate=1):\n    return rate * x",
    "a named default": "def thing(x, *, rate=1):\n    return rate * x",
    "a helper's default": (
        "def cost(x, rate=1):\n    return rate * x\n"
        "def thing(x, power=3):\n    return cost(x) ** power"
    ),
    "a variable around it": (
        "def around(rate):\n    def inner(x):\n        return rate * x\n    return inner\n"
        "thing = around(1)"
    ),
    "a helper inside a generator": (
        "def cost(x):\n    return 1 * x\ndef thing(xs):\n    return sum(cost(x) for x in xs)"
    ),
    "a method": "class Thing:\n    def fit(self):\n        return 1\nthing = Thing()",
    "a parent's method": (
        "class Parent:\n    def fit(self):\n        return 1\n"
        "class Thing(Parent):\n    pass\nthing = Thing()"
    ),
    "a static method": (
        "class Thing:\n    @staticmethod\n    def fit():\n        return 1\nthing = Thing()"
    ),
    "a property": (
        "class Thing:\n    @property\n    def rate(self):\n        return 1\nthing = Thing()"
    ),
    "an attribute of a class": "class Thing:\n    rate = 1\nthing = Thing()",
    "an attribute of an object": (
        "class Thing:\n    def __init__(self, rate):\n        self.rate = rate\nthing = Thing(1)"
    ),
    "a class that a function makes": (
        "class Thing:\n    rate = 1\ndef thing(x):\n    return Thing().rate * x"
    ),
    "an argument given early": (
        "from functools import partial\ndef power(x, *, n=3):\n    return x ** n\n"
        "thing = partial(power, n=1)"
    ),
    "a function that is remembered": (
        "from functools import cache\n@cache\ndef thing(x):\n    return 1 * x"
    ),
    "the parameters of an estimator that it names": (
        "from sklearn.linear_model import Ridge\nMODEL = Ridge(alpha=1)\n"
        "def thing(X, y):\n    return MODEL.fit(X, y)"
    ),
    "which library's function a name is": (
        "from operator import add as one_1, mul as one_2\nmean = one_1\n"
        "def thing(x):\n    return mean(x, x)"
    ),
    "a parent": (
        "class P1:\n    pass\nclass P2:\n    pass\nclass Thing(P1):\n    pass\nthing = Thing()"
    ),
    "which method stands where": (
        "class Thing:\n    def f_1(self):\n        return 5\n    def f_2(self):\n        return 6\n"
        "    predict = f_1\nthing = Thing()"
    ),
    "which variable around it": (
        "def around(x_1, x_2):\n    def inner(c):\n        return x_2, x_1 * c\n    return inner\n"
        "thing = around([], {})"
    ),
    "a star": "def thing(*x1, y=()):\n    return x1",
    "a method of a named tuple": (
        "from typing import NamedTuple\nclass P(NamedTuple):\n    k: float = 5.0\n"
        "    def f(self):\n        return 1\nthing = P()"
    ),
    "a metaclass": (
        "class M(type):\n    @property\n    def k(cls):\n        return 1\n"
        "class thing(metaclass=M):\n    pass"
    ),
    "a slot": ("class Thing:\n    __slots__ = ('k',)\nthing = Thing()\nthing.k = 1"),
    "a number of NumPy's": "import numpy as np\nK = np.int64(1)\ndef thing(x):\n    return K * x",
    "a number that is whole": "K = 1\ndef thing(x):\n    return K",
    "a function in a library's wrapper": (
        "from contextlib import contextmanager\n@contextmanager\ndef thing(x):\n    yield 1"
    ),
    "the seed of an estimator": (
        "from numpy.random import RandomState\nfrom sklearn.svm import SVC\n"
        "thing = [SVC(random_state=RandomState(1))]"
    ),
    "a generator of an estimator": (
        "from numpy.random import default_rng\nfrom sklearn.svm import SVC\n"
        "thing = {'model': SVC(random_state=default_rng(1))}"
    ),
    "a dict among the parameters of an estimator that it names": (
        "from sklearn.svm import SVC\nMODEL = SVC(class_weight={'b': 1})\n"
        "def thing(X, y):\n    return MODEL.fit(X, y)"
    ),
    "an argument given early to a method": (
        "from functools import partialmethod\nclass Thing:\n    def f(self, k, x):\n"
        "        return k * x\n    g = partialmethod(f, 1)\nthing = Thing()"
    ),
    "a function inside settings inside settings": (
        "from types import SimpleNamespace as S\n"
        "args = S(net=S(cost=lambda x: 1 * x))\ndef thing(x):\n    return args.net.cost(x)"
    ),
    "a path that an object has": (
        "from pathlib import Path\nclass Thing:\n    def __init__(self, file):\n"
        "        self.file = file\nthing = [Thing(Path('1.csv'))]"
    ),
} | {
    f"settings: {value}": f"{source}\nargs = {value}\ndef thing(x):\n    return x, args"
    for source, value in [
        ("from argparse import Namespace", "Namespace(epochs=1)"),
        ("from argparse import Namespace", "Namespace(files=[3, {'a': (None, 1)}])"),
        ("from types import SimpleNamespace as S", "S(net=S(wide=S(tags={3, 1})))"),
        ("from pathlib import Path", "Path('data') / '1.csv'"),
        ("from pathlib import Path", "(3, Path('1.csv'))"),
        ("", "{'a', 1}"),
        ("from types import MappingProxyType as View", "View({'a': 1})"),
        ("from fractions import Fraction", "Fraction(1, 7)"),
        ("from decimal import Decimal", "Decimal(1)"),
        ("from datetime import timedelta", "timedelta(minutes=1)"),
        ("from datetime import date", "date(2026, 3, 1)"),
        ("from uuid import UUID", "UUID(int=1)"),
        ("from re import compile", "compile('a{1}')"),
        ("from operator import itemgetter", "itemgetter(1)"),
        ("", "range(1, 7)"),
    ]
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_change_of_ones_own_is_noticed_and_the_same_again_is_not(program):
    one, again, other = (
        found(made(source)["thing"])
        for source in (program, f"# moved down\n{program}", _changed(program))
    )
    assert one == again
    assert json.dumps(one) != json.dumps(other)


PLAIN = "def thing(config):\n    return config['x'] ** 2\n"
SAME = [
    PLAIN,
    "# said otherwise\n\n\n" + PLAIN.replace("):\n", "):  # a square\n"),
    PLAIN.replace("):\n", "):\n    'Return a square.'\n"),
]
OTHERS = [
    PLAIN.replace("** 2", "** 3"),
    PLAIN.replace("config['x'] ** 2", "abs(config['x'] ** 2)"),
    PLAIN.replace("config['x'] ** 2", "(lambda x: x ** 2)(config['x'])"),
]


def code_of(source):
    return found(made(source)["thing"])["code"]["thing"]


def test_code_is_the_same_wherever_it_stands_and_whatever_it_says_of_itself():
    assert len(set(map(code_of, SAME))) == 1
    assert len(set(map(code_of, [PLAIN, *OTHERS]))) == 4


def test_a_set_in_the_code_has_no_order():
    source = "def thing(c):\n    return c['x'] in {}"
    sets = ("{'a', 'b', 'c'}", "{'c', 'a', 'b'}")
    assert len({code_of(source.replace("{}", names)) for names in sets}) == 1


def _changed(program):
    """Return a program with a 2 for the 1 that counts: the last, where it says so of a name."""
    at = program.rfind("_1") + 1 or program.find("1")
    return program[:at] + program[at:].replace("1", "2")


def test_what_a_function_imports_when_it_runs_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "own_helper.py").write_text("def base(x):\n    return 1 * x")
    source = "def thing(c):\n    from own_helper import base\n    return base(c)"
    assert {*found(made(source)["thing"])["code"]} == {"thing", "base"}


@pytest.mark.parametrize("module", ["sys", "os", "numpy", "sklearn"])
def test_into_a_librarys_module_nobody_looks(module):
    """In `sys` stand all modules that are loaded, so that each process would find another code."""
    source = f"import {module}\ndef thing(c):\n    return c['x'] + len({module}.__name__)"
    noted = found(made(source)["thing"])
    assert {*noted["code"]} == {"thing"}
    assert noted["values"] == {"it": "thing", f"thing.{module}.__name__": module}


def test_what_is_odd_is_passed_over():
    class Odd:
        def get_params(self):
            return {}

        def __repr__(self):
            raise RuntimeError("no text")

    for thing in (Odd(), {Odd(), 1}, np.array([Odd()], dtype=object)):
        assert len(found(thing)["values"]["it"]) > 0


def shifted(X):
    return X + 1


def profit(y, predictions):
    return -np.abs(y - predictions).sum()


class Mine(BaseEstimator):
    def fit(self, X, y=None):
        return self


HOLDERS = [
    (make_pipeline(FunctionTransformer(shifted), SVC()), "shifted"),
    (GridSearchCV(make_pipeline(Mine(), Ridge()), {}), "Mine.fit"),
    ({"profit": make_scorer(profit, greater_is_better=False)}, "profit"),
    (SVC(kernel=shifted), "shifted"),
    (Space({"scaler": [Mine(), StandardScaler()]}).branches, "Mine.fit"),
    (Space({"metric": Choice([profit, shifted])}).branches, "profit"),
    (Continuing(lambda config, budget, state: profit(0, 0)), "profit"),
    (partial(max, key=profit), "profit"),
    (np.vectorize(shifted), "shifted"),
]


@pytest.mark.parametrize(("holder", "name"), HOLDERS)
def test_it_is_found_wherever_a_search_holds_it(holder, name):
    assert name in found(holder)["code"]


def test_what_is_called_in_another_file_of_ones_own_counts_and_a_librarys_code_does_not(
    monkeypatch,
):
    costs = ModuleType("costs")
    exec("def cost(x):\n    return 2 * x", vars(costs))
    monkeypatch.setitem(sys.modules, "costs", costs)
    there = found(made("import costs\ndef thing(x):\n    return costs.cost(x)")["thing"])
    assert {*there["code"]} == {"thing", "cost"}
    for thing in (SVC(), get_scorer("r2"), LinearRegression.fit, functools.wraps, pd.DataFrame()):
        assert found(thing)["code"] == {}


def test_what_holds_itself_ends():
    loop = {}
    loop["self"] = [loop]
    names = made("def thing(n):\n    return thing(n - 1) if n else 0", loop=loop)
    assert {*found([names["thing"], loop])["code"]} == {"thing"}


RIDGE = """
from sklearn.linear_model import Ridge
from sklearn.metrics import make_scorer
class Own(Ridge):
    def predict(self, X):
        return {0} * super().predict(X)
def score(y, predictions):
    return {1} * abs(y - predictions).mean()
def twice(X):
    return {2} * X
"""


@pytest.mark.parametrize(("place", "said"), [(0, "Own.predict"), (1, "score"), (2, "twice")])
def test_an_estimators_log_never_answers_for_what_has_changed(place, said, tmp_path):
    log, X, rates = tmp_path / "log", np.arange(12.0).reshape(6, 2), [1, 1, 1]

    def fitted(rates, **options):
        mine = made(RIDGE.format(*rates))
        model = make_pipeline(FunctionTransformer(mine["twice"]), mine["Own"]())
        scoring, grid = make_scorer(mine["score"]), {"own__alpha": [1.0, 10.0]}
        search = GridSearchCV(model, grid, scoring=scoring, cv=2, **options)
        return search.fit(X, X[:, 0]).cv_results_["mean_test_score"].tolist()

    first = fitted(rates, log=log)
    assert fitted(rates, log=log) == first
    rates[place] = 2
    with pytest.raises(ValueError, match=rf"code\.{HERE}\.{said} is .* accept_changed=True"):
        fitted(rates, log=log)
    assert fitted(rates, log=log, accept_changed=True) == first
    assert fitted(rates) != first


def test_a_functions_log_notices_a_helper_inside_a_generator(tmp_path):
    program = (
        "def cost(x):\n    return 1 * x\ndef thing(c):\n    return sum(cost(x) for x in [c['x']])"
    )
    first, second = (made(source)["thing"] for source in (program, program.replace("1", "2")))
    random_search(first, LINE, 3, rng=0, log=tmp_path / "log")
    with pytest.raises(ValueError, match=rf"code\.{HERE}\.cost is .* accept_changed=True"):
        random_search(second, LINE, 3, rng=0, log=tmp_path / "log")


class Scaled:
    def __init__(self, scale):
        self.scale, self.seen = scale, []

    def __call__(self, config):
        return config["x"] * self.scale


def around(n, calls):
    def evaluate(config, power=3, *, base=0.5):
        calls.append(config)
        return config["x"] ** power + n * base

    return evaluate


def reads(args):
    return lambda config: config["x"] * args.epochs


def trained(source):
    return Continuing(made(source)["thing"])


STEP = "def thing(config, budget, state):\n    return config['x'], 1\n"
CHANGES = [
    (made(PLAIN)["thing"], made(OTHERS[0])["thing"], f"code.{HERE}.thing is '"),
    (around(7, []), around(8, []), "own.values.evaluate.n is 7 there, 8 here"),
    (
        partial(around(7, []), power=1),
        partial(around(7, []), power=2),
        r"2.power is 1 there, 2 here",
    ),
    (reads(Namespace(epochs=1)), reads(Namespace(epochs=2)), "args.epochs is 1 there, 2 here"),
    (Scaled(4), Scaled(5), "values.evaluate.scale is 4 there, 5 here"),
    (trained(STEP), trained(STEP.replace("n c", "n -c")), f"code.{HERE}.thing is '"),
]


@pytest.mark.parametrize(("first", "second", "message"), CHANGES)
def test_a_log_refuses_another_objective_by_what_changed(first, second, message, tmp_path):
    log = tmp_path / "log.jsonl"
    random_search(first, LINE, 3, rng=0, log=log)
    whole = log.read_bytes()
    with pytest.raises(ValueError, match=f"{message}.*; accept_changed=True goes on with it all"):
        random_search(second, LINE, 5, rng=0, log=log)
    assert log.read_bytes() == whole
    longer = random_search(second, LINE, 5, rng=0, log=log, accept_changed=True)
    afresh = [random_search(one, LINE, 5, rng=0).losses for one in (first, second)]
    assert longer.losses.tolist() == [*afresh[0][:3], *afresh[1][3:]]


@pytest.mark.parametrize("wrapped", [lambda method: method, partial])
def test_a_librarys_object_is_known_by_its_constants_where_its_method_is_called(wrapped, tmp_path):
    space, log = digits_table().space, tmp_path / "log"
    first, second = (wrapped(digits_table(seed).evaluate) for seed in (0, 1))
    for n_trials in (3, 5):
        random_search(first, space, n_trials, rng=0, log=log)
    said = "1.name is 'digits, seed 0' there, 'digits, seed 1' here; accept_changed=True"
    with pytest.raises(ValueError, match=said):
        random_search(second, space, 5, rng=0, log=log)


def test_what_else_differs_is_not_accepted(tmp_path):
    log, evaluate = tmp_path / "log.jsonl", made(PLAIN)["thing"]
    random_search(evaluate, LINE, 3, rng=0, log=log)
    with pytest.raises(ValueError, match="seed is 0 there, 1 here"):
        random_search(evaluate, LINE, 3, rng=1, log=log, accept_changed=True)


def test_what_another_python_compiled_is_not_compared(tmp_path):
    log = tmp_path / "log"
    random_search(made(PLAIN)["thing"], LINE, 3, rng=0, log=log)
    log.write_text(log.read_text().replace(HERE, "cpython-31"))
    assert len(random_search(made(OTHERS[0])["thing"], LINE, 5, rng=0, log=log).trials) == 5


def test_the_constants_beside_what_another_python_compiled_are_compared(tmp_path):
    log = tmp_path / "log"
    random_search(around(7, []), LINE, 3, rng=0, log=log)
    log.write_text(log.read_text().replace(HERE, "cpython-31"))
    assert len(random_search(around(7, []), LINE, 5, rng=0, log=log).trials) == 5
    with pytest.raises(ValueError, match="n is 7 there, 8 here; accept_changed=True goes on"):
        random_search(around(8, []), LINE, 5, rng=0, log=log)


def test_counting_calls_in_a_list_is_no_change(tmp_path):
    calls = []
    for n_trials in (3, 5):
        random_search(around(7, calls), LINE, n_trials, rng=0, log=tmp_path / "log")
    assert len(calls) == 5


def test_what_changes_while_a_search_runs_is_no_setting(tmp_path):
    calls, cache, seen, count, draws = [], {}, set(), itertools.count(), random.Random(0)
    log, lock, known = logging.getLogger("mine"), threading.Lock(), {"n": 0}

    def evaluate(config):
        with lock:
            log.setLevel(next(count))
            seen.add(draws.random())
            calls.append(Namespace(n=len(seen)))
            cache[config["x"]] = calls[-1]
            known["n"] += 1
        return config["x"]

    for n_trials in (3, 5):
        random_search(evaluate, LINE, n_trials, rng=0, log=tmp_path / "log")
    assert len(calls) == len(cache) == len(seen) == known["n"] == 5


def test_settings_that_hold_themselves_or_much_are_noted_briefly():
    args = Namespace(epochs=1, many=[*range(5000)])
    args.own = args
    noted = found(reads(args))["values"]["<lambda>.args"]
    assert noted["epochs"] == 1
    assert noted["own"] == "itself"
    assert noted["many"].startswith("digest ")


def test_what_is_nested_deeper_than_python_can_look_is_noted_to_that_depth():
    shallow = deep = []
    for _ in range(5000):
        deep = [deep, 1]
    one, other = ({"it": [deep, value]} for value in (1, 2))
    assert found(one) == found(one) != found(other)
    assert found(shallow)["values"] == {"it": []}


def test_a_private_variable_of_a_module_counts():
    source = "__rate = 1\ndef thing(x):\n    return __rate * x, __name__, __doc__"
    assert found(made(source)["thing"])["values"] == {"it": "thing", "thing.__rate": 1}
