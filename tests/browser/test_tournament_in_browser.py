"""The tournament under a finger: it cuts as the package cuts, and answers to hand and keys."""

import numpy as np
import pytest

from hplearn import successive_halving
from hplearn.tuning import rungs
from tests.browser.pages import expect
from tests.browser.touch import DATA, PRESS, state

pytestmark = pytest.mark.ci
FIGURE = "tournament"
WRONG = np.array(DATA["tournament"]["wrong"])  # (draws, networks, epochs)


def halved(wrong, n, first, one_in):
    """Return the same search by the package."""

    def errors(config, budget):
        return float(wrong[config["network"], budget - 1])

    options = {"min_budget": first, "max_budget": 27, "eta": one_in}
    points = [{"network": i} for i in range(n)]
    return successive_halving(errors, {"network": range(n)}, n, points=points, **options)


def test_fifty_tournaments_are_those_of_the_package(page):
    rng = np.random.default_rng(0)
    lost = 0
    for _ in range(50):
        one_in, first, draw = int(rng.integers(2, 5)), int(27 ** rng.random()), rng.integers(4)
        seen = state(page, one_in=one_in, first=first, draw=int(draw) + 1)
        n = seen["rungs"][0][0]
        assert seen["rungs"] == [list(rung) for rung in rungs(n, first, 27, one_in)]
        result, ends = halved(WRONG[draw], n, first, one_in), WRONG[draw, :n, -1]
        reached = np.zeros(n, dtype=int)
        for trial in result.trials:
            reached[trial.config["network"]] = trial.budget
        assert seen["reached"] == reached.tolist()
        assert seen["survivor"] == result.best_config["network"]
        assert (seen["found"], seen["lowest"]) == (result.best_loss, ends.min())
        kept = result.best_loss == ends.min()
        assert seen["lost_at"] == (0 if kept else reached[ends == ends.min()].max())
        lost += not kept
    assert 5 < lost < 45


def test_a_hand_drags_the_first_rung_in_both_pictures(page):
    for picture in page.locator("svg.drags").all():
        state(page, first=1, one_in=3)
        box = picture.bounding_box()
        height = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] * 0.2, height)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.68, height, steps=5)
        page.mouse.up()
        assert state(page)["rungs"][0][1] == 9
        page.mouse.move(0, 0)  # let go: nothing follows any more
        assert state(page)["rungs"][0][1] == 9


def test_keys_move_everything_and_are_told(page):
    line = page.locator("figure p")
    budget = page.get_by_role("slider", name="smallest budget")
    budget.press("ArrowRight")
    expect(budget).to_have_attribute("aria-valuetext", "epoch 3")
    budget.press("End")
    expect(line).to_contain_text("6 networks of draw 1, never cut: the best, ")
    expect(line).to_contain_text("is found. In 4 draws the best survives in 50 %;")
    expect(line).to_contain_text("halving finds 4.70 % on average, and random search ")
    page.get_by_role("slider", name="goes on").press("End")
    budget.press("Home")
    expect(line).to_contain_text("from epoch 1, one in 4 goes on")
    page.get_by_role("slider", name="draw").press("End")
    assert state(page)["draw"] == 4


def test_a_race_ends_where_it_began_and_is_skipped_where_motion_is_unwanted(page):
    before = page.locator("figure").inner_html()
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(PRESS) == before
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(PRESS) != before
    expect(page.locator("svg g[visibility]")).to_have_attribute("visibility", "visible")
    assert page.locator("figure").inner_html() == before
