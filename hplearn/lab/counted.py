"""A cell that takes long says how far it is."""


def counted(items, what):
    """Yield the items of a loop, and tell under the cell how many of them are done.

    What is told is gone when the loop ends. Outside of a notebook nothing is told.

    Parameters
    ----------
    items : iterable
    what : str
        What they are, in the plural.

    Yields
    ------
    object
        Each of the items.

    Examples
    --------
    >>> sum(seed**2 for seed in counted(range(4), "seeds"))
    14
    """
    from IPython import get_ipython
    from IPython.display import display

    items = list(items)
    if not hasattr(get_ipython(), "kernel"):
        yield from items
        return
    line = display({"text/plain": ""}, raw=True, display_id=True)
    try:
        for n, item in enumerate(items):
            line.update({"text/plain": f"{n} of {len(items)} {what} …"}, raw=True)
            yield item
    finally:
        line.update({"text/plain": ""}, raw=True)
