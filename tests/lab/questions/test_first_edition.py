"""Progress of the first edition is carried over, and nothing of it is lost."""

import json

import pytest

from hplearn.lab.questions.prediction import predict
from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.question_file import questions_in
from hplearn.lab.questions.quiz import quiz

LIMIT = questions_in("gradient-descent", "quiz")["limit"]["question"]
RANK = questions_in("seeing-what-mattered", "prediction")["rank"]
OLD = {
    "version": 1,
    "mood": ["curious"],
    "predictions": {
        "04-twice": {"value": "about 180", "right": False, "words": "It seemed so."},
        "04-edge": {"value": "words of long ago", "said": "“words of long ago”"},
        "15-rank": {"value": list(RANK["items"].values())},
        "06-floor": {"value": "of long ago"},
        "11-narrow": {"value": 50},
        "13-duel": {"value": "3 in 10", "right": True},
        "99-x": {"value": 1},
    },
    "quizzes": {
        "04-quiz-1": {"question": LIMIT, "value": "0.5", "right": False},
        "04-quiz-2": {"question": "of long ago", "value": "yes"},
    },
    "checks": {
        "04-1": {"points": 2, "max_points": 2},
        "13-4": {"points": 1, "max_points": 2},
        "note": None,
    },
}


@pytest.fixture
def progress(course):
    (course / "progress.json").write_text(json.dumps(OLD))
    return ProgressFile()


def test_answers_are_those_of_their_topics(progress):
    twice = predict("gradient-descent/twice")
    assert twice.kind.text(twice.value) == "“about 180”"
    assert (twice.seen, twice.words) == (True, "It seemed so.")
    assert predict("seeing-what-mattered/rank").value == list(RANK["items"])
    assert predict("tuning-a-network/narrow").value == 50
    kind = quiz("gradient-descent").questions["gradient-descent/limit"].kind
    assert kind.text(quiz("gradient-descent").first["gradient-descent/limit"]) == "“0.5”"
    assert progress.get("checks", "gradient-descent/1") == {"points": 2, "max_points": 2}


def test_a_lesson_that_is_two_now_keeps_its_answers_in_both(progress):
    duel = predict("searches-with-a-model/duel")
    assert duel.kind.text(duel.value) == "“3 in 10”"
    assert progress.get("predictions", "momentum/floor")["value"] == "of long ago"
    assert progress.get("checks", "searches-with-a-model/1") == {"points": 1, "max_points": 2}


def test_a_file_of_version_2_follows_its_questions_too(course):
    names = ("predictions", "momentum-and-adam/sides"), ("quizzes", "momentum-and-adam/velocity")
    old = {section: {key: {"value": "a"}} for section, key in names}
    old["checks"] = {"two-problems-in-one/3": {"points": 1}, "two-problems-in-one/2": {"points": 3}}
    (course / "progress.json").write_text(json.dumps({"version": 2, "seed": 7} | old))
    progress = ProgressFile()
    assert progress.seed() == 7
    assert progress.get("predictions", "adam-and-schedules/sides") == {"value": "a"}
    assert progress.get("quizzes", "momentum/velocity") == {"value": "a"}
    assert progress.get("checks", "the-landscape-of-a-loss/1") == {"points": 1}
    assert progress.get("checks", "two-problems-in-one/2") == {"points": 3}


def test_a_question_of_version_3_that_moved_takes_its_points_along(course):
    moved, there = {"points": 2, "max_points": 3}, {"points": 2, "max_points": 2}
    old = {"version": 3, "checks": {"imperfect-data/3": moved, "imperfect-data/4": {"points": 2}}}
    new = {"version": 3, "checks": {"imperfect-data/3": there, "two-problems-in-one/3": None}}
    (course / "progress.json").write_text(json.dumps(old))
    checks = ProgressFile().read()[0]["checks"]
    assert checks == {"own-model/3": moved, "own-model/4": {"points": 2}}
    (course / "progress.json").write_text(json.dumps(new))
    assert ProgressFile().read()[0]["checks"] == {"imperfect-data/3": there}, "it was not moved"


def test_what_no_longer_fits_is_asked_again_and_kept(progress):
    assert not predict("gradient-descent/edge").done
    assert progress.get("predictions", "gradient-descent/edge")["said"] == "“words of long ago”"
    assert progress.get("quizzes", "gradient-descent/quiz-2")["value"] == "yes"


def test_the_first_that_is_saved_writes_the_new_form_with_all_that_was_there(progress):
    progress.put("explanations", "gradient-descent/flatter", {"words": "…"})
    written = json.loads(progress.path.read_text())
    assert (written["version"], written["mood"]) == (4, ["curious"])
    assert written["predictions"]["99-x"] == {"value": 1}
    assert written["checks"].keys() == {"gradient-descent/1", "searches-with-a-model/1", "note"}
    assert not any(key.startswith("04") for key in written["predictions"])
