"""Honest tries: an answer counts if it was attempted and differs from the last one."""

from hashlib import sha256
from types import CodeType


def tried(record, verdict, answer):
    """Return the fields that count the tries in a question's record.

    Parameters
    ----------
    record : dict
        The question's record in the progress file.
    verdict : Verdict
    answer : object
        What the learner defined.

    Returns
    -------
    dict
        ``tries``, one more if this answer has another ``digest`` than the last, and its digest: of
        its code without comments and names of variables, or its value, and of the faults in the
        public cases.
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
    """Return the instructions of a function, which do not depend on its place in a file."""
    if isinstance(code, frozenset):  # whose order differs between kernels
        return sorted(map(repr, code))
    if not isinstance(code, CodeType):
        return repr(code)
    return [code.co_code.hex(), code.co_names, *map(_instructions, code.co_consts)]
