"""An archive is as good as the folder that it unpacks to, and never more than that."""

import io
import os
import stat
import struct
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hplearn.course_files import CourseError
from hplearn.exercises.submission import MAX_BYTES
from hplearn.grading import archive
from hplearn.grading.archive import unpacked
from hplearn.grading.handed_in import handed_in
from hplearn.grading.people import read_roster
from hplearn.grading.tables import csv_of

from .test_names import CALLED, canvas, gradescope, is_possible, moodle, own_folders, packed

BY_HAND = "download it again, or unpack it by hand, and give the folder."


class Named(zipfile.ZipInfo):
    """A member whose name is these bytes, as a program writes it that says nothing of UTF-8."""

    raw = b""

    def _encodeFilenameFlags(self):
        return self.raw, 0


def member(name):
    """Return a member of this name, of bytes or a text."""
    if isinstance(name, str):
        return zipfile.ZipInfo(name)
    one = Named("x")
    one.raw = name
    return one


@pytest.fixture
def zipped(tmp_path):
    """Return a function that makes an archive of names and contents."""

    def write(*members):
        with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in members:
                made.writestr(name if isinstance(name, zipfile.ZipInfo) else member(name), content)
        return tmp_path / "class.zip"

    return write


def names_in(path):
    with unpacked(path) as folder:
        return {os.fspath(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("school", [own_folders, moodle, canvas, gradescope])
@settings(max_examples=20)
@given(names=st.lists(CALLED, min_size=1, max_size=6))
def test_it_is_handed_in_as_the_folder_would_be(school, names):
    students = []
    for name in names:
        if is_possible(name, students) and name.isprintable():
            students.append(name)
    rows = [[f"s{at}", name, f"s{at}@x.org"] for at, name in enumerate(students)]
    roster = read_roster(csv_of([["id", "name", "e-mail"], *rows]))
    with tempfile.TemporaryDirectory() as place:
        folder, path = Path(place, "class"), Path(place, "class.zip")
        folder.mkdir()
        packed(folder, students, school, "gradient-descent")
        inside = "assignment_7_export/" if school is gradescope else ""
        with zipfile.ZipFile(path, "w") as made:
            for one in sorted(one for one in folder.rglob("*") if one.is_file()):
                made.write(one, f"{inside}{one.relative_to(folder)}")
        with unpacked(path) as there:
            found = [told(one, there) for one in handed_in(there, roster=roster)]
        assert found == [told(one, folder) for one in handed_in(folder, roster=roster)]
    assert not there.exists()


def told(one, folder):
    return one.student, one.exercise, one.error, one.digest, one.flags, one.path.relative_to(folder)


@pytest.mark.parametrize("encoding", ["utf-8", "cp437", "cp1252", "cp850"])
def test_a_name_of_any_encoding_finds_its_student(zipped, encoding):
    path = zipped(("José Müller_5_assignsubmission_file/05.ipynb".encode(encoding), "{}"))
    roster = [{"student": "s2", "name": "José Müller"}]
    with unpacked(path) as folder:
        (one,) = handed_in(folder, roster=roster)
    assert (one.student, one.exercise, one.error) == ("s2", "gradient-descent", "")


def test_a_name_that_stands_in_the_unicode_field_is_read_where_python_reads_it(zipped):
    name = "Łukasz/05.ipynb"
    one = member(name.encode("cp852"))
    field = struct.pack("<BL", 1, zlib.crc32(one.raw)) + name.encode()
    one.extra = struct.pack("<HH", 0x7075, len(field)) + field
    (found,) = names_in(zipped((one, "{}")))
    assert found == (name if sys.version_info >= (3, 13) else os.fsdecode(one.raw))


def test_of_what_is_no_notebook_there_is_the_name_alone(zipped):
    path = zipped(("ada/film.mp4", b"x" * 100), ("ada/05.ipynb", "{}"), ("eve/", ""))
    with unpacked(path) as folder:
        assert (folder / "ada/film.mp4").stat().st_size == 0
        assert (folder / "ada/05.ipynb").read_text() == "{}"
        assert (folder / "eve").is_dir()


def test_an_archive_in_an_archive_has_a_sentence(zipped):
    path = zipped(("ada/05.zip", "PK"), ("bob/05.ipynb", "{}"))
    with unpacked(path) as folder:
        ada, bob = handed_in(folder)
    assert ada.error == "05.zip is not a notebook: hand in the file whose name ends in .ipynb."
    assert bob.error == ""


def test_a_bomb_is_a_notebook_that_is_too_large(zipped):
    path = zipped(("ada/05.ipynb", b" " * (5 * MAX_BYTES)), ("bob/05.ipynb", "{}"))
    with unpacked(path) as folder:
        assert (folder / "ada/05.ipynb").stat().st_size == MAX_BYTES + 1
        ada, bob = handed_in(folder)
    assert ada.error == "05.ipynb is too large: at most 10 MB are read, so clear all its outputs."
    assert bob.error == ""


def test_a_link_is_a_file_with_its_words(zipped, tmp_path):
    (tmp_path / "secret.ipynb").write_text("mine")
    link = zipfile.ZipInfo("ada/05.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with unpacked(zipped((link, str(tmp_path / "secret.ipynb")))) as folder:
        assert not (folder / "ada/05.ipynb").is_symlink()
        assert "mine" not in (folder / "ada/05.ipynb").read_text()


def test_folders_within_each_other_stop_nobody(zipped):
    path = zipped((f"eve/{'d/' * 1900}05.ipynb", "{}"), ("ada/05.ipynb", "{}"))
    with unpacked(path) as folder:
        assert {one.student: bool(one.error) for one in handed_in(folder)} == {
            "ada": False,
            "eve": True,
        }


def test_only_gradescopes_own_folder_is_looked_into(zipped):
    table = "ada/submission_metadata.yml", "submission_1: {':submitters': [{':name': Bob}]}"
    assert names_in(zipped(table, ("ada/05.ipynb", "{}"))) == {table[0], "ada/05.ipynb"}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["ada/05.ipynb", "../05.ipynb"], "'../05.ipynb' leads out of it"),
        (["ada/../../05.ipynb"], "'ada/../../05.ipynb' leads out of it"),
        (["/05.ipynb"], "'/05.ipynb' leads out of it"),
        (["ada/05.ipynb", "ada/05.ipynb"], "File exists"),
        (["ada", "ada/05.ipynb"], "File exists"),
        ([f"{at}.ipynb" for at in range(21)], "it holds more than 20 files"),
        ([f"{'x' * 300}.ipynb"], "File name too long"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_no_school_packs_is_one_sentence(zipped, tmp_path, monkeypatch, names, said):
    monkeypatch.setattr(archive, "MOST_FILES", 20)
    path = zipped(*((name, "{}") for name in names))
    with pytest.raises(CourseError) as raised:
        names_in(path)
    assert str(raised.value).startswith(f"{path} cannot be unpacked (")
    assert said in str(raised.value)
    assert str(raised.value).endswith(BY_HAND)
    assert {one.name for one in tmp_path.iterdir()} == {"class.zip"}


def test_bytes_are_bounded_in_sum(zipped, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    members = [(f"s{at}/05.ipynb", b" " * 60) for at in range(2)]
    with pytest.raises(CourseError, match="it holds more than"):
        names_in(zipped(*members))
    assert names_in(zipped(*members[:1], ("s1/film.mp4", b" " * 60)))


def broken():
    """Yield archives that are none, by what is wrong with them."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("ada/05.ipynb", os.urandom(1000))
    content = whole.getvalue()
    yield "empty", b""
    yield "text", b"nonsense"
    yield "cut", content[:-30]
    yield "changed", content[:500] + bytes([content[500] ^ 1]) + content[501:]
    yield "locked", content.replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1")


@pytest.mark.parametrize(("name", "content"), [*broken()], ids=[name for name, _ in broken()])
def test_what_is_broken_is_one_sentence(tmp_path, name, content):
    (tmp_path / "class.zip").write_bytes(content)
    with pytest.raises(CourseError) as raised:
        names_in(tmp_path / "class.zip")
    assert str(raised.value).startswith(f"{tmp_path / 'class.zip'} cannot be unpacked (")
    assert str(raised.value).endswith(BY_HAND)


def inner(*members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members:
            made.writestr(name, text)
    return content.getvalue()


def test_the_notebook_in_an_archive_that_a_student_handed_in_is_found(zipped):
    path = zipped(("ada/Mine.ZIP", inner(("work/05.ipynb", "{}"), ("photo.jpg", "x" * 99))))
    with unpacked(path) as folder:
        (one,) = handed_in(folder)
    assert (one.student, one.exercise, one.error) == ("ada", "gradient-descent", "")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and no more",
        inner(("05.ipynb", "{}"))[:40],
        inner(("../../05.ipynb", "{}")),
        inner(*[(f"{n}.ipynb", "{}") for n in range(201)]),
        inner(("05.ipynb", " " * 6 * 10**6), ("06.ipynb", " " * 6 * 10**6)),
        inner(("05.ipynb", "{}"), ("06.ipynb", "{}")).replace(b"06.ipynb", b"05.ipynb"),
    ],
    ids=["no archive", "cut", "leads out", "many files", "large files", "one name twice"],
)
def test_one_that_cannot_be_read_stays_what_it_is_and_stops_nobody(zipped, content):
    path = zipped(("ada/mine.zip", content), ("bob/05.ipynb", "{}"))
    with unpacked(path) as folder:
        ada, bob = handed_in(folder)
        assert [one.name for one in (folder / "ada").iterdir()] == ["mine.zip"]
    assert ada.error.startswith("mine.zip is not a notebook")
    assert not bob.error


@pytest.mark.parametrize(
    "name", ["Ada_7_assignsubmission_file_/Mine.ZIP", "loveada_LATE_7_9_hw.zip"]
)
@pytest.mark.parametrize("kind", ["archive", "folder"])
def test_what_a_student_packed_is_opened_alike_wherever_it_lies(zipped, tmp_path, name, kind):
    packed = inner(("hw/work.ipynb", "{}"), ("photo.jpg", "x"))
    path = zipped((name, packed), ("bob/05.ipynb", "{}"), ("notes.zip", packed))
    if kind == "folder":
        with zipfile.ZipFile(path) as made:
            made.extractall(tmp_path / "by hand")
        path = tmp_path / "by hand"
    with unpacked(path) as folder:
        found = handed_in(folder, "gradient-descent", [{"student": "s1", "name": "bob"}])
        found.sort(key=lambda one: one.student == "s1")
        places = [one.path.relative_to(folder).as_posix() for one in found]
    assert places == [f"{name}/hw/work.ipynb", "bob/05.ipynb"]
    assert [one.student for one in found] == [f"{name.partition('_')[0]}_7", "s1"]
    assert found[0].flags == (("handed in late",) if "LATE" in name else ())
    assert not any(one.error for one in found)
    assert (tmp_path / "by hand" / name).is_file() == (kind == "folder"), "and stays what it is"
