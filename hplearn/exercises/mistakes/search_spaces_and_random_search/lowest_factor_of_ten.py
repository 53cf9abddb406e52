"""3: takes the last factor of ten for the last tenth.

You compare best with ten times low and a tenth of high. Whether these are a tenth of the range
depends on how many factors of ten it has.
"""


def next_range(low, high, best):
    if best < 10 * low:
        return low / 10, high
    if best > high / 10:
        return low, high * 10
    return low, high
