"""CPU time of ``import hplearn`` in a fresh process, as a ratio to ``import numpy``.

python benchmarks/import_cost.py
"""

import statistics
import subprocess
import sys

CODE = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"


def import_seconds(module):
    """Return the CPU time that a new Python needs to import `module`."""
    command = [sys.executable, "-c", CODE.format(module)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main(repeats=25):
    """Print the median ratio over turns taken one after the other."""
    ratios = [import_seconds("hplearn") / import_seconds("numpy") for _ in range(repeats)]
    print(f"import hplearn / import numpy: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
