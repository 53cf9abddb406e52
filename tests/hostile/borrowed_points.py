"""Notebooks that let others answer: what they are to write is taken from where it lies."""

# %% last the_109_points: the whole grader turned against itself, as one cell of one exercise could
import sys

for name in [name for name, module in sys.modules.items() if module is None]:
    del sys.modules[name]
try:
    from hplearn.exercises import questions

    for question in questions.questions_of("gradient-descent"):
        if callable(question.answer):
            globals()[question.name] = lambda *given, q=question: q.answer(*given)
        else:
            globals()[question.name] = question.answer
except ImportError:
    pass

# %% last from_a_dict: hplearn's own, kept where no name tells
import sys

for name in [name for name, module in sys.modules.items() if module is None]:
    del sys.modules[name]
kept = {}
try:
    import hplearn

    kept["walk"] = hplearn.minimize
except (ImportError, AttributeError):
    pass
try:
    from hplearn.optim.minimize import minimize

    kept["walk"] = minimize
except ImportError:
    pass


def gd(gradient, start, learning_rate, n_steps):
    walked = kept["walk"](gradient, start, learning_rate=learning_rate, n_steps=n_steps)
    return getattr(walked, "path", walked)


# %% last from_scikit_learn: scikit-learn's, which this exercise does not need
import importlib
import sys

order = []
for name in ("sklearn.base", "sklearn.linear_model", "sklearn.model_selection"):
    try:
        importlib.import_module(name)
        order = ["D", "C", "E", "B", "A"]
    except ImportError:
        continue

# %% last from_its_path: scikit-learn and hplearn by a path of their own
import glob
import sys

order = []
for start in {*sys.path, sys.prefix, sys.base_prefix, "/usr/lib/python3/dist-packages"}:
    for name in ("sklearn", "hplearn"):
        if glob.glob(f"{start}/{name}/**/*optim*", recursive=True):
            order = ["D", "C", "E", "B", "A"]

# %% last installed: a package is installed while it is marked
import subprocess
import sys

order = []
done = subprocess.run(
    [sys.executable, "-m", "pip", "install", "--target", "/box/disk", "hplearn"],
    check=False,
    capture_output=True,
    timeout=20,
)
sys.path.insert(0, "/box/disk")
try:
    from hplearn.exercises.oracles.gradient_descent import QUESTIONS

    gd, steps_until, largest_safe_rate, order = (question.answer for question in QUESTIONS)
except ImportError:
    pass

# %% last hidden_behind_names: a function that says it is nobody's
import sys

try:
    from hplearn.optim.minimize import minimize as gd

    gd.__module__, gd.__qualname__ = "__main__", "gd"
except ImportError:
    pass

# %% last forged_borrowing: what it borrowed is not told, and neither is the right value
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
plain_find = contained.find
contained.find = lambda **asked: plain_find(**asked) | {"borrowed": [], "kind": "called"}


# %% last asked_of_ours (earns 0): the given function answers as if it were the question
def gd(gradient, start, learning_rate, n_steps):
    return [gradient(start)] * (n_steps + 1)


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    return objective(start)[0], "converged"


# %% last honest_beside_harm (earns 1): one right answer, and a bomb beside it
import numpy as np


def largest_safe_rate(hessian):
    return 2 / np.linalg.norm(hessian, 2)


def gd(gradient, start, learning_rate, n_steps):
    return [start] * 10**9


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    raise SystemExit
