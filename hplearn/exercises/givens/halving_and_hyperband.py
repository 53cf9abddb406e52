"""Two losses, without a network: one falls with the budget, one falls and rises again."""


def losses_of_a_network(start, end, fitted, rise):
    """Return an evaluate: training and validation loss of the network that a config names.

    Parameters
    ----------
    start, end : list of float
        For each network, what its validation loss has above its end at budget 1, and its end.
    fitted : list of float
        For each network, the end of its training loss.
    rise : float
        What each epoch adds to the validation loss, of every network alike.

    Examples
    --------
    >>> evaluate = losses_of_a_network([1.0, 4.0], end=[0.5, 0.0], fitted=[0.25, 0.0], rise=0.5)
    >>> evaluate({"network": 0}, 1), evaluate({"network": 0}, 4), evaluate({"network": 1}, 4)
    ((1.25, 2.0), (0.5, 2.75), (1.0, 3.0))
    """

    def evaluate(config, budget):
        i = config["network"]
        return fitted[i] + start[i] / budget, end[i] + start[i] / budget + rise * budget

    return evaluate
