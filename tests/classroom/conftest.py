"""What tests of the classroom share."""

import pytest

from tests.classroom.boxes.walls import wall_or_skip


@pytest.fixture(scope="session")
def a_box():
    """Skip the test, with the sentence that says what to install, where no box can be had."""
    with wall_or_skip():
        pass
