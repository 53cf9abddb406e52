"""One look for every figure: colour-blind-safe, readable on its white paper.

Figures are made without pyplot, so nothing is registered and nothing leaks.

References
----------
Okabe, M. and Ito, K. (2008). *Color Universal Design*. The eight colours without yellow, which is
faint on white; most are darker here, so that a line has the contrast of 3:1 to white paper that
WCAG 2.2 asks for (criterion 1.4.11).
"""

from contextlib import contextmanager
from threading import RLock

import matplotlib
import numpy as np
from cycler import cycler
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from hplearn.lab.scripts import LAB

PALETTE = ("#0072B2", "#C45300", "#008A64", "#C46A9D", "#3A9AD9", "#B87D00", "#000000")
LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)), (0, (8, 2)))
QUIET = "#767676"
DPI = 100  # at 100 dots an inch, 10 points are as tall as JupyterLab's own text

N_COLORS = len(PALETTE)  # and as many line styles
CYCLE = cycler(color=PALETTE * N_COLORS) + cycler(
    linestyle=[LINE_STYLES[(i + 3 * (i // N_COLORS)) % N_COLORS] for i in range(N_COLORS**2)]
)  # 49 lines before colour and style come together again

STYLE = matplotlib.rc_params_from_file(LAB / "hplearn.mplstyle", use_default_template=False)
STYLE["axes.prop_cycle"] = CYCLE
ONE_AT_A_TIME = RLock()  # matplotlib's settings are global; a slider may move while a cell runs
LEFT, RIGHT, TOP, BOTTOM = 0.75, 0.2, 0.4, 0.6  # inches beside axes
BETWEEN = 0.8  # inches
BESIDE, BELOW = 9, 15  # pixels from a line's end to its label, and from a label to the next
GROUND = {"facecolor": "white", "edgecolor": "none", "pad": 0}  # of a label, which lines may cross


@contextmanager
def styled():
    """Return a context in which new axes, lines and legends take the course's look.

    One thread at a time is in it; another waits.

    Examples
    --------
    >>> import matplotlib
    >>> with styled():
    ...     matplotlib.rcParams["legend.frameon"]
    False
    """
    with ONE_AT_A_TIME, matplotlib.rc_context(STYLE):
        yield


def figure(n_axes=1, *, size=None, between=BETWEEN):
    """Return a figure laid out once, and its axes: one Axes, or an array of them side by side.

    Parameters
    ----------
    n_axes : int
        Number of axes in one row, at least 1.
    size : (float, float), optional
        Width and height in inches; 6 by 4 for one axes, 9 by 3.8 for more.
    between : float
        Inches from one axes to the next.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : matplotlib.axes.Axes or ndarray of Axes, shape (n_axes,)

    Raises
    ------
    ValueError
        If ``n_axes`` is below 1.

    Examples
    --------
    >>> fig, (left, right) = figure(2)
    >>> line = left.plot([0, 1], [1, 0], label="loss")
    """
    if n_axes < 1:
        raise ValueError(f"n_axes must be at least 1, got {n_axes}")
    size = size or ((6.0, 4.0) if n_axes == 1 else (9.0, 3.8))
    with styled():
        fig = Figure(figsize=size, dpi=DPI)
        FigureCanvasAgg(fig)
        _set_margins(fig, n_axes, between)
        axes = fig.subplots(1, n_axes)
        for ax in np.ravel(axes):
            ax.locator_params(nbins=5)
        return fig, axes


def thin_log_ticks(axes):
    """Take the small ticks off log scales that span two decades: they cost most of a redraw.

    Parameters
    ----------
    axes : matplotlib.axes.Axes or array of them

    Examples
    --------
    >>> fig, ax = figure()
    >>> ax.set(yscale="log", ylim=(1, 1000)) and None
    >>> thin_log_ticks(ax)
    >>> len(ax.yaxis.get_minorticklocs())
    0
    """
    for ax in np.ravel(axes):
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            if axis.get_scale() == "log" and high >= 100 * low:
                axis.set_minor_locator(NullLocator())


def label_ends(ax):
    """Write each line's label at its right end, in its colour; a legend is for five lines or more.

    The x axis gets the room that they need, and labels keep apart. Call it last: it reads limits.
    A line none of which is seen has no label.

    Parameters
    ----------
    ax : matplotlib.axes.Axes

    Examples
    --------
    >>> fig, ax = figure()
    >>> line = ax.plot([0, 1], [1, 0], label="loss")
    >>> label_ends(ax)
    >>> [text.get_text() for text in ax.texts]
    ['loss']
    """
    scale = ax.xaxis.get_transform()
    low, high = scale.transform(ax.get_xlim())  # and matplotlib now sets limits that nobody set
    ends, free, widest = _ends(ax), -np.inf, 1
    for n_above, (y, x, data, line) in zip(range(len(ends))[::-1], ends, strict=True):
        free = min(max(y, free + BELOW), ax.bbox.y1 - BELOW * (n_above + 0.5))
        color = 0.8 * np.array(to_rgb(line.get_color()))  # words: 4.5:1 (criterion 1.4.3)
        place = {"xytext": (BESIDE, free - y), "textcoords": "offset pixels", "va": "center"}
        text = ax.annotate(line.get_label(), data, color=color, bbox=GROUND, **place)
        room = ax.bbox.width - BESIDE - text.get_window_extent().width
        widest = max(widest, (x - ax.bbox.x0) / room)
    ax.set_xlim(right=scale.inverted().transform(low + widest * (high - low)))


def _ends(ax):
    """Return (y and x in pixels, the same in data, line) of each label's line, from below up."""
    ends = []
    for line in ax.lines:
        data = line.get_xydata()
        pixels = ax.transData.transform(data)
        seen = [k for k, (x, y) in enumerate(pixels) if ax.bbox.contains(x, y)]
        if seen and not line.get_label().startswith("_"):
            last = max(seen, key=lambda k: pixels[k][0])
            ends.append((*pixels[last][::-1], data[last], line))
    return sorted(ends, key=lambda end: end[0])


def _set_margins(fig, n_axes, between):
    """Set the margins in inches, which matplotlib asks for in fractions."""
    width, height = fig.get_size_inches()
    axes_width = (width - LEFT - RIGHT - between * (n_axes - 1)) / n_axes
    fig.subplots_adjust(left=LEFT / width, right=1 - RIGHT / width, wspace=between / axes_width)
    fig.subplots_adjust(bottom=BOTTOM / height, top=1 - TOP / height)
