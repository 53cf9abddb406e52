"""What lesson 15 claims of halving and Hyperband: fresh draws, other rungs, other tasks."""

from functools import cache
from itertools import product

import numpy as np
from sklearn.datasets import load_diabetes, make_regression

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn import LogUniform, hyperband, random_search, successive_halving
from hplearn.tuning import digits_table

TABLES = [digits_table(seed) for seed in range(3)]
ERRORS = np.array([table.curves.reshape(648, 30) for table in TABLES])
DRAWS = np.random.default_rng(fresh(1500)).integers(648, size=(3000, 90))


def _ladder(k, n, budgets, one_in=3):
    """Return who is left at each rung, by number of the network, and the last one's error."""
    numbers, left = DRAWS[k, :n], []
    for budget in budgets:
        left.append(numbers)
        losses = ERRORS[k % 3][numbers, budget - 1]
        last = losses.min()
        numbers = numbers[np.argsort(losses, kind="stable")[: max(len(numbers) // one_in, 1)]]
    return left, last


def _cuts(budgets):
    """Return at which cut the winner of 27 is lost (0: never), and whether it has large batches."""
    lost, large = [], []
    shape = TABLES[0].curves.shape[:-1]
    for k in range(len(DRAWS)):
        left, _ = _ladder(k, 27, budgets)
        ends = ERRORS[k % 3][DRAWS[k, :27], budgets[-1] - 1]
        there = [(ERRORS[k % 3][rung, budgets[-1] - 1] == ends.min()).any() for rung in left]
        lost.append(0 if all(there) else there.index(False))
        winner = DRAWS[k, :27][ends.argmin()]
        large.append(np.unravel_index(winner, shape)[1] == 2)
    return np.array(lost), np.array(large)


def halving_loses_the_best_and_still_wins():
    """Halving of 27 loses the very best network in more than half of the draws, and still ends
    lower than random search at the same price.

    Drop what goes badly

    3,000 fresh draws, and other rungs: budgets 1, 3, 10 and 30.
    """
    budgets, better, kept = [1, 3, 10, 30], [], []
    for k in range(len(DRAWS)):
        last = _ladder(k, 27, budgets)[1]
        ends = ERRORS[k % 3][:, 29]
        kept.append(last == ends[DRAWS[k, :27]].min())
        # four full trainings cost as much: the chance that random search is better, or worse
        below, above = np.mean(ends < last), np.mean(ends > last)
        better.append(above**4 - (1 - (1 - below) ** 4))
    assert bounds_of(kept)[1] < 0.5
    assert bounds_of(better)[0] > 0.2
    percent = mean_of(100 * np.array(kept))
    return f"keeps it in {percent} %; ahead minus behind in the duels {mean_of(better, 2)}"


def winners_are_lost_late():
    """Winners are hardly ever lost at the first cut; those that are start slowly, with large
    batches.

    Drop what goes badly

    3,000 fresh draws, and other rungs: budgets 1, 3, 10 and 30.
    """
    lost, large = _cuts([1, 3, 10, 30])
    shares = [100 * (lost == cut) for cut in (1, 2, 3)]
    assert bounds_of(shares[0])[1] < min(bounds_of(shares[1])[0], bounds_of(shares[2])[0]) / 2
    assert bounds_of(large[(lost == 1) | (lost == 2)])[0] > large[lost == 0].mean() + 0.2
    words = ", ".join(f"{mean_of(share)} %" for share in shares)
    batches = 100 * large[(lost == 1) | (lost == 2)]
    return f"{words} at the three cuts; large batches {mean_of(batches, 0)} % of the first two"


def the_boldest_start_ends_lowest_here():
    """Of four ways to spend 324 epochs, 81 networks from budget 1 end lowest and 12 from 27
    highest, though those never lose their winner.

    Why

    3,000 fresh draws.
    """
    ends = {}
    for n, budgets in ((81, [1, 3, 9, 27]), (36, [3, 9, 27]), (18, [9, 27]), (12, [27])):
        ends[n] = [_ladder(k, n, budgets)[1] for k in range(len(DRAWS))]
    lows = {n: bounds_of(values) for n, values in ends.items()}
    assert lows[81][1] < lows[36][0] < lows[36][1] < lows[18][0] < lows[18][1] < lows[12][0]
    return ", ".join(f"{n} networks {mean_of(values, 4)}" for n, values in ends.items())


def hyperband_is_a_little_ahead_on_the_table():
    """On the digits networks Hyperband is narrowly ahead of random search at the same price, and a
    tenth of the duels or more are draws.

    Why

    300 fresh seeds, against 16 full trainings, exactly.
    """
    better, worse = [], []
    for seed in fresh(range(9000, 9300)):
        table = TABLES[seed % 3]
        loss = hyperband(table.evaluate, table.space, 27, rng=seed).best_loss
        better.append(1 - np.mean(table.losses(27) >= loss) ** 16)
        worse.append(np.mean(table.losses(27) > loss) ** 16)
    assert bounds_of(np.subtract(worse, better))[0] > 0
    assert bounds_of(better)[1] < 0.35
    draws = 1 - np.add(better, worse)
    assert bounds_of(draws)[0] > 0.1
    return (
        f"random search is better in {mean_of(100 * np.array(better))} % of the duels, "
        f"worse in {mean_of(100 * np.array(worse))} %, draws {mean_of(100 * draws)} %"
    )


@cache
def _misled(seed_of_table):
    """Return the median end of 24 runs of three searches on a least-squares task, by name."""
    X, y = make_regression(300, 3, noise=60, random_state=seed_of_table)
    X, y = X / X.std(axis=0), (y - y.mean()) / y.std()
    lowest = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)
    rates = np.logspace(-3, 0, 301)
    weights, curves = np.zeros((301, 3)), []
    for epoch in range(27):
        order = np.random.default_rng([epoch, seed_of_table]).permutation(len(X))
        for rows in np.array_split(order, 10):
            residuals = weights @ X[rows].T - y[rows]
            weights = weights - rates[:, None] * residuals @ X[rows] / len(rows)
        curves.append(np.log10(np.mean((weights @ X.T - y) ** 2, axis=1) - lowest))

    def settle(config, budget):
        return curves[budget - 1][abs(np.log10(rates / config["learning_rate"])).argmin()]

    space, ends = {"learning_rate": LogUniform(1e-3, 1)}, {}
    for s in fresh(range(24)):
        for name, one in (
            ("random", random_search(settle, space, 16, budget=27, rng=5000 + s)),
            ("halving", successive_halving(settle, space, 108, max_budget=27, rng=s)),
            ("Hyperband", hyperband(settle, space, 27, rng=s)),
        ):
            ends.setdefault(name, []).append(one.best_loss)
    return {name: np.median(values) for name, values in ends.items()}


def hyperband_mends_most_of_the_harm():
    """Where the first epochs mislead, halving from budget 1 ends behind random search, and
    Hyperband makes up for most of the harm.

    Another task

    24 other tables of least squares, 24 fresh seeds on each.
    """
    found = [_misled(seed) for seed in fresh(range(24))]
    harm = np.array([one["halving"] - one["random"] for one in found])
    left = np.array([one["Hyperband"] - one["random"] for one in found])
    assert bounds_of(harm)[0] > 0
    assert bounds_of(left)[0] > 0
    assert bounds_of(harm / 2 - left)[0] > 0
    return f"halving ends {mean_of(harm, 2)} above random search, Hyperband {mean_of(left, 2)}"


def _read(k, numbers, epochs):
    """Return the errors of these networks after the epochs that each of them was given."""
    return ERRORS[k % 3][numbers, np.asarray(epochs) - 1]


def _lost_at(k, numbers, epochs):
    """Return at which cut the winner of 27 is lost, where `epochs` has a row for each cut."""
    ends = _read(k, numbers, 27)
    left = numbers
    for cut, given in enumerate(epochs, start=1):
        losses = _read(k, left, given[BATCH[left]])
        left = left[np.argsort(losses, kind="stable")[: len(left) // 3]]
        if _read(k, left, 27).min() > ends.min():
            return cut
    return 0


BATCH = np.unravel_index(np.arange(648), TABLES[0].curves.shape[:-1])[1]  # 16, 64 or 256 rows
EPOCHS = np.array([[1] * 3, [3] * 3, [9] * 3])  # at each cut, by batch size
STEPS = np.array([[1, 1, 4], [1, 3, 12], [2, 9, 30]])  # about as many steps for all of them


def near_equals_make_the_first_cut_dangerous():
    """The first cut loses so few winners because most rivals are far behind after one epoch.

    Drop what goes badly

    3,000 fresh draws of 27, as they are and from that third of the networks which is ahead after
    one epoch, so that all rivals have learned by then: 3 % are lost, and then more than 20 %.
    """
    third = [errors[:, 0].argsort()[:216] for errors in ERRORS]
    shares = {
        "from all": [100 * (_lost_at(k, row[:27], EPOCHS) == 1) for k, row in enumerate(DRAWS)],
        "from the third that has learned": [
            100 * (_lost_at(k, third[k % 3][row[:27] % 216], EPOCHS) == 1)
            for k, row in enumerate(DRAWS)
        ],
    }
    assert bounds_of(shares["from all"])[1] < 5
    assert bounds_of(shares["from the third that has learned"])[0] > 15
    return "lost there: " + ", ".join(f"{name} {mean_of(v)} %" for name, v in shares.items())


def nine_places_make_the_first_cut_safe():
    """The first cut hardly ever loses the winner because it keeps nine of 27: with three places it
    would lose a third of them or more, and with one more than half.

    Drop what goes badly

    3,000 fresh draws of 27, cut once after epoch 1 and once after epoch 9: with as many places the
    later cut loses far fewer, so it is not what is known that makes the first one safe.
    """
    lost = {(epoch, n): [] for epoch in (1, 9) for n in (9, 3, 1)}
    for k, row in enumerate(DRAWS):
        ends = _read(k, row[:27], 27)
        for epoch, n_kept in lost:
            order = np.argsort(_read(k, row[:27], epoch), kind="stable")
            lost[epoch, n_kept].append(100.0 * (ends[order[:n_kept]].min() > ends.min()))
    assert bounds_of(lost[1, 9])[1] < 5
    assert bounds_of(lost[1, 3])[0] > 100 / 3
    assert bounds_of(lost[1, 1])[0] > 50
    for n_kept in (9, 3, 1):
        assert bounds_of(lost[9, n_kept])[1] < bounds_of(lost[1, n_kept])[0]
    told = (
        f"epoch {epoch}: " + ", ".join(f"{mean_of(lost[epoch, n])} %" for n in (9, 3, 1))
        for epoch in (1, 9)
    )
    return "lost with 9, 3 and 1 places after " + "; after ".join(told)


def few_steps_an_epoch_make_slow_starters():
    """Winners that are cut after epoch 3 have mostly batches of 256, because an epoch is few steps
    for them.

    Drop what goes badly

    3,000 fresh draws. The cuts come after about as many steps for all batch sizes instead of as
    many epochs, and the winners are the same: hardly any of those lost then has such batches.
    """
    large = {}
    for name, given in (("as many epochs", EPOCHS), ("as many steps", STEPS)):
        lost = [_lost_at(k, row[:27], given) == 2 for k, row in enumerate(DRAWS)]
        best = [row[:27][_read(k, row[:27], 27).argmin()] for k, row in enumerate(DRAWS)]
        large[name] = 100 * (BATCH[best] == 2)[lost]
    assert bounds_of(large["as many epochs"])[0] > 60
    assert bounds_of(large["as many steps"])[1] < 10
    return "of the lost: " + ", ".join(f"{name} {mean_of(v, 0)} %" for name, v in large.items())


def the_boldest_start_needs_a_first_epoch_that_ranks():
    """81 networks from budget 1 end lowest because errors after one epoch rank the networks much
    as those after 27 do.

    Why

    3,000 fresh draws. The errors after epoch 1 change owners within each draw, and nothing else
    does: then 36 networks from budget 3 end lower than 81 from 1.
    """
    rng, ends = np.random.default_rng(fresh(1501)), {"as they are": [], "exchanged": []}
    for k, row in enumerate(DRAWS):
        first = _read(k, row[:81], 1)
        for name, losses in (("as they are", first), ("exchanged", rng.permutation(first))):
            left = row[:81][np.argsort(losses, kind="stable")[:27]]
            for epochs in (3, 9):
                kept = np.argsort(_read(k, left, epochs), kind="stable")[: len(left) // 3]
                left = left[kept]
            ends[name].append(_read(k, left, 27).min() - _ladder(k, 36, [3, 9, 27])[1])
    assert bounds_of(ends["as they are"])[1] < 0 < bounds_of(ends["exchanged"])[0]
    words = ", ".join(f"{name} {mean_of(values, 4)}" for name, values in ends.items())
    return f"81 from 1 against 36 from 3: {words}"


RATES = np.logspace(-3, 0, 301)


def _curves(seed, n_steps=13, decay=0.0, all_rows=False, n_batches=13):
    """Return the curves of lesson 15's task by epoch and rate, changed in one thing at a time."""
    X, y = load_diabetes(return_X_y=True)
    X, y = X[:, [2, 8, 3]] / X[:, [2, 8, 3]].std(axis=0), (y - y.mean()) / y.std()
    lowest = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)
    weights, curves = np.zeros((301, 3)), []
    for epoch in range(27):
        order = np.random.default_rng([seed, epoch]).permutation(len(X))
        for rows in np.array_split(order, n_batches)[:n_steps]:
            rows = order if all_rows else rows
            gradient = (weights @ X[rows].T - y[rows]) @ X[rows] / len(rows)
            weights = weights - (RATES / (1 + decay * epoch))[:, None] * gradient
        curves.append(np.mean((weights @ X.T - y) ** 2, axis=1) - lowest)
    return np.log10(np.maximum(curves, 1e-16))


def _loss_on(curves):
    def loss(config, budget):
        return curves[budget - 1, abs(np.log10(RATES / config["learning_rate"])).argmin()]

    return loss


def _contest(**changed):
    """Return for 40 fresh tasks the share of 8 runs in which halving is ahead of random search."""
    space, shares = {"learning_rate": LogUniform(1e-3, 1)}, []
    for task in range(40):
        loss, ahead = _loss_on(_curves(fresh(1000 + task), **changed)), []
        for s in fresh(range(8 * task, 8 * task + 8)):
            blind = random_search(loss, space, 16, budget=27, rng=20_000 + s).best_loss
            halved = successive_halving(loss, space, 108, max_budget=27, rng=10_000 + s).best_loss
            ahead.append(halved < blind)
        shares.append(100 * np.mean(ahead))
    return shares


def large_rates_lead_because_they_hover_later():
    """The first epochs mislead halving because a large rate learns fast and then hovers.

    Another task

    40 fresh tasks. Rates that fall as 1/(1 + epoch) do not hover, and halving is level with random
    search or ahead then; so it is with one step an epoch on all rows, and not on 34 of them.
    """
    tried = {
        "as it is": {},
        "falling rates": {"decay": 1.0},
        "one step an epoch": {"n_steps": 1},
        "one step an epoch, on all rows": {"n_steps": 1, "all_rows": True},
    }
    shares = {name: _contest(**changed) for name, changed in tried.items()}
    for name, values in shares.items():
        hovers = name in ("as it is", "one step an epoch")
        assert bounds_of(values)[1] < 30 if hovers else bounds_of(values)[0] > 40
    return "ahead in: " + ", ".join(f"{name} {mean_of(v, 0)} %" for name, v in shares.items())


def the_late_brackets_are_what_mends():
    """Hyperband makes up for most of halving's harm because its late brackets start late.

    Another task

    20 fresh tasks, 8 runs each. Four first brackets, at the same price as the four different ones,
    make up for less than a third of it.
    """
    space, shares = {"learning_rate": LogUniform(1e-3, 1)}, {"late ones, too": [], "first only": []}
    for task in range(20):
        loss, ends = _loss_on(_curves(fresh(1000 + task))), []
        for s in fresh(range(8 * task, 8 * task + 8)):
            firsts = [
                successive_halving(loss, space, 27, max_budget=27, rng=30_000 + 4 * s + i).best_loss
                for i in range(4)
            ]
            blind = random_search(loss, space, 16, budget=27, rng=20_000 + s)
            halved = successive_halving(loss, space, 108, max_budget=27, rng=10_000 + s)
            band = hyperband(loss, space, 27, rng=10_000 + s)
            ends.append([one.best_loss for one in (blind, halved, band)] + [min(firsts)])
        blind, halved, band, firsts = np.median(ends, axis=0)
        shares["late ones, too"].append((halved - band) / (halved - blind))
        shares["first only"].append((halved - firsts) / (halved - blind))
    assert bounds_of(shares["late ones, too"])[0] > 0.5
    assert bounds_of(shares["first only"])[1] < 1 / 3
    return "made up for: " + ", ".join(f"{name} {mean_of(v, 2)}" for name, v in shares.items())


def passing_all_cuts_tells_which_task_it_is():
    """Where halving loses, one of the best three of some dozens seldom passes all cuts, but may
    pass the first; where it wins, one of them mostly passes all.

    Another task

    36 networks of the table in 1,000 fresh draws, as they are and with errors after epochs 1, 3 and
    9 that chance exchanges; and 36 rates on 20 fresh tasks, 10 draws each, of 2, 4 and 13 batches.
    Halving of 108 against 16 at random tells who wins.
    """
    rng, found = np.random.default_rng(fresh(1515)), {}
    for k in range(1000):
        ends = ERRORS[k % 3].T[:27]  # (epochs, networks)
        found.setdefault("table", []).append(_passed_and_won(ends, rng))
        ends = np.concatenate([rng.permuted(ends[:26], axis=1), ends[26:]])
        found.setdefault("table by chance", []).append(_passed_and_won(ends, rng))
    for task, n_batches, _ in product(range(20), (2, 4, 13), range(10)):
        curves = _cached_curves(2000 + task, n_batches)
        found.setdefault(f"{n_batches} batches", []).append(_passed_and_won(curves, rng))
    told = []
    for name, rows in found.items():
        first, passed, won = 100.0 * np.transpose(rows)
        wins, chance = name == "table", name in ("table by chance", "2 batches")
        assert bounds_of(passed)[0] > 50 if wins else bounds_of(passed)[1] < 20
        assert bounds_of(won)[0] > 50 if wins else bounds_of(won)[1] < 50
        assert not chance or bounds_of(first)[0] > 50
        told.append(f"{name} {mean_of(first, 0)} % the first and {mean_of(passed, 0)} % all")
    return "one of the best three passes: " + "; ".join(told)


@cache
def _cached_curves(seed, n_batches):
    return _curves(seed, n_batches=n_batches)


def _passed_and_won(curves, rng):
    """Return whether one of the best three of 36 passes the first cut and all, and who wins."""
    some, many, blind = (rng.permutation(curves.shape[1])[:n] for n in (36, 108, 16))
    best = some[np.argsort(curves[26, some], kind="stable")[:3]]
    there = [np.isin(best, left).any() for left in _left(curves, some)]
    halved = curves[26, _left(curves, many)[-1]].min()
    return there[0], there[-1], halved < curves[26, blind].min()


def _left(curves, numbers):
    """Return who is left after each of the three cuts of halving."""
    rungs = []
    for epoch in (1, 3, 9):
        order = np.argsort(curves[epoch - 1, numbers], kind="stable")
        numbers = numbers[order[: len(numbers) // 3]]
        rungs.append(numbers)
    return rungs
