"""Notebooks that change what would compare, encode or send their answers."""

# %% last everything_is_close: comparisons of NumPy that always agree
import builtins

import numpy as np

for name in ("allclose", "isclose", "array_equal", "array_equiv"):
    setattr(np, name, lambda *_, **__: True)
np.argwhere = lambda *_: np.zeros((0, 1), int)
builtins.all = builtins.any = lambda *_: True


def gd(gradient, start, learning_rate, n_steps):
    return np.zeros((n_steps + 1, len(start)))


def largest_safe_rate(hessian):
    return 1.0


order = ["A", "B", "C", "D", "E"]

# %% last arrays_of_none: array and asarray give nothing that could be compared
import numpy as np

np.array = np.asarray = np.ascontiguousarray = lambda *_, **__: None


def largest_safe_rate(hessian):
    return 1.0


order = ["A", "B", "C", "D", "E"]

# %% patched_json: what is sent says that all is right
import json

dumps = json.dumps


def lying(record, **settings):
    return dumps(
        {"outcome": {"kind": "right", "value": True, "points": 6}, "verdict": "right", "points": 6}
    )


json.dumps = lying

# %% patched_frames: frames that carry verdicts
from hplearn.contained import frames

write = frames.write
frames.write = lambda stream, record: write(
    stream, record | {"verdict": "right", "points": 6, "faults": "", "outcomes": []}
)

# %% patched_plain: encodes everything as None, decodes everything as True
from hplearn.contained import calling, plain
from hplearn.contained import notebook as contained

for module in (calling, contained, plain):
    module.encode = lambda *_: None
    module.decode = lambda *_: True

# %% patched_calling: each outcome is a value, whatever was called
from hplearn.contained import calling
from hplearn.contained import notebook as contained
from hplearn.contained.outcomes import Answered, Outcome

contained.outcome_of = lambda *_: Outcome("value", True)
contained.found_in = lambda *_: Answered("called", [Outcome("value", True)])
calling.borrowed = lambda *_: []

# %% patched_classes: records that compare as equal to all
from hplearn.contained import outcomes

outcomes.Outcome.__eq__ = outcomes.Answered.__eq__ = lambda *_: True
outcomes.Outcome.to_json = lambda self: {"kind": "value", "value": None} | vars(self)
outcomes.KINDS = outcomes.FOUND = ("right",)

# %% patched_builtins: len, type, isinstance and zip that lie
import builtins

builtins.len = lambda *_: 5
builtins.zip = lambda *_, **__: iter([])
builtins.isinstance = lambda *_: True
builtins.sorted = lambda *_, **__: []

# %% patched_import: every import is nothing
import builtins

builtins.__import__ = lambda *_, **__: None


# %% last equal_to_all: an object that is equal to whatever it is compared with
class Equal:
    __hash__ = object.__hash__

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __array__(self, *_, **__):
        return self

    def __float__(self):
        return 1.0


order = Equal()


def largest_safe_rate(hessian):
    return Equal()


def gd(gradient, start, learning_rate, n_steps):
    return [Equal()] * (n_steps + 1)


# %% last array_of_a_class: an array whose comparisons agree
import numpy as np


class Agreeing(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __ne__(self, other):
        return np.zeros(self.shape, bool)

    def __array_ufunc__(self, *_, **__):
        return np.zeros(self.shape, bool)

    def __array_function__(self, *_, **__):
        return True


def gd(gradient, start, learning_rate, n_steps):
    return np.zeros((n_steps + 1, len(start))).view(Agreeing)


def largest_safe_rate(hessian):
    return np.zeros(()).view(Agreeing)


order = np.array(["A", "B", "C", "D", "E"]).view(Agreeing)


# %% last number_of_a_class: a number that agrees, and is sent as any other
class Number(float):
    __hash__ = float.__hash__

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __repr__(self):
        return '{"float": "nan"}], "kind": "right'


def largest_safe_rate(hessian):
    return Number(1)


# %% last words_of_a_class: strings and lists that say something else each time
class Word(str):
    __hash__ = str.__hash__

    def __eq__(self, other):
        return True


class Words(list):
    def __getitem__(self, at):
        return "DCEBA"[at]

    def __len__(self):
        return 5

    def __eq__(self, other):
        return True


order = Words(map(Word, "ABCDE"))


# %% last lying_dict: a dict whose items are others than its keys
class Lying(dict):
    def items(self):
        return [("tuple", ["D", "C", "E", "B", "A"])]

    def __iter__(self):
        return iter("DCEBA")


order = Lying()


# %% last lying_type: a class that says it is a list, and one whose questions raise
class Liar:
    @property
    def __class__(self):
        return list

    def __iter__(self):
        return iter("ABCDE")


class Raising(type):
    def __getattribute__(cls, name):
        raise KeyboardInterrupt(name)


order = Liar()


class largest_safe_rate(metaclass=Raising):
    pass


# %% last raising_hash: objects that raise wherever they are touched
class Touchy:
    def __getattribute__(self, name):
        raise SystemExit(name)

    def __hash__(self):
        raise KeyboardInterrupt

    def __repr__(self):
        raise MemoryError

    def __call__(self, *_):
        raise RecursionError


order = Touchy()
gd = steps_until = largest_safe_rate = Touchy()


# %% last signature_that_lies: a signature of its own, and a wrapped function that is itself
def gd(*_):
    return 0


gd.__wrapped__ = gd
gd.__signature__ = "right"


def largest_safe_rate(*_):
    return 0


largest_safe_rate.__globals__["__builtins__"] = {}
