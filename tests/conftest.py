"""A Dask cluster, for the tests of what runs on workers."""

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
