"""The questions of the course: each stands once, in the file of its topic, and is asked by its id.

``topics/gradient-descent.toml`` beside this module has a table for each, by its kind and its name::

    [prediction.twice]
    question = "You double the learning rate. How many steps now?"
    answer = "b"
    why = "Twice the step is half the walk."
    grounds = { derived = "Why: a step is a multiplication" }
    evidence = ["0.10: 87 steps"]

    [prediction.twice.options]
    a = ["about 350", "That would be half the step."]
    b = ["about 90"]

This one is ``"gradient-descent/twice"``. What is kept of an answer is an option's letter, so its
words may change, and a letter is never given to another option. The sentence after an option is
said to those who chose it. Instead of ``options`` a prediction may have ``number`` (`unit`,
`tolerance`; see `NumberGuess`), or ``items`` to be put in order, with the letters in the right
order as its answer.

``grounds`` says what the reason rests on: the section of the lesson that has it ``derived``, what a
cell has ``printed``, or the function in ``benchmarks/challenges/`` by which the cause was
``challenged``.

``evidence`` is what the run prints and no option says: a test looks that it is nowhere on the page
before the answer is given. Text in a lesson that tells the answer stands in a closed part,
``<details class="after-twice">``, which opens when the answer is there.

``paper`` are its words on the sheet before the lesson, where they would answer a question before
it: with ``___`` for what tells, or less than the question's; left empty, it is not on the sheet.

A question of a quiz, ``[quiz.limit]``, has a sentence on every option in place of ``why``, and
``[explain.flatter]`` has a question and ``ours``.

A lesson of one's own has its file in the folder ``questions`` of the course folder.
"""

import re
import tomllib
from importlib.resources import files

from hplearn.lab.questions.progress_file import course_folder

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")


def look_up(kind, id):
    """Return a question as a dict, by its id, as in ``"gradient-descent/twice"``.

    Raises
    ------
    ValueError
        If ``id`` has another form, or there is no such question of this kind.
    """
    if not (isinstance(id, str) and ID.fullmatch(id)):
        raise ValueError(
            f'a question is named by topic and name, as in "gradient-descent/twice", got {id!r}'
        )
    topic, _, name = id.partition("/")
    there = questions_in(topic, kind)
    if name not in there:
        raise ValueError(f"{kind} must be one of {', '.join(there)} of {topic}, got {name!r}")
    return there[name]


def text_of(question, name, id):
    """Return a text of a question, after checking that it says something."""
    text = question.get(name)
    if not (isinstance(text, str) and text.strip()):
        raise ValueError(f"{name} of {id} must say something, got {text!r}")
    return text


def questions_in(topic, kind):
    """Return the questions of one kind on a topic, by name, in order.

    Parameters
    ----------
    topic : str
        As in ``"gradient-descent"``.
    kind : str
        One of prediction, quiz, explain.

    Raises
    ------
    ValueError
        If there is no file of questions on it, or the file is not TOML.

    Examples
    --------
    >>> list(questions_in("gradient-descent", "prediction"))
    ['way', 'twice', 'again', 'edge', 'cliff']
    """
    for folder in (files("hplearn.lab.questions") / "topics", course_folder() / "questions"):
        path = folder / f"{topic}.toml"
        if path.is_file():
            try:
                return tomllib.loads(path.read_text("utf-8")).get(kind, {})
            except tomllib.TOMLDecodeError as error:
                raise ValueError(f"{path.name} is not TOML: {error}") from None
    raise ValueError(f"the course has no questions on {topic!r}")
