"""What a teacher must not overlook is a sentence, and where there is nothing, there is none."""

import pytest

from hplearn.grading.journal import Journal
from hplearn.grading.notices import UNKNOWN, notices
from hplearn.grading.overrides import Override

from .records import a_mark, a_record, not_marked

TOPIC = "gradient-descent"
ADA = a_record("ada", a_mark(), version="0.3.0")


def by_hand(student, topic=TOPIC):
    return {(student, topic, "05.1"): Override(1, "shown", digest="d")}


def test_where_all_is_well_nothing_is_said(tmp_path):
    roster = [{"student": "ada", "grade can be changed": "Yes"}, {"student": "bob"}]
    records = [ADA, a_record("bob", a_mark())]
    assert notices(tmp_path, records, [ADA], roster, by_hand("ada")) == []
    assert notices(tmp_path, records, [ADA], roster, by_hand("eve", "momentum")) == []


def test_answers_that_wait_are_counted(tmp_path):
    waiting = [a_record(who, a_mark("20.5", None), a_mark("20.1", None)) for who in "ab"]
    (said,) = notices(tmp_path, waiting, [], [], {})
    assert said == "Answers that wait for a mark by a person (4): 20.1; 20.5."


def test_who_is_not_on_the_roster_is_named(tmp_path):
    records = [a_record(who, a_mark(), flags=(UNKNOWN,)) for who in ("zoe", "eve")]
    _, said = notices(tmp_path, records, [], [{"student": "ada"}], {})
    assert said == "Not on the roster, and so in no table for a school (2): eve; zoe."


def test_who_handed_in_nothing_is_named_by_name(tmp_path):
    names = {"s1": "Anna", "s2": "Anna", "s3": "Ben", "ada": "Ada"}
    roster = [{"student": who, "name": name} for who, name in names.items()]
    (said,) = notices(tmp_path, [ADA], [], roster, {})
    assert said == "Handed in nothing (3): Anna (s1); Anna (s2); Ben."


def test_who_is_locked_in_moodle_is_named_if_there_is_a_mark(tmp_path):
    roster = [{"student": who, "grade can be changed": "No"} for who in ("ada", "bob", "eve")]
    _, said = notices(tmp_path, [ADA, not_marked("bob", TOPIC)], [], roster, {})
    assert said == "Locked in Moodle, where an import changes nothing (1): ada."


@pytest.mark.parametrize("records", [[ADA], [ADA, not_marked("eve", TOPIC)]])
def test_whose_mark_by_hand_waits_is_named(tmp_path, records):
    (said,) = notices(tmp_path, records, [], [], by_hand("eve"))
    assert said.startswith("Marks by hand that wait, until one student alone has the notebook")
    assert said.endswith("(1): eve 05.1.")


def test_who_was_marked_before_and_is_not_here_now_is_named(tmp_path):
    bob, eve = (a_record(who, a_mark(), version="0.3.0") for who in ("bob", "eve"))
    for record in (ADA, bob, eve):
        Journal(tmp_path).write(record)
    roster = [{"student": who} for who in ("ada", "bob", "zoe")]
    for before in ([ADA, bob], [ADA]):  # and in the run after that, too
        nothing, said = notices(tmp_path, [ADA], before, roster, {})
        assert nothing == "Handed in nothing (1): zoe."
        assert said.startswith("Marked by an earlier run, and not in what was given now")
        assert said.endswith("(1): bob.")
    (said,) = notices(tmp_path, [ADA], [ADA, bob, eve], [], {})
    assert said.endswith("(2): bob; eve.")
