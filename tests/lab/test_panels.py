"""Panels: pure in their values, one figure, one redraw a change, no traceback shown."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import matplotlib
import numpy as np
import pytest
from PIL import Image

from hplearn.lab import choice, linear, log_scale, panel, switch
from hplearn.lab.panels.panel import WIDGET_VIEW


def draw(ax, slope, line="solid", scaled=False):
    ax.plot([1, 100], [1, 1 + abs(slope)], color="k", linestyle=line)
    if scaled:
        ax.set(xscale="log", title=f"slope {slope}")
    return f"At 100 the line is {1 + abs(slope)} high."


def toy(draw=draw):
    return panel(draw, slope=linear(-2, 2, 5), line=choice("solid", "dotted"), scaled=switch())


def live(made):
    assert made.widget is made._live.box
    return made._live


def on_stage(shown):
    frame = shown.stage.frame_0
    return frame["png"], frame["text"]


class Guess:
    """What a panel uses of a prediction."""

    def __init__(self, committed=False):
        self.committed, self.callbacks = committed, []

    def on_commit(self, callback):
        self.callbacks.append(callback)

    def commit(self):
        self.committed = True
        for callback in self.callbacks:
            callback(self)


def test_a_picture_depends_on_the_values_and_not_on_the_pictures_before_it():
    made = toy()
    fresh = {tuple(v.values()): toy().render(**v) for v in made.stops()}
    for values in [*made.stops(), *reversed(list(made.stops()))]:
        assert made.render(**values) == fresh[tuple(values.values())]
    assert len({png for png, _ in fresh.values()}) == 5, (
        "5 looks among 9 stops: 0, 1, 2, dotted, log"
    )


def test_one_figure_is_kept_and_its_picture_never_changes_size():
    seen = set()

    def watch(ax, slope):
        seen.add((id(ax.figure), len(ax.figure.axes)))
        ax.plot([0, 10.0 ** (4 * slope)])

    made = panel(watch, slope=linear(-2, 2, 5), size=(5, 3))
    sizes = {Image.open(BytesIO(made.render(**v)[0])).size for v in made.stops()}
    assert sizes == {(500, 300)}
    assert len(seen) == 1


def spoil_aspect(ax):
    ax.set_aspect("equal", adjustable="datalim", anchor="W")


def spoil_label(ax):
    ax.xaxis.label.set(rotation=20, color="red")
    ax.yaxis.set_label_coords(0.3, 0.3)


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_aspect,
        lambda ax: ax.set_box_aspect(1),
        lambda ax: ax.imshow(np.eye(2)),
        lambda ax: ax.set_position([0.3, 0.3, 0.3, 0.3]),
        lambda ax: ax.figure.subplots_adjust(right=0.5),
        lambda ax: ax.figure.tight_layout(),
        lambda ax: ax.figure.set_layout_engine("tight"),
        lambda ax: ax.figure.set_facecolor("pink"),
        lambda ax: ax.figure.patch.set_visible(False) or ax.figure.patch.set_alpha(0.5),
        lambda ax: ax.figure.set_size_inches(3, 3),
        lambda ax: ax.figure.set_dpi(50),
        lambda ax: ax.set_facecolor("pink"),
        lambda ax: ax.spines["top"].set_visible(True),
        lambda ax: ax.spines["left"].set(color="red", linewidth=5, linestyle="--"),
        lambda ax: ax.tick_params(labelsize=20, colors="red", length=9),
        lambda ax: ax.xaxis.tick_top(),
        lambda ax: ax.grid(color="red", linewidth=3),
        lambda ax: ax.xaxis.set_visible(False),
        lambda ax: ax.set_frame_on(False),
        spoil_label,
    ],
)
def test_what_is_set_at_one_stop_is_gone_at_the_next(spoil):
    def sometimes(ax, bent):
        ax.set(xlabel="x", ylabel="y")
        ax.plot([0, 1], [0, 3])
        if bent:
            spoil(ax)

    made = panel(sometimes, bent=switch())
    before = made.render()
    assert made.render(bent=True)[0] != before[0]
    made.prepare()
    assert made.render() == before


def test_what_is_prepared_does_not_change_the_picture():
    def every(ax, slope):
        ax.plot([1, 10], [1, 2 + slope], label="line")
        ax.set(xlabel="x", yscale="log", xticks=range(12))
        ax.tick_params(labelsize=7, direction="in")
        ax.legend()

    made, prepared = (panel(every, slope=linear(0, 2, 3)) for _ in range(2))
    for values in made.stops():
        prepared.prepare()
        assert prepared.render(**values) == made.render(**values)


def test_two_threads_draw_in_turn_and_leave_matplotlibs_settings_alone():
    before, made = dict(matplotlib.rcParams), toy()
    expected = [made.render(**values) for values in made.stops()]
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(lambda: [made.render(**v) for v in made.stops()]) for _ in range(2)]
    assert [done.result() for done in both] == [expected] * 2
    assert dict(matplotlib.rcParams) == before


def test_log_axes_of_a_panel_have_no_small_ticks_because_they_slow_it():
    seen = []

    def watch(ax, top):
        ax.set(yscale="log", ylim=(1, top))
        seen.append(ax)

    panel(watch, top=log_scale(1e3, 1e5, 3)).render(top=1e5)
    assert len(seen[-1].yaxis.get_minorticklocs()) == 0


def test_stops_move_one_control_at_a_time():
    stops = list(toy().stops())
    assert len(stops) == 5 + 2 + 2
    assert [v["slope"] for v in stops] == [-2, -1, 0, 1, 2, 0, 0, 0, 0]
    assert [v["line"] for v in stops[5:7]] == ["solid", "dotted"]
    assert [v["scaled"] for v in stops[7:]] == [False, True]


def test_draw_receives_one_axes_or_an_array_and_only_declared_names():
    kinds = []
    panel(lambda axes, x: kinds.append(np.shape(axes)), x=linear(0, 1, 2))
    panel(lambda axes, x: kinds.append(np.shape(axes)), n_axes=2, x=linear(0, 1, 2))
    assert kinds == [(), (2,)]


def test_without_a_text_the_values_are_the_text():
    made = panel(
        lambda ax, learning_rate, on: None,
        learning_rate=log_scale(0.01, 1, 3, unit="m", label="step length"),
        on=switch(True),
    )
    assert made.render()[1] == "step length 0.1 m, on on"
    assert made.render(on=False)[1] == "step length 0.1 m, on off"


def test_moving_a_control_sends_the_picture_and_text_of_its_value():
    made = toy()
    shown = live(made)
    assert on_stage(shown) == toy().render()
    shown.handles["slope"].value = 2
    assert on_stage(shown) == toy().render(slope=2)
    shown.handles["scaled"].value = True
    assert on_stage(shown) == toy().render(slope=2, scaled=True)
    assert (shown.stage.width, shown.stage.height) == (600, 400)


def test_reset_draws_once_and_gives_the_first_picture():
    calls = []

    def counted(ax, **values):
        calls.append(values)
        return draw(ax, **values)

    shown = live(toy(counted))
    first = on_stage(shown)
    for name, value in {"slope": 2, "line": "dotted", "scaled": True}.items():
        shown.handles[name].value = value
    calls.clear()
    shown.buttons["Reset"].click()
    assert calls == [{"slope": 0, "line": "solid", "scaled": False}]
    assert on_stage(shown) == first
    shown.handles["slope"].value = 1
    assert len(calls) == 2, "after a reset the controls must still draw"


def test_an_error_becomes_a_sentence_in_a_frame_and_the_next_value_recovers(capsys):
    def fragile(ax, slope):
        ax.plot([0, slope])
        if slope == 1:
            raise ValueError("too <steep>")
        return "Fine."

    made = panel(fragile, slope=linear(0, 2, 3, value=0))
    shown = live(made)
    shown.handles["slope"].value = 1
    expected = "This could not be drawn at slope 1. ValueError: too <steep>"
    assert shown.stage.frame_0 == {"png": b"", "text": expected, "failed": True}
    assert capsys.readouterr() == ("", "")
    shown.handles["slope"].value = 2
    assert on_stage(shown) == made.render(slope=2)
    assert not shown.stage.frame_0["failed"]
    with pytest.raises(ValueError, match="steep"):
        made.render(slope=1)


def test_without_a_kernel_there_is_a_picture_a_text_and_no_widget():
    made = toy()
    data, metadata = made._repr_mimebundle_()
    assert set(data) == {"text/html", "image/png", "text/plain"}
    assert data["text/plain"] == repr(made) == "At 100 the line is 1 high."
    assert "<p>At 100 the line is 1 high.</p>" in data["text/html"]
    assert metadata["image/png"]["alt"] == data["text/plain"]
    assert made._live is None, "no widget is built before it is shown"
    assert toy()._repr_mimebundle_() == (data, metadata)


def test_with_a_kernel_the_bundle_carries_the_widget_too(monkeypatch):
    import IPython

    monkeypatch.setattr(IPython, "get_ipython", lambda: type("Shell", (), {"kernel": object()})())
    made = toy()
    data, _ = made._repr_mimebundle_()
    assert data[WIDGET_VIEW]["model_id"] == made.widget.model_id
    assert made.widget.model_id not in data["text/plain"] + data["text/html"]
    assert made._repr_mimebundle_()[0] == data, "shown twice, it is one widget"


def test_the_bundle_keeps_the_default_picture_after_controls_have_moved():
    made = toy()
    before = made._repr_mimebundle_()
    live(made).handles["slope"].value = 2
    assert made._repr_mimebundle_() == before


def test_a_named_stop_sets_its_values_and_the_rest_to_their_defaults_at_one_stroke():
    calls = []

    def counted(ax, slope, scaled):
        calls.append((slope, scaled))

    named = {"steep": {"slope": 2}, "scaled": {"scaled": 1}}
    made = panel(counted, slope=linear(-2, 2, 5), scaled=switch(), stops=named)
    shown = live(made)
    assert list(shown.buttons) == ["steep", "scaled", "Reset"]
    for name in shown.buttons:
        shown.buttons[name].click()
    assert calls == [(0, False), (2, False), (0, True), (0, False)]
    assert made.named_stops["scaled"]["scaled"] is True


def controls(shown):
    return [*shown.handles.values(), *shown.buttons.values()]


def test_a_panel_is_locked_until_the_prediction_is_committed():
    guess = Guess()
    shown = live(panel(draw, slope=linear(-2, 2, 5), after=guess))
    assert all(widget.disabled for widget in controls(shown))
    assert shown.lock.layout.display is None
    assert "Commit your prediction above to unlock." in shown.lock.value
    assert shown.stage.layout.display == "none", "the picture would tell the answer"
    guess.commit()
    assert shown.stage.layout.display is None
    assert not any(widget.disabled for widget in controls(shown))
    assert shown.lock.layout.display == "none"


def test_a_panel_is_open_if_the_prediction_was_committed_before():
    shown = live(panel(draw, slope=linear(-2, 2, 5), after=Guess(committed=True)))
    assert not any(widget.disabled for widget in controls(shown))
    assert shown.lock.layout.display == "none"


def test_without_a_kernel_a_lock_blocks_nothing():
    locked, plain = (panel(draw, slope=linear(-2, 2, 5), after=a) for a in (Guess(), None))
    assert locked._repr_mimebundle_() == plain._repr_mimebundle_()
    assert locked.render(slope=2) == plain.render(slope=2)


def test_exported_it_is_a_page_of_its_own(monkeypatch):
    monkeypatch.setenv("HPLEARN_EXPORT", "1")
    made = panel(draw, slope=linear(-2, 2, 5), stops={"steep": {"slope": 2}})
    data, _ = made._repr_mimebundle_()
    assert set(data) == {"text/html", "text/plain"}
    assert 'type="range"' in data["text/html"]
    assert ">steep</button>" in data["text/html"]
