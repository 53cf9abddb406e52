"""Figures that one drags: the browser draws them, in a notebook as on a page."""
