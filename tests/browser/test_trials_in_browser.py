"""Where nine trials go: losses as the package's searches find them; hand and keys move all."""

import numpy as np
import pytest

from hplearn import Choice, grid_search
from tests.browser.pages import expect
from tests.browser.touch import CENTRES, DATA, state, swipe

pytestmark = pytest.mark.ci
FIGURE = "trials"
GIVEN = DATA["trials"]


def searched(name, problem, importance, lowest_point):
    """Return the lowest loss that the package's search finds among a plan's nine trials."""
    points = GIVEN["plans"][name][problem % len(GIVEN["plans"][name])]

    def bowl(config, budget):
        place = points[config["trial"]] if "trial" in config else list(config.values())
        return np.sum(((np.array(place) - lowest_point) * [1, importance]) ** 2)

    grid = {"first": Choice(CENTRES), "second": Choice(CENTRES)}
    return grid_search(bowl, grid if name == "grid" else {"trial": Choice(range(9))}).best_loss


def test_fifty_states_are_those_of_the_package(page):
    rng = np.random.default_rng(1)
    for _ in range(50):
        n, importance = int(rng.integers(1, 61)), round(rng.random(), 3)
        place = rng.random(2).round(3)
        seen = state(page, problems=n, importance=importance, first=place[0], second=place[1])
        for name in GIVEN["plans"]:
            here = searched(name, n - 1, importance, place)
            assert seen["here"][name] == pytest.approx(here, rel=1e-9)
            each = [searched(name, i, importance, GIVEN["lowest"][i]) for i in range(n)]
            assert seen["medians"][name] == pytest.approx(np.median(each), rel=1e-9)


def test_a_hand_drags_the_lowest_point_and_the_importance(page):
    trials, medians = page.locator("svg.drags").all()
    swipe(page, trials, (0.5, 0.3), (0.9, 0.3))
    swipe(page, medians, (0.2, 0.5), (0.5, 0.2))
    seen = state(page)
    assert seen["first"] == 1  # beyond the square that it began in, and not in the next
    assert 0.4 < seen["second"] < 0.6
    assert 0.5 < seen["importance"] < 0.6


def test_keys_move_everything_and_are_told(page):
    line = page.locator("figure p")
    expect(line).to_contain_text("Importance 0.00, lowest point at 0.70 and 0.20")
    expect(line).to_contain_text("Medians over 60 problems: grid")
    target = page.get_by_role("slider", name="lowest point")
    target.press("ArrowUp")
    expect(target).to_have_attribute("aria-valuetext", "0.70 and 0.25")
    page.get_by_role("slider", name="importance of the second").press("ArrowRight")
    expect(line).to_contain_text("Importance 0.05, lowest point at 0.70 and 0.25")
    page.get_by_role("slider", name="problems").press("Home")
    first, second = GIVEN["lowest"][0]
    expect(line).to_contain_text(f"lowest point at {first:.2f} and {second:.2f}")
    seen = state(page)
    assert seen["here"] == seen["medians"]  # of one problem
    expect(line).to_contain_text("Medians over 1 problem: grid")
