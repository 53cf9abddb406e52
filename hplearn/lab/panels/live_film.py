"""The widgets of a film, joined in the browser, and its frames drawn one by one meanwhile."""

import asyncio
from weakref import WeakKeyDictionary

from ipywidgets import HBox, Layout, Play, jsdlink, jslink

from hplearn.lab.panels.controls import Slider
from hplearn.lab.panels.live import Live, in_browser
from hplearn.lab.panels.stage import Stage

PAUSE = 0.002  # seconds between two frames, in which the kernel listens
PLAYED = 100  # milliseconds that a frame stays when played
WAITING = WeakKeyDictionary()  # of each event loop, the films to be drawn, the next one first


class LiveFilm(Live):
    """A film of which the browser turns the frames, and the kernel draws those that are missing.

    Parameters
    ----------
    film : Film
    first : (bytes, str)
        PNG and text at the defaults.
    """

    def __init__(self, film, first):
        lengths = [len(control.stops) for control in film.controls.values()]
        self.wanted = [*film.stops()]
        n_inner = lengths[1] if len(lengths) > 1 else 1
        super().__init__(film, Stage(*film.pixels, n_frames=len(self.wanted), n_inner=n_inner))
        self.stage.put(self.wanted.index(film.defaults), *first)
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

    def moved(self):
        """Draw this film before others; the browser has turned to the frame, or waits for it."""
        for films in WAITING.values():
            films.sort(key=lambda film: film is not self)

    def _join(self):
        """Join handles, players and stage in the browser."""
        self.links = []
        for (name, handle), number in zip(self.handles.items(), ("index", "index_2"), strict=False):
            ((place, at),) = in_browser(self.panel.controls[name], handle.value).items()
            setattr(self.stage, number, int(at))
            self.links.append(jsdlink((handle, place), (self.stage, number)))
            if name in self.players:
                self.players[name].value = handle.index
                self.links.append(jslink((self.players[name], "value"), (handle, "index")))

    def _on_views(self, change):
        if change["new"] and not change["old"]:
            loop = asyncio.get_running_loop()
            films = WAITING.setdefault(loop, [])
            films.append(self)
            if len(films) == 1:
                loop.call_soon(_draw_next, loop, films)

    def step(self):
        """Draw the missing frame nearest to the handles, and return whether others are missing.

        A film that is shown nowhere, as when its cell ran again, stops: it would slow the new one.
        """
        missing = self.stage.missing()
        if missing:
            k = min(missing, key=self._distance)
            self.draw(k, self.wanted[k])
        return len(missing) > 1 and self.stage.n_views > 0

    def _distance(self, k):
        here, there = self.values, self.wanted[k]
        controls = self.panel.controls.items()
        return sum(abs(c.stops.index(here[n]) - c.stops.index(there[n])) for n, c in controls)


def _draw_next(loop, films):
    """Draw one frame of the first film: of all films one at a time, so that the kernel listens."""
    film, goes_on = films[0], False
    try:
        goes_on = film.step()
    finally:  # whoever stops the kernel stops one film
        if not goes_on:
            films.remove(film)
        if films:
            loop.call_later(PAUSE, _draw_next, loop, films)
