"""Which files the course has, and where they are."""

import pytest

from hplearn.course_files import CourseError, course_files, course_lessons


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
    lessons = course_lessons([tmp_path / "none", tmp_path])
    assert lessons == [tmp_path / name for name in expected]
    with pytest.raises(CourseError, match=r"No lessons were found in .*none"):
        course_lessons([tmp_path / "none"])
