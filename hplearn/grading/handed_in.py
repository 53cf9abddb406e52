"""Whose notebook for which exercise a file is: told by what it says, its place and its name."""

import hashlib
import os
import re
import stat
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from hplearn.course_files import CourseError
from hplearn.exercises.questions import exercises
from hplearn.exercises.submission import MAX_BYTES, TOO_LARGE, Unreadable, read
from hplearn.grading.people import CANVAS, PARTICIPANT, Roster, key, spelled, words
from hplearn.syllabus import number_of, topic_of

# Two digits that begin a word, 05 or ex05, and are no part of a date.
NUMBER = re.compile(
    r"(?i)(?<![^\W_])(?<!\d{4}-)(?<!\d{4}-\d\d-)(?:ex|exercise|hw|lesson)?(\d\d)(?!\d)"
)
TOPICS = "|".join(exercises())
# A whole topic, the one that begins first: "gradient-descent" is a part of a longer one.
TOPIC = re.compile(rf"(?<![^\W_])(?:{TOPICS})(?![^\W_])")
# As Google's forms name files: ours as it was, then the student.
GOOGLE = re.compile(rf"(?P<rest>(?:\d\d-)?(?:{TOPICS})\b.*?) - (?P<name>.+)")
# As Moodle names folders, and files if one asks for that; as Canvas names files. A student's own
# words come last, so that the first number counts.
MOODLE = r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]*_?(?P<rest>.*)"
BY_CANVAS = (
    r"(?P<name>[^_]\S*?)(?P<late>_LATE)?_(?P<number>\d+|(?<=anon_)\w+)_"
    r"(?:\d+_(?P<rest>.+)|(?:text|link)\.html)"  # the last of what was typed in
)

TEST_STUDENT = "studenttest"  # Canvas's own, as which a teacher looks at a course
RENAME = "rename the folder or file to the right one's id"
NO_NAME = f"its name tells no student: {RENAME}"
UNPACK = "where they came in an archive, unpack it first"
LATE, UNCLEAR = "handed in late", "It is not clear whose notebook this is."
NOTEBOOK = (".ipynb", ".ipynb.txt")  # the second where a browser saves what it shows
# Teams has such a folder for each time one hands in, as has Schoology, "Revision 2 - On time".
VERSION = re.compile(r"(?:Version|Revision) (\d+)\b.*")
DEEPEST = 20  # folders within each other; Python's own walk calls itself for each


@dataclass(frozen=True)
class HandedIn:
    """A file that a student handed in.

    Parameters
    ----------
    student : str
    exercise : str
        Its topic; nothing if no place tells.
    path : Path
    error : str
        One sentence if it cannot be marked as it is.
    digest : str
        Of its content.
    flags : tuple of str
        Sentences for the teacher alone.

    Examples
    --------
    >>> HandedIn("alice", "gradient-descent", Path("alice/05.ipynb")).error
    ''
    """

    student: str
    exercise: str
    path: Path
    error: str = ""
    digest: str = ""
    flags: tuple = ()


def handed_in(folder, due="", roster=()):
    """Return what lies in a folder, in the order of names.

    Below it is a folder for each student, or all notebooks lie in it and their names begin with
    the student: ``alice_05.ipynb``; Moodle's, Canvas's and Gradescope's archives are known, too. A
    notebook says which exercise it is; if it does not, a number or topic in the name of the file
    or of a folder between tells. Other files, and notebooks of other exercises than the one that
    is due, count only where a student has nothing better.

    Parameters
    ----------
    folder : Path
    due : str
        The topic of the one exercise that is marked; without it, all that are told.
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it. Who is on it has the id that stands
        there, whoever is not the name of the folder or file.

    Returns
    -------
    list of HandedIn

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "bob_05-gradient-descent.ipynb").write_text("{}")
    >>> [(one.student, one.exercise) for one in handed_in(folder)]
    [('bob', 'gradient-descent')]
    """
    people, paths = Roster(roster), [*files_in(folder)]
    tops = _tops(folder, paths, people)
    groups = {at: who for top in {*tops.values()} for at, who in _of_gradescope(top).items()}
    found = [one for path in paths for one in _placed(tops[path], path, due, people, groups)]
    good = [one for one in found if not one.error]
    students = {one.student for one in good}
    worse = (one for one in found if one.error and one.student not in students)
    kept = [*good, *(one for one in worse if _is_meant(one, tops[one.path]))]
    together = defaultdict(list)
    for one in sorted(_told_apart(kept, roster), key=lambda one: one.path):
        together[one.student, "" if one.error else one.exercise].append(one)
    return [_alone(group, folder) for group in together.values()]


def files_in(folder):
    """Yield the files of a folder in the order of names; what cannot be one is given as it is."""
    closed = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        is_deep = len(Path(place).parts) - len(folder.parts) >= DEEPEST - 1
        odd = {name for name in folders if is_deep or name.endswith(".ipynb")}
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in odd)
        yield from (Path(place, name) for name in sorted([*names, *odd]) if name[0] != ".")
    yield from (Path(error.filename, "what is in it") for error in closed)


