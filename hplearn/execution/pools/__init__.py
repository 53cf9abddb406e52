"""Where tasks are computed: here, in other processes of this machine, or on a Dask cluster."""
