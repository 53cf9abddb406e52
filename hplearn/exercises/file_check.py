"""Check notebook files: every question of an exercise, each file in its own process."""

from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from hplearn.contained.outcomes import Shown
from hplearn.exercises.asking import NoReply, ask
from hplearn.exercises.bare import bare
from hplearn.exercises.questions import questions_of
from hplearn.exercises.submission import Unreadable, is_untouched, read
from hplearn.exercises.verdicts import Verdict, verdict_on


@dataclass(frozen=True)
class Checked:
    """What a notebook file earned.

    Parameters
    ----------
    path : str
    verdicts : list of Verdict
    problems : list of str
        Sentences about cells that did not run, are missing, or occur twice.
    ran : bool
        Whether it could be checked at all.
    words : dict of str to str
        By a question's id: an answer's code, the comments beside a value, or what is written.
    shown : Shown
        What the last cell printed and drew, if `check_file` was asked for it.
    code : str
        Of all cells.

    Examples
    --------
    >>> Checked("x.ipynb", problems=["x.ipynb is not there."], ran=False).record()["points"]
    0
    """

    path: str
    verdicts: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    ran: bool = True
    words: dict = field(default_factory=dict)
    shown: Shown = field(default_factory=Shown)
    code: str = ""

    def record(self):
        """Return all as plain values, as JSON holds it."""
        return {
            "path": self.path,
            "points": sum(verdict.points for verdict in self.verdicts),
            "max_points": sum(verdict.question.points for verdict in self.verdicts),
            "questions": [verdict.record() for verdict in self.verdicts],
            "problems": self.problems,
        }


def check_file(path, seed, box=bare, due=None, shows=False):
    """Return what a notebook file earned, on public cases and on those of `seed`.

    Parameters
    ----------
    path : Path
    seed : int
    box : callable
        ``box(folder)`` is a context manager of a process, as `hplearn.grading.boxes` has them.
    due : str, optional
        The topic that the notebook must be an exercise of.
    shows : bool
        Whether to ask what the last cell shows, if a question asks for a written answer.

    Returns
    -------
    Checked

    Examples
    --------
    >>> check_file(Path("no-such.ipynb"), seed=1).problems
    ['no-such.ipynb is not there.']
    """
    try:
        submission = read(Path(path), due)
    except Unreadable as error:
        return Checked(str(path), problems=[str(error)], ran=False)
    questions = questions_of(submission.exercise)
    called = [question for question in questions if not question.written]
    odd = list(submission.oddities(called))
    cases = [question.cases_of(seed) for question in called]
    asked = [question.request(drawn) for question, drawn in zip(called, cases, strict=True)]
    opened = partial(box, Path(path).resolve().parent)
    try:
        shows = shows and len(called) < len(questions)
        answered, problems, shown = ask(submission.code, asked, opened, shows)
    except NoReply as error:
        verdicts = [Verdict(q, "error", "The notebook did not run.") for q in questions]
        problem = f"{path} could not be run: {error}."
        return Checked(str(path), verdicts, [*odd, problem], ran=False)
    found = dict(zip((q.id for q in called), map(verdict_on, called, cases, answered), strict=True))
    verdicts = [found[q.id] if q.id in found else _written(q, submission) for q in questions]
    verdicts = [_with_reason(verdict, submission, problems) for verdict in verdicts]
    words = {one.id: submission.words(one) for one in questions}
    sentences = [*odd, *chain.from_iterable(problems.values())]
    return Checked(str(path), verdicts, sentences, True, words, shown, submission.all_code)


def in_words(checked):
    """Return what a file earned as lines of text: a table, hints, then what did not run.

    Parameters
    ----------
    checked : Checked

    Examples
    --------
    >>> print(in_words(Checked("x.ipynb", problems=["x.ipynb is not there."], ran=False)))
    x.ipynb: not checked
      x.ipynb is not there.
    """
    record = checked.record()
    lines = [f"{checked.path}: {record['points']} of {record['max_points']} points"]
    if not checked.ran:
        lines = [f"{checked.path}: not checked"]
    for question in record["questions"] if checked.ran else []:
        points = f"{question['points']} of {question['max_points']}"
        line = f"  {question['number']}  {points:8}{question['verdict']:15}{question['hint']}"
        lines.append(line.rstrip())
    if checked.verdicts and all(one.verdict == "not attempted" for one in checked.verdicts):
        lines.append("  If you wrote answers, save the notebook first (Ctrl+S): its file has none.")
    return "\n".join([*lines, *(f"  {problem}" for problem in record["problems"])])


def _with_reason(verdict, submission, problems):
    """Return the verdict, with the reason if a name is missing because its cell did not run."""
    cells = submission.defining(verdict.question)
    reasons = [sentence for cell in cells for sentence in problems.get(cell.number, ())]
    is_explained = verdict.verdict == "missing" and reasons
    return replace(verdict, hint=reasons[0]) if is_explained else verdict


def _written(question, submission):
    text = submission.written(question)
    if text is None:
        return Verdict(question, "missing", f"The cell of answer {question.number} is gone.")
    if is_untouched(text):
        return Verdict(question, "not attempted")
    return Verdict(question, "written", "A person reads this answer.")
