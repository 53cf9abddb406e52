"""Names that nobody's pattern knows: whose words they are made of has the notebook, or nobody."""

import json
import tempfile
from collections import namedtuple
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hplearn.grading.handed_in import handed_in
from hplearn.grading.people import Roster

from .test_names import canvas, moodle

Person = namedtuple("Person", "id first last login")
FILE = "02-a-network-by-hand.ipynb"
CONTENT = json.dumps({"cells": [], "metadata": {"hplearn": {"exercise": "a-network-by-hand"}}})

FORMS = {
    "Brightspace": "{n}-99120 - {p.first} {p.last} - May {day}, 2026 512 PM/{file}",
    "Blackboard": "Exercise 02_{p.login}_attempt_2026-05-01-17-20-{day}_{file}",
    "Sakai": "Exercise 02/{p.last}, {p.first}({p.login})/Submission attachment(s)/{file}",
    "ILIAS": "Exercise_02/Abgaben/{p.last}_{p.first}_{p.login}_{n}/{file}",
    "OpenOLAT": "Drop box/{p.last}_{p.first}_{p.login}/1_dropbox/{file}",
    "GitHub Classroom": "exercise-02-submissions/exercise-02-{p.login}/{file}",
    "Schoology": "{p.last}, {p.first} - {n}/Revision 1 - On time/{file}",
    "mail": "02-a-network-by-hand {p.first} {p.last}.ipynb",
    "names": "{p.first} {p.last}/{file}",
    "files": "{p.first} {p.last}_02.ipynb",
    "logins": "HP101/Exercise 02/{p.login}/{file}",
    "two classes": "class-{odd}/{p.login}/{file}",
}
SQUASHED = {"Moodle": moodle, "Canvas": canvas}


def place(form, at, person, file=FILE):
    """Return where a system puts what the person at a place in its list hands in."""
    if form in SQUASHED:
        return SQUASHED[form](at, f"{person.first} {person.last}", file)
    about = {"n": 310000 + 11 * at, "day": f"{at + 10}", "odd": at % 2}
    return FORMS[form].format(p=person, file=file, **about)


def found_in(places, roster):
    """Return what is handed in if a file lies in each of these places, by the place."""
    with tempfile.TemporaryDirectory() as folder:
        for at, one in enumerate(places):
            path = Path(folder, one)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(CONTENT + at * " ")
        found = handed_in(Path(folder), "a-network-by-hand", roster)
        return {one.path.relative_to(folder).as_posix(): one for one in found}


def row_of(person):
    about = {"name": f"{person.first} {person.last}", "e-mail": f"{person.login}@x.org"}
    return {"student": person.id} | about


CLASS = [
    Person("1", "Ada", "Lovelace", "alovelace"),
    Person("2", "J\u00fcrgen", "M\u00fcller", "j.mueller"),
    Person("3", "Mary Ann", "Smith", "msmith2"),
    Person("4", "Jos\u00e9", "Garc\u00eda-L\u00f3pez", "jgarcia"),
    Person("5", "\u5c0f\u660e", "\u738b", "xwang"),
    Person("11", "Mar\u00eda", "de la Cruz", "mcruz"),
    Person("12", "Anna", "Schmidt", "aschmidt"),
    Person("15", "Anna", "Schmidt-Meier", "ameier"),
]


@pytest.mark.parametrize("form", [*FORMS, *SQUASHED])
def test_each_of_a_class_is_found_in_whatever_system(form):
    places = {place(form, at, one): one.id for at, one in enumerate(CLASS)}
    found = found_in(places, [*map(row_of, CLASS)])
    told = {path: one.student for path, one in found.items()}
    assert told == places
    assert not any(one.error for one in found.values())


FIRST = st.sampled_from(["Ada", "Wei", "Li", "Jan", "May", "J\u00f6rg", "Joerg", "Mary Ann", "05"])
LAST = st.sampled_from(
    ["Li", "Wei", "M\u00fcller", "Mueller", "Lovelace", "de Li", "Li-Wei", "May"]
)
IDS = {
    "class list": lambda at, person: str(at + 1),
    "code": lambda at, person: f"s{at}",
    "system's number": lambda at, person: str(310000 + 11 * at + 11),
    "first name": lambda at, person: f"{person[0].split()[0].lower()}",
}
LOGINS = {
    "short": lambda at, person: f"{person[0][0]}{person[1].split()[0]}".lower(),
    "whole": lambda at, person: ".".join(person).replace(" ", "").lower(),
    "number": lambda at, person: f"e{at}123",
}
FILES = [FILE, "2.ipynb", "11.ipynb", "help from Wei Li.ipynb", "05 Ada.ipynb"]


