"""Notebooks that speak to the grader themselves: replies that were not asked for, or are none."""

# %% last forged_values: replies of its own to all that is asked, in the grader's words
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
right = {"kind": "right", "value": True, "message": "", "error": "", "changed": []}
contained.find = lambda **_: {
    "kind": "called",
    "outcomes": [right],
    "borrowed": [],
    "what": "",
    "verdict": "right",
    "points": 6,
}
contained.call = lambda **_: {"outcome": right, "points": 6, "verdict": "right"}

# %% last early_replies: replies that come before their questions
import json
import os
import struct

outcome = {"kind": "value", "value": 0.2, "message": "", "error": "", "changed": []}
for record in ({"problems": []}, {"kind": "called", "outcomes": [outcome]}, {"outcome": outcome}):
    data = json.dumps(record).encode()
    for number in range(3, 64):
        try:
            os.write(number, 20 * (struct.pack(">I", len(data)) + data))
        except OSError:
            pass

# %% late_replies: a thread that goes on to speak
import json
import os
import struct
import threading
import time

outcome = {"kind": "value", "value": 0.2, "message": "", "error": "", "changed": []}
data = json.dumps({"outcome": outcome, "kind": "called", "outcomes": [outcome]}).encode()


def speak():
    while True:
        time.sleep(0.01)
        for number in range(3, 12):
            try:
                os.write(number, struct.pack(">I", len(data)) + data)
            except OSError:
                pass


threading.Thread(target=speak, daemon=True).start()

# %% two_replies: each reply is sent twice
from hplearn.contained import frames

write = frames.write
frames.write = lambda stream, record: (write(stream, record), write(stream, record))

# %% no_reply: nothing is ever said
import time

from hplearn.contained import frames

frames.write = lambda stream, record: time.sleep(1000)

# %% half_a_frame: the head of a frame, and then silence
import os
import time

for number in range(3, 12):
    try:
        os.write(number, b"\0\0\1\0{")
    except OSError:
        pass
time.sleep(1000)

# %% frame_of_4_gb: a length that nobody can hold
import os

for number in range(3, 12):
    try:
        os.write(number, b"\xff\xff\xff\xff" + b"x" * 1000)
    except OSError:
        pass

# %% frame_drop_by_drop: one byte at a time, without end
import os
import time

for number in range(3, 12):
    try:
        os.write(number, b"\0\1\0\0")
        while True:
            os.write(number, b" ")
            time.sleep(0.01)
    except OSError:
        pass

# %% last raw_frames: every frame that is none, one for each question and once more
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]


def raw(data):
    contained.writing.write(len(data).to_bytes(4, "big") + data)
    contained.writing.flush()
    while True:
        contained.reading.read(1)


contained.find = lambda **_: raw(b"[" * 2**23)

# %% last brackets_in_words: as many brackets, but in one string
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
outcome = {"kind": "value", "value": "[" * 199_000 + "{", "message": "", "error": "", "changed": []}
frame.f_locals["self"].find = lambda **_: {
    "kind": "called",
    "outcomes": [outcome],
    "borrowed": [],
    "what": "",
}

# %% last six_hundred_deep: lists in lists where words should be
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
deep = []
for _ in range(600):
    deep = [deep]
outcome = {"kind": "value", "value": deep, "message": deep, "error": deep, "changed": deep}
contained.find = lambda **_: {
    "kind": "called",
    "outcomes": [outcome],
    "borrowed": deep,
    "what": deep,
}
contained.call = lambda **_: {"outcome": outcome}

# %% last as_deep_as_json_goes: words that are read, and are then too deep to be written
import sys

from hplearn.contained import frames

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
DEPTHS = iter([990, 980, 970, 960, 950, 940, 930, 900, 90_000, 40_000, 20_000, 9_990, 9_900])


def deep(**_):
    depth = next(DEPTHS, 9_000)
    words = b"[" * depth + b"]" * depth
    data = b'{"outcome": {"kind": "error", "value": null, "message": %b, "error": %b, ' % (
        words,
        words,
    )
    data += b'"changed": []}}'
    contained.writing.write(len(data).to_bytes(4, "big") + data)
    contained.writing.flush()
    contained.serve()


contained.call = deep

gd = steps_until = largest_safe_rate = print

# %% last no_json: bytes that are no text
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]


