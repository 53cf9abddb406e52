"""The site, built with three lessons run, every page opened from its file with the network off."""

import os
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import numpy as np
import pytest
from PIL import Image

from tests.browser.pages import (
    MEGABYTES,
    check_each_waits,
    expect,
    expect_text,
    open_page,
    skip_predictions,
    skip_up_to,
    turn_film,
)
from tests.browser.touch import TEXTS
from tests.extras import extra

pytestmark = pytest.mark.ci
CHECKOUT = Path(__file__).parents[2]
LESSONS = os.environ.get("HPLEARN_SITE", "04 05 18").split()  # none: all of them, as in .ci/full
PLACES = ("lessons/05-gradient-descent", "exercises/05-gradient-descent", "reference/optim")
CUT_WRONG = """parts => parts.map((part) => {  // which do not show their share of the picture
  const [picture, box] = [part.firstElementChild, part].map((p) => p.getBoundingClientRect());
  const [from, to] = ["--from", "--to"].map((name) => Number(part.style.getPropertyValue(name)));
  return [(box.left - picture.left) / picture.width - from, box.width / picture.width - to + from];
}).filter((off) => off.some((share) => Math.abs(share) > 0.01))"""
WIDE = """() => {  // how many places go on to the right, and the places that show it wrongly
  const all = [...document.querySelectorAll("math[display=block], pre")];
  const places = all.filter((place) => place.clientWidth);
  const wide = (place) => place.scrollWidth > place.clientWidth;
  const shows = (place) => place.tabIndex === 0 && getComputedStyle(place).boxShadow !== "none";
  const wrong = places.filter((place) => wide(place) !== shows(place));
  return [places.filter(wide).length, wrong.map((place) => place.outerHTML.slice(0, 99))];
}"""
ALONE = """(picture, source) => {
  picture.style.background = "none";
  picture.src = source;
  return picture.decode();
}"""
FADES = """() => {  // whether it fades at the right: each output that goes on there, and each other
  const all = document.querySelectorAll(".cell_output .output, .hplearn-part:only-of-type");
  const places = [...all].filter((place) => place.clientWidth);
  const fades = (place) => getComputedStyle(place).maskImage !== "none";
  const wide = places.filter((place) => place.scrollWidth > place.clientWidth);
  return [wide, places.filter((place) => !wide.includes(place))].map((some) => some.map(fades));
}"""
PHONE = {"width": 390, "height": 844}
SIDEWAYS = """Math.max(
  ...["html", ".bd-article-container"].map((place) => document.querySelector(place).scrollWidth))"""
TO_THE_END = "places => places.forEach((place) => { place.scrollLeft = place.scrollWidth; })"
OPEN_ALL = """localStorage.setItem("hplearn/everything", "true");
const openAll = () => document.querySelectorAll("details").forEach((part) => part.open = true);
addEventListener("DOMContentLoaded", openAll);"""


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the site's folder."""
    extra("myst_nb", "docs")
    folder = tmp_path_factory.mktemp("built") / "site"
    films = [word for name in LESSONS for word in ("--films", name)]
    subprocess.run([sys.executable, "-m", "hplearn", "site", "-o", folder, *films], check=True)
    return folder


def pages_of(site):
    return [path for path in site.rglob("*.html") if "_static" not in path.parts]


class Targets(HTMLParser):
    """What a page links to, and the places in it that a link may lead to."""

    def __init__(self, path):
        super().__init__()
        self.links, self.ids = set(), set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.links |= {attrs[name] for name in ("href", "src") if attrs.get(name)}
        self.ids |= {attrs[name] for name in ("id", "name") if attrs.get(name)}


def test_every_link_leads_somewhere(site):
    pages = {path: Targets(path) for path in pages_of(site)}
    dead = []
    for path, page in pages.items():
        for link in page.links:
            url = urlsplit(link)
            if url.scheme in ("http", "https", "data", "mailto"):
                continue
            to = (path.parent / unquote(url.path)).resolve() if url.path else path
            there = to.exists() and (
                not url.fragment or to not in pages or unquote(url.fragment) in pages[to].ids
            )
            if not there:
                dead.append(f"{path.relative_to(site)}: {link}")
    assert len(pages) > 60
    assert dead == []


