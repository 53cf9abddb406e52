"""Whatever the package exports of a kind is in the list by which tests try all of this kind."""

from hplearn import optim, tuning
from hplearn.optim.optimizers import Optimizer
from hplearn.tuning import Dimension
from tests.optim.conftest import EVERY
from tests.tuning.searches.test_every_search import SMALL
from tests.tuning.toys import DIMENSIONS


def exported(room, kind):
    """Return the classes of a kind that a room exports, without the kind itself."""
    found = (getattr(room, name) for name in room.__all__)
    return {one for one in found if isinstance(one, type) and issubclass(one, kind)} - {kind}


def test_each_optimizer_is_tried():
    assert exported(optim, Optimizer) == {*map(type, EVERY)}


def test_each_kind_of_range_is_tried():
    assert exported(tuning, Dimension) <= {*map(type, DIMENSIONS)}


def test_each_search_is_tried():
    whole = [getattr(search, "func", search) for search in SMALL.values()]
    tried = {getattr(search, "func", search).__name__ for search in whole}
    functions = {name for name in tuning.__all__ if hasattr(getattr(tuning, name), "planned")}
    assert functions - {"grid_search"} == tried
