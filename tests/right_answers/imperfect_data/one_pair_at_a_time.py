"""3: a loop over the pairs."""


def auc(y_true, score):
    won = pairs = 0
    for i, true in enumerate(y_true):
        for j, other in enumerate(y_true):
            if true == 1 and other == 0:
                pairs += 1
                won += 1 if score[i] > score[j] else 0.5 if score[i] == score[j] else 0
    return won / pairs
