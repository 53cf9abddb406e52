"""Whether this Python and this machine have all that the course needs, and how to mend it."""

import os
import platform
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from importlib.machinery import PathFinder
from pathlib import Path

from hplearn.classroom.launch import DEFAULT_FOLDER, check_port
from hplearn.course_files import CourseError

JUPYTER_PORTS = range(8888, 8939)  # JupyterLab's own: 8888 and the 50 it tries after that


@dataclass(frozen=True)
class Finding:
    """The result of one examination, with the command that mends a fault.

    Examples
    --------
    >>> print(Finding("numpy 1.26 is too old", mend="pip install -U numpy"))
    MEND  numpy 1.26 is too old. Mend it with: pip install -U numpy
    """

    found: str
    mend: str = ""

    @property
    def ok(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.mend

    def __str__(self) -> str:
        """Return the finding as one line."""
        if self.ok:
            return f"OK    {self.found}"
        return f"MEND  {self.found}. Mend it with: {self.mend}"


def examine() -> list[Finding]:
    """Return every finding about this Python and this machine, without changing anything."""
    try:
        requirements = metadata.requires("hplearn") or []
    except metadata.PackageNotFoundError:
        return [Finding("hplearn is not installed in this Python", mend=_install("hplearn"))]
    findings = [Finding(f"Python {platform.python_version()}"), *dependencies(requirements)]
    if all(finding.ok for finding in findings):  # these need the packages
        findings += [kernel(), browser_part()]
    return [*findings, home_folder(DEFAULT_FOLDER.expanduser()), port(JUPYTER_PORTS)]


def dependencies(requirements: Sequence[str]) -> list[Finding]:
    """Return a finding for each requirement that applies here, without those of extras.

    Parameters
    ----------
    requirements : sequence of str
        As in a distribution's metadata, for example ``"numpy>=2.2"``.

    Examples
    --------
    >>> str(dependencies(["numpy>=2.2"])[0])[:12]
    'OK    numpy '
    """
    from packaging.requirements import Requirement

    return [
        _dependency(requirement)
        for requirement in map(Requirement, requirements)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    ]


def _dependency(requirement) -> Finding:
    name, needed = requirement.name, requirement.specifier
    mend = _install(f"{name}{needed}")
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(f"{name} is missing", mend)
    if needed.contains(version, prereleases=True):
        return Finding(f"{name} {version}")
    return Finding(f"{name} {version} is not the version that hplearn needs ({needed})", mend)


def kernel() -> Finding:
    """Return whether JupyterLab's ``python3`` kernel runs this very Python."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    mend = f'"{sys.executable}" -m ipykernel install '
    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Finding("JupyterLab has no Python kernel", mend + "--sys-prefix")
    command = Path(spec.argv[0])
    # jupyter_client replaces a bare name by the Python that runs JupyterLab
    if command.parent in (Path("."), Path(sys.executable).parent):
        return Finding("The Jupyter kernel runs this Python")
    found = f"The Jupyter kernel in {spec.resource_dir} runs another Python ({command})"
    option = "--sys-prefix" if spec.resource_dir.startswith(sys.prefix) else "--user"
    return Finding(found, mend + option)


def browser_part() -> Finding:
    """Return whether JupyterLab finds the part of ipywidgets that runs in the browser."""
    from jupyter_core.paths import jupyter_path

    part = "The browser part of the sliders (jupyterlab_widgets)"
    for place in jupyter_path("labextensions"):
        if (Path(place) / "@jupyter-widgets/jupyterlab-manager/package.json").is_file():
            return Finding(part)
    return Finding(f"{part} is missing", mend=_install("--force-reinstall jupyterlab_widgets"))


def home_folder(folder: Path) -> Finding:
    """Return whether the lessons' `folder` is writable, or can be made in its parent."""
    place = folder if os.path.exists(folder) else folder.parent
    if os.path.isdir(place) and os.access(place, os.W_OK | os.X_OK):
        return Finding(f"Your lessons can be written to {folder}")
    mend = "hplearn lab --folder ANOTHER_FOLDER"
    return Finding(f"Your lessons cannot be written to {folder}", mend)


def port(ports: Sequence[int]) -> Finding:
    """Return which of `ports` is the first that a server can listen on."""
    for number in ports:
        with suppress(CourseError):
            check_port(number)
            return Finding(f"JupyterLab can listen on port {number}")
    mend = "hplearn lab --port ANOTHER_PORT"
    return Finding(f"No port from {ports[0]} to {ports[-1]} is free", mend)


def _install(what: str) -> str:
    what = f'"{what}"' if ">" in what else what
    if PathFinder.find_spec("pip"):  # not importlib.util, where setuptools listens and warns
        return f'"{sys.executable}" -m pip install {what}'
    return f'uv pip install --python "{sys.executable}" {what}'
