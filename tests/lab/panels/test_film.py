"""Films: the same pictures as a panel's, drawn one by one only when a browser shows them."""

import asyncio

import pytest

from hplearn.lab import choice, film, linear, log_scale, panel, switch

from ..shown import frame, live


def draw(ax, slope, line="solid"):
    ax.plot([0, 1], [0, slope], linestyle=line)
    return f"Slope {slope}, {line}."


def slopes(draw=draw, value=0, **more):
    return film(draw, slope=linear(-2, 2, 5, value=value), **more)


def show(*films, steps=50):
    """Let a browser show the films, and the kernel's loop run for a while."""

    async def browse():
        for shown in films:
            shown.stage.n_views = 1
        for _ in range(steps):
            await asyncio.sleep(0.005)
            if not any(shown.stage.missing() for shown in films):
                return

    asyncio.run(browse())


def every_picture(film):
    return [film.render(**values) for values in film.stops()]


def counted(seen=lambda slope: None):
    """Return the slopes drawn so far, and a draw that adds to them; `seen` is called before it."""
    calls = []

    def watched(ax, slope):
        seen(slope)
        calls.append(slope)
        return draw(ax, slope)

    return calls, watched


def test_frames_are_the_pictures_of_a_panel_at_every_combination_last_control_fastest():
    controls = {"slope": linear(0, 1, 2), "line": choice("solid", "dotted")}
    made, same = film(draw, **controls), panel(draw, **controls)
    stops = [(0, "solid"), (0, "dotted"), (1, "solid"), (1, "dotted")]
    assert [tuple(values.values()) for values in made.stops()] == stops
    assert every_picture(made) == [same.render(slope=s, line=line) for s, line in stops]


@pytest.mark.parametrize(
    ("default", "moved_to", "order"),
    [(1, 1, [1, 0, 2, -1, -2]), (2, 0, [2, 0, -1, 1, -2])],
)
def test_each_frame_is_drawn_once_those_near_the_handle_first(default, moved_to, order):
    calls, watched = counted()
    shown = live(slopes(watched, value=default))
    shown.handles["slope"].value = moved_to
    show(shown)
    assert calls == order
    assert [frame(shown, k) for k in range(5)] == every_picture(slopes())


def test_without_a_browser_only_the_first_picture_is_drawn():
    calls, watched = counted()
    made = slopes(watched)
    shown = live(made)
    assert (made._repr_mimebundle_()[0]["text/plain"], calls) == ("Slope 0, solid.", [0])
    assert shown.stage.missing() == [0, 1, 3, 4]
    assert frame(shown, 2) == made.render()


def test_a_film_that_is_taken_off_the_page_stops_and_goes_on_when_it_is_back():
    def take_off(slope):
        if slope == 1:
            shown.stage.n_views = 0

    calls, watched = counted(take_off)
    shown = live(slopes(watched))
    show(shown)
    assert calls == [0, -1, 1]
    show(shown)
    assert calls == [0, -1, 1, -2, 2]


def test_the_browser_starts_at_the_defaults_and_is_joined_to_every_handle():
    controls = {"slope": log_scale(1, 100, 3, value=100), "line": choice("dotted", "solid")}
    shown = live(film(lambda ax, **values: None, **controls))
    stage = shown.stage
    assert (stage.index, stage.index_2, stage.n_inner) == (2, 0, 2)
    assert stage.missing() == [0, 1, 2, 3, 5]
    joined = {(link.source[0], link.target) for link in shown.links}
    for handle, number in zip(shown.handles.values(), ("index", "index_2"), strict=False):
        assert (handle, (stage, number)) in joined


def test_a_button_moves_the_handles_and_draws_nothing():
    calls, watched = counted()
    shown = live(slopes(watched, stops={"steep": {"slope": 2}}))
    for name, slope in (("steep", 2), ("Reset", 0)):
        shown.buttons[name].click()
        assert (shown.handles["slope"].value, calls) == (slope, [0])


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        ({"slope": linear(0, 150, 151)}, "at most 150 pictures, got 151: use panel"),
        ({"slope": linear(0, 75, 76), "line": switch()}, "at most 150 pictures, got 152"),
        (dict.fromkeys("abc", switch()), "a film has 1 to 2 controls, got 3"),
        ({"size": switch()}, "size is an argument of film"),
    ],
)
def test_a_film_of_many_pictures_or_controls_is_refused(controls, message):
    film(draw, slope=linear(0, 149, 150))
    with pytest.raises(ValueError, match=message):
        film(draw, **controls)


def test_films_draw_in_turn_and_the_kernel_listens_between_two_frames_of_one():
    turns, drawn_at = [], []

    def turn():
        turns.append(None)
        asyncio.get_running_loop().call_soon(turn)

    def at_turn(slope):
        if shown and not turns:
            turn()
        drawn_at.append(len(turns))

    shown = []
    calls, watched = counted(at_turn)
    shown += [live(slopes(watched)) for _ in range(3)]
    show(*shown)
    assert calls == [slope for slope in (0, -1, 1, -2, 2) for _ in shown]
    assert all(soon < later for soon, later in zip(drawn_at[3:], drawn_at[6:], strict=False))
