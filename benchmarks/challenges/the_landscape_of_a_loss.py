"""Challenges to lesson 04: fresh seeds, other optimizers, other activations, the digits."""

import numpy as np
from scipy import optimize
from sklearn.datasets import make_moons
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from benchmarks.intervals import bounds_of, mean_of
from benchmarks.seeds import fresh
from hplearn.models import Network
from hplearn.models.digits_curves import digits_split


def _moons(seed):
    X, labels = make_moons(200, noise=0.2, random_state=seed)
    return X - [0.5, 0.25], np.eye(2)[labels]


def _started(network, seeds):
    return np.stack([network.init(np.random.default_rng(seed)) for seed in seeds])


def _train(network, params, rows, n_steps, learning_rate=0.5):
    for _ in range(n_steps):
        params = params - learning_rate * network.loss_and_gradient(params, *rows)[1]
    return params


def _hessian(network, params, rows, step=1e-4, part=100):
    H = np.empty((params.size, params.size))
    for first in range(0, params.size, part):
        steps = step * np.eye(params.size)[first : first + part]
        ahead, behind = (network.loss_and_gradient(params + s, *rows)[1] for s in (steps, -steps))
        H[first : first + part] = (ahead - behind) / (2 * step)
    return (H + H.T) / 2


def _loss_along(length, place, gradient, H):
    there = place - length * gradient
    return there @ H @ there


def steps_grow_with_the_condition_number():
    """Steepest descent with an exact line search needs steps in proportion to the condition number.

    Steepest descent with an exact line search

    Tilted bowls in 20 dimensions with random eigenvalues and starts; SciPy searches along the line.
    """
    ratios = []
    for seed in fresh(range(20)):
        rng = np.random.default_rng(900 + seed)
        axes, _ = np.linalg.qr(rng.normal(size=(20, 20)))
        steps = []
        for condition in (10, 100):
            spread = np.concatenate([[0, 1], rng.uniform(size=18)])
            H = axes @ np.diag(condition**spread) @ axes.T
            place = axes @ (1 / condition**spread * rng.choice([-1, 1], 20))
            target, n_steps = place @ H @ place * 1e-6, 0
            while place @ H @ place > target:
                gradient = H @ place
                found = optimize.minimize_scalar(_loss_along, args=(place, gradient, H))
                place = place - found.x * gradient
                n_steps += 1
            steps.append(n_steps)
        ratios.append(steps[1] / steps[0])
    assert bounds_of(ratios)[0] > 5
    assert bounds_of(ratios)[1] < 15
    return f"{mean_of(ratios)} times the steps at 100 as at 10"


def with_ten_directions_a_lucky_start_does_not_last():
    """With ten directions steepest descent from nearly any start comes close to the worst rate.

    Steepest descent with an exact line search

    60 bowls of condition number 100 in 2 and in 10 directions, with curvatures and starts drawn at
    random: the share of the distance that a step leaves, over the last 200 of 4,000 steps.
    """
    rng, shares = np.random.default_rng(fresh(0)), {}
    for n_directions in (2, 10):
        spread = rng.uniform(size=(60, n_directions))
        spread[:, 0], spread[:, 1] = 0, 1
        H, place, kept = 100**spread, rng.normal(size=(60, n_directions)), []
        for _ in range(4000):
            gradient = H * place
            length = (gradient**2).sum(axis=1) / (gradient**2 * H).sum(axis=1)
            place = place - length[:, None] * gradient
            distance = np.linalg.norm(place, axis=1, keepdims=True)
            place = place / distance  # on a bowl only the direction matters
            kept.append(np.log(distance[:, 0]))
        shares[n_directions] = np.exp(np.mean(kept[-200:], axis=0))
    worst = 99 / 101
    assert np.median(shares[2]) < 0.5
    assert np.quantile(shares[10], 0.1) > 1 - 2 * (1 - worst)
    told = (f"{np.median(share):.3f} with {n} directions" for n, share in shares.items())
    return f"worst share {worst:.3f}; medians {', '.join(told)}"


