"""What the browser has of panels, films, predictions and quizzes."""

RIGHT = '<strong class="hplearn-right">Right.</strong>'
NOT_SO = '<strong class="hplearn-wrong">Not so.</strong>'


def live(made):
    """Return the widgets of what was made, which its `widget` builds."""
    assert made.widget is made._live.box
    return made._live


def frame(shown, k=0):
    """Return picture and text of a frame."""
    there = getattr(shown.stage, f"frame_{k}")
    return there["png"], there["text"]
