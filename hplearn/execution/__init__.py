"""Where work is done: here, on processes, on a Dask cluster; it knows nothing of tuning."""
