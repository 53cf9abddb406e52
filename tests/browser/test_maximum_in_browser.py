"""The best of many: best and luck are those of the package, and hand and keys move all."""

import numpy as np
import pytest

from hplearn import bootstrap_best
from tests.browser.pages import expect
from tests.browser.touch import ROWS, TOSSES, state, swipe

pytestmark = pytest.mark.ci
FIGURE = "maximum"


def test_fifty_states_are_those_of_the_package(page):
    rng = np.random.default_rng(1)
    for _ in range(50):
        k, n, search = int(rng.integers(1, 65)), int(rng.choice(ROWS)), int(rng.integers(1, 4))
        seen = state(page, candidates=k, rows=n, search=search)
        scores = [bootstrap_best(tosses[:k, :n], n_resamples=2, rng=0).score for tosses in TOSSES]
        assert seen["best"] == pytest.approx(scores[search - 1], rel=1e-12)
        assert seen["luck"] == pytest.approx(np.mean(scores) - 0.5, abs=1e-12)


def test_a_hand_drags_the_candidates_and_the_curve(page):
    search, luck = page.locator("svg.drags").all()
    swipe(page, search, (0.8, 0.5), (0.5, 0.2))
    held = state(page)
    assert 8 < held["candidates"] < 24
    assert held["rows"] == 60
    swipe(page, luck, (0.4, 0.5), (0.7, 0.1))
    assert state(page)["candidates"] > held["candidates"]
    assert state(page)["rows"] == 15  # on the highest curve
    swipe(page, luck, (0.4, 0.5), (0.7, 0.9))
    assert state(page)["rows"] == 120  # on the lowest curve


def test_keys_move_everything_and_are_told(page):
    line = page.locator("figure p")
    expect(line).to_contain_text("The best of 64 candidates on 60 rows scores")
    candidates = page.get_by_role("slider", name="candidates")
    candidates.press("ArrowLeft")
    expect(candidates).to_have_attribute("aria-valuetext", "32")
    page.get_by_role("slider", name="rows").press("End")
    page.get_by_role("slider", name="search").press("ArrowRight")
    expect(line).to_contain_text("The best of 32 candidates on 120 rows scores")
    expect(line).to_contain_text("in search 2; on average")
    candidates.press("Home")
    one = TOSSES[1, 0].mean()
    expect(line).to_contain_text(f"The best of 1 candidate on 120 rows scores {one:.3f}")
    assert state(page, rows=100)["rows"] == 120  # the nearest there is
