"""How sure a figure about a unit is: 90 % intervals of a mean and of a share."""

import math

from training.kernel.shares import Interval, wilson

Z95 = 1.645


def t95(df: int) -> float:
    """The 95th percentile of Student's t, so that ±t95 holds 90 %.

    Exact for one and two degrees of freedom, else the Cornish–Fisher expansion of Abramowitz and
    Stegun (1964), 26.7.5: off by less than 0.002 from three degrees on, and 0.00001 from ten.
    """
    if df < 1:
        raise ValueError("Student's t needs at least one degree of freedom.")
    if df == 1:
        return math.tan(math.pi * 0.45)
    if df == 2:
        return 0.9 * math.sqrt(2 / (1 - 0.9**2))
    z = 1.6448536269514722
    return (
        z
        + (z**3 + z) / (4 * df)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * df**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * df**4)
    )


def of_mean(n: int, total: float, squares: float, *, roster: int) -> Interval | None:
    """The 90 % interval of a roster's mean when `n` of its people have a value; None below two.

    mean ± t(.95; n−1) · s/√n · √(1 − n/N): Student's t over people, narrowed by the finite
    population correction because a unit's roster is all there is to know (Cochran 1977, Sampling
    Techniques, sections 2.6 and 2.8). `total` and `squares` are the sums of the people's values
    and of their squares.
    """
    if n < 2:
        return None
    mean = total / n
    variance = max(0.0, (squares - total * mean) / (n - 1))
    unseen = max(0.0, 1 - n / roster) if roster else 0.0
    half = t95(n - 1) * math.sqrt(variance / n * unseen)
    return Interval(max(0.0, mean - half), min(1.0, mean + half))


def of_share(count: float, n: int) -> Interval | None:
    """The 90 % interval of a share after Wilson (1927), z = 1.645; None where nobody is counted."""
    return wilson(count, n, z=Z95)
