"""3: counts the pairs that stand in the same order.

That is Kendall's agreement, which counts pairs. Spearman's is the correlation of the ranks.
"""

from scipy.stats import kendalltau


def rank_agreement(cheap, full):
    return kendalltau(cheap, full).statistic
