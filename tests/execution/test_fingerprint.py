"""A log knows its objective again by its code and its constants, and says what changed."""

from functools import partial

import pytest

from hplearn.execution.fingerprint import comparable, fingerprint
from hplearn.execution.own_code import own_code
from hplearn.tuning import Continuing, random_search
from tests.tuning.toys import LINE

LIMIT = 2


def made(source, **names):
    """Return the function `evaluate` of some source, as a notebook's cell defines it."""
    exec(source, names)
    return names["evaluate"]


PLAIN = "def evaluate(config):\n    return config['x'] ** 2\n"
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


def test_code_is_the_same_wherever_it_stands_and_whatever_it_says_of_itself():
    assert len({fingerprint(made(source))["code"] for source in SAME}) == 1
    assert len({fingerprint(made(source))["code"] for source in [PLAIN, *OTHERS]}) == 4


def test_a_set_in_the_code_has_no_order():
    source = "def evaluate(c):\n    return c['x'] in {}"
    sets = (source.replace("{}", names) for names in ("{'a', 'b', 'c'}", "{'c', 'a', 'b'}"))
    assert len({fingerprint(made(one))["code"] for one in sets}) == 1


class Scaled:
    def __init__(self, scale):
        self.scale, self.seen = scale, []

    def __call__(self, config):
        return config["x"] * self.scale

    def loss(self, config):
        return -self(config)


def around(n, calls):
    def evaluate(config, power=3, *, base=0.5):
        calls.append(config)
        return config["x"] ** power + n * base + LIMIT

    return evaluate


CONSTANTS = [
    (around(7, []), {"n": 7, "default 0": 3, "base": 0.5, "LIMIT": 2}),
    (Scaled(4), {"scale": 4}),
    (Scaled(4).loss, {"scale": 4}),
    (partial(around(7, []), power=1), {"n": 7, "base": 0.5, "LIMIT": 2, "power": 1}),
    (len, {}),
]


@pytest.mark.parametrize(("evaluate", "values"), CONSTANTS)
def test_constants_are_known_and_data_is_not(evaluate, values):
    assert values.items() <= fingerprint(evaluate)["values"].items()
    assert not {"calls", "seen"} & fingerprint(evaluate)["values"].keys()


STEP = "def evaluate(config, budget, state):\n    return config['x'], 1\n"
CHANGES = [
    (made(PLAIN), made(OTHERS[0]), "evaluate.code is '3"),
    (around(7, []), around(8, []), "evaluate.values.n is 7 there, 8 here"),
    (Scaled(4), Scaled(5), "evaluate.values.scale is 4 there, 5 here"),
    (Continuing(made(STEP)), Continuing(made(STEP.replace("n c", "n -c"))), "evaluate.code is '3"),
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


HELPED = """
UNDER = {under}
def cost(error):
    return UNDER * error if error > 0 else -{over} * error
def evaluate(config):
    return cost(config["x"] - 0.5)
"""


def test_functions_of_its_own_module_are_looked_at():
    sources = (HELPED.format(under=u, over=o) for u, o in ((1, 2), (3, 2), (1, 5)))
    base, other_constant, other_code = (fingerprint(made(s, __name__="mine")) for s in sources)
    assert base["code"] == other_constant["code"] != other_code["code"]
    assert (base["values"]["UNDER"], other_constant["values"]["UNDER"]) == (1, 3)


def test_what_else_differs_is_not_accepted(tmp_path):
    log = tmp_path / "log.jsonl"
    random_search(made(PLAIN), LINE, 3, rng=0, log=log)
    with pytest.raises(ValueError, match="seed is 0 there, 1 here"):
        random_search(made(PLAIN), LINE, 3, rng=1, log=log, accept_changed=True)


def test_another_python_and_a_log_of_the_first_edition_are_not_compared():
    here = fingerprint(made(PLAIN)) | {"own": own_code(made(PLAIN))}
    there = here | {"code": "3.1:abc", "own": {"cpython-31": {"code": {"evaluate": "abc"}}}}
    assert comparable(there, here)[0] == comparable(there, here)[1]
    assert comparable(None, here) == ({}, {})
    assert comparable(here, here | {"code": here["code"] + "0"})[0] == here


def test_counting_calls_in_a_list_is_no_change(tmp_path):
    calls = []
    for n_trials in (3, 5):
        random_search(around(7, calls), LINE, n_trials, rng=0, log=tmp_path / "log")
    assert len(calls) == 5
