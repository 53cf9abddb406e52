"""What of Python's packages a box shows, and what it hides: never what a question asks for."""

import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).parents[2]  # hplearn's folder
PACKAGES = Path(find_spec("numpy").origin).parents[1]  # also where Python runs without site
PLACES = ("lib/python3*/*-packages", "local/lib/python3*/*-packages")
PLACES += ("envs/*/lib/python3*/*-packages", "pkgs/*/lib/python3*/*-packages", "pkgs/*/*-packages")
ROOMS = ("files.py", "execution", "optim", "models", "tuning", "model_selection")
INSIDE = ("contained", "__init__.py", "checks.py", "execution/__init__.py", "execution/deadline.py")


def visible(needs):
    """Return files and folders of hplearn that a box shows.

    Parameters
    ----------
    needs : tuple of str
        What answers may import; ``"hplearn"`` stands for the rooms of which nothing is asked.
    """
    return [*INSIDE, *(ROOMS if "hplearn" in needs else ())]


def hidden(needs):
    """Return folders of packages that a box hides, wherever Python may look for them."""
    roots = {Path(sys.base_prefix), Path("/usr")}
    places = {PACKAGES, *(at for root in roots for pattern in PLACES for at in root.glob(pattern))}
    places |= {PACKAGE.parent for root in roots if root in PACKAGE.parents}  # a clone lies there
    names = ("hplearn",) if "sklearn" in "".join(needs) else ("hplearn", "sklearn")
    return [place / name for place in places for name in names if (place / name).is_dir()]
