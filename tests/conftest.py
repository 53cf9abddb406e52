"""What tests of several rooms share: a Dask cluster, a box, and what the wheel installs."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.extras import extra


@pytest.fixture(scope="session")
def dask_cluster():
    """Return a Dask cluster of two processes with one thread each.

    Its workers are killed so often that it must not count them as lost for good.
    """
    distributed = extra("distributed", "distributed")
    dask = extra("dask", "distributed")
    with (
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1h"}),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": ":0"},  # any port: tests may run side by side
        ) as cluster,
    ):
        yield cluster


@pytest.fixture
def cluster(dask_cluster):
    """Return the address of a Dask cluster whose two workers are there."""
    dask_cluster.wait_for_workers(2, timeout=300)
    return dask_cluster.scheduler_address


@pytest.fixture(scope="session")
def a_box():
    """Skip the test, with the sentence that says what to install, where no box can be had."""
    from tests.grading.boxes.walls import wall_or_skip

    with wall_or_skip():
        pass


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """Return a folder that holds what the wheel installs."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=Path(__file__).parents[1], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder
