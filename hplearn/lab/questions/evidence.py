"""Between a question and its answer stand the cells that show it, and the learner runs them.

In a kernel that a Jupyter server started for a notebook, new cells wait while a prediction is open;
`hplearn lab --no-predictions` turns that off. In any kernel a prediction that is done learns that
the next new cell has run, and says then what is so.
"""

import ast
import os
from functools import cache
from textwrap import fill

from IPython.core.error import InputRejected

from hplearn.lab.questions.html import rich

HOLD = "HPLEARN_HOLD"  # the environment variable that `hplearn lab` sets
SESSION = "JPY_SESSION_NAME"  # and the one in which Jupyter's server names the notebook
WIDTH = 72  # characters
SKIP = ast.dump(ast.parse("get_ipython().run_line_magic('skip', '')"))


class Held(InputRejected):
    """A cell waits; IPython shows this sentence and runs nothing."""

    def _render_traceback_(self):
        return [fill(str(self), WIDTH)]  # a page breaks a traceback anywhere, also inside a word


def _holds():
    """Whether cells wait: as `hplearn lab` says, else where a page has opened the notebook."""
    return os.environ.get(HOLD, os.environ.get(SESSION))


class Evidence(ast.NodeTransformer):
    """Sees every cell of a kernel before and after it runs.

    A cell is new if none like it has run: to run an earlier one again is always free.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
    """

    def __init__(self, shell):
        self._asked, self._cells, self._is_new = {}, set(), False
        shell.ast_transformers.append(self)
        shell.events.register("post_run_cell", self._after)
        shell.register_magic_function(self._skip, magic_name="skip")

    def ask(self, prediction):
        """Take note of a prediction that is on the page now, perhaps not for the first time."""
        before = self._asked.get(prediction.id)
        if before is not None and before.shown:
            prediction.evidence_ran()
        self._asked[prediction.id] = prediction

    @property
    def _open(self):
        return [prediction for prediction in self._asked.values() if not prediction.done]

    def visit(self, cell):
        """Return the cell, an `ast.Module`, as it is, unless it has to wait."""
        own = ast.dump(cell)
        self._is_new = own not in self._cells and own != SKIP
        if self._is_new and self._open and _holds():
            self._open[0].call()
            raise Held(
                f"This cell waits for your prediction above: “{self._open[0].question}” Commit to "
                "an answer there, or press Skip, and run this cell again. "
                "(A cell with %skip skips, too.)"
            )
        self._cells.add(own)
        return cell

    def _after(self, result):
        from IPython.display import HTML, display

        asks = any(result.result is asked for asked in self._asked.values())
        if not self._is_new or asks or not result.success:
            return
        for prediction in self._asked.values():
            if prediction.evidence_ran():
                text = prediction.verdict + rich(prediction.compared())
                display(HTML(f"<p>{text}</p>"))

    def _skip(self, line):
        """Skip the open predictions."""
        for prediction in self._open:
            prediction.skip()


@cache
def evidence(shell):
    """Return the one that watches this kernel's cells."""
    return Evidence(shell)
