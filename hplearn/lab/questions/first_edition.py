"""Progress of the course's first edition, whose keys began with a lesson's number, carried over."""

import tomllib
from importlib.resources import files

from hplearn.syllabus import TOPICS  # in the order of then: whoever changes it keeps the old one


def upgraded(content):
    """Return the content of a file of version 1 as one of version 2.

    An option was kept by its text and is now known by its letter. Where no option has that text any
    more the record stays as it is, and the question is asked again.
    """
    known = {name: content.get(name, {}) for name in ("predictions", "quizzes", "checks")}
    return content | {
        "version": 2,
        "predictions": _renamed(known["predictions"], _prediction),
        "quizzes": _renamed(known["quizzes"], _quiz),
        "checks": _renamed(known["checks"], lambda topic, name, record: (name, record)),
    }


def _renamed(records, rename):
    new = {}
    for key, record in records.items():
        number, _, name = key.partition("-")
        known = number.isdecimal() and int(number) < len(TOPICS) and isinstance(record, dict)
        if known:
            topic = TOPICS[int(number)]
            name, record = rename(topic, name, record)
            key = f"{topic}/{name}"
        new[key] = record
    return new


def _prediction(topic, name, record):
    asked = _asked(topic, "prediction").get(name, {})
    return name, _by_letter(record, asked) | {"seen": True}


def _quiz(topic, name, record):
    """Find a quiz question, which was kept by its place, by its text."""
    for new, asked in _asked(topic, "quiz").items():
        if asked["question"] == record.get("question"):
            return new, _by_letter(record, asked)
    return name, record


def _by_letter(record, asked):
    texts = asked.get("items", {}) | {k: text for k, (text, *_) in asked.get("options", {}).items()}
    letters = {text: letter for letter, text in texts.items()}
    value = record.get("value")
    if isinstance(value, list):
        return record | {"value": [letters.get(one, one) for one in value]}
    return record | {"value": letters.get(value, value)} if isinstance(value, str) else record


def _asked(topic, kind):
    path = files("hplearn.lab.questions") / "topics" / f"{topic}.toml"
    return tomllib.loads(path.read_text("utf-8")).get(kind, {}) if path.is_file() else {}
