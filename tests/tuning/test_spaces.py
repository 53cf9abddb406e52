"""Dimensions and spaces: the unit-cube maps both ways, what sampling draws, what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hplearn.tuning.spaces import Choice, Distribution, Integer, LogUniform, Space, Uniform
from tests.tuning.toys import DIMENSIONS

CONDITIONAL = [
    {"optimizer": ["sgd"], "learning_rate": LogUniform(1e-3, 1), "momentum": Uniform(0, 0.99)},
    {"optimizer": ["adam"], "learning_rate": LogUniform(1e-5, 1e-1)},
]


@pytest.mark.parametrize("dimension", DIMENSIONS[:8], ids=str)
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


@pytest.mark.parametrize("dimension", DIMENSIONS[:5], ids=str)
def test_the_ends_belong_to_it(dimension):
    ends = [dimension.from_unit(0.0), dimension.from_unit(1.0)]
    np.testing.assert_allclose(ends, [dimension.low, dimension.high], rtol=1e-14)
    assert dimension.low <= ends[0] <= ends[1] <= dimension.high
    assert [dimension.grid(5)[0], dimension.grid(5)[-1]] == pytest.approx(ends, rel=1e-14)


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


SCIPYS = [stats.uniform(0, 1), stats.loguniform(0.1, 3), stats.randint(2, 6), stats.expon()]


@pytest.mark.parametrize("law", SCIPYS)
def test_a_scipy_distribution_has_ends(law):
    space = Space({"x": law})
    for u in (0.0, 0.3, 1 - 1e-12):
        (config,) = space.checked([space.from_unit([u])])
        assert space.from_unit(space.to_unit(config)) == pytest.approx(config)
    for outside in (-0.5, 2.5 if hasattr(law.dist, "pmf") else float("nan"), "a"):
        with pytest.raises(ValueError, match=r"must lie inside the space, got .*; x: "):
            space.checked([{"x": outside}])


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


def test_a_space_of_a_space_is_the_same():
    space = Space(CONDITIONAL)
    assert Space(space).branches == space.branches


A_NAME = "a hyperparameter's name must be a name as in Python, such as 'learning_rate'"
A_DIMENSION = "a dimension, a list of values or a distribution"


UNUSABLE = [
    (lambda: Uniform(1.0, 0.1), "low must be below high, which is 0.1, got 1.0"),
    (lambda: Uniform(-1e308, 1e308), "high must be at a finite distance, or ratio, from -1e"),
    (lambda: LogUniform(1e-300, 1e300), "ratio, from 1e-300, got 1e"),
    (lambda: LogUniform(0, 1), "low must be positive on a log scale, got 0"),
    (lambda: LogUniform(-1, 1), "low must be positive on a log scale, got -1"),
    (lambda: Integer(0, 8, log=True), "low must be positive on a log scale, got 0"),
    (lambda: Integer(1.0, 8), r"low must be an integer below 2\*\*52 in size, got 1.0"),
    (lambda: Integer(0, 2**70), r"high must be an integer below 2\*\*52 in size, got 1180"),
    (lambda: Uniform(0, np.inf), "high must be a finite number, got inf"),
    (lambda: Uniform("0", 1), "low must be a finite number, got '0'"),
    (lambda: Choice([]), r"options must be a list of at least one value, got \[\]"),
    (lambda: Choice("adam"), "options must be a list of values, got 'adam'"),
    (lambda: Space({}), "a space must be a dict of names and dimensions, got {}"),
    (lambda: Space([]), r"space must be a dict of at least one hyperparameter, got \[\]"),
    (lambda: Space(3), "a space must be a dict of names and dimensions, got 3"),
    (lambda: Space([3]), "a space must be a dict of names and dimensions, got 3"),
    (lambda: Space({"x": 3}), f"'x' must have {A_DIMENSION}, got 3"),
    (lambda: Space({"x": "rbf"}), f"'x' must have {A_DIMENSION}, got 'rbf'"),
    (lambda: Space({"x": Uniform}), f"'x' must have {A_DIMENSION}, got"),
    (lambda: Space({"x": []}), r"'x': options must be a list of at least one value, got \[\]"),
    (lambda: Space({"x": np.ones((2, 2))}), r"'x': options must be a flat array, got .*2, 2"),
    (lambda: Space({"x": np.array(1.0)}), r"'x': options must be a flat array, got shape \(\)"),
    (lambda: Space({3: [1]}), f"{A_NAME}, got 3"),
    (lambda: Space({"my rate": [1]}), f"{A_NAME}, got 'my rate'"),
    (lambda: Space({"x": (0.0, 2.0)}), r"write Uniform\(0.0, 2.0\) or \[0.0, 2.0\]"),
    (lambda: Space({"x": (1, 8)}), r"got the tuple \(1, 8\): write Integer\(1, 8\) or"),
    (lambda: Space({"x": Uniform(1, 1)}), "low must be below high, which is 1, got 1"),
    (lambda: Space({"x": stats.norm}), "have a distribution with its arguments, got 'norm'"),
    (lambda: Space({"x": Uniform(0, 1)}).grid(0), "n_points must be at least 1, got 0"),
    (lambda: Space({"x": Uniform(0, 1)}).grid(2.5), "n_points must be an integer, got 2.5"),
    (lambda: Space({"x": Uniform(0, 1)}).grid(), "must be the number of values of 'x'"),
]


@pytest.mark.parametrize(("make", "message"), UNUSABLE)
def test_an_unusable_space_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


OUTSIDE = [
    ({"x": 2.0, "n": 1}, r"x: 2.0 lies outside Uniform\(low=0, high=1\)"),
    ({"x": 0.5, "n": 1.5}, "n: 1.5 lies outside Integer"),
    ({"x": 0.5, "n": 4}, "n: 4 lies outside Integer"),
    ({"x": 0.5}, r"names \['x'\] fit no branch"),
    ({"x": "a", "n": 1}, "x: "),
]


@pytest.mark.parametrize(("config", "message"), OUTSIDE)
def test_a_point_outside_the_space_is_named(config, message):
    space = Space({"x": Uniform(0, 1), "n": Integer(1, 3)})
    with pytest.raises(ValueError, match=f"must lie inside the space, got .*{message}"):
        space.checked([config])


@pytest.mark.parametrize("points", [{"x": 1}, None, 3, [3], ["x"], "x"])
def test_what_is_no_list_of_points_is_named(points):
    with pytest.raises(ValueError, match="points must be a list of configurations, got"):
        Space({"x": [1]}).checked(points)


def test_arrays_of_other_shapes_are_other_options():
    options = [np.array([1.0]), np.array([1.0, 1.0]), np.array([1.0, 2.0, 3.0]), None, (1.0,)]
    choice = Choice(options)
    positions = [choice.to_unit(np.copy(one)) for one in options[:3]]
    positions += [choice.to_unit(one) for one in options[3:]]
    np.testing.assert_allclose(positions, [0.1, 0.3, 0.5, 0.7, 0.9])


def test_canonical_points_are_the_same_where_configurations_are():
    space = Space([{"x": Integer(1, 3), "c": ["a", "b"]}, {"d": [1, 2]}])
    u = np.random.default_rng(0).random((300, space.n_dims))
    configs = [space.from_unit(row) for row in u]
    points = space.canonical(u)
    assert [space.from_unit(point) for point in points] == configs
    for config, point in zip(configs[:40], points[:40], strict=True):
        assert [other == config for other in configs] == (points == point).all(axis=1).tolist()
    again = space.canonical(np.array([space.to_unit(config) for config in configs]))
    np.testing.assert_array_equal(again, points)
