"""A JupyterLab, started by `hplearn lab` on a working copy of the lessons, and a lesson open in it.

Home, settings and port are the server's own.
"""

import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from itertools import takewhile

from tests.browser.chromium import PATIENCE
from tests.browser.pages import SHOWN, errors_of

TOKEN = "browser-test"
HEADERS = {"Authorization": f"token {TOKEN}"}
OWN = (
    *("HOME", "USERPROFILE", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"),
    *("JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR"),
)


@contextmanager
def served(home, package, *options):
    """Serve the course in this home, by the package in this folder: its copy, and the address."""
    folder = home / "hplearn-course"
    places = {name: str(home / name.lower()) for name in OWN}
    with socket.create_server(("127.0.0.1", 0)) as free:  # two servers that look at once find one
        port = free.getsockname()[1]
    arguments = ["lab", "--folder", str(folder), "--no-browser", "--port", str(port), *options]
    arguments.append(f"--IdentityProvider.token={TOKEN}")
    log = home / "jupyterlab.log"
    with (
        open(log, "w") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "hplearn", *arguments],
            env=os.environ | places | {"PYTHONPATH": str(package)},
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as server,
    ):
        try:
            said = "".join(takewhile(lambda line: not line.startswith("Stop"), server.stdout))
            address = re.search(r"JupyterLab is at (http://[^/]+)", said)
            assert address, f"JupyterLab did not start:\n{said}{log.read_text()}"
            yield folder, address[1]
        finally:
            server.terminate()
            try:
                server.communicate(timeout=PATIENCE / 1000)
            finally:
                server.kill()  # one that does not end would slow all tests after it


PROMPTS = "[...document.querySelectorAll('.jp-InputPrompt')]"
SEE_A_START = f"""() => {{
    // An observer, since a short cell runs between two looks of the test.
    window.started = false;
    new MutationObserver((_, observer) => {{
        if (!{PROMPTS}.some(prompt => prompt.textContent === '[*]:')) return;
        window.started = true;
        observer.disconnect();
    }}).observe(document.body, {{subtree: true, childList: true, characterData: true}});
}}"""


class Lesson:
    """A lesson open in JupyterLab."""

    def __init__(self, context, course, name):
        folder, server = course
        found = [path for path in folder.rglob(f"{name}.ipynb") if path.parent.name != "exercises"]
        path = found[0].relative_to(folder).as_posix()
        self.name, self.path, self.page = name, path, context.new_page()
        self.errors = errors_of(self.page)
        self.page.set_default_timeout(PATIENCE)
        address = f"{server}/lab/workspaces/{name}/tree/{path}?token={TOKEN}"
        self.page.goto(address, wait_until="commit")

    def wait_for_kernel(self):
        """Wait until the kernel is idle; if it had to be started twice, the page asks anew.

        Jupyter chooses free ports, which stay free to all until the kernel takes them.
        """
        from playwright.sync_api import TimeoutError as Expired  # only with the extra [browser]

        idle = self.page.get_by_text("Python 3 (ipykernel) | Idle")
        try:
            idle.wait_for(timeout=PATIENCE / 2)
        except Expired:
            self.page.reload()
            idle.wait_for()

    def start(self):
        """Wait for the kernel, and start all cells by the menu, as a learner does."""
        self.wait_for_kernel()
        self.page.evaluate(SEE_A_START)
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.wait_for_function("window.started")
        return self

    def stop_at(self, question):
        """Wait until nothing runs any more because cells wait for this prediction."""
        self.page.get_by_text(f"waits for your prediction above: “{question}").first.wait_for()
        self.wait_for_cells()

    def finish(self):
        """Wait until every cell has run, and check that none failed."""
        self.wait_for_cells(5 * PATIENCE)
        prompts = self.page.locator(f"{SHOWN} .jp-CodeCell .jp-InputPrompt").all_text_contents()
        assert "[ ]:" not in prompts, f"a cell failed, and those after it did not run: {prompts}"
        return self

    def wait_for_cells(self, timeout=PATIENCE):
        """Wait until no cell runs, as the page knows it, and all widgets have been drawn."""
        nothing_runs = f"{PROMPTS}.every(prompt => prompt.textContent !== '[*]:')"
        self.page.wait_for_function(nothing_runs, timeout=timeout)
        self.page.wait_for_function("!document.body.innerText.includes('Loading widget...')")

    def settle(self, n_looks=5):
        """Wait until the kernel was idle at so many looks in a row: it has done what was asked."""
        idle = 0
        while idle < n_looks:  # one answer may set off the next request
            self.page.wait_for_timeout(100)
            (session,) = self._sessions()
            idle = idle + 1 if session["kernel"]["execution_state"] == "idle" else 0

    def end_kernel(self):
        """End the kernel, if it was not ended before."""
        for session in self._sessions():
            address = f"{self._api}/{session['id']}"
            assert self.page.request.delete(address, headers=HEADERS).ok

    def close(self):
        """End the kernel, and close the page."""
        self.end_kernel()
        self.page.close()

    def panel(self, slider):
        """Return the panel with the slider of this name, scrolled into view."""
        panel = self.page.locator(".hplearn-panel", has_text=slider)
        panel.scroll_into_view_if_needed()
        return panel

    @property
    def _api(self):
        return self.page.url.split("/lab")[0] + "/api/sessions"

    def _sessions(self):
        """Return what the server says of this lesson's kernel: a list of one, or of none."""
        sessions = self.page.request.get(self._api, headers=HEADERS).json()
        return [session for session in sessions if session["path"] == self.path]
