"""Whatever space a person writes: what is drawn lies inside it, and a log gives it back."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from hplearn.tuning import Integer, LogUniform, Ordered, Space, Uniform, random_search, read_log
from hplearn.tuning.searches.random import corner
from tests.tuning.toys import configs_of

NUMBERS = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
RATIOS = st.floats(-12, 12).map(lambda x: 10**x)
VALUES = st.none() | st.booleans() | st.text() | st.integers() | NUMBERS | st.tuples(NUMBERS)


def ends(numbers):
    return st.lists(numbers, min_size=2, max_size=2, unique=True).map(sorted)


def made_of(kind, numbers):
    return ends(numbers).map(lambda pair: kind(*pair))


DRAWN = st.one_of(
    made_of(Uniform, NUMBERS),
    made_of(LogUniform, RATIOS),
    made_of(Integer, st.integers(-(2**40), 2**40)),
    made_of(lambda low, high: Integer(low, high, log=True), st.integers(1, 2**40)),
    st.lists(VALUES, min_size=1, max_size=5, unique_by=repr),
    st.lists(NUMBERS, min_size=1, max_size=5, unique=True).map(Ordered),
    made_of(lambda low, high: stats.norm(low, high - low), NUMBERS),
    made_of(stats.randint, st.integers(-100, 100)),
)
NAMES = st.text("ab_λ", min_size=1, max_size=4)
BRANCHES = st.dictionaries(NAMES, DRAWN, min_size=1, max_size=4)


def kinds(result):
    return [[type(value) for value in config.values()] for config in configs_of(result)]


@settings(max_examples=40)
@given(space=BRANCHES | st.lists(BRANCHES, min_size=1, max_size=3), seed=st.integers(0, 2**32))
def test_whatever_is_drawn_lies_inside_and_comes_back_from_a_log(space, seed, tmp_path_factory):
    space, log = Space(space), tmp_path_factory.mktemp("log") / "log"
    result = random_search(lambda config: 1.0, space, 4, rng=seed, log=log)
    points = [corner(space, u) for u in np.random.default_rng(seed).random((4, space.n_dims))]
    for config in [*configs_of(result), *map(space.from_unit, points)]:
        space.branch_of(config)
        assert np.all((space.to_unit(config) >= 0) & (space.to_unit(config) <= 1))
    back = read_log(log, space)
    assert configs_of(back) == configs_of(result)
    assert kinds(back) == kinds(result), "as True would be 1"
    again = random_search(lambda config: 1.0, space, 4, rng=seed, log=log)
    assert again.trials == result.trials, "none ran again"
