"""3: counts a pair only if the positive row is above."""


def auc(y_true, score):
    positive = [s for t, s in zip(y_true, score, strict=True) if t == 1]
    negative = [s for t, s in zip(y_true, score, strict=True) if t == 0]
    won = sum(p > n for p in positive for n in negative)
    return won / (len(positive) * len(negative))