def weight(page):
    """Return the megabytes of the files that a page asked for."""
    files = {unquote(urlsplit(url).path) for url in page.asked_for if url.startswith("file:")}
    return sum(Path(file).stat().st_size for file in files) / 1e6


def test_every_page_opens_offline_and_its_films_move(site, browser):
    heavy = []
    for path in sorted(pages_of(site)):
        assert str(CHECKOUT) not in path.read_text(encoding="utf-8"), path
        page = open_page(browser, path)
        assert page.errors == [], path
        assert [url for url in page.asked_for if not url.startswith(("file:", "data:"))] == [], path
        if weight(page) > MEGABYTES:
            heavy.append((path.name, weight(page)))
        skip_predictions(page)
        for film in page.locator(".hplearn-film").all():
            turn_film(film)
        assert page.errors == [], path
        page.set_viewport_size(PHONE)
        assert page.evaluate(SIDEWAYS) <= PHONE["width"], path
        page.context.close()
    assert heavy == []


@pytest.fixture
def lesson(site, browser):
    return open_page(browser, site / "lessons" / "05-gradient-descent.html")


def test_what_stands_below_a_prediction_waits_for_it_and_is_there_tomorrow(lesson):
    form = skip_up_to(lesson, "gradient-descent/edge")
    part = lesson.locator("details.after-edge").first
    picture, later = (
        part.locator("xpath=preceding::img[@alt!=''][1]"),
        lesson.locator("details.after-cliff").first,
    )
    answer = form.get_by_text("The factor from north to south is", exact=False)
    for place in (answer, part, picture, later):
        expect(place).not_to_be_visible()
    form.get_by_role("button", name="Commit").press("Enter")
    expect(form.get_by_role("status")).to_have_text("Give an answer first.")
    form.get_by_role("radio").first.press("Space")
    form.get_by_role("button", name="Commit").press("Enter")
    expect(form.get_by_role("status")).to_contain_text(
        "Not so. You said “the walk arrives, slowly”"
    )
    for place in (answer, part, picture):
        expect(place).to_be_visible()
    expect(part).to_have_attribute("open", "")
    expect(form.locator("summary")).to_be_focused()  # not lost with the button
    expect(later).not_to_be_visible()
    lesson.reload()
    expect(form.get_by_role("radio").first).to_be_checked()
    expect(form.get_by_role("status")).to_contain_text("You said")
    expect(part).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
def test_before_a_prediction_is_committed_nothing_below_it_can_be_seen(site, browser, theme, width):
    n_asked = 0
    for path in sorted((site / "lessons").glob("*.html")):
        look = {"color_scheme": theme, "viewport": {"width": width, "height": 900}}
        page = browser.new_context(offline=True, **look).new_page()
        page.goto(path.as_uri())
        n_asked += check_each_waits(page)
        page.context.close()
    assert n_asked >= 8


def test_the_line_that_asks_for_an_answer_goes_once_there_is_one(lesson):
    form = lesson.locator("form[data-gate]").first
    form.get_by_role("button", name="Commit").click()
    expect(form.get_by_role("status")).to_have_text("Give an answer first.")
    form.get_by_role("radio").first.check()
    expect(form.get_by_role("status")).to_have_text("")


def test_a_browser_that_keeps_nothing_says_so(site, browser):
    page = browser.new_context(offline=True).new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })"
    )
    page.goto((site / "lessons" / "05-gradient-descent.html").as_uri())
    expect(page.get_by_text("answers are gone after a reload")).to_be_visible()
    page.context.close()


def test_in_the_dark_a_picture_keeps_its_colours(site, browser):
    page = browser.new_context(offline=True, color_scheme="dark").new_page()
    page.goto((site / "index.html").as_uri())
    picture = page.locator(".hplearn-cards img").first
    assert picture.evaluate("picture => getComputedStyle(picture).filter") == "none"
    page.context.close()


