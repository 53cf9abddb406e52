"""Records as JSON: those of version 0.2 are read, and a damaged one is none."""

import json
import shutil
from pathlib import Path

import pytest

from hplearn.contained.outcomes import Shown
from hplearn.grading.handed_in import HandedIn
from hplearn.grading.journal import Journal
from hplearn.grading.marks import Answer, Marked, MarkedBy
from hplearn.grading.overrides import Override, with_overrides

from .records import a_mark, a_record, mixed_record

BEFORE = Path(__file__).parent / "version_0_2"  # marks, as `hplearn grade` 0.2.0 left them
BOB, ADA = "records/gradient-descent/bob.json", "records/own-model/ada.json"


def read_from(name):
    return json.loads((BEFORE / name).read_text())


def kept(code, now):
    """Return what JSON of today says of all that was said before."""
    if isinstance(code, dict):
        return {name: kept(value, now[name]) for name, value in code.items()}
    if isinstance(code, list):
        return [kept(*pair) for pair in zip(code, now, strict=True)]
    return now


@pytest.mark.parametrize("code", [read_from(BOB), read_from(ADA), *read_from("marks.json")])
def test_a_record_of_version_0_2_keeps_all_its_fields(code):
    record = Marked.from_json(code)
    code = {k: v for k, v in code.items() if k != "seed"}  # which is told to nobody since
    assert kept(code, json.loads(json.dumps(record.to_json()))) == code


def test_the_journal_of_version_0_2_is_read(tmp_path):
    of = {"bob": "gradient-descent", "ada": "own-model"}
    journal = Journal(shutil.copytree(BEFORE, tmp_path / "marks"))
    bob, ada = (journal.read(HandedIn(*one, Path("x.ipynb"))) for one in of.items())
    assert [question.points for question in bob.questions] == [0, 0, 1, 0]
    assert bob.questions[2].source.startswith("def largest_safe_rate(hessian):")
    assert (bob.total, bob.max_points, bob.version) == (1, 6, "0.2.0")
    written = ada.questions[4]
    assert (written.points, written.answer.words) == (None, "**Question.** Does it?")
    assert written.answer.shown.text.startswith("a table\n")


def test_marks_by_hand_of_version_0_2_have_their_source():
    overrides = {tuple(key): Override.from_json(one) for key, one in read_from("by-hand.json")}
    assert {key[0]: (one.points, one.marked_by) for key, one in overrides.items()} == {
        "ada": (13, MarkedBy.RUBRIC),
        "bob": (1.5, MarkedBy.HAND),
    }
    records = with_overrides([Marked.from_json(read_from(ADA))], overrides)
    before, *_ = read_from("marks.json")
    assert records[0].questions[4].hint == before["questions"][4]["hint"]
    assert records[0].points == before["points"]


def test_a_reason_of_todays_is_never_read_to_know_whose_it_is():
    given = Override(1, "by the rubric: of my own")
    assert Override.from_json(given.to_json()) == given
    assert given.marked_by is MarkedBy.HAND


def test_any_record_comes_back_from_json():
    study = a_mark("20.5", None, 16, answer=Answer("\ud800 \0", Shown("a\nb", ["iVBORw0KGgo="])))
    for record in (mixed_record(late=0.25), a_record("\ud800", study), a_record("=x")):
        assert Marked.from_json(json.loads(json.dumps(record.to_json()))) == record


FIRST = read_from(BOB)["questions"][0]
DAMAGES = [
    *("", "{", "null", "[]", '[["student", "bob"]]', '"bob"', "\0"),
    *(
        json.dumps({key: value for key, value in read_from(BOB).items() if key != name})
        for name in ("student", "exercise", "questions", "problems", "flags", "error", "version")
    ),
    *(
        json.dumps(read_from(BOB) | change)
        for change in (
            *({"questions": None}, {"questions": "05.1"}, {"questions": [3]}, {"flags": {}}),
            *({"student": 3}, {"version": "newest"}, {"version": None}, {"late": "a day"}),
            *({"questions": [FIRST | {"points": points}]} for points in ("2", [], float("nan"))),
            *({"questions": [FIRST | {"answer": answer}]} for answer in ("words", [], {"text": 3})),
            {"questions": [FIRST | {"marked_by": "a stranger"}]},
            {"questions": [{name: FIRST[name] for name in FIRST if name != "points"}]},
        )
    ),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=range(len(DAMAGES)))
def test_a_damaged_record_is_none_so_that_it_is_marked_again(tmp_path, damage):
    path = tmp_path / BOB
    path.parent.mkdir(parents=True)
    path.write_text(damage)
    assert Journal(tmp_path).read(HandedIn("bob", "gradient-descent", Path("x.ipynb"))) is None


def test_a_record_without_a_key_is_another_than_any_that_is_due(tmp_path):
    path = tmp_path / BOB
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({n: v for n, v in read_from(BOB).items() if n != "key"}))
    bob = HandedIn("bob", "gradient-descent", Path("x.ipynb"))
    assert Journal(tmp_path).read(bob).key == ""


def test_bytes_that_are_no_text_are_no_record(tmp_path):
    path = tmp_path / BOB
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    assert Journal(tmp_path).read(HandedIn("bob", "gradient-descent", Path("x.ipynb"))) is None


def test_what_is_wrong_with_a_record_is_one_sentence():
    with pytest.raises(ValueError, match="Marked must be an object with error, exercise, flags,"):
        Marked.from_json({"student": "bob"})
    with pytest.raises(ValueError, match=r"^late must be of type int \| float, got 'a day'$"):
        Marked.from_json(read_from(BOB) | {"late": "a day"})