def _tops(folder, paths, people):
    """Return for each file the folder of the students: the first in which anybody is known.

    If nobody is, one that is alone lies around them, as the ZIP of a folder has it, where one file
    is in two folders of it.
    """
    places = {path: path.relative_to(folder).parts for path in paths}
    for depth in range(max(map(len, places.values()), default=0)):
        tops = {path: folder.joinpath(*parts[:-1][:depth]) for path, parts in places.items()}
        if any(_is_known(top, path, people, depth) for path, top in tops.items()):
            return tops
    first, *others = {folder / parts[0] for parts in places.values()} or {folder}
    alone = [] if others else paths
    within = [path for path in alone if _is_notebook(path) and path.parent != first]
    is_twice = len({path.name for path in within}) < len(within)
    is_around = is_twice and not all(topic_told(one.relative_to(first).parts[0]) for one in within)
    return dict.fromkeys(paths, first if is_around else folder)


def _is_known(top, path, people, depth):
    """Return whether a file is of somebody of the roster, as a folder or file at a depth tells.

    Of numbers an exercise's are nobody's, and small ones in a folder may be, too.
    """
    name, label, _ = _label_of(top, path)
    is_short = all(one.isdecimal() and len(one) < 4 for one in words(label.name))
    is_number = is_short and (depth or topic_told(label.name))
    return bool(people.members(label.group) or (_whose(people, name, label)[0] and not is_number))


@dataclass(frozen=True)
class _Label:
    """By what to find a student, or Moodle's group, and what to call one whom nobody knows."""

    handles: tuple
    name: str
    is_late: bool = False
    group: str = ""


def _of_gradescope(folder):
    """Return who handed in each folder, as an archive of Gradescope tells it beside them."""
    path = folder / "submission_metadata.yml"
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
        groups = ((at, one[":submitters"]) for at, one in told.items())
        return {folder / at: [_submitter(who, at) for who in group] for at, group in groups}
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise CourseError(f"{path} is not as Gradescope writes it: {error!r:.80}") from None


def _submitter(told, folder):
    handles = [str(told[name]) for name in (":email", ":sid", ":name") if told.get(name)]
    own = told.get(":email") or told.get(":sid") or f"{handles[0]}_{folder}"  # two may share a name
    return _Label(tuple(handles), str(own))


def _placed(folder, path, due, people, groups):
    """Yield what a file is, once for each student who handed it in."""
    folders = path.relative_to(folder).parts[:-1]
    name, label, rest = _label_of(folder, path)
    if label.handles[-1] == TEST_STUDENT:
        return
    names = [path.stem if folders else rest, *reversed(folders[1:])]
    told = next(filter(None, map(topic_told, names)), "")
    try:
        told = _inside(path) or told
        error = _oddity(path, due, told)
    except OSError as problem:  # a path that is too long, a folder that nobody may enter
        error = f"{spelled(path.name)[:60]} cannot be used ({problem.strerror})."
    members = [_Label((who,), who) for who in people.members(label.group)]
    number = number_of(told or due) if told or due else ""
    for one in groups.get(folder / folders[0] if folders else "", members or [label]):
        students, why = _whose(people, name, one, number)
        student = spelled(one.name) if why or not students else students[0]
        if why and student in people.rows:
            student += " (unclear)"  # whose name is another one's id
        flags = (LATE,) if one.is_late or student in people.late else ()
        handed = HandedIn(student, due or told, path, error, flags=flags)
        yield _unclear(handed, why) if why else handed


def _whose(people, name, label, number=""):
    """Return the students of the roster whose a file may be, and why it is nobody's, if it is.

    What is the exercise's own, its number or its file's name, is no person.
    """
    is_own = people.rows and (not words(label.name) or label.name.split()[0] == number)
    students = (not is_own and people.find(*label.handles)) or people.named_in(name)
    if students[1:]:
        return students, f"{spelled(label.handles[-1])} may be {' or '.join(students)}: {RENAME}"
    return students, NO_NAME if is_own and not students else ""


def _label_of(folder, path):
    """Return the name that tells who handed in a file of a folder, who that is, and its rest.

    An archive that was unpacked is a folder, and has the name of a file.
    """
    first, *inner = path.relative_to(folder).parts
    is_folder = bool(inner) and not first.lower().endswith(".zip")
    name = first if is_folder else _own_name(folder / first)
    return name, *_labelled(name, is_folder)


def _own_name(path):
    """Return a file's name as schools' forms have it: without its ending, if it is no page."""
    return path.name if path.suffix == ".html" else path.stem


def _unclear(one, why):
    """Return what was handed in as nobody's; why names others, and is told to the teacher alone."""
    return replace(one, error=UNCLEAR, flags=(why,))


