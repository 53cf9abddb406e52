"""The one seam through which work goes to other processes."""

import joblib
from tqdm.auto import tqdm


def run_tasks(function, tasks, *, n_jobs=None, progress=False):
    """Return ``[function(*task) for task in tasks]``, computed here or by worker processes.

    The results and their order do not depend on the number of workers. Each worker computes with
    one BLAS thread: two workers with two threads each were measured ten times slower on two cores.

    Parameters
    ----------
    function : callable
        Importable, so that another process can find it.
    tasks : sequence of tuple
        Arguments of each call.
    n_jobs : int or None
        Worker processes; None or 1 computes here, -1 uses every core.
    progress : bool
        Whether to show a bar with the time left.

    Examples
    --------
    >>> run_tasks(divmod, [(7, 2), (9, 4)])
    [(3, 1), (2, 1)]
    """
    shown = {"total": len(tasks), "disable": not progress}
    if n_jobs in (None, 1):
        return [function(*task) for task in tqdm(tasks, **shown)]
    with joblib.parallel_config(backend="loky", inner_max_num_threads=1):
        parallel = joblib.Parallel(n_jobs=n_jobs, return_as="generator")
        results = parallel(joblib.delayed(function)(*task) for task in tasks)
        return list(tqdm(results, **shown))
