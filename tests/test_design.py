"""The picture of the packages in docs/design.md has the arrows that the imports are."""

import re
from itertools import product
from pathlib import Path

from tests.test_house import FILES, HOUSE, imported

PAGE = Path(__file__).parents[1] / "docs" / "design.md"
DOORS = {"__init__", "__main__"}  # they lead to everything


def package_of(path):
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def drawn(page):
    """Return the arrows of the page's picture, as pairs of names."""
    (picture,) = re.findall(r"^```mermaid\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = [re.split(r" (?:-->|-\.->) ", line.strip()) for line in picture.splitlines()[1:]]
    return {pair for ends in lines for pair in product(*(end.split(" & ") for end in ends))}


def there(files):
    """Return which package imports from which, as pairs of names."""
    packages = {package_of(path) for path in files} - DOORS
    pairs = {
        (package_of(path), (module + ".").split(".")[1])
        for path in files
        for _, module in imported(path)
        if module.startswith("hplearn.")
    }
    return {(a, b) for a, b in pairs if a != b and a in packages and b in packages}


def test_the_picture_shows_the_imports_and_no_others():
    picture, imports = drawn(PAGE.read_text(encoding="utf-8")), there(FILES)
    assert imports - picture == set(), "imported, and not in the picture of docs/design.md"
    assert picture - imports == set(), "in the picture of docs/design.md, and not imported"


def test_the_table_tells_of_each_package():
    told = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {*told} == {path.parent.name for path in HOUSE.glob("*/__init__.py")}
