"""The claims of the lessons: each has its row, and the cheapest are computed again."""

import re

import pytest

from benchmarks import seeds
from benchmarks.claims import PAGE, claims_of, row, rows_there, table_of_causes
from hplearn.syllabus import TOPICS
from tests.test_course import ROOT, anchors

CLAIMS = {(topic, claim.__name__): claim for topic in TOPICS for claim in claims_of(topic)}
CHEAPEST = (
    ("stochastic-gradient-descent", "the_floor_of_drawn_rows_is_that_of_the_formula"),
    ("stochastic-gradient-descent", "one_row_for_ever_leads_nowhere"),
)


@pytest.mark.parametrize("key", CLAIMS, ids="/".join)
def test_a_claim_has_its_row_and_a_place_in_its_lesson(key):
    begin = row(key[0], CLAIMS[key], "").removesuffix("  |")
    found = rows_there().get(begin, "")
    advice = "run `python -m benchmarks.claims --write` for its lesson"
    assert found not in ("", "not computed", "does not hold"), f"{key[1]}: {advice}"
    file, anchor = re.search(r"\(\.\./(.*?)#(.*?)\) \|", begin).groups()
    assert anchor in anchors(ROOT / file), f"{key[1]}: its lesson has no heading {anchor}"


def test_every_row_has_its_challenge():
    begins = {row(topic, claim, "").removesuffix("  |") for (topic, _), claim in CLAIMS.items()}
    table = {begin for begin in rows_there() if not begin.startswith("| claim")}
    assert table == begins


def test_seeds_move_by_a_set(monkeypatch):
    assert (seeds.fresh(7), seeds.fresh(range(2, 4))) == (7, range(2, 4))
    monkeypatch.setattr(seeds, "chosen", 2)
    assert (seeds.fresh(7), seeds.fresh(range(2, 4))) == (2_000_007, range(2_000_002, 2_000_004))


@pytest.mark.parametrize(
    "file", sorted((ROOT / "benchmarks/challenges").glob("*.py")), ids=lambda path: path.stem
)
def test_every_seed_of_a_challenge_moves(file):
    fixed = r"(?:default_rng|SeedSequence)\(\d+\)|\b(?:random_state|rng)=\d+\b(?! \+)"
    assert not re.findall(fixed, file.read_text(encoding="utf-8"))


def test_the_causes_are_counted():
    assert PAGE.read_text(encoding="utf-8").endswith(f"{table_of_causes()}\n")


def test_every_lesson_that_measures_has_challenges():
    assert {*TOPICS} - {topic for topic, _ in CLAIMS} == {"start-here"}


@pytest.mark.parametrize("key", CHEAPEST, ids="/".join)
def test_the_cheapest_are_found_again(key):
    claim = CLAIMS[key]
    assert rows_there()[row(key[0], claim, "").removesuffix("  |")] == claim()
