"""``python -m hplearn`` is the ``hplearn`` command."""

from hplearn.cli import app

app(prog_name="hplearn")