def garbage(**_):
    data = b"\xff\xfe\x00{"
    contained.writing.write(len(data).to_bytes(4, "big") + data)
    contained.writing.flush()
    contained.serve()


contained.find = garbage

# %% last not_a_number: NaN, infinities and numbers of a thousand digits in all places
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
VALUES = iter(
    [float("nan"), float("inf"), 10**4000, -(10**4000), 1e308, -0.0, {"float": "nan"}, True] * 20
)


def odd(**_):
    value = next(VALUES)
    return {
        "outcome": {
            "kind": "value",
            "value": value,
            "message": value,
            "error": value,
            "changed": [value, value],
        },
        "kind": "called",
        "outcomes": [],
        "borrowed": [value],
        "what": value,
    }


contained.find = contained.call = odd

# %% last wrong_kinds: each field of a reply holds something of another kind
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
ODD = (None, [], {}, "called", 7, [[]], [None], {"a": []}, True, -1.5)
REPLIES = iter(
    [
        {
            "kind": kind,
            "outcomes": other,
            "borrowed": other,
            "what": other,
            "outcome": other,
            "problems": other,
            "function": other,
        }
        if at % 2
        else {"outcome": other}
        for at, other in enumerate(ODD * 10)
        for kind in ("called", other)
    ]
)
contained.find = lambda **_: {"kind": "called", "outcomes": [], "borrowed": [], "what": ""}
contained.call = lambda **_: next(REPLIES)

# %% last wrong_finds: the same, where it is asked what there is
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
REPLIES = iter(
    [
        {"kind": ["called"], "outcomes": {"0": 1}, "borrowed": {"a": 1}, "what": []},
        {"kind": "called", "outcomes": "called", "borrowed": 5, "what": {}},
        {"kind": "called", "outcomes": [[]], "borrowed": [["hplearn"]], "what": None},
        {"kind": "missing", "outcomes": [None] * 10**5, "borrowed": None, "what": 3},
    ]
)
frame.f_locals["self"].find = lambda **_: next(REPLIES)

# %% last other_words: a call of a given function with words that no call has
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
contained.call = lambda **_: {"function": 0, "seed": 1, "functions": {}, "self": None}

# %% last other_functions: numbers and names of functions that were never handed in
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
NAMES = (-1, 99, "eval", "__import__", "os.system", None, [], {}, True, 1.0, "__class__")


def gd(gradient, start, learning_rate, n_steps):
    for name in NAMES:
        for words in ([], [["touch /tmp/hostile-left"]], {"dict": [["__class__", 1]]}):
            try:
                contained.ask(name, *words)
            except Exception:
                pass
    return start


def steps_until(objective, start, learning_rate, tolerance, max_steps):
    from hplearn.contained import frames

    for name in NAMES:
        frames.write(contained.writing, {"function": name, "args": name, "kwargs": name})
        contained._next()
    return 0, "converged"


# %% last thousands_of_questions: given functions asked without end
def gd(gradient, start, learning_rate, n_steps):
    while True:
        gradient(start)


# %% last huge_arguments: given functions asked with as much as a frame holds
import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    for shape in ((6_000_000, 1), (1, 6_000_000), (750_000,), (3000, 1000, 2)):
        try:
            gradient(np.zeros(shape, "i1"))
        except Exception:
            pass
    return start


# %% last dunder_arguments: given functions asked with names of their own
import numpy as np


def gd(gradient, start, learning_rate, n_steps):
    for words in ({"__class__": 1}, {"self": 1}, {"position": start, "seed": 1}, {"": 2}):
        try:
            gradient(**words)
        except Exception:
            pass
    for thing in ("__import__('os').system('touch /tmp/hostile-left')", b"x", None, {"a": {}}, []):
        try:
            gradient(thing)
        except Exception:
            pass
    return start


# %% last lying_records: changed arguments that there are not, names it did not borrow
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
outcome = {"kind": "value", "value": 0.2, "message": "", "error": "", "changed": [99, -1, 0, 1, 2]}
contained.find = lambda **_: {
    "kind": "called",
    "outcomes": [outcome],
    "borrowed": ["<b>numpy</b>"] * 9,
    "what": "right",
}
contained.call = lambda **_: {"outcome": outcome, "calls": {"slope_of_bowl": {"n": 3}}}

