"""Figures with controls: drawn anew, or drawn ahead and turned by the browser."""