def stalled_runs_are_on_a_plateau():
    """A loss that stands still may be on a plateau, and not at a minimum.

    Fail on purpose: a loss that stands still

    60 fresh runs of 4 tanh units on three other draws of the moons: the smallest eigenvalues, and
    3,000 more steps.
    """
    network, lowest, left = Network([2, 4, 2], activation="tanh"), [], []
    for draw in fresh(range(2, 5)):
        rows = _moons(draw)
        params = _train(network, _started(network, fresh(range(1000, 1020))), rows, 1000)
        losses, gradient = network.loss_and_gradient(params, *rows)
        stalled = (np.linalg.norm(gradient, axis=1) < 0.007) & (losses > 2 * np.median(losses))
        lowest += [np.linalg.eigvalsh(_hessian(network, one, rows))[0] for one in params[stalled]]
        late = network.loss_and_gradient(_train(network, params, rows, 3000), *rows)[0]
        left.extend(100 * (late < losses / 2)[stalled])
    assert len(lowest) >= 5
    assert max(lowest) < -1e-5  # differences of gradients are right to about 1e-9
    assert bounds_of(left)[0] > 25
    return (
        f"{len(lowest)} stalled, all eigenvalues below 0; {mean_of(left, 0)} % left in 3,000 steps"
    )


def a_stalled_network_is_the_best_straight_line():
    """On this plateau a network has the loss and the answers of the best straight line.

    Fail on purpose: a loss that stands still

    The same runs; scikit-learn's logistic regression without a penalty.
    """
    network, above, alike = Network([2, 4, 2], activation="tanh"), [], []
    for draw in fresh(range(2, 5)):
        X, target = _moons(draw)
        params = _train(network, _started(network, fresh(range(1000, 1020))), (X, target), 1000)
        losses, gradient = network.loss_and_gradient(params, X, target)
        stalled = (np.linalg.norm(gradient, axis=1) < 0.007) & (losses > 2 * np.median(losses))
        line = LogisticRegression(C=np.inf).fit(X, target[:, 1])
        above.extend(losses[stalled] - log_loss(target[:, 1], line.predict_proba(X)))
        answers = network.scores(params[stalled], X).argmax(axis=-1)
        alike.extend((answers == line.predict(X)).mean(axis=1))
    assert np.abs(above).max() < 0.01
    assert min(alike) > 0.95
    largest, least = np.abs(above).max(), 100 * min(alike)
    return f"{len(above)} runs: loss within {largest:.3f}, {least:.1f} % of answers alike or more"


def a_straight_line_between_solutions_has_a_barrier():
    """On the straight line between two trained networks, the loss rises to many times the ends'.

    A network has many minima

    40 fresh pairs of seeds on two other draws of the moons, 32 tanh units.
    """
    network, heights, to_copies = Network([2, 32, 2], activation="tanh"), [], []
    for draw in fresh(range(11, 13)):
        rows = _moons(draw)
        params = _train(network, _started(network, fresh(range(2000, 2020))), rows, 1000)
        copy = params.copy()
        order = np.random.default_rng(draw).permutation(32)
        (into, out), (new_into, new_out) = network.weights(params), network.weights(copy)
        new_into[:], new_out[..., :-1, :] = into[..., order], out[..., order, :]
        halfway = (params + np.roll(params, 1, axis=0)) / 2
        ends, *middles = (
            network.loss_and_gradient(p, *rows)[0] for p in (params, halfway, (params + copy) / 2)
        )
        heights.extend(middles[0] / ends)
        to_copies.extend(middles[1] / ends)
    assert bounds_of(heights)[0] > 4
    assert bounds_of(to_copies)[0] > 4
    return f"halfway {mean_of(heights)} times, to a reordered copy {mean_of(to_copies)} times"


def _units(network, params):
    into, out = network.weights(params)
    return np.vstack([into, out[:-1].T])


def _matched(network, one, two, turns, reorders=True):
    """Return the second network, its units in the order (if turned, with the signs) of one."""
    alike = _units(network, one).T @ _units(network, two)
    _, order = optimize.linear_sum_assignment(np.abs(alike) if turns else alike, maximize=True)
    order = order if reorders else np.arange(len(order))
    signs = np.sign(alike[np.arange(len(order)), order]) if turns else np.ones(len(order))
    copy = two.copy()
    (into, out), (new_into, new_out) = network.weights(two), network.weights(copy)
    new_into[:], new_out[:-1] = signs * into[:, order], signs[:, None] * out[:-1][order]
    return copy


def _barriers(network, rows, pairs):
    way = np.linspace(0, 1, 51)[:, None]
    losses = (network.loss_and_gradient((1 - way) * a + way * b, *rows)[0] for a, b in pairs)
    return np.array([loss.max() - max(loss[0], loss[-1]) for loss in losses])


