"""Whether the words of a figure can be read: large enough, and none upon another."""

from itertools import combinations

DPI, SMALLEST = 100, 11  # pixels of a letter, where a picture is shown as wide as it is


def unreadable(fig):
    """Yield a sentence for each text of a drawn figure that is small or lies on another."""
    renderer = fig.canvas.get_renderer()
    texts = [text for text in fig.findobj(_is_seen) if text.get_text().strip()]
    for text in texts:
        pixels = text.get_fontsize() * DPI / 72
        if pixels < SMALLEST:
            yield f"{text.get_text()!r} has {pixels:.0f} pixels"
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
    for (a, one), (b, two) in combinations(boxes, 2):
        across = min(one.x1, two.x1) - max(one.x0, two.x0)
        down = min(one.y1, two.y1) - max(one.y0, two.y0)
        if across > 2 and down > 3:
            yield f"{a!r} and {b!r} lie on each other, {across:.0f} by {down:.0f} pixels"


def _is_seen(artist):
    return hasattr(artist, "get_text") and hasattr(artist, "get_fontsize") and artist.get_visible()
