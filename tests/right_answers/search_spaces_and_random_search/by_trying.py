"""4: tries one number of trials after the other."""


def n_trials_for(share, chance):
    n = 1
    while 1 - (1 - share) ** n < chance - 1e-12:
        n += 1
    return n
