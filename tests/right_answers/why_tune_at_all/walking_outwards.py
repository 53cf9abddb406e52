"""3: walks outwards from the best rate, with lists."""


def good_range(rates, scores, allowed):
    means = [sum(row) / len(row) for row in scores.tolist()]
    best = max(range(len(means)), key=lambda i: means[i])
    good = [mean >= means[best] - allowed for mean in means]
    low = best
    while low > 0 and good[low - 1]:
        low -= 1
    high = best
    while high < len(means) - 1 and good[high + 1]:
        high += 1
    return [float(rates[low]), float(rates[high])]
