"""3: walk as long as what is left has not fallen below the share."""


def legs_until(ratio, share):
    left = 1.0
    legs = 0
    while left >= share:
        left *= (ratio - 1) / (ratio + 1)
        legs += 1
    return legs