def the_order_of_the_units_is_the_hill():
    """Units in the best order, and with the best signs, leave no hill between two networks.

    The order of the units (optional)

    40 fresh pairs each, tanh and ReLU, 32 units; with tanh the signs alone; and 4 ReLU units.
    """
    found, signs_alone = [], []
    for activation, n_units in (("tanh", 32), ("relu", 32), ("relu", 4)):
        network, hills, left, alike = Network([2, n_units, 2], activation), [], [], []
        for draw in fresh(range(31, 33)):
            rows = _moons(draw)
            params = _train(network, _started(network, fresh(range(5000, 5020))), rows, 1000)
            pairs = list(zip(params, np.roll(params, -1, axis=0), strict=True))
            mended = [
                (one, _matched(network, one, two, activation == "tanh")) for one, two in pairs
            ]
            hills.extend(_barriers(network, rows, pairs))
            left.extend(_barriers(network, rows, mended))
            if activation == "tanh":
                turned = [(one, _matched(network, one, two, True, False)) for one, two in pairs]
                signs_alone.extend(_barriers(network, rows, turned))
            for pair in mended:
                own, other = (
                    units / np.linalg.norm(units, axis=0)
                    for units in (_units(network, one) for one in pair)
                )
                alike.append(np.median((own * other).sum(axis=0)))
        found.append(
            f"{n_units} {activation} units {np.median(hills):.2f} as they are and"
            f" {np.median(left):.3f} reordered, at most {max(left):.2f},"
            f" cosine of two units {np.median(alike):.2f}"
        )
        if n_units == 32:
            assert np.median(hills) > 0.1
            assert max(left) < 0.1 * np.median(hills) + 0.02
            assert np.median(alike) > 0.7
    assert max(left) > 0.1  # with 4 units
    assert np.median(signs_alone) < 0.2
    alone = f"; with tanh and the signs alone {np.median(signs_alone):.2f}"
    return "median barriers: " + "; ".join(found) + alone


def _halfway(network, rows, pairs):
    places = np.stack([one + two for one, two in pairs]) / 2
    return np.median(network.loss_and_gradient(places, *rows)[0])


def turned_signs_suffice_where_units_are_alike():
    """Turned signs alone remove most of the hill where the units of one network are nearly alike.

    The order of the units (optional)

    10 fresh networks with 32 tanh units on two moons, and 10 inside a circle, where the units of a
    network differ: each and its own copy in another order, so that the two have the same units.
    """
    network, told, left = Network([2, 32, 2], activation="tanh"), [], []
    inside = np.random.default_rng(fresh(5)).uniform(-1.5, 1.5, (200, 2))
    circle = inside, np.eye(2)[((inside**2).sum(axis=1) < 1.2).astype(int)]
    for name, rows in (("two moons", _moons(41)), ("a circle", circle)):
        params = _train(network, _started(network, fresh(range(6000, 6010))), rows, 1000)
        copies, order = params.copy(), np.random.default_rng(fresh(7)).permutation(32)
        (into, out), (new_into, new_out) = network.weights(params), network.weights(copies)
        new_into[:], new_out[..., :-1, :] = into[..., order], out[..., order, :]
        pairs = list(zip(params, copies, strict=True))
        turned = [(one, _matched(network, one, two, True, False)) for one, two in pairs]
        alike = []
        for one in params:
            units = _units(network, one) / np.linalg.norm(_units(network, one), axis=0)
            alike.append(np.median(np.abs(units.T @ units)[np.triu_indices(32, 1)]))
        ends = np.median(network.loss_and_gradient(params, *rows)[0])
        heights = [_halfway(network, rows, each) - ends for each in (pairs, turned)]
        left.append(heights[1] / heights[0])
        told.append(
            f"on {name}, where two units of a network have a cosine of {np.median(alike):.2f},"
            f" {100 * left[-1]:.0f} % of the hill are left"
        )
    assert left[0] < 0.25
    assert left[1] > 0.35
    return "; ".join(told)


def _seen_by_random_directions(network, params, rows, rng):
    """Return three percentages: near zero, negative, and negative along random directions."""
    H = _hessian(network, params, rows)
    eigenvalues = np.linalg.eigvalsh(H)
    draws = rng.normal(size=(1000, params.size))
    curvatures = np.einsum("ki,ki->k", draws @ H, draws)
    shares = np.abs(eigenvalues) < eigenvalues[-1] / 1000, eigenvalues < -1e-6 * eigenvalues[-1]
    return [100 * np.mean(part) for part in (*shares, curvatures < 0)]