def test_on_a_low_screen_nothing_sticks_and_the_drawer_closes_on_a_phone(lesson):
    skip_predictions(lesson)
    lesson.set_viewport_size({"width": 844, "height": 390})
    position = "bar => getComputedStyle(bar).position"
    assert lesson.locator(".bd-header").evaluate(position) == "static"
    lesson.set_viewport_size(PHONE)
    lesson.locator("button.secondary-toggle").click()
    drawer = lesson.locator("dialog[open]")
    drawer.get_by_role("link").last.click()
    expect(drawer).to_have_count(0)


def test_everything_is_shown_to_whoever_asks_on_all_pages_until_they_ask_again(site, lesson):
    every = lesson.locator(
        "main img:not([alt='']), form[data-gate], form[data-gate] details, h2, .hplearn-open"
    )
    lesson.get_by_role("button", name="Show everything").first.click()
    for place in every.all():
        expect(place).to_be_visible()
    expect(lesson.get_by_text("The page goes on here").first).not_to_be_visible()
    lesson.goto((site / "lessons" / "18-seeing-what-mattered.html").as_uri())
    expect(lesson.locator("form[data-gate]").last).to_be_visible()
    lesson.get_by_role("button", name="Ask first again").last.click()
    expect(lesson.locator("form[data-gate]").last).not_to_be_visible()


def test_a_link_to_a_place_that_waits_leads_to_the_question(lesson):
    form = lesson.locator("form[data-gate]").first
    lesson.evaluate("location.hash = '#what-a-long-valley-costs'")
    expect(form.get_by_role("radio").first).to_be_focused()
    there = lesson.url
    lesson.goto("about:blank")
    lesson.goto(there)  # as from another page
    expect(form.get_by_role("radio").first).to_be_focused()
    expect(form.get_by_role("status")).to_contain_text("once this is answered")
    lesson.goto(f"{there.partition('#')[0]}#%")  # as a link may be cut off
    lesson.reload()
    assert lesson.errors == []


@pytest.mark.parametrize("width", [1300, 390])
def test_a_half_done_lesson_opens_where_one_stopped_and_not_at_its_top(lesson, width):
    lesson.locator("button[data-skip]").first.click()
    page = lesson.context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(lesson.url)
    form = page.locator("form[data-gate]").nth(1)
    at = form.locator("legend").evaluate("legend => legend.getBoundingClientRect().top")
    assert 80 < at < 400  # at once, below what the theme keeps at the top
    expect(form.locator("legend")).to_be_focused()
    page.evaluate("scrollBy({ top: -300, behavior: 'instant' })")
    at = page.evaluate("scrollY")
    page.reload()
    page.wait_for_function("at => Math.abs(scrollY - at) < 2", arg=at)  # as browsers do it
    page.goto(lesson.url + "#recap")
    expect(form.get_by_role("status")).to_have_text("")


def test_who_stopped_reading_before_a_question_comes_back_to_that_place(lesson):
    there = lesson.url
    lesson.locator("button[data-skip]").first.click()
    heading = lesson.get_by_role("heading", name="The rule")
    heading.evaluate("heading => heading.scrollIntoView()")
    lesson.goto("about:blank")
    lesson.goto(there)
    expect(heading).to_be_in_viewport()
    expect(lesson.locator("form[data-gate]").nth(1).locator("legend")).not_to_be_focused()


def test_the_way_to_the_next_lesson_is_there_once_nothing_waits(lesson):
    onward = lesson.get_by_role("link", name="next", exact=False).filter(has_text="06 · ").last
    for button in lesson.locator("form[data-gate] [data-skip]").all():
        expect(onward).not_to_be_visible()
        button.click()
    expect(onward).to_be_visible()


@pytest.mark.parametrize("media", ["print", "no script"])
def test_on_paper_and_without_a_script_all_is_open_and_a_line_says_so(site, browser, media):
    context = browser.new_context(offline=True, java_script_enabled=media == "print")
    page = context.new_page()
    page.goto((site / "lessons" / "05-gradient-descent.html").as_uri())
    page.emulate_media(media="print" if media == "print" else "screen")
    expect(page.locator(".hplearn-open")).to_be_visible()
    expect(page.locator("details.after-edge").first).to_be_visible()
    inside = page.locator("article details:not(.hplearn-code, .above-input) > p")
    for text in inside.all() if media == "print" else ():  # without a script a click opens it
        expect(text).to_be_visible()
    for part in page.locator(".hplearn-question button, .hplearn-film fieldset").all():
        expect(part).not_to_be_visible()  # a control that does nothing
    context.close()


