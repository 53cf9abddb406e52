"""Honest tries: an answer that was attempted, and that is another one than the last time."""

from hashlib import sha256
from types import CodeType


def tried(record, verdict, answer):
    """Return the fields of a question's record that count its tries.

    Parameters
    ----------
    record : dict
        What the progress file holds of the question.
    verdict : Verdict
    answer : object
        What the learner defined.

    Returns
    -------
    dict
        ``tries``, one more if this is another answer than that of the ``digest`` recorded, and the
        digest of this one: of its code, without names of variables and comments, of its value, and
        of what is wrong with the public cases.
    """
    if not (verdict.failed or verdict.verdict == "right"):
        return {}
    rows = verdict.rows[: verdict.question.n_public]
    is_value = verdict.question.is_value
    behaviour = [row.got.value if is_value else str(row.fault or "") for row in rows]
    said = repr([_instructions(getattr(answer, "__code__", None)), behaviour])
    digest = sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
    return {"tries": record.get("tries", 0) + (digest != record.get("digest")), "digest": digest}


def _instructions(code):
    """Return what a function's code does, whatever its place in a file."""
    if not isinstance(code, CodeType):
        return repr(code)
    return [code.co_code.hex(), code.co_names, *map(_instructions, code.co_consts)]
