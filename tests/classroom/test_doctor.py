"""The doctor's findings, with versions, folders and ports that are not this machine's."""

import json
import os
import socket
import sys
from importlib import metadata
from unittest.mock import Mock, patch

import pytest
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from hplearn.classroom import doctor


def dependencies(*requirements, **versions):
    """Return the findings where only these versions are installed."""

    def installed(name):
        if name not in versions:
            raise metadata.PackageNotFoundError(name)
        return versions[name]

    with patch.object(metadata, "version", installed):
        return doctor.dependencies(requirements)


@pytest.mark.parametrize(("version", "ok"), [("2.1.9", False), ("2.10", True), ("2.2rc1", False)])
def test_dependency_against_its_lower_bound(version, ok):
    (finding,) = dependencies("numpy>=2.2", numpy=version)
    assert finding.ok == ok
    assert f"numpy {version}" in str(finding)
    assert ok or finding.found.endswith("is not the version that hplearn needs (>=2.2)")
    assert ok or '"numpy>=2.2"' in finding.mend


def test_missing_dependency_comes_with_the_command_for_this_python(monkeypatch):
    missing, present = dependencies("numpy>=2.2", "tqdm", tqdm="4")
    assert str(missing).startswith("MEND  numpy is missing")
    assert str(present) == "OK    tqdm 4"
    assert sys.executable in missing.mend
    monkeypatch.setattr(doctor.PathFinder, "find_spec", lambda name: None)
    (finding,) = dependencies("numpy>=2.2")
    assert finding.mend == f'uv pip install --python "{sys.executable}" "numpy>=2.2"'


def test_requirements_of_extras_and_other_systems_are_left_out():
    others = ["pytest>=8; extra == 'test'", "tqdm; python_version < '3'"]
    findings = dependencies(*others, "typer>=0.15", typer="0.15")
    assert [finding.found for finding in findings] == ["typer 0.15"]


def test_kernel_of_this_python_or_of_another_that_hides_it_or_none(tmp_path, monkeypatch):
    place = tmp_path / "kernels" / "python3" / "kernel.json"
    place.parent.mkdir(parents=True)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    for python in ("python", "python3", sys.executable, "/elsewhere/bin/python"):
        place.write_text(json.dumps({"argv": [python], "display_name": "P"}))
        finding = doctor.kernel()
        assert finding.ok == (python != "/elsewhere/bin/python")
    assert "/elsewhere/bin/python" in finding.found
    assert finding.mend == f'"{sys.executable}" -m ipykernel install --user'
    none = Mock(side_effect=NoSuchKernel("python3"))
    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", none)
    assert "no Python kernel" in doctor.kernel().found


def test_browser_part(tmp_path, monkeypatch):
    assert doctor.browser_part().ok, "the test environment has it"
    places = ["nowhere", str(tmp_path)]
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *parts: places)
    assert "jupyterlab_widgets" in doctor.browser_part().mend
    manager = tmp_path / "@jupyter-widgets" / "jupyterlab-manager"
    manager.mkdir(parents=True)
    (manager / "package.json").write_text("{}")
    assert doctor.browser_part().ok


def test_home_folder(tmp_path, monkeypatch):
    assert doctor.home_folder(tmp_path / "course").ok
    assert not (tmp_path / "course").exists()
    too_long = tmp_path / ("x" * 300)  # an error to look at, even for root
    assert not doctor.home_folder(too_long / "course").ok
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    assert not doctor.home_folder(tmp_path / "course").ok
    (tmp_path / "course").mkdir()
    assert doctor.home_folder(tmp_path / "course").ok


def test_examine_stops_at_missing_packages_and_still_looks_at_the_machine(monkeypatch):
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: ["no-such-package>=1"])
    monkeypatch.setattr(doctor, "kernel", lambda: pytest.fail("needs packages that are missing"))
    findings = doctor.examine()
    assert [finding.ok for finding in findings[:2]] == [True, False]
    assert len(findings) == 4


def test_port_skips_one_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        assert not doctor.port([number]).ok
        assert doctor.port([number, 0]).found == "JupyterLab can listen on port 0"


def test_port_takes_one_whose_last_connection_has_just_ended():
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", number)):
            server.accept()[0].close()  # whoever ends it first has the port kept for a minute
    assert doctor.port([number]).ok, "as hplearn lab would"


def test_examine_without_an_installed_hplearn(monkeypatch):
    missing = Mock(side_effect=metadata.PackageNotFoundError("hplearn"))
    monkeypatch.setattr(doctor.metadata, "requires", missing)
    (finding,) = doctor.examine()
    assert finding.found == "hplearn is not installed in this Python"
