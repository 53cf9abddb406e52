"""Which files the course has, and where they are."""

import pytest

from hplearn.course_files import CourseError, course_files, course_lessons


def test_lessons_come_in_order_from_the_first_place_that_has_any(tmp_path):
    expected = ["lessons/04-toy.ipynb", "lessons/10-toy.ipynb"]
    others = ["exercises/04-toy.ipynb", "docs/glossary.md"]
    for name in ["lessons/draft.ipynb", "docs/other.md", *others, *reversed(expected)]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    assert list(course_files([tmp_path])) == [*expected, *others]
    lessons = course_lessons([tmp_path / "none", tmp_path])
    assert lessons == [tmp_path / name for name in expected]
    with pytest.raises(CourseError, match=r"No lessons were found in .*none"):
        course_lessons([tmp_path / "none"])