def _labelled(name, is_folder):
    """Return who handed in what has this name, and the rest of the name."""
    forms = {PARTICIPANT: MOODLE} | ({} if is_folder else {CANVAS: BY_CANVAS})
    found = [(re.fullmatch(form, name), school) for school, form in forms.items()]
    if known := [one for one in found if one[0]]:
        match, school = min(known, key=lambda one: one[0].start("number"))
        called, number, rest = match["name"], match["number"], match["rest"] or ""
        is_late = school is CANVAS and bool(match["late"])
        handles = name, school.format(number), called
        group = called if school is PARTICIPANT else ""
        return _Label(handles, f"{called}_{number}", is_late, group), rest
    if match := GOOGLE.fullmatch(name):
        return _Label((match["name"],), match["name"]), match["rest"]
    at = _flat(name)
    student = name if is_folder else name[:at].rstrip(" _-")
    return _Label((student,), student), name[at:] or name


def _inside(path):
    """Return the topic of the exercise that a notebook says it is; nothing if it says none."""
    try:
        return read(path, by_name=False).exercise if stat.S_ISREG(path.lstat().st_mode) else ""
    except Unreadable:
        return ""


def _told_apart(found, roster):
    """Yield what was handed in; of students nobody knows whose names look alike none is taken."""
    known, looks = {row["student"] for row in roster}, defaultdict(set)
    for one in found:
        looks[key(one.student)].add(one.student)
    for one in found:
        names = " and ".join(map(ascii, sorted(looks[key(one.student)])))
        is_clear = one.student in known or len(looks[key(one.student)]) == 1
        yield one if is_clear else _unclear(one, f"{names} look alike: {RENAME}")


def _flat(name):
    """Return where the exercise begins in a name that begins with the student, or its end."""
    found = NUMBER.search(name, 1) or TOPIC.search(name)
    return (found and found.start()) or len(name)


def topic_told(name):
    """Return the topic that a name tells: its first number decides, then a whole topic."""
    number, topics = NUMBER.search(name), set(TOPIC.findall(name))
    if number and (topic := topic_of(number[1])) in exercises():
        return topic
    return topics.pop() if len(topics) == 1 else ""


def _oddity(path, due, told):
    """Return why a file cannot be marked, if its kind, its name or its place says so."""
    kind, name = path.lstat().st_mode, spelled(path.name)
    if not stat.S_ISREG(kind):
        what = "a link" if stat.S_ISLNK(kind) else "a folder" if stat.S_ISDIR(kind) else "a device"
        return f"{name} is {what}, not a file."
    if not _is_notebook(path):
        return f"{name} is not a notebook: hand in the file whose name ends in .ipynb."
    if due and told not in ("", due):
        return f"{name} is for exercise {number_of(told)}, and {number_of(due)} is due."
    needed = f"its name needs a number from 01 to {number_of(exercises()[-1])}, or a topic"
    return "" if due or told else f"{name} tells no exercise: {needed}."


def _is_notebook(path):
    return path.name.lower().endswith(NOTEBOOK)


def _is_meant(one, folder):
    """Whether a file that cannot be marked was handed in, and does not just lie there."""
    is_named = _label_of(folder, one.path)[2] != _own_name(one.path)
    return one.path.parent != folder or is_named or _is_notebook(one.path)


def _alone(group, root):
    """Return what a student handed in for an exercise, if it is one notebook.

    Of versions it is the last one, and of copies the first; what says nothing of an exercise gives
    way to what does. Of files that cannot be marked it is the first, and typed words are the last.
    """
    last = max(map(_version, group))
    group = [one for one in group if _version(one) in (0, last)]
    group.sort(key=lambda one: (one.path.suffix == ".html", not _is_notebook(one.path)))
    one, paths = group[0], [spelled(each.path.relative_to(root).as_posix()) for each in group]
    if one.error:
        beside = f"; beside it: {', '.join(paths[1:])}." if paths[1:] else one.error[-1]
        return replace(one, error=one.error[:-1] + beside)
    group = [_digested(one) for one in group]
    told = [one for one in group if _inside(one.path) or topic_told(one.path.stem)] or group
    one, *others = {one.digest or one.path: one for one in reversed(told)}.values()
    error = f"{', '.join(paths)}: keep one of them."
    return replace(one, error=error, flags=(*one.flags, UNPACK)) if others else one


def _version(one):
    """Return the number of a version, or 0 of a file that is none."""
    found = VERSION.fullmatch(one.path.parent.name)
    return int(found[1]) if found else 0


def _digested(one):
    name = spelled(one.path.name)
    try:
        if one.path.stat().st_size > MAX_BYTES:
            return replace(one, error=f"{name} {TOO_LARGE}")
        return replace(one, digest=hashlib.sha256(one.path.read_bytes()).hexdigest())
    except OSError as error:
        return replace(one, error=f"{name} cannot be read ({error.strerror}).")