def is_another(person, others):
    """Whether a person has neither name nor login with one of the others in common."""
    own = Roster([row_of(person)])
    return not any(
        own.find(f"{one.first} {one.last}")
        or own.named_in(f"{one.first} {one.last}")
        or Roster([row_of(one)]).named_in(f"{person.first} {person.last}")
        or one.login == person.login
        or one.id == person.id
        for one in others
    )


@settings(deadline=None, max_examples=400, suppress_health_check=list(HealthCheck))
@given(
    form=st.sampled_from([*FORMS, *SQUASHED]),
    names=st.lists(st.tuples(FIRST, LAST), min_size=1, max_size=6, unique=True),
    strangers=st.lists(st.booleans(), min_size=6, max_size=6),
    ids=st.sampled_from([*IDS]),
    login=st.sampled_from([*LOGINS]),
    files=st.lists(st.sampled_from(FILES), min_size=6, max_size=6),
)
def test_no_mark_is_with_the_wrong_person(form, names, strangers, ids, login, files):
    people = []
    for at, name in enumerate(names):
        person = Person(IDS[ids](at, name), *name, LOGINS[login](at, name))
        people += [person] if is_another(person, people) else []
    known = {one.id for one, is_not in zip(people, strangers, strict=False) if not is_not}
    places = {place(form, *one): one[1] for one in zip(range(6), people, files, strict=False)}
    roster = [row_of(one) for one in people if one.id in known]
    for path, one in found_in(places, roster).items():
        assert one.error or one.student not in known or one.student == places[path].id


@pytest.mark.parametrize(
    "places",
    [
        ["11-grid-search.ipynb"],
        ["11.ipynb"],
        ["Someone New/11-grid-search.ipynb"],
        ["11-grid-search (1).ipynb", "11-grid-search (2).ipynb"],
        ["11/11-grid-search.ipynb"],
        ["Someone New/3.ipynb"],
        ["11-grid-search.ipynb", "Ada Lovelace_11.ipynb"],
    ],
)
def test_the_exercises_own_number_or_file_name_is_nobody(places, tmp_path):
    content = CONTENT.replace("a-network-by-hand", "grid-search")
    roster = [row_of(one) for one in CLASS]
    for at, one in enumerate(places):
        (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one).write_text(content + at * " ")
    for due in ("grid-search", ""):
        found = {one.path.name: one for one in handed_in(tmp_path, due, roster)}
        if ada := found.pop("Ada Lovelace_11.ipynb", None):
            assert (ada.student, ada.error) == ("1", "")
        (one,) = found.values()
        assert one.student not in {row["student"] for row in roster}
        if "Someone" not in places[0]:
            assert one.flags == (
                "its name tells no student: rename the folder or file to the right one's id",
            )


@pytest.mark.parametrize(
    ("place", "student"),
    [
        ("s/a.schmidt/02.ipynb", "1"),
        ("Jan Mueller/02.ipynb", "3"),
        ("mueller_jan - HW 02/02.ipynb", "3"),
        ("Abgaben/Ada Newman/02.ipynb", "Abgaben"),
        ("Schmidt, Ada - 10020/02.ipynb", "Schmidt, Ada - 10020"),
        ("Ada Lovelace - 10020/02.ipynb", "10020"),
    ],
)
def test_a_name_is_somebodys_if_all_of_its_words_are(place, student):
    roster = [
        {"student": "1", "name": "Anna Schmidt", "e-mail": "a.schmidt@x.org"},
        {"student": "ada", "name": "Ada Lovelace"},
        {"student": "3", "name": "Jan M\u00fcller"},
        {"student": "10020", "name": "Ben"},
    ]
    (one,) = found_in([place], roster).values()
    if student == "10020":  # another's number beside a name
        assert one.flags[0].startswith(f"{place.partition('/')[0]} may be ada or 10020: rename")
    else:
        assert (one.student, one.error) == (student, "")


def test_of_revisions_the_last_counts():
    form = "Lovelace, Ada - 12340/Revision {} - On time/02.ipynb"
    (path,) = found_in([form.format(1), form.format(2)], [row_of(CLASS[0])])
    assert path == form.format(2)
