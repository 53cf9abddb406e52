"""A try is told by what an answer does, the same in every kernel."""

import os
import subprocess
import sys

ASKED = """
from hplearn.exercises.questions import question_of
from hplearn.exercises.tries import tried
from hplearn.exercises.verdicts import examine

def largest_safe_rate(hessian):
    return 1.0 if str(hessian) in {"a", "b", "c", "d"} else 2.0

question = question_of("05.3")
verdict = examine(question, {"largest_safe_rate": largest_safe_rate}, 1)
print(tried({}, verdict, largest_safe_rate)["digest"])
"""


def test_the_digest_of_an_answer_with_a_set_is_the_same_after_a_restart():
    told = {
        subprocess.run(
            [sys.executable, "-c", ASKED],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(told) == 1
