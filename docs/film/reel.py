"""A reel: pictures of a page, with a pointer and a caption, each with the time it is seen."""

from io import BytesIO
from pathlib import Path

from matplotlib import get_data_path
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 800, 370  # as wide as a README's column
BAR = 36  # pixels under the page, for the caption
ARROW = [(0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12)]
FONT = Path(get_data_path(), "fonts/ttf/DejaVuSans-Bold.ttf")


class Reel:
    """Pictures of what a page shows from `corner` on, (left, top) in pixels."""

    def __init__(self, page, corner):
        self.page, self.corner = page, corner
        self.caption, self.pointer = "", (WIDTH * 0.7, HEIGHT * 0.9)
        self.pictures, self.milliseconds, self.still = [], [], None

    def shoot(self, seconds):
        """Add what the page shows now."""
        clip = {"x": self.corner[0], "y": self.corner[1], "width": WIDTH, "height": HEIGHT}
        page = Image.open(BytesIO(self.page.screenshot(clip=clip)))
        self.pictures.append(self._finished(page))
        self.milliseconds.append(round(1000 * seconds))

    def go_to(self, place, n_pictures=6):
        """Move the pointer to the middle of a place."""
        box = place.bounding_box()
        goal = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        start, end = self.pointer, [goal[k] - self.corner[k] for k in (0, 1)]
        for k in range(1, n_pictures + 1):
            share = k / n_pictures
            self.pointer = [a + share * (b - a) for a, b in zip(start, end, strict=True)]
            self.shoot(0.05)
        self.move_to(*goal)

    def move_to(self, x, y):
        """Move the pointer to a point of the page."""
        self.pointer = [x - self.corner[0], y - self.corner[1]]
        self.page.mouse.move(x, y)

    def save(self, film, still):
        """Write the film, and the one of its pictures that stands for all."""
        first, *rest = self.pictures
        how = {"quality": 75, "method": 6, "minimize_size": True, "allow_mixed": True}
        times = {"duration": self.milliseconds, "loop": 0}
        first.save(film, save_all=True, append_images=rest, **times, **how)
        self.still.quantize(64).save(still, optimize=True)

    def _finished(self, page):
        picture = Image.new("RGB", (WIDTH, HEIGHT + BAR), "#17344F")
        picture.paste(page, (0, 0))
        draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 16)
        draw.text((16, HEIGHT + BAR / 2), self.caption, "white", font, anchor="lm")
        x, y = self.pointer
        draw.polygon([(x + right, y + down) for right, down in ARROW], "black", "white")
        return picture