def a_random_slice_hides_negative_curvature():
    """A network is flat along most eigenvectors, bends down along many, and random slices hide it.

    What a slice hides (optional)

    20 fresh seeds on another draw of the moons, 32 tanh units.
    """
    network, rows = Network([2, 32, 2], activation="tanh"), _moons(21)
    params = _train(network, _started(network, fresh(range(3000, 3020))), rows, 1000)
    rng = np.random.default_rng(fresh(4))
    found = [_seen_by_random_directions(network, one, rows, rng) for one in params]
    near_zero, negative, seen = np.transpose(found)
    assert bounds_of(near_zero)[0] > 50
    assert bounds_of(negative)[0] > 10
    assert bounds_of(seen)[1] < 1
    return (
        f"{mean_of(near_zero, 0)} % near zero, {mean_of(negative, 0)} % negative,"
        f" {mean_of(seen, 2)} % of random directions negative"
    )


def on_digits_a_random_slice_hides_it_too():
    """The same holds for a network that reads digits.

    What a slice hides (optional)

    The digits, 6 tanh units and 460 weights and biases, 5 seeds.
    """
    X, y, _, _ = digits_split()
    rows, network = (X[:400].astype(float), np.eye(10)[y[:400]]), Network([64, 6, 10], "tanh")
    params = _train(network, _started(network, fresh(range(5))), rows, 600)
    rng = np.random.default_rng(fresh(5))
    found = [_seen_by_random_directions(network, one, rows, rng) for one in params]
    near_zero, negative, seen = np.transpose(found)
    assert bounds_of(near_zero)[0] > 50
    assert bounds_of(negative)[0] > 5
    assert seen.max() < 1
    return (
        f"{mean_of(near_zero, 0)} % near zero, {mean_of(negative, 0)} % negative,"
        f" {mean_of(seen, 2)} % of random directions negative"
    )


def _walked(seed):
    """Return twenty rows from sin 3x, and the weights of degree 12 after 1,000 steps."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, 20)
    y = np.sin(3 * x) + 0.3 * rng.normal(size=20)
    powers, weights = x[:, None] ** np.arange(13), np.zeros(13)
    for _ in range(1000):
        gradient = powers.T @ (powers @ weights - y)
        length = gradient @ gradient / np.sum((powers @ gradient) ** 2)
        weights = weights - length * gradient
    return x, y, weights


def stopping_early_beats_the_solution():
    """Stopped after 1,000 steps, degree 12 has a far smaller loss on new rows than solved exactly.

    On the way to a minimum (optional)

    40 fresh data sets from sin 3x, solved by NumPy's Legendre polynomials; logarithms compared.
    """
    gaps, line = [], np.linspace(-1, 1, 801)
    for seed in fresh(range(40)):
        x, y, weights = _walked(7000 + seed)
        solved = np.polynomial.Legendre.fit(x, y, 12)(line)
        curves = np.polynomial.polynomial.polyval(line, weights), solved
        losses = [np.mean((curve - np.sin(3 * line)) ** 2) + 0.09 for curve in curves]
        gaps.append(np.log10(losses[1] / losses[0]))
    assert bounds_of(gaps)[0] > 1
    return f"{mean_of(gaps)} powers of ten smaller"


def the_flat_directions_hold_what_overfits():
    """What 1,000 steps leave undone lies in flat directions, and that is what overfits.

    On the way to a minimum (optional)

    40 fresh data sets from sin 3x: the exact solution kept only along those eigenvectors of which
    the walk has gone half or more.
    """
    losses, line = {"solved": [], "steep": [], "walked": []}, np.linspace(-1, 1, 801)
    for seed in fresh(range(40)):
        x, y, weights = _walked(8000 + seed)
        powers = x[:, None] ** np.arange(13)
        axes = np.linalg.svd(powers)[2]
        solved = np.linalg.lstsq(powers, y)[0]
        gone = (axes @ weights) / (axes @ solved) > 0.5
        kept = axes.T @ np.where(gone, axes @ solved, 0)
        for name, place in {"solved": solved, "steep": kept, "walked": weights}.items():
            off = np.polynomial.polynomial.polyval(line, place) - np.sin(3 * line)
            losses[name].append(np.mean(off**2) + 0.09)
    solved, steep, walked = (np.median(each) for each in losses.values())
    assert steep < 1.5 * walked
    assert solved > 50 * walked
    return (
        f"median loss {solved:.0f} solved, {walked:.2f} walked, {steep:.2f} without the flat ones"
    )
