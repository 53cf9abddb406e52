"""Property tests draw the same examples every time and on a machine of any speed."""

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")
