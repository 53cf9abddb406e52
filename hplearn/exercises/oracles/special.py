"""What is special about a case, found by looking at its arguments; and what about its calls."""

from functools import wraps

from hplearn.exercises.compare import Fault


def special(conditions):
    """Return a decorator of a question's cases: each gets the words of all that holds of it.

    Parameters
    ----------
    conditions : dict
        Words as in a case's `where`, and a function of its arguments that says whether they hold.

    Examples
    --------
    >>> from hplearn.exercises.questions import Case
    >>> @special({"x is negative": lambda x: x < 0, "x is whole": lambda x: x % 1 == 0})
    ... def numbers(rng):
    ...     yield Case(-2.0)
    >>> next(numbers(None)).where
    ('x is negative', 'x is whole')
    """

    def of(cases):
        @wraps(cases)
        def marked(rng):
            for case in cases(rng):
                case.conditions |= conditions
                yield case

        return marked

    return of


def calls_fault(name, n, wanted):
    """Return the fault of an answer that calls a function too often or too seldom, or None."""
    return None if n == wanted else Fault(f"it calls {name} {n} times, expected {wanted}", "calls")
