"""The first public case on which an answer fails, as objects to experiment with."""

from dataclasses import dataclass

from hplearn.exercises.checks import learners_names
from hplearn.exercises.questions import PUBLIC_SEED, question_of
from hplearn.exercises.report import Said, short
from hplearn.exercises.verdicts import examine


@dataclass(frozen=True, repr=False)
class FailingCase:
    """A call that did not return what was expected.

    Parameters
    ----------
    call : str
        The call in one line.
    arguments : dict
        Each argument by its name: arrays, numbers, and functions that can be called.
    expected : object
        The right answer, or a sentence if only a judge knows it.
    got : object
        What the answer returned, or the message of its error.
    wrong : str
        What is wrong with it.
    """

    call: str
    arguments: dict
    expected: object
    got: object
    wrong: str

    def __repr__(self):
        """Return the case in lines."""
        given = [f"  {name} = {short(value)}" for name, value in self.arguments.items()]
        ends = [f"expected: {short(self.expected)}", f"got: {short(self.got)}"]
        return "\n".join([f"{self.call}, with", *given, *ends, f"wrong: {self.wrong}"])


def failing_case(what):
    """Return the first public case on which your answer fails, to call it and look inside.

    Parameters
    ----------
    what : str
        A question, as in ``"05.1"``.

    Returns
    -------
    FailingCase or str
        Its ``arguments`` (a dict, in the order of the call), ``expected`` and ``got``; a sentence
        if no public case fails, or if the answer is a value. It is never one of the fresh cases by
        which marks are given.

    Raises
    ------
    ValueError
        If there is no such question.

    Examples
    --------
    >>> import numpy as np
    >>> largest_safe_rate = np.linalg.det
    >>> case = failing_case("05.3")
    >>> case
    largest_safe_rate(hessian), with
      hessian = [[0.1 -0.05] [-0.05 0.1]]
    expected: 13.33
    got: 0.0075
    wrong: it differs
    >>> case.arguments["hessian"].shape
    (2, 2)
    """
    question = question_of(what)
    if question.is_value:
        return Said(f"{question.number} asks for no function, so there is no case of a call.")
    verdict = examine(question, learners_names(), PUBLIC_SEED, question.n_public)
    row = next((row for row in verdict.rows if row.fault), None)
    if row is None:
        return Said(verdict.hint or f"No public case of {question.number} fails.")
    arguments = question.named(row.case.ready())
    expected = question.expects if question.answer is None else row.expected
    got = row.got.value if row.got.kind == "value" else row.got.message
    return FailingCase(question.defines, arguments, expected, got, str(row.fault))
