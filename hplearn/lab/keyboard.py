"""What both of our widgets need in the browser: keyboard.js, which each puts before its own."""

from pathlib import Path

KEYBOARD = Path(__file__).with_name("keyboard.js").read_text(encoding="utf-8")
