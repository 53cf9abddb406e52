"""4: the probability to fail shrinks by the share with every trial."""


def n_trials_for(share, chance):
    n = 1
    while share**n > 1 - chance:
        n += 1
    return n
