"""Progress of the course's first edition, carried over to the lessons of the second.

Its file of version 1 has keys that begin with a lesson's number, and options by their text; in
version 2 a key begins with the topic. Three of its topics are two lessons each since version 3, and
two questions of an exercise belong to another one since version 4.
"""

import tomllib
from importlib.resources import files

QUESTIONS = files("hplearn.lab.questions")
OF_THEN = tomllib.loads((QUESTIONS / "first_edition.toml").read_text("utf-8"))
TOPICS, DIVIDED, CHECKS = (OF_THEN[name] for name in ("topics", "divided", "checks"))
CHECKS_OF_3 = {"imperfect-data/3": "own-model/3", "imperfect-data/4": "own-model/4"}
POINTS_OF_3 = {"imperfect-data/3": 3}  # a question that took its place is worth something else


def upgraded(content):
    """Return the content of a file of version 1, 2 or 3 as one of version 4.

    An option was kept by its text and is now known by its letter. Where no option has that text any
    more the record stays as it is, and the question is asked again.
    """
    old = {name: content.get(name, {}) for name in ("predictions", "quizzes", "checks")}
    if content["version"] == 1:
        old["predictions"] = _renamed(old["predictions"], _prediction)
        old["quizzes"] = _renamed(old["quizzes"], _quiz)
        old["checks"] = _renamed(old["checks"], lambda topic, name, record: (name, record))
    if content["version"] < 3:
        for section, kind in (("predictions", "prediction"), ("quizzes", "quiz")):
            old[section] = {_key_of(key, kind): record for key, record in old[section].items()}
        old["checks"] = {CHECKS.get(key, key): record for key, record in old["checks"].items()}
    checks = {_check_of_4(key, record): record for key, record in old["checks"].items()}
    return content | old | {"version": 4, "checks": checks}


def _check_of_4(key, record):
    points = record.get("max_points") if isinstance(record, dict) else None
    same = key not in POINTS_OF_3 or points == POINTS_OF_3[key]
    return CHECKS_OF_3.get(key, key) if same else key


def _key_of(key, kind):
    """Return the key of a question under the topic that asks it now."""
    old, _, name = key.partition("/")
    here = [topic for topic in DIVIDED.get(old, ()) if name in _asked(topic, kind)]
    return f"{here[0]}/{name}" if here else key


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
    asked = _asked_of_then(topic, "prediction").get(name, {})
    return name, _by_letter(record, asked) | {"seen": True}


def _quiz(topic, name, record):
    """Find a quiz question, which was kept by its place, by its text."""
    for new, asked in _asked_of_then(topic, "quiz").items():
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


def _asked_of_then(topic, kind):
    """Return what a topic of the first edition asks, in the lessons that it is now."""
    asked = {}
    for part in DIVIDED.get(topic, (topic,)):
        asked |= _asked(part, kind)
    return asked


def _asked(topic, kind):
    path = QUESTIONS / "topics" / f"{topic}.toml"
    return tomllib.loads(path.read_text("utf-8")).get(kind, {}) if path.is_file() else {}
