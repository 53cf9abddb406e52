"""The widgets of a film, joined in the browser, and its frames drawn one by one meanwhile."""

import asyncio

from ipywidgets import HBox, Layout, Play, jsdlink, jslink

from hplearn.lab.panels.controls import Slider
from hplearn.lab.panels.live import Live
from hplearn.lab.panels.stage import Stage

PAUSE = 0.002  # seconds between two frames, in which the kernel listens and other films draw
PLAYED = 100  # milliseconds that a frame stays when played


class LiveFilm(Live):
    """A film of which the browser turns the frames, and the kernel draws those that are missing.

    Parameters
    ----------
    film : Film
    """

    def __init__(self, film):
        lengths = [len(control.stops) for control in film.controls.values()]
        self.wanted = [*film.stops()]
        n_inner = lengths[1] if len(lengths) > 1 else 1
        stage = Stage(*film.paper.pixels, n_frames=len(self.wanted), n_inner=n_inner)
        super().__init__(film, stage)
        self.stage.put(self.wanted.index(film.defaults), *film.first)
        self._join()
        self.stage.observe(self._on_views, "n_views")

    def rows(self):
        """Return each handle, a slider with its player beside it."""
        small = Layout(width="5rem", margin="2px 1rem")
        self.players = {
            name: Play(max=len(control.stops) - 1, interval=PLAYED, show_repeat=False, layout=small)
            for name, control in self.panel.controls.items()
            if isinstance(control, Slider)
        }
        wrapped = Layout(flex_flow="row wrap")
        return [
            HBox([handle, self.players[name]], layout=wrapped) if name in self.players else handle
            for name, handle in self.handles.items()
        ]

    def lockable(self):
        """Return every widget that a learner can use."""
        return [*super().lockable(), *self.players.values()]

    def _join(self):
        """Join handles, players and stage in the browser."""
        self.links = []
        for (name, handle), number in zip(self.handles.items(), ("index", "index_2"), strict=False):
            setattr(self.stage, number, handle.index)
            self.links.append(jsdlink((handle, "index"), (self.stage, number)))
            if name in self.players:
                self.players[name].value = handle.index
                self.links.append(jslink((self.players[name], "value"), (handle, "index")))

    def _on_views(self, change):
        if change["new"] and not change["old"]:
            asyncio.get_running_loop().call_soon(self._draw_next)

    def _draw_next(self):
        """Draw the missing frame nearest to the handles, and the others one by one after a pause.

        A film that is shown nowhere, as when its cell ran again, stops: it would slow the new one.
        """
        missing = self.stage.missing()
        if missing and self.stage.n_views > 0:
            k = min(missing, key=self._distance)
            self.draw(k, self.wanted[k])
            asyncio.get_running_loop().call_later(PAUSE, self._draw_next)

    def _distance(self, k):
        here, there = self.values, self.wanted[k]
        controls = self.panel.controls.items()
        return sum(abs(c.stops.index(here[n]) - c.stops.index(there[n])) for n, c in controls)
