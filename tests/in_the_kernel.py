"""What runs in a lesson's kernel before its first cell and after its last; see lessons_in_nbval.

The functions are called by name. What is wrong they raise.
"""

import json
import os
import re
import socket
from functools import cache
from itertools import combinations
from pathlib import Path

from IPython import get_ipython
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.text import Text

from hplearn.lab.page import FLAG
from hplearn.lab.panels.panel import Panel
from hplearn.lab.touch.draggable import Draggable

shown = []  # (a cell's code, what stood last in it), in the order of the cells
unread = set()  # sentences on words of figures that are small, or stand on others
FEW = 4  # lines, which are labelled where they are
TRIALS = "best: "  # the last word of the legend of plot_parallel, whose lines are trials
DPI, SMALLEST = 100, 11  # pixels of a letter, where a picture is shown as wide as it is


def begin():
    """Keep what every cell shows, and let nothing reach beyond this machine."""
    get_ipython().events.register(
        "post_run_cell", lambda run: shown.append((run.info.raw_cell, run.result))
    )
    socket.socket.connect = stays_at_home(socket.socket.connect)
    watch_words(unread)


def stays_at_home(connect):
    """Return a connect that reaches this machine alone: a lesson works on a train."""

    def connect_here(self, address):
        here = not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1", "localhost")
        assert here, f"a lesson asks the network for {address}"
        return connect(self, address)

    return connect_here


def watch_words(found):
    """From now on add to `found` a sentence for each text that is small, cut, or on another."""
    drawn, draw_text, draw_figure = [], Text.draw, FigureCanvasAgg.draw

    def noting(self, renderer):
        draw_text(self, renderer)
        upright = self.get_rotation() % 90 == 0  # the box of another is larger than its letters
        if self.get_visible() and self.get_text().strip() and upright:
            drawn.append((self.get_text(), self.get_fontsize(), self.get_window_extent(renderer)))

    def draw(self):
        drawn.clear()
        draw_figure(self)
        found.update(unreadable(drawn, self.figure.bbox.size))
        found.update(needless(filter(None, (ax.get_legend() for ax in self.figure.axes))))

    Text.draw, FigureCanvasAgg.draw = noting, draw


def unreadable(texts, size):
    """Yield a sentence for each of these (text, points, box) on a picture of this size that is
    small, reaches beyond the edge, or lies on another.
    """
    for text, points, box in texts:
        if points * DPI / 72 < SMALLEST:
            yield f"{text!r} has {points * DPI / 72:.0f} pixels"
        beyond = max(*-box.min, *(box.max - size))
        if beyond > 1:
            yield f"{text!r} reaches {beyond:.0f} pixels beyond the picture"
    for (a, _, one), (b, _, two) in combinations(texts, 2):
        across = min(one.x1, two.x1) - max(one.x0, two.x0)
        down = min(one.y1, two.y1) - max(one.y0, two.y0)
        if across > 2 and down > 3:
            yield f"{a!r} lies on {b!r}, {across:.0f} by {down:.0f} pixels"


def needless(legends):
    """Yield a sentence for each of these legends that is of few lines alone: label their ends."""
    for legend in legends:
        names, marks = [text.get_text() for text in legend.get_texts()], legend.legend_handles
        lines = [isinstance(mark, Line2D) and mark.get_linestyle() != "None" for mark in marks]
        if len(names) <= FEW and all(lines) and not names[-1].startswith(TRIALS):
            yield f"a legend stands for {', '.join(names)}"


def unnamed(panel, values, text):
    """Return the controls whose value the caption does not name."""
    said = {control.label: control.text(values[name]) for name, control in panel.controls.items()}
    return [
        f"{label}: {value}"
        for label, value in said.items()
        if not re.search(rf"(?<![\w.]){re.escape(value)}(?![\w]|\.\d)", text)
    ]


def every_stop_of_every_panel_draws():
    """Draw each panel at each stop; a picture is kept, for the page may want it too."""
    assert shown, "the lesson's cells did not run before this: run all of its tests"
    moved = [value for _, value in shown if isinstance(value, (Panel, Draggable))]
    assert moved, "each lesson lets the learner move something"
    for panel in (value for value in moved if isinstance(value, Panel)):
        panel.render = cache(panel.render)
        for values in panel.stops():
            png, text = panel.render(**values)
            assert png, f"nothing drawn at {values}"
            assert not unnamed(panel, values, text), (unnamed(panel, values, text), text)
    assert not unread, sorted(unread)


def every_marked_number_is_true(marked):
    """Compare each (cell, number as written, expression) with what the expression is here."""
    for cell, written, expression in marked:
        n_decimals = len(written.partition(".")[2])
        value = float(eval(expression, dict(get_ipython().user_ns)))
        said = f"cell {cell}: {written} is {value} by {expression}"
        assert f"{value:,.{n_decimals}f}" == written, said


def write_page_outputs(file):
    """Write what an exported page shows in place of each widget, by the code of its cell."""
    os.environ[FLAG] = "1"
    try:
        widgets = [(code, value) for code, value in shown if hasattr(value, "widget")]
        data = {code: get_ipython().display_formatter.format(value)[0] for code, value in widgets}
    finally:
        del os.environ[FLAG]
    Path(file).write_text(json.dumps(data), encoding="utf-8")
