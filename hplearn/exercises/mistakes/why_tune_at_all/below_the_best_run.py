"""3: measures how far a mean lies below the best single run.

The best rate is right, but you ask how far each mean lies below the highest score of the table,
which is a single lucky run. With what does the question compare a mean score?
"""


def good_range(rates, scores, allowed):
    means = [sum(row) / len(row) for row in scores]
    low = high = means.index(max(means))
    least = scores.max() - allowed
    while low > 0 and means[low - 1] >= least:
        low -= 1
    while high + 1 < len(rates) and means[high + 1] >= least:
        high += 1
    return rates[low], rates[high]