# %% last forged_counts: calls that were never made, in the words in which they are counted
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
outcome = {
    "kind": "value",
    "value": {"array": "", "dtype": "<f8", "shape": [0, 2]},
    "message": "",
    "error": "",
    "changed": [],
    "calls": {"surfaces.slope_of_bowl": {"n": 3, "arguments": []}},
}
frame.f_locals["self"].call = lambda **_: {"outcome": outcome}

# %% last errors_without_words: calls that failed, with nothing said of how
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
error = {"kind": "error", "value": None, "message": "", "error": "", "changed": []}
contained.find = lambda **_: {"kind": "called", "outcomes": [error], "borrowed": [], "what": ""}
contained.call = lambda **_: {"outcome": error}

# %% last many_problems: sentences about cells, a hundred thousand
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
frame.f_locals["self"].run = lambda **_: {"problems": ["Cell 1 earns 6 points.\n" * 9] * 20_000}

# %% last colliding_sets: members of a set that all have one hash, each compared with all others
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
P1, P2, P5, WORD = 11400714785074694791, 14029467366897019727, 2870177450012600261, 2**64


def mixed(acc, lane):
    acc = (acc + lane * P2) % WORD
    acc = (acc << 31 | acc >> 33) % WORD
    return acc * P1 % WORD


target, inverse, members, first = 12345, pow(P2, -1, WORD), [], 0
while len(members) < 25_000:  # (first, second) whose sum before the last turn is always the same
    first += 1
    second = (target - mixed(P5, first)) * inverse % WORD
    if second < 2**61 - 1:
        members.append({"tuple": [first, second]})
outcome = {"kind": "value", "value": {"set": members}, "message": "", "error": "", "changed": []}
frame.f_locals["self"].find = lambda **_: {
    "kind": "called",
    "outcomes": [outcome],
    "borrowed": [],
    "what": "",
}

# %% last words_beside_numbers: a word makes words of four million numbers
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]


def many(**_):
    data = b'{"kind": "called", "borrowed": [], "what": "", "outcomes": [{"kind": "value", '
    data += (
        b'"message": "", "error": "", "changed": [], "value": ["a"' + b",0" * 4_000_000 + b"]}]}"
    )
    contained.writing.write(len(data).to_bytes(4, "big") + data)
    contained.writing.flush()
    contained.serve()


contained.find = many

# %% last many_keys: a record with as many names as fit
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
frame.f_locals["self"].find = lambda **_: {f"{at:x}": 0 for at in range(750_000)}

# %% last odd_shapes: arrays of shapes that are none
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
SHAPES = iter(
    [
        [0, 10**9],
        [10**9] * 3,
        [-1],
        [1.0],
        [True],
        "0",
        None,
        {},
        [0, 2**63, 2**63],
        [0] * 70,
        [0, 10**300],
        [[0]],
        [0] * 64,
    ]
)
frame.f_locals["self"].call = lambda **_: {
    "outcome": {
        "kind": "value",
        "value": {"array": "", "dtype": "<f8", "shape": next(SHAPES, [0])},
        "message": "",
        "error": "",
        "changed": [],
    }
}
gd = steps_until = largest_safe_rate = print

# %% last digits_of_a_shape: lengths of four thousand digits, which somebody will multiply
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
value = {"array": "", "dtype": "<f8", "shape": [10**4000] * 700}
outcome = {"kind": "value", "value": value, "message": "", "error": "", "changed": []}
frame.f_locals["self"].find = lambda **_: {
    "kind": "called",
    "outcomes": [outcome],
    "borrowed": [],
    "what": "",
}


# %% last heavy_values: each answer fills a frame, and all of them are kept
import json
import sys

frame = sys._getframe()
while not hasattr(frame.f_locals.get("self"), "serve"):
    frame = frame.f_back
contained = frame.f_locals["self"]
value = [f"{at % 90:02d}" for at in range(1_300_000)]
outcome = {"kind": "value", "value": value, "message": "", "error": "", "changed": []}
heavy = json.dumps({"outcome": outcome}, separators=(",", ":")).encode()


def reply(**_):
    contained.writing.write(len(heavy).to_bytes(4, "big") + heavy)
    contained.writing.flush()
    contained.serve()


contained.call = reply


# %% last heavy_arguments: each call of a given function fills a frame, and all are kept
def gd(gradient, start, learning_rate, n_steps):
    for _ in range(20):
        try:
            gradient([0.5] * 1_600_000)
        except Exception:
            pass


steps_until = gd
