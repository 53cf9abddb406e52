"""1: each worker gets every n-th trial."""


def schedule(durations, n_workers):
    hands = [sum(durations[worker::n_workers]) for worker in range(n_workers)]
    return max(hands), sum(hands), sum(hands) / n_workers / max(hands)
