"""What it costs to mark a class: `hplearn grade` beside `nbgrader autograde`, on the same answers.

python benchmarks/grading.py --students 200 --nbgrader 20

CPU time is that of the whole machine, since boxes are no children of ours: let it be quiet.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import nbformat
import psutil

ROOT = Path(__file__).parents[1]
ASSIGNMENT = "exercise"
CONFIGS = {
    "its own": "",
    "with our config": (ROOT / "solutions/nbgrader_config.py").read_text(),
}


def seconds(command, folder):
    """Return wall-clock and CPU seconds of a command."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader's alembic
    before, start = psutil.cpu_times(), perf_counter()
    env = os.environ | {"PATH": path}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=env)
    taken, after = perf_counter() - start, psutil.cpu_times()
    busy = (after.user - before.user) + (after.system - before.system)
    return taken, busy


def by_hplearn(solution, n_students, jobs, folder):
    """Return the seconds that it takes to mark so many copies of a solution."""
    for student in range(n_students):
        path = folder / "submissions" / f"s{student}" / solution.name
        path.parent.mkdir(parents=True)
        shutil.copy(solution, path)
    command = [sys.executable, "-m", "hplearn", "grade", "submissions", "--out", "marks"]
    return seconds([*command, "--jobs", str(jobs)], folder)


def by_nbgrader(solution, n_students, folder, config):
    """Return the seconds that nbgrader takes with these settings, its checks being ours."""
    source = folder / "source" / ASSIGNMENT / solution.name
    source.parent.mkdir(parents=True)
    shutil.copy(solution, source)
    (folder / "nbgrader_config.py").write_text(config)
    command = [sys.executable, "-m", "nbgrader"]
    seconds([*command, "generate_assignment", ASSIGNMENT], folder)
    for student in range(n_students):
        path = folder / "submitted" / f"s{student}" / ASSIGNMENT / solution.name
        path.parent.mkdir(parents=True)
        nbformat.write(nbformat.read(solution, as_version=4), path)
    return seconds([*command, "autograde", ASSIGNMENT], folder)


def main():
    """Print one row for each grader and exercise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--nbgrader", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--exercises", nargs="+", default=["05", "19"])
    arguments = parser.parse_args()
    for number in arguments.exercises:
        (solution,) = (ROOT / "solutions").glob(f"{number}-*.ipynb")
        with tempfile.TemporaryDirectory() as folder:
            ours = by_hplearn(solution, arguments.students, arguments.jobs, Path(folder, "ours"))
            say(f"{number} hplearn grade", arguments.students, *ours)
            for name, config in CONFIGS.items() if arguments.nbgrader else ():
                theirs = by_nbgrader(solution, arguments.nbgrader, Path(folder, name), config)
                say(f"{number} nbgrader autograde, {name}", arguments.nbgrader, *theirs)


def say(what, n, taken, busy):
    """Print what a submission costs."""
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    cost = f"{n} in {taken:.1f} s, {busy / n:.3f} CPU s each"
    print(f"{what}: {cost}, largest process {largest:.0f} MB")


if __name__ == "__main__":
    main()
