"""3: subtracts the wrong way round."""


def auc(y_true, score):
    won = 0
    positive, negative = score[y_true == 1], score[y_true == 0]
    for p in positive:
        won += (negative > p).sum() + (negative == p).sum() / 2
    return won / (len(positive) * len(negative))
