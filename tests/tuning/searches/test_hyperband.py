"""Hyperband: the published tables, and what a run does with them."""

import pytest

from hplearn.tuning.searches.hyperband import hyperband, hyperband_brackets
from tests.tuning.toys import LINE, crossing

# Worked out by hand: the number of configurations at each budget, bracket by bracket.
TABLES = {
    (27, 3): "27 9 3 1 / 12 4 1 / 6 2 / 4",
    (81, 3): "81 27 9 3 1 / 34 11 3 1 / 15 5 1 / 8 2 / 5",
    (243, 3): "243 81 27 9 3 1 / 98 32 10 3 1 / 41 13 4 1 / 18 6 2 / 9 3 / 6",
    (16, 4): "16 4 1 / 6 1 / 3",
    (1000, 10): "1000 100 10 1 / 134 13 1 / 20 2 / 4",
}
PRINTED = {
    (81, 3): "81 27 9 3 1 / 27 9 3 1 / 9 3 1 / 6 2 / 5",  # the paper's Table 1
    (243, 3): "243 81 27 9 3 1 / 81 27 9 3 1 / 27 9 3 1 / 18 6 2 / 9 3 / 6",
}


def written_out(R, eta, table):
    rows = [[int(n) for n in row.split()] for row in table.split("/")]
    return [[(n, R // eta**k) for k, n in enumerate(reversed(row))][::-1] for row in rows]


@pytest.mark.parametrize(("R", "eta"), TABLES)
def test_the_tables_written_out(R, eta):
    assert hyperband_brackets(R, eta) == written_out(R, eta, TABLES[R, eta])
    if (R, eta) in PRINTED:
        assert hyperband_brackets(R, eta, table="printed") == written_out(R, eta, PRINTED[R, eta])


BAD_ARGUMENTS = [
    ({"R": 0}, "R must be at least 1, got 0"),
    ({"table": "paper"}, "table must be 'algorithm' or 'printed', got 'paper'"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD_ARGUMENTS)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        hyperband_brackets(**({"R": 81} | arguments))


@pytest.mark.parametrize("table", ["algorithm", "printed"])
def test_a_run_is_its_brackets_one_after_the_other(table):
    result = hyperband(crossing, LINE, 27, table=table, rng=0)
    trials = iter(result.trials)
    for bracket in hyperband_brackets(27, table=table):
        below = []
        for n, budget in bracket:
            rung = [next(trials) for _ in range(n)]
            assert {trial.budget for trial in rung} == {budget}
            best = sorted(below, key=lambda trial: trial.loss)[:n]
            assert [t.parent for t in rung] == ([t.number for t in best] or [None] * n)
            assert all(t.config == b.config for t, b in zip(rung, best, strict=False))
            below = rung
    assert next(trials, None) is None


def test_points_spill_into_the_next_bracket():
    points = [{"x": k / 16} for k in range(13)]
    trials = hyperband(crossing, LINE, 9, rng=0, points=points).trials
    fresh = [trial.config for trial in trials if trial.parent is None]
    assert fresh[:13] == points
    assert len(fresh) == 9 + 5 + 3
    assert not any(config in points for config in fresh[13:])


def test_a_bracket_that_fails_leaves_the_others():
    result = hyperband(lambda c, b: c["x"] if b > 1 else float("nan"), LINE, 9, rng=0)
    assert [trial.budget for trial in result.trials] == [1] * 9 + [3] * 5 + [9] * 4