@pytest.mark.parametrize("kept", ['"z"', "{"])
def test_an_answer_to_an_earlier_form_of_a_question_is_asked_again(lesson, kept):
    lesson.evaluate("kept => localStorage.setItem('hplearn/gradient-descent/edge', kept)", kept)
    lesson.reload()
    form = skip_up_to(lesson, "gradient-descent/edge")
    expect(form.get_by_role("button", name="Commit")).to_be_enabled()
    skip_predictions(lesson)  # what comes after it on the page still works
    turn_film(lesson.locator(".hplearn-film").last)
    assert lesson.errors == []


def with_slider(lesson):
    """Go to the lesson with such a film, and return it."""
    lesson.goto(lesson.url.replace("05-gradient-descent", "04-the-landscape-of-a-loss"))
    skip_predictions(lesson)
    return lesson.locator(".hplearn-film:has(input):has(.hplearn-part + .hplearn-part)").first


def test_a_film_turns_by_keys_and_plays(lesson):
    film = with_slider(lesson)
    handle = film.get_by_role("slider").first
    button, line = film.locator("[data-play]").first, film.locator("figcaption")
    said = []
    for key in ("Home", "End", "Home"):
        before = line.inner_text()
        handle.press(key)
        expect(line).not_to_have_text(before)
        said.append(line.inner_text())
    first, last, _ = said
    name = button.get_attribute("aria-label")
    button.press("Enter")
    expect(button).to_have_text("Pause")
    expect(button).to_have_attribute("aria-label", name.replace("Play", "Pause"))
    expect(line).to_have_attribute("aria-live", "off")  # each picture of many is not read out
    expect(line).not_to_have_text(first)
    expect(button).to_have_text("Play")
    expect(button).to_have_attribute("aria-label", name)
    expect(line).to_have_attribute("aria-live", "polite")
    expect_text(film, last, line="figcaption")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_shows_through_a_stop_lies_where_the_stop_leaves_it_out(lesson, tmp_path, theme):
    lesson.emulate_media(color_scheme=theme)
    film = with_slider(lesson)
    picture, files = film.locator("img").first, lesson.url.rsplit("/", 1)[0]
    first = picture.get_attribute("src")
    film.get_by_role("slider").first.press("End")
    expect(picture).not_to_have_attribute("src", first)
    folder = Path(unquote(urlsplit(files).path))
    below, above = (
        Image.open(folder / src).convert("RGBA") for src in (first, picture.get_attribute("src"))
    )
    Image.alpha_composite(below, above).save(tmp_path / "whole.png")
    seen = picture.screenshot()
    picture.evaluate(ALONE, (tmp_path / "whole.png").as_uri())
    whole, seen = (
        np.asarray(Image.open(BytesIO(shot)), float) for shot in (picture.screenshot(), seen)
    )
    assert np.abs(whole - seen).mean() < 1


def test_a_quiz_answers_every_option(lesson):
    skip_predictions(lesson)
    form = lesson.locator("form[data-question='gradient-descent/limit']")
    said = []
    for option in form.get_by_role("radio").all():
        option.press("Space")
        form.get_by_role("button", name="Check").press("Enter")
        said.append(form.get_by_role("status").inner_text())
    assert len(set(said)) == len(said) >= 3
    assert [text.startswith("Right.") for text in said].count(True) == 1


def test_what_opens_code_is_called_as_it_reads(lesson):
    skip_predictions(lesson)
    tree = lesson.locator("main").aria_snapshot()
    assert "Show code cell source" in tree
    assert "Toggle hidden content" not in tree  # MyST-NB's name for all of them


def test_an_order_is_made_by_keys(site, browser):
    page = open_page(browser, site / "lessons" / "18-seeing-what-mattered.html")
    form = skip_up_to(page, "seeing-what-mattered/rank")
    first = form.locator("li").first.inner_text()
    form.locator("li").nth(1).get_by_role("button").press("Enter")
    assert form.locator("li").nth(1).inner_text() == first
    expect(form.get_by_role("status")).to_have_text("Place 1 of 5.")
    form.get_by_role("button", name="Commit").press("Enter")
    expect(form.get_by_role("status")).to_have_text("Not so. 0 of 5 in their place.")


