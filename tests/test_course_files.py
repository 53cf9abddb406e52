"""Which files the course has, and where they are."""

import pytest

from hplearn.course_files import LESSONS, CourseError, course_file, course_files


def test_lessons_come_in_order_from_the_first_place_that_has_any(tmp_path):
    expected = ["lessons/04-toy.ipynb", "lessons/10-toy.ipynb"]
    others = ["exercises/04-toy.ipynb", "docs/glossary.md"]
    left_out = ["lessons/draft.ipynb", "docs/other.md"]
    for name in [*left_out, "lessons/course-map.ipynb", *others, *reversed(expected)]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    files = course_files([tmp_path])
    assert list(files) == [*expected, others[0], "course-map.ipynb", others[1]]
    assert files["course-map.ipynb"] == tmp_path / "lessons/course-map.ipynb"
    lessons = course_files([tmp_path / "none", tmp_path], [LESSONS])
    assert lessons == {name: tmp_path / name for name in expected}
    with pytest.raises(CourseError, match=r"No lessons were found in .*none"):
        course_files([tmp_path / "none"])


def test_a_file_that_is_not_installed_is_named():
    with pytest.raises(CourseError, match=r"^exercises/99-toy\.ipynb is not installed\.$"):
        course_file("exercises/99-toy.ipynb")
