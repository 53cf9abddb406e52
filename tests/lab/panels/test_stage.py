"""The stage: every frame crosses once, by itself, and the browser's part ships with it."""

import re
from pathlib import Path

from hplearn.lab.panels import stage as stage_module
from hplearn.lab.panels.stage import BESIDE, Stage


def test_a_frame_crosses_once_and_alone():
    stage, changed = Stage(600, 400, n_frames=3), []
    stage.observe(lambda change: changed.append((change["name"], change["new"])))
    stage.put(1, b"png", "Loss 1.")
    stage.put(1, b"png", "Loss 1.")  # an equal frame is no news
    assert changed == [("frame_1", {"png": b"png", "text": "Loss 1.", "failed": False})]
    assert "frame_1" in stage.keys, "which are the traits that cross, each in a message of its own"


def test_the_browsers_part_asks_only_for_what_there_is():
    script = Path(stage_module.__file__).with_name("stage.js").read_text(encoding="utf-8")
    asked = set(re.findall(r'model\.[gs]et\("(\w+)"', script))
    assert set() < asked <= set(Stage(6, 4).keys), "a trait that is misspelt would be undefined"
    assert f".{BESIDE}" in script
    assert "import" not in script.split("function render")[0], "it needs no network"
    assert str(Stage(6, 4)._esm).endswith(script)