def test_on_a_phone_the_handles_fit(lesson):
    lesson.set_viewport_size({"width": 390, "height": 900})
    skip_predictions(lesson)
    end_of = "place => place.getBoundingClientRect().right"
    for handle in lesson.locator(".hplearn-film input").all():
        around = handle.locator("xpath=ancestor::fieldset")
        assert 0 < handle.evaluate(end_of) <= around.evaluate(end_of)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", ["index", PLACES[0]])
def test_on_a_small_phone_the_words_of_a_figure_are_large_enough(site, browser, place, theme):
    look = {"color_scheme": theme, "viewport": {"width": 360, "height": 800}}
    page = browser.new_context(offline=True, **look).new_page()
    page.goto((site / f"{place}.html").as_uri())
    skip_predictions(page)
    sizes = [size for _, size, *_ in page.evaluate(TEXTS)]
    assert sizes
    assert min(sizes) >= 11
    page.context.close()


def test_on_a_phone_the_axes_of_a_picture_stand_one_below_the_other(lesson):
    film = with_slider(lesson)
    left, right = film.locator("img").all()
    expect(left).to_be_visible()
    expect(right).not_to_be_visible()
    lesson.set_viewport_size(PHONE)
    before = film.locator("figcaption").inner_text()
    film.get_by_role("slider").first.press("End")
    expect(film.locator("figcaption")).not_to_have_text(before)
    assert left.get_attribute("src") == right.get_attribute("src")
    assert film.locator(".hplearn-part").evaluate_all(CUT_WRONG) == []
    control, line, upper, lower = (
        film.locator(part).bounding_box()
        for part in ("fieldset", "figcaption", ".hplearn-part >> nth=0", ".hplearn-part >> nth=1")
    )
    assert control["y"] < line["y"] < upper["y"] < upper["y"] + upper["height"] <= lower["y"]
    assert lower["y"] + lower["height"] / 2 - control["y"] < 844  # all are seen together
    page = lesson.locator("html")
    assert page.evaluate("html => html.scrollWidth") <= 390


def test_on_a_phone_what_goes_on_to_the_right_shows_it_and_is_reached_by_keys(lesson):
    lesson.set_viewport_size(PHONE)
    lesson.reload()
    before, wrong = lesson.evaluate(WIDE)
    assert not wrong
    skip_predictions(lesson)
    after, wrong = lesson.evaluate(WIDE)
    assert not wrong
    assert after > before  # what waited had no width
    wide, narrow = lesson.evaluate(FADES)
    assert wide
    assert set(wide) == {True}
    assert set(narrow) == {False}
    lesson.locator(".cell_output .output, .hplearn-part").evaluate_all(TO_THE_END)
    lesson.wait_for_function(f"!({FADES})().flat().some(Boolean)")


@pytest.mark.parametrize(("theme", "width"), [("light", 1300), ("dark", 1300), ("dark", 390)])
def test_axe_finds_nothing(site, browser, shots, theme, width):
    """On every wide page where every lesson is run, else on four, with all open that can be."""
    axe = extra("axe_playwright_python.sync_playwright", "browser").Axe()
    few = [site / f"{name}.html" for name in ("index", *PLACES)]
    pages = few if LESSONS or width < 1300 else pages_of(site)
    found = []
    for path in pages:
        look = {"color_scheme": theme, "viewport": {"width": width, "height": 900}}
        page = browser.new_context(offline=True, **look).new_page()
        page.add_init_script(OPEN_ALL)
        page.goto(path.as_uri())
        page.screenshot(path=shots / f"site-{path.parent.name}-{path.stem}-{theme}-{width}.png")
        found += [
            (path.name, violation["id"], [node["html"][:200] for node in violation["nodes"]])
            for violation in axe.run(page).response["violations"]
        ]
        page.context.close()
    assert found == []


