"""Slider to picture in a real JupyterLab: a panel, a film and `interact`, against a bare label.

python benchmarks/sliders.py            needs Playwright (``hplearn[browser]``) and Chromium
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

N_STEPS = 30  # key presses
SECONDS = 2  # of drag
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
SETTINGS = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"
BROWSERS = "chromium", "chromium-browser", "google-chrome"

SETUP = """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import IntSlider, Label, VBox, interact
from hplearn.lab import film, linear, panel
RATES = linear(0, 40, 41)
STEPS = np.arange(30)
LOSSES = np.abs(1 - np.linspace(0.01, 2.05, 41))[:, None] ** STEPS
def draw(ax, rate):
    ax.plot(STEPS, LOSSES[rate], label="loss")
    ax.set(xlabel="step", ylabel="loss", ylim=(0, 2))
    ax.legend()
    return f"After 29 steps the loss is {LOSSES[rate, -1]:.3g}."
"""
KINDS = {
    "label": """
slider, label = IntSlider(20, 0, 40), Label("20")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
VBox([slider, label])
""",
    "interact": """
@interact(rate=IntSlider(20, 0, 40))
def show(rate):
    fig, ax = plt.subplots(figsize=(6, 4))
    draw(ax, rate)
    plt.show()
""",
    "panel": "panel(draw, rate=RATES)",
    "film": "film(draw, rate=RATES)",
}
WATCH = """
kind => {
  const cell = window.jupyterapp.shell.currentWidget.content.activeCell.node;
  const output = cell.querySelector(".jp-OutputArea");
  const look = kind === "label"
    ? () => [...output.querySelectorAll(".widget-label")].at(-1)?.textContent
    : () => { const i = output.querySelector("img"); return i?.complete ? i.src : undefined; };
  const seen = { pictures: [], frames: 0, collapsed: 0, key: 0, height: output.offsetHeight };
  let last = look();
  const tick = time => {
    if (window.seen !== seen) return;
    const now = look();
    if (now && now !== last) { last = now; seen.pictures.push(performance.now()); }
    seen.frames += 1;
    seen.collapsed += output.offsetHeight < seen.height / 2;
    requestAnimationFrame(tick);
  };
  window.seen = seen;
  document.addEventListener("keydown", () => (seen.key = performance.now()), true);
  requestAnimationFrame(tick);
}
"""
# One stop a frame, there and back. The events come from the page: from outside, each would wait for
# the one before, and the mover would be measured.
DRAG = """
(handle, duration) => new Promise(done => {
  const track = handle.closest(".noUi-target").getBoundingClientRect();
  const send = (target, type, x, buttons) => target.dispatchEvent(new MouseEvent(type, {
    clientX: x, clientY: track.y + track.height / 2, buttons, bubbles: true, cancelable: true,
  }));
  const start = performance.now();
  let k = 20;
  send(handle.firstElementChild, "mousedown", track.x + track.width / 2, 1);
  requestAnimationFrame(function move() {
    const x = track.x + track.width * Math.abs((++k) % 80 - 40) / 40;
    const over = performance.now() - start > duration;
    send(document.documentElement, over ? "mouseup" : "mousemove", x, over ? 0 : 1);
    over ? done() : requestAnimationFrame(move);
  });
})
"""
READY = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
RUN = """
i => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = i;
  notebook.scrollToItem(i, "start");
  const start = performance.now();
  const output = notebook.activeCell.node.querySelector(".jp-OutputArea");
  const until = selector => new Promise(done => requestAnimationFrame(function look() {
    output.querySelector(selector) ? done(performance.now() - start) : requestAnimationFrame(look);
  }));
  window.first = until(".hplearn-stage[data-ready]");
  window.all = until(".hplearn-stage[data-ready='41']");
  window.jupyterapp.commands.execute("notebook:run-cell");
}
"""


def notebook():
    """Return a notebook with a cell for each kind, as JSON."""
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [cell | {"source": source.strip()} for source in (SETUP, *KINDS.values())]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4})


@contextmanager
def jupyterlab():
    """Yield the address of the notebook in a JupyterLab of its own."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        home = Path(folder)
        (home / "nb").mkdir()
        (home / "nb/sliders.ipynb").write_text(notebook())
        (home / "settings" / SETTINGS).parent.mkdir(parents=True)
        (home / "settings" / SETTINGS).write_text(
            '{"fetchNews": "false", "checkForUpdates": false}'
        )
        options = ["--no-browser", "--allow-root", f"--port={port}", "--expose-app-in-browser"]
        options += ["--IdentityProvider.token=", f"--ServerApp.root_dir={home / 'nb'}"]
        places = {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces"}
        places |= {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime"}
        env = os.environ | {name: str(home / place) for name, place in places.items()}
        with open(home / "log", "w") as log:
            command = [sys.executable, "-m", "jupyterlab", *options]
            server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
            try:
                wait_for(f"http://127.0.0.1:{port}/api")
                yield f"http://127.0.0.1:{port}/lab/tree/sliders.ipynb"
            finally:
                server.terminate()
                server.wait(20)


def wait_for(address, seconds=60):
    """Return once the address answers."""
    for _ in range(2 * seconds):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"{address} did not answer in {seconds} s")


class Wire:
    """Counts the bytes of web socket frames each way."""

    def __init__(self, page):
        self.up = self.down = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameSent", lambda event: self._count("up", event))
        session.on("Network.webSocketFrameReceived", lambda event: self._count("down", event))

    def _count(self, way, event):
        frame = event["response"]
        binary = frame["opcode"] == 2  # given in base64
        size = len(frame["payloadData"]) * (3 / 4 if binary else 1)
        setattr(self, way, getattr(self, way) + size)


def keys(page, wire):
    """Return milliseconds from each key press to its picture, and bytes up and down per step."""
    up, down, times = wire.up, wire.down, []
    for step in range(N_STEPS):
        page.evaluate("seen.pictures.length = 0")
        page.keyboard.press("ArrowLeft" if step % 30 < 15 else "ArrowRight")
        page.wait_for_function("seen.pictures.length", polling=5, timeout=10_000)
        times.append(page.evaluate("seen.pictures[0] - seen.key"))
        page.wait_for_timeout(150)
    return times, (wire.up - up) / N_STEPS, (wire.down - down) / N_STEPS


def drag(page, handle):
    """Return pictures and frames per second, share of collapsed frames, pictures after release."""
    page.evaluate("seen.pictures.length = seen.frames = seen.collapsed = 0")
    handle.evaluate(DRAG, SECONDS * 1000)
    released, frames, collapsed = page.evaluate("[performance.now(), seen.frames, seen.collapsed]")
    page.wait_for_timeout(2000)
    pictures = page.evaluate("seen.pictures")
    n_after = sum(at > released for at in pictures)
    return (len(pictures) - n_after) / SECONDS, frames / SECONDS, collapsed / frames, n_after


def measure(page, wire, number, kind):
    """Return one row of the table."""
    page.evaluate(RUN, number)
    handle = page.locator(f"[data-windowed-list-index='{number}'] .noUi-handle")
    handle.wait_for()
    first = whole = None
    if kind in ("panel", "film"):
        first = page.evaluate("first")
    if kind == "film":
        whole = page.evaluate("all")
    page.wait_for_timeout(1500)
    page.evaluate(WATCH, kind)
    handle.focus()
    times, up, down = keys(page, wire)
    dragged = drag(page, handle)
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return [kind, p50, p95, up, down, *dragged, first, whole]


def main():
    """Print the table, or why there is none."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sys.exit("Skipped: Playwright is missing; install hplearn[browser].")
    if browser is None:
        sys.exit(f"Skipped: no browser; looked for {', '.join(BROWSERS)}.")
    with jupyterlab() as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=FLAGS).new_page()
        page.goto(address)
        page.wait_for_function(READY, timeout=60_000)
        wire = Wire(page)
        page.evaluate(RUN, 0)
        rows = [measure(page, wire, k, kind) for k, kind in enumerate(KINDS, start=1)]
    print("          p50 ms  p95 ms  of label  up kB  down kB  pictures/s", end="  ")
    print("of frames/s  collapsed  after  first ms  all ms")
    for kind, p50, p95, up, down, pictures, frames, collapsed, n_after, *waits in rows:
        line = f"{kind:9} {p50:6.1f}  {p95:6.1f}  {p50 / rows[0][1]:8.2f}  {up / 1e3:5.1f}"
        line += f"  {down / 1e3:7.1f}  {pictures:10.1f}  {frames:11.1f}  {collapsed:9.1%}"
        line += f"  {n_after:5}"
        print(line, *(f"{wait:8.0f}" for wait in waits if wait is not None))


if __name__ == "__main__":
    main()
