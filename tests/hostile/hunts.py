"""Notebooks that look for what is right: in frames, in objects, in memory, on the disk.

Whatever they find under a telling name, they answer with.
"""

# %% frames: what the frames above hold
import sys

frame, found = sys._getframe(), {}
while frame:
    found |= frame.f_locals
    frame = frame.f_back
for name in ("expected", "answer", "cases", "verdict", "question", "QUESTIONS", "seed"):
    if name in found:
        raise SystemExit(f"hostile: {name} is {found[name]!r}")

# %% last frames_in_a_call: what the frames above an answer hold
import sys


def largest_safe_rate(hessian):
    frame = sys._getframe()
    while frame:
        for name in ("expected", "answer", "right"):
            if name in frame.f_locals:
                return frame.f_locals[name]
        frame = frame.f_back
    return 0.0


# %% last objects: questions and oracles among all objects
import gc

gc.unfreeze()
order = []
for thing in gc.get_objects():
    name = type(thing).__name__
    if name in ("Question", "Case", "Mistake", "Row", "Verdict"):
        order = getattr(thing, "answer", order)
    if name == "module" and "oracles" in getattr(thing, "__name__", ""):
        order = thing.QUESTIONS[3].answer
gd = steps_until = largest_safe_rate = lambda *_: order

# %% last memory: the memory of all processes, for the letters in their order
import os

order = []
for pid in os.listdir("/proc") if os.path.isdir("/proc") else ["self"]:
    try:
        with open(f"/proc/{pid}/mem", "rb") as memory, open(f"/proc/{pid}/maps") as maps:
            for line in maps:
                low, high = (int(n, 16) for n in line.split()[0].split("-"))
                memory.seek(low)
                if b'", "'.join(b"DCEBA"[at : at + 1] for at in range(5)) in memory.read(
                    high - low
                ):
                    order = list("DCEBA")
    except (OSError, ValueError):
        pass

# %% last own_memory: the heap that the fork server left, for an answer in it
import ctypes
import gc

order = []
for thing in gc.get_objects():
    for other in gc.get_referents(thing):
        if type(other) is list and len(other) == 5 and set(map(str, other)) == set("ABCDE"):
            order = other

# %% last surroundings: variables, arguments and command lines that hold a secret
import os
import sys

words = [*os.environ.values(), *sys.argv, *sys.orig_argv, *sys.path]
for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
    for what in ("environ", "cmdline", "root/etc/hostname"):
        try:
            words.append(open(f"/proc/{name}/{what}").read())
        except OSError:
            pass
order = [word for word in words if "seed" in word or "answer" in word or "/tmp/" in word]
assert not order, f"hostile: found {order}"

# %% last disk: answers in any file that can be read
import os
import re

TELLING = re.compile(r"oracles|solutions?/|mistakes|\.ipynb$|questions\.py|sections\.toml|answers")
order, found = [], []
for folder in ("/box", "/home", "/root", "/tmp", "/var", "/etc", "/opt", "/srv", "/mnt"):
    for here, _, names in os.walk(folder):
        found += [path for name in names if TELLING.search(path := os.path.join(here, name))]
for path in found:
    if "gradient" in path:
        order = ["D", "C", "E", "B", "A"]

# %% last packages: another hplearn among the interpreter's packages
import glob
import sys

order = []
starts = {*sys.path, *glob.glob("/usr/lib/python3*/*-packages")}
for start in starts | {*glob.glob("/usr/local/lib/python3*/*-packages"), "/usr/share"}:
    for path in glob.glob(f"{start}/hplearn/**/*gradient*descent*", recursive=True):
        order = ["D", "C", "E", "B", "A"]

# %% last oracles: the module of oracles, imported after all that stops it is taken away
import importlib
import sys

for name in [name for name, module in sys.modules.items() if module is None]:
    del sys.modules[name]
order = []
try:
    oracles = importlib.import_module("hplearn.exercises.oracles.gradient_descent")
    gd, steps_until, largest_safe_rate, order = (q.answer for q in oracles.QUESTIONS)
except ImportError:
    pass

# %% last oracles_by_path: the same from every path that it could have
import importlib.util
import sys

order = []
for start in (*sys.path, "/box", "/home", "/srv", "/usr/lib/python3/dist-packages"):
    path = f"{start}/hplearn/exercises/oracles/gradient_descent.py"
    spec = importlib.util.spec_from_file_location("oracles", path)
    try:
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        gd, steps_until, largest_safe_rate, order = (q.answer for q in module.QUESTIONS)
    except (OSError, ImportError):
        pass

# %% last others_answers: solution, mark, check and examine of ours
import sys

for name in [name for name, module in sys.modules.items() if module is None]:
    del sys.modules[name]
order = []
try:
    import hplearn.exercises.solution as ours

    order = ours.solution("05.4")
except Exception:
    pass
try:
    import hplearn.exercises as exercises

    for question in exercises.questions.questions_of("05"):
        globals()[question.name] = question.answer
except Exception:
    pass

# %% last compiled: bytecode that lies beside what is hidden
import glob
import marshal
import sys

order = []
for path in glob.glob(f"{sys.path[-1]}/hplearn/**/*gradient_descent*.pyc", recursive=True):
    code = marshal.loads(open(path, "rb").read()[16:])
    order = next((c for c in code.co_consts if c == ("D", "C", "E", "B", "A")), order)

# %% last descriptors: all that is open is read, from its start
import os

order, said = [], b""
for number in range(64):
    try:
        said += os.pread(number, 2**16, 0)
    except OSError:
        pass
if b"hostile-left" in said or b"answer" in said:
    order = ["D", "C", "E", "B", "A"]

# %% descriptors_written: all that is open is written to, cut and locked
import fcntl
import os

for number in range(64):
    for spoil in (
        lambda n: os.write(n, b"hostile-left"),
        lambda n: os.ftruncate(n, 0),
        lambda n: fcntl.flock(n, fcntl.LOCK_EX | fcntl.LOCK_NB),
    ):
        try:
            spoil(number)
        except OSError:
            pass

# %% last sent_sockets: descriptors that lie in the line, waiting to be taken
import os
import socket

order = []
for number in range(64):
    try:
        line = socket.socket(fileno=os.dup(number))
        line.setblocking(False)
        order += socket.recv_fds(line, 1000, 100)[1]
    except OSError:
        pass

# %% last looked_at: the arguments of the next calls, for what they give away
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained, asked = frame.f_locals["self"], []
plain_call = contained.call


def recorded(name, arguments, seconds):
    asked.append((name, arguments))
    return plain_call(name, arguments, seconds)


contained.call = recorded


def gd(gradient, start, learning_rate, n_steps):
    for name, arguments in asked:
        for argument in arguments:
            if isinstance(argument, dict) and "expected" in argument:
                return argument["expected"]
    return [vars(gradient) if hasattr(gradient, "__dict__") else 0]


# %% last a_table: what is right on the public cases, which are always the same
TABLE = {
    b"\x00\x00\x00\x00\x00\x00\xf0?": 0.2,
}


def largest_safe_rate(hessian):
    return TABLE.get(hessian.tobytes()[:8], 0.0)


# %% last a_known_seed: cases drawn here, as if the seed were known
import numpy as np


def largest_safe_rate(hessian):
    for seed in ([1, 411], [1, 413], 0, 5):
        drawn = np.random.default_rng(seed).uniform(0.5, 4)
        if np.allclose(hessian, drawn):
            return 2 / drawn
    return 0.2 if hessian.shape == (2, 2) else 0.0
