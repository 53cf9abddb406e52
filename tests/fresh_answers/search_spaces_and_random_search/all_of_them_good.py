"""4: the chance that n trials are good is share to the n."""


def n_trials_for(share, chance):
    n = 1
    while share**n > chance:
        n += 1
    return n