def test_what_sums_a_lesson_up_opens_once_its_quiz_is_done(lesson):
    skip_predictions(lesson)
    recap = lesson.locator("#you-now-know details").first
    expect(lesson.locator("details.after-edge").first).to_have_attribute("open", "")
    expect(recap).not_to_have_attribute("open", "")
    quiz = lesson.locator("form:has(fieldset input):not([data-gate])")
    for form in quiz.all():
        expect(recap).not_to_have_attribute("open", "")
        form.get_by_role("radio").first.check()
        form.get_by_role("button", name="Check").click()
    expect(recap).to_have_attribute("open", "")
    lesson.reload()
    expect(recap).to_have_attribute("open", "")


def test_our_words_wait_for_the_readers_or_for_skip(lesson):
    for button in lesson.locator("form[data-gate] [data-skip]").all():
        button.click()
    form = lesson.locator("form:has(textarea)").first
    expect(form.locator("summary")).not_to_be_visible()
    form.get_by_role("button", name="Show ours").click()  # without a word
    expect(form.locator("summary")).not_to_be_visible()
    form.get_by_role("button", name="Skip").click()
    expect(form.locator("details p").first).to_be_visible()


def test_each_page_says_its_licence_and_where_to_report_a_mistake(site):
    for path in pages_of(site):
        foot = path.read_text(encoding="utf-8").rpartition("<footer")[2]
        assert "CC BY 4.0" in foot, path
        assert "/issues/new/choose" in foot, path


def test_on_a_phone_a_picture_of_two_panels_shows_both(lesson):
    lesson.goto(lesson.url.replace("05-gradient-descent", "04-the-landscape-of-a-loss"))
    skip_predictions(lesson)
    left, right = lesson.locator(".hplearn-parts").first.locator("img").all()
    expect(right).not_to_be_visible()
    lesson.set_viewport_size(PHONE)
    upper, lower = (part.locator("xpath=..").bounding_box() for part in (left, right))
    assert upper["y"] + upper["height"] <= lower["y"]
    assert max(box["x"] + box["width"] for box in (upper, lower)) <= PHONE["width"]
    assert lesson.locator(".hplearn-parts > .hplearn-part").evaluate_all(CUT_WRONG) == []


@pytest.mark.parametrize("place", ["index", "lessons/04-the-landscape-of-a-loss"])
def test_with_letters_twice_as_large_controls_stay_on_a_phone_and_no_title_breaks(
    site, browser, place
):
    page = browser.new_context(offline=True, viewport=PHONE).new_page()
    page.add_init_script(OPEN_ALL)
    page.goto((site / f"{place}.html").as_uri())
    page.add_style_tag(content="html { font-size: 200% }")
    for part in page.locator(".bd-header button, article :is(fieldset, select, input)").all():
        box = part.bounding_box()
        assert not box or box["x"] + box["width"] <= PHONE["width"]
    widest = page.locator("h1").evaluate(
        "h1 => { h1.style.overflowWrap = 'normal'; return h1.scrollWidth - h1.clientWidth; }"
    )
    assert widest <= 0
    page.context.close()


def test_on_paper_there_are_code_no_controls_and_no_dark(lesson):
    lesson.emulate_media(color_scheme="dark")
    page = lesson.locator("html")
    expect(page).to_have_attribute("data-theme", "dark")
    lesson.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page).to_have_attribute("data-theme", "light")
    lesson.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page).to_have_attribute("data-theme", "dark")
    skip_predictions(lesson)
    lesson.emulate_media(media="print")
    for part in lesson.locator(
        ".above-input, .hplearn-film fieldset, .hplearn-touch fieldset"
    ).all():
        expect(part).not_to_be_visible()
    for code in lesson.locator(".cell_input:not(details *)").all():
        expect(code).to_be_visible()
    assert lesson.locator("pre").evaluate_all(
        "all => all.every((one) => getComputedStyle(one).whiteSpaceCollapse === 'preserve' "
        "&& getComputedStyle(one).textWrapMode === 'wrap')"
    )


def test_a_page_is_printed_to_its_end(lesson):
    """Of a page in boxes that bend, Chromium prints the first part alone."""
    last = lesson.locator("article a[href*='exercises/']").last
    assert last.get_attribute("href").split("/")[-1].encode() in lesson.pdf(format="A4")
