"""Dimensions and spaces: the unit-cube maps both ways, what sampling draws, what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hplearn.tuning.dimensions import (
    Choice,
    Distribution,
    Integer,
    LogUniform,
    Ordered,
    Uniform,
)
from hplearn.tuning.searches.random import corner, random_search
from hplearn.tuning.spaces import Space
from tests.tuning.toys import DIMENSIONS

CONDITIONAL = [
    {"optimizer": ["sgd"], "learning_rate": LogUniform(1e-3, 1), "momentum": Uniform(0, 0.99)},
    {"optimizer": ["adam"], "learning_rate": LogUniform(1e-5, 1e-1)},
]


EXACT = [one for one in DIMENSIONS if not isinstance(one, Distribution)]


@pytest.mark.parametrize("dimension", [one for one in EXACT if hasattr(one, "low")], ids=str)
def test_a_value_outside_is_refused(dimension):
    reach = dimension.high - dimension.low
    for value in (dimension.low - reach, dimension.high + reach):
        with pytest.raises(ValueError, match="lies outside"):
            dimension.to_unit(type(dimension.low)(value))


@pytest.mark.parametrize("dimension", EXACT, ids=str)
@given(u=st.floats(0, 1))
def test_a_value_maps_back_to_itself(dimension, u):
    value = dimension.from_unit(u)
    again = dimension.from_unit(dimension.to_unit(value))
    assert 0 <= dimension.to_unit(value) <= 1
    if isinstance(value, float):
        np.testing.assert_allclose(again, value, rtol=1e-12, atol=1e-12)
    else:
        assert again == value
        assert type(again) is type(value)


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=str)
def test_a_range_with_gaps_says_where_its_values_lie(dimension):
    """Else a search that asks in [0, 1] tries the same value again as a new one."""
    u = np.random.default_rng(1).random(500)
    values = [dimension.from_unit(one) for one in u]
    low, high = dimension.cells(u)
    inside = np.clip(low + 0.99 * (high - low), 0, 1)
    assert [dimension.from_unit(one) for one in inside] == values
    n_values = len(set(map(repr, values)))
    assert len({*zip(map(repr, values), low, high, strict=True)}) == n_values  # one stretch each
    if n_values < 100:
        places = dimension.levels(100)
        assert {repr(dimension.from_unit(place)) for place in places} >= set(map(repr, values))
        assert dimension.n_levels == len(places)
    else:
        assert dimension.n_levels >= n_values


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=str)
def test_a_grid_is_made_of_values_of_the_range(dimension):
    for value in dimension.grid(7):
        again = dimension.from_unit(dimension.to_unit(value))
        assert again == (pytest.approx(value) if isinstance(value, float) else value)


LAWS = [
    (Uniform(-3, 5), stats.uniform(-3, 8).ppf),
    (LogUniform(1e-6, 10), stats.loguniform(1e-6, 10).ppf),
    (Integer(1, 7), stats.randint(1, 8).ppf),
    (Integer(1, 8, log=True), lambda u: np.round(0.5 * 17**u)),  # bins from 0.5 to 8.5
    (Choice([5, 6, 7]), stats.randint(5, 8).ppf),
    (Distribution(stats.expon(scale=10)), stats.expon(scale=10).ppf),
    (Distribution(stats.randint(2, 6)), stats.randint(2, 6).ppf),
]


@pytest.mark.parametrize(("dimension", "quantile"), LAWS)
def test_a_point_of_the_unit_interval_is_a_quantile(dimension, quantile):
    u = np.random.default_rng(0).random(1000)
    values = [dimension.from_unit(one) for one in u]
    np.testing.assert_allclose(values, quantile(u), rtol=1e-9)


def test_grids_are_even_on_their_own_scale():
    assert LogUniform(1e-4, 1).grid(5) == pytest.approx([1e-4, 1e-3, 1e-2, 0.1, 1])
    assert Integer(1, 3).grid(10) == [1, 2, 3]
    space = Space({"b": [1, 2], "a": Uniform(0, 1)})
    assert space.grid(2) == [{"a": a, "b": b} for a in (0.0, 1.0) for b in (1, 2)]


def test_a_grid_of_a_discrete_distribution_has_each_value_once():
    assert Distribution(stats.randint(1, 4)).grid(10) == [1, 2, 3]
    assert Distribution(stats.randint(1, 4)).grid(2) == [1, 3]


GAPS = stats.rv_discrete(values=([1, 3], [0.5, 0.5]))()
N_LEVELS = [(GAPS, 2), (stats.randint(2, 6), 4), (stats.poisson(3), np.inf), (stats.norm(), np.inf)]
OUTSIDE = [(stats.randint(2, 6), 2.5), (GAPS, 2), (stats.expon(), -0.5)]


@pytest.mark.parametrize(("law", "n_levels"), N_LEVELS)
def test_the_values_of_a_scipy_distribution_are_counted(law, n_levels):
    assert Distribution(law).n_levels == n_levels
    if n_levels < np.inf:
        found = random_search(lambda c: 0.0, {"x": law}, n_trials=n_levels, distinct=True)
        assert len({trial.config["x"] for trial in found.trials}) == n_levels


@pytest.mark.parametrize(("law", "outside"), OUTSIDE)
def test_a_value_outside_a_scipy_distribution_is_named(law, outside):
    with pytest.raises(ValueError, match=r"must lie inside the space, got .*; x: "):
        Space({"x": law}).checked([{"x": outside}])


def test_a_branch_is_drawn_whole_and_each_as_often():
    space = Space(CONDITIONAL)
    assert space.n_dims == 6  # one that says which branch, three and two
    rng = np.random.default_rng(2)
    configs = [space.sample(rng) for _ in range(2_000)]
    names = {frozenset(config) for config in configs}
    assert names == {frozenset(branch) for branch in CONDITIONAL}
    assert abs(sum("momentum" in config for config in configs) - 1_000) < 112  # 5 sd
    for config in configs[:50]:
        assert space.branch_of(config) == (config["optimizer"] == "adam")
        point = space.to_unit(config)
        np.testing.assert_allclose(space.to_unit(space.from_unit(point)), point, rtol=1e-12)
        np.testing.assert_array_equal(point[4:] if "momentum" in config else point[1:4], 0.5)


def test_a_part_of_a_configuration_is_completed_in_a_branch_that_it_fits():
    space, rng = Space(CONDITIONAL), np.random.default_rng(0)
    part = {"learning_rate": 0.01}
    drawn = [space.completed(part, rng) for _ in range(1_000)]
    assert all(space.branch_of(config) in (0, 1) for config in drawn)
    assert {config["learning_rate"] for config in drawn} == {0.01}
    assert abs(sum("momentum" in config for config in drawn) - 500) < 80  # 5 sd
    assert all("momentum" in space.completed({"momentum": 0.5}, rng) for _ in range(20))
    state = rng.bit_generator.state
    assert space.completed(drawn[0], rng) == drawn[0]
    assert rng.bit_generator.state == state, "what is whole costs no draw"
    with pytest.raises(ValueError, match=r"learning_rate: 9.0 lies outside"):
        space.checked([{"learning_rate": 9.0}])
    with pytest.raises(ValueError, match=r"names .'rate'. fit no branch"):
        space.checked([{"rate": 0.1}])


A_NAME = "a hyperparameter's name must be a text, such as 'learning_rate'"
A_DIMENSION = "a dimension, a list of values or a distribution"


UNUSABLE = [
    (lambda: Uniform(1.0, 0.1), "low must be below high, which is 0.1, got 1.0"),
    (lambda: Uniform(-1e308, 1e308), "high must be at a finite distance, or ratio, from -1e"),
    (lambda: LogUniform(0, 1), "low must be positive on a log scale, got 0"),
    (lambda: Integer(1.0, 8), r"low must be an integer below 2\*\*52 in size, got 1.0"),
    (
        lambda: Integer(8, 32, step=8),
        r"^step must be 1, else write Ordered\(range\(8, 33, 8\)\), got 8$",
    ),
    (lambda: Integer(1, 9, step=0), "^step must be at least 1, got 0$"),
    (lambda: Integer(1, 9, step=0.5), "^step must be an integer, got 0.5$"),
    (lambda: Uniform(0, np.inf), "high must be a finite number, got inf"),
    (lambda: Choice([]), r"options must be a list of at least one value, got \[\]"),
    (lambda: Choice("adam"), "options must be a list of values, got 'adam'"),
    (lambda: Space({}), "space must be a dict of at least one hyperparameter, got {}"),
    (lambda: Space({"x": 3}), f"'x' must have {A_DIMENSION}, got 3"),
    (lambda: Space({"x": np.ones((2, 2))}), r"'x': options must be a flat array, got .*2, 2"),
    (lambda: Space({" ": [1]}), f"{A_NAME}, got ' '"),
    (lambda: Space({3: [1]}), f"{A_NAME}, got 3"),
    (
        lambda: Space({"C": (1e-2, 1e2, "log-uniform")}),
        r"^'C' must be a range or a list of options, got the tuple \(0.01, 100.0, 'log-uniform'\): "
        r"write LogUniform\(0.01, 100.0\) or \[0.01, 100.0, 'log-uniform'\]$",
    ),
    (lambda: Space({"x": (1, 5, "uniform")}), r"write Integer\(1, 5\) or \[1, 5, 'uniform'\]"),
    (lambda: Space({"x": (0.0, 2.0)}), r"write Uniform\(0.0, 2.0\) or \[0.0, 2.0\]"),
    (lambda: Space({"x": stats.norm}), "have a distribution with its arguments, got 'norm'"),
    (lambda: Space({"x": Uniform(0, 1)}).grid(0), "n_points must be at least 1, got 0"),
    (lambda: Space({"x": Uniform(0, 1)}).grid(), "must be the number of values of 'x'"),
]


@pytest.mark.parametrize(("make", "message"), UNUSABLE)
def test_an_unusable_space_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_arrays_of_other_shapes_are_other_options():
    options = [np.array([1.0]), np.array([1.0, 1.0]), np.array([1.0, 2.0, 3.0]), None, (1.0,)]
    choice = Choice(options)
    positions = [choice.to_unit(np.copy(one)) for one in options[:3]]
    positions += [choice.to_unit(one) for one in options[3:]]
    np.testing.assert_allclose(positions, [0.1, 0.3, 0.5, 0.7, 0.9])


def test_corners_are_the_same_where_configurations_are():
    space = Space([{"x": Integer(1, 3), "c": ["a", "b"]}, {"d": [1, 2]}])
    u = np.random.default_rng(0).random((300, space.n_dims))
    configs = [space.from_unit(row) for row in u]
    points = np.array([corner(space, row) for row in u])
    assert [space.from_unit(point) for point in points] == configs
    for config, point in zip(configs[:40], points[:40], strict=True):
        assert [other == config for other in configs] == (points == point).all(axis=1).tolist()
    again = np.array([space.to_unit(config) for config in configs])
    np.testing.assert_array_equal([corner(space, row) for row in again], points)
    tried = [configs.index(config) < 40 for config in configs]
    np.testing.assert_array_equal(space.repeats(u, again[:40]), tried)


def test_optunas_distributions_are_taken_and_draw_the_same():
    optuna = pytest.importorskip("optuna")
    of = optuna.distributions
    theirs = {
        "rate": of.FloatDistribution(1e-3, 1, log=True),
        "dropout": of.FloatDistribution(0, 0.5),
        "share": of.FloatDistribution(0.1, 0.3, step=0.1),
        "depth": of.IntDistribution(1, 9),
        "width": of.IntDistribution(8, 128, log=True),
        "batch": of.IntDistribution(8, 32, step=8),
        "kind": of.CategoricalDistribution(["relu", None]),
        "one": of.IntDistribution(3, 3),
    }
    space = Space(theirs)
    assert space.branches[0] == {
        "rate": LogUniform(1e-3, 1.0),
        "dropout": Uniform(0.0, 0.5),
        "share": Ordered([0.1, 0.2, 0.1 + 2 * 0.1]),
        "depth": Integer(1, 9),
        "width": Integer(8, 128, log=True),
        "batch": Ordered([8, 16, 24, 32]),
        "kind": Choice(["relu", None]),
        "one": Ordered([3]),
    }
    drawn = space.sample(np.random.default_rng(0))
    for name, distribution in theirs.items():  # to_internal_repr refuses what it does not have
        distribution.to_internal_repr(drawn[name])
