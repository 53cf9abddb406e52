"""What ``nbgrader autograde`` does with a notebook, marked by us in a box.

``solutions/nbgrader_config.py`` puts `Once` in the place of its DeduplicateIds, and `Mark` in that
of its Execute.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from hplearn.grading.grade import read_secret
from hplearn.grading.handed_in import HandedIn
from hplearn.grading.marking import best_box
from hplearn.grading.one import marked_alone


class Once(NbGraderPreprocessor):
    """Of cells with the same name the last one keeps it; for two of them nbgrader would stop."""

    def preprocess(self, nb, resources):
        """Return the notebook, in which each name of a cell is there once."""
        names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
        for at, (cell, name) in enumerate(zip(nb.cells, names, strict=True), start=1):
            if name and name in names[at:]:
                del cell.metadata["nbgrader"]
        return nb, resources


class Mark(NbGraderPreprocessor):
    """Marks a notebook, and says so in its check cells, as nbgrader reads points from them."""

    secret = Unicode("hplearn-secret", help="Folder of the secret, beside the gradebook.")
    box = Unicode("", help="bubblewrap, landlock or none; else the best that can be had.")

    def preprocess(self, nb, resources):
        """Return the notebook with an error in each check cell whose question earned nothing."""
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        about = resources["nbgrader"]
        record = self._record(nb, about["student"], about["notebook"])
        for problem in record.problems:
            self.log.warning("%s, %s: %s", about["student"], about["notebook"], problem)
        checks = {f"{one.id.replace('/', '-')}-check": one for one in record.questions}
        for cell in nb.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if grade_id.endswith("-check"):
                cell.outputs = _outputs(checks.get(grade_id), record)
        return nb, resources

    def _record(self, nb, student, name):
        with TemporaryDirectory() as folder:
            path = Path(folder, f"{name}.ipynb")
            nbformat.write(nb, path)
            secret = read_secret(None, Path(self.secret))
            return marked_alone(HandedIn(student, "", path), secret, self.box or best_box())


def _outputs(question, record):
    """Return what a check cell shows: full points if that is no error."""
    if not question:
        said = record.error or "There is no such question."
        return [nbformat.v4.new_output("error", ename="NotMarked", evalue=said, traceback=[said])]
    said = f"{question.number}: {question.verdict}. {question.hint}".strip()
    if question.points == question.max_points:
        return [nbformat.v4.new_output("stream", name="stdout", text=f"{said}\n")]
    return [nbformat.v4.new_output("error", ename="NotYet", evalue=said, traceback=[said])]
