"""A panel whose pictures are drawn ahead, so that the browser turns them without asking."""

from math import prod

from hplearn.lab.panels.controls import combinations
from hplearn.lab.panels.panel import Panel, labelled
from hplearn.lab.panels.paper import Paper

MAX_CONTROLS = 2
MAX_FRAMES = 150  # about 6 MB in the browser


def film(draw, /, *, n_axes=1, size=None, after=None, stops=None, **controls):
    """Return a film: a `panel` whose picture at every stop is drawn ahead.

    The first picture is there at once. The others follow in the background, those near the handles
    first, once a browser shows the film; then its controls move without the kernel. A slider has a
    Play button.

    Parameters
    ----------
    draw : callable
        As for `panel`: ``draw(axes, **values)``, which depends on its arguments alone. Compute all
        stops in one sweep beforehand, so that it only looks its numbers up.
    n_axes, size, after, stops
        As for `panel`.
    **controls : Control
        One or two, with at most 150 combinations of their stops.

    Returns
    -------
    Film

    Raises
    ------
    ValueError
        As `panel`, and if there are more than two controls or 150 combinations.

    Examples
    --------
    >>> from hplearn.lab import linear
    >>> def draw(ax, slope):
    ...     ax.plot([0, 1], [0, slope])
    ...     return f"At 1 the line is {slope} high."
    >>> rising = film(draw, slope=linear(0, 2, 3))
    >>> [rising.render(**values)[1] for values in rising.stops()]
    ['At 1 the line is 0 high.', 'At 1 the line is 1 high.', 'At 1 the line is 2 high.']
    """
    own = {"n_axes": n_axes, "size": size, "after": after, "stops": stops}
    controls = labelled("film", own, controls, MAX_CONTROLS)
    n_frames = prod(len(control.stops) for control in controls.values())
    if n_frames > MAX_FRAMES:
        raise ValueError(f"a film has at most {MAX_FRAMES} pictures, got {n_frames}: use panel")
    return Film(draw, controls, Paper(n_axes, size), after, stops)


class Film(Panel):
    """What `film` returns; put it last in a cell to display it.

    Examples
    --------
    >>> from hplearn.lab import switch
    >>> [values for values in film(lambda ax, grid: ax.grid(grid), grid=switch()).stops()]
    [{'grid': False}, {'grid': True}]
    """

    LIVE = "panels.live_film:LiveFilm"

    def stops(self):
        """Yield the dict of values of every frame, the last control's stops fastest."""
        yield from combinations(self.controls)
