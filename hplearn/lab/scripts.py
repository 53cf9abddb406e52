"""What our widgets share in the browser, which each puts before its own."""

from pathlib import Path

KEYBOARD, MOVED, LANDING = (
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("keyboard.js", "moved.js", "land.js")
)
