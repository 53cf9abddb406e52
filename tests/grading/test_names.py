"""Whatever students are called, however a school packs it: nobody is taken for another."""

import json
import os
import re
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hplearn.exercises.questions import exercises
from hplearn.grading.handed_in import handed_in
from hplearn.grading.people import Roster, read_roster
from hplearn.grading.tables import csv_of
from hplearn.syllabus import number_of

SCRIPTS = ("Lu Ll", "Lo", "Lu Ll Lo Lm Mn Mc N", "Lu Ll Zs Pd Po Cf", "Ll Cf Mn")
NAMES = st.one_of(
    st.text(st.characters(categories=of.split()), min_size=1, max_size=20) for of in SCRIPTS
)
BYTES = st.binary(min_size=1, max_size=20).map(os.fsdecode)
TWINS = st.sampled_from(["ada", "a\u200bda", "\u0430da", "ADA", "a da", "ada ", "Ada", "\u00e5da"])
WORDS = st.lists(
    st.sampled_from(["Wei", "Li", "Ada", "M\u00fcller", "05", "de", "LATE"]), min_size=1
)
CALLED = st.one_of(NAMES, BYTES, TWINS, WORDS.map(" ".join))


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("Garcia Jose", "s1"),
        ("mueller_hans", "s2"),
        ("Nguy\u1ec5n Th\u1ecb Mai - HW", "s3"),
        ("\u00d8ystein Bakke (late)", "s4"),
        ("Unknown Person", ""),
    ],
)
def test_who_is_not_known_may_be_whoever_is_called_most_alike(name, student):
    names = [
        "Garc\u00eda, Jos\u00e9",
        "M\u00fcller, Hans",
        "Nguy\u1ec5n, Th\u1ecb Mai",
        "Bakke, \u00d8ystein",
    ]
    rows = [{"student": f"s{at}", "name": one, "e-mail": ""} for at, one in enumerate(names, 1)]
    assert Roster(rows).find(name) == []
    assert Roster(rows).nearest(name) == [student] * bool(student)


def own_folders(at, name, file):
    return f"{name}/{file}"


def moodle(at, name, file):
    """Return a place as mod/assign/classes/downloader.php makes it."""
    cleaned = re.sub(r"[\x00-\x1f\x7f&<>\"`|':\\/]|\.\.+", "", name.replace("_", " "))
    return f"{cleaned}_{1000 + at}_assignsubmission_file/{file}"


def canvas(at, name, file):
    """Return a place as lib/content_zipper.rb makes it, for every second student late."""
    *first, last = name.split() or [name]
    sortable = re.sub(r"\W", "", f"{last} {' '.join(first)}".lower())
    return f"{sortable}_{'LATE_' * (at % 2)}{5000 + at}_{7000 + at}_{file}"


def gradescope(at, name, file):
    return f"submission_{at}/{file}"


def packed(folder, names, school, topic):
    """Write what students hand in, all but every third, and return whose each file is."""
    file = f"{number_of(topic)}-{topic}.ipynb"
    owners, told = {}, {}
    for at, name in [pair for pair in enumerate(names) if pair[0] % 3 != 1]:
        path = folder / school(at, name, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        said = {"exercise": topic, "by": at}  # no two are copies, of which one would count
        path.write_text(json.dumps({"cells": [], "metadata": {"hplearn": said}}))
        owners[path] = f"s{at}"
        sender = {":name": name, ":email": f"s{at}@x.org", ":sid": ""}
        told[f"submission_{at}"] = {":submitters": [sender]}
    if school is gradescope:
        (folder / "submission_metadata.yml").write_text(yaml.safe_dump(told))
    return owners


def is_possible(name, taken):
    """Whether a folder can have this name, and no other of the class has it."""
    return not name.startswith(".") and not set("/\0") & set(name) and name not in taken


@pytest.mark.parametrize("school", [own_folders, moodle, canvas, gradescope])
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@example(names=["A", "B", "s0"], topic="why-tune-at-all")  # a name that is another one's id
@given(names=st.lists(CALLED, min_size=1, max_size=6), topic=st.sampled_from(exercises()))
def test_nobody_is_lost_and_nobody_has_what_is_anothers(school, names, topic):
    students = []
    for name in names:
        if is_possible(name, students) and (school is own_folders or name.isprintable()):
            students.append(name)
    rows = [[f"s{at}", name, f"s{at}@x.org"] for at, name in enumerate(students)]
    printable = [[one.encode("utf-8", "replace").decode() for one in row] for row in rows]
    roster = read_roster(csv_of([["id", "name", "e-mail"], *printable]))
    with tempfile.TemporaryDirectory() as place:
        owners = packed(Path(place), students, school, topic)
        for known in (roster, ()):
            found = handed_in(Path(place), roster=known)
            assert_each_is_told(found, owners, {row["student"] for row in known})


def assert_each_is_told(found, owners, known):
    by_path = {one.path: one for one in found}
    said = " ".join(one.error for one in found)
    for path, owner in owners.items():
        one = by_path.get(path)
        assert one or path.name in said, f"{path} is lost"
        if one and not one.error:
            assert one.student == owner or one.student not in known, f"{path} is {owner}'s"
        assert not one or one.student.isprintable()
    right = [one for one in found if not one.error]
    assert len({(one.student, one.exercise) for one in right}) == len(right)
