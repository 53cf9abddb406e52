"""Each lesson runs once, by nbval; then tests of ours look at what it left in its kernel.

Every panel draws at every stop, every marked number is what its expression gives, nothing asked the
network, and the lesson's page is made, then opened in a browser. `in_the_kernel.py` is the other
side.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest
from nbval.plugin import IPyNbFile

from hplearn.classroom.export import page
from tests.browser.chromium import chromium
from tests.browser.pages import MEGABYTES, check_lesson, open_page
from tests.lesson_form import marked_numbers

TESTS = Path(__file__).parent
LESSONS = {*TESTS.parent.glob("lessons/[0-9][0-9]-*.ipynb")}  # without the map
ALWAYS = "00"  # stops and page of the other lessons: in .ci/run
SECONDS = 600  # a limit that only a kernel which hangs reaches


class Notebook(IPyNbFile):
    """A notebook whose kernel is started again if another process took one of its ports first."""

    def setup(self):
        """Start it; Jupyter chooses free ports, which stay free to all until the kernel binds."""
        try:
            super().setup()
        except RuntimeError:  # it died, or gave no sign in all the time that it has
            super().setup()


class Lesson(Notebook):
    """A lesson's cells, between what must stand before them and what is asked after them."""

    def collect(self):
        """Yield one test for each cell, and ours."""
        yield InKernel.from_parent(self, name="begin")
        yield from super().collect()
        yield MarkedNumbers.from_parent(self, name="every_marked_number_is_true")
        stops = InKernel.from_parent(self, name="every_stop_of_every_panel_draws")
        for long in (stops, Page.from_parent(self, name="page")):
            if not self.path.name.startswith(ALWAYS):
                long.add_marker(pytest.mark.ci)
            yield long


class InKernel(pytest.Item):
    """A function of `in_the_kernel`, called in the lesson's kernel; an error there fails it."""

    def ask(self, function, *arguments):
        """Call the function where the lesson has run; what it needs and gives is plain."""
        code = (
            f"import sys; sys.path.insert(0, {str(TESTS)!r}); import in_the_kernel; sys.path.pop(0)"
            f"; in_the_kernel.{function}(*{arguments!r}); del sys, in_the_kernel"
        )
        client = self.parent.kernel.kc
        reply = client.execute_interactive(
            code, store_history=False, allow_stdin=False, timeout=SECONDS, output_hook=bool
        )["content"]
        if reply["status"] != "ok":
            pytest.fail("\n".join(reply["traceback"]), pytrace=False)

    def runtest(self):
        """Call the function of this name."""
        self.ask(self.name)

    def reportinfo(self):
        """Return where the test stands, and its name."""
        return self.path, None, f"{self.path.name}: {self.name}"


class MarkedNumbers(InKernel):
    """The numbers in prose that are followed by their expression."""

    def runtest(self):
        """Compare each with what its expression gives where the lesson has run."""
        self.ask(self.name, list(marked_numbers(self.parent.nb)))


class Page(InKernel):
    """The page of `hplearn export`, opened in a browser without a network, its films turned."""

    def runtest(self):
        """Put what the kernel gives for each widget beside the outputs that nbval compared."""
        with TemporaryDirectory() as folder:
            outputs, target = Path(folder, "outputs.json"), Path(folder, "page.html")
            self.ask("write_page_outputs", str(outputs))
            notebook = nbformat.from_dict(self.parent.nb)
            for code, data in json.loads(outputs.read_text(encoding="utf-8")).items():
                (cell,) = (cell for cell in notebook.cells if cell.source == code)
                cell.outputs[-1].data = data
            target.write_text(page(notebook, self.path.stem), encoding="utf-8")
            assert target.stat().st_size <= 1e6 * MEGABYTES
            with chromium() as browser:
                check_lesson(open_page(browser, target))


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """Collect a lesson as ours, and every notebook so, where nbval is asked to run it."""
    nodes = yield
    if IPyNbFile not in map(type, nodes):
        return nodes
    kind = Lesson if file_path in LESSONS else Notebook
    return [kind.from_parent(parent, path=file_path)]
