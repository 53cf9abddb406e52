"""Whether the words of a figure can be read: large enough, and none upon another."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

DPI, SMALLEST = 100, 11  # pixels of a letter, where a picture is shown as wide as it is


def watch(found):
    """From now on add to `found` a sentence for each text that is drawn small, or on another."""
    drawn, draw_text, draw_figure = [], Text.draw, FigureCanvasAgg.draw

    def noting(self, renderer):
        draw_text(self, renderer)
        upright = self.get_rotation() % 90 == 0  # the box of another is larger than its letters
        if self.get_visible() and self.get_text().strip() and upright:
            drawn.append((self.get_text(), self.get_fontsize(), self.get_window_extent(renderer)))

    def draw(self):
        drawn.clear()
        draw_figure(self)
        found.update(unreadable(drawn))

    Text.draw, FigureCanvasAgg.draw = noting, draw


def unreadable(texts):
    """Yield a sentence for each of these (text, points, box) that is small or lies on another."""
    for text, points, _ in texts:
        if points * DPI / 72 < SMALLEST:
            yield f"{text!r} has {points * DPI / 72:.0f} pixels"
    for (a, _, one), (b, _, two) in combinations(texts, 2):
        across = min(one.x1, two.x1) - max(one.x0, two.x0)
        down = min(one.y1, two.y1) - max(one.y0, two.y0)
        if across > 2 and down > 3:
            yield f"{a!r} lies on {b!r}, {across:.0f} by {down:.0f} pixels"
