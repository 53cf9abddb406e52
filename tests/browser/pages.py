"""Pages in a browser: opened offline, looked through for what has no name, their films turned."""

import re

from tests.browser.chromium import PATIENCE

MEGABYTES = 1.8  # of a page, before a film moves
SHOWN = ".lm-DockPanel-widget:not(.lm-mod-hidden)"  # of JupyterLab's tabs: some come back
CENTRE = """image => {
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const paper = canvas.getContext("2d");
  paper.drawImage(image, 0, 0);
  return [...paper.getImageData(width / 2, height / 2, 1, 1).data.slice(0, 3)];
}"""
CUT_OFF = """panel => {
  const sticksOut = (part, box) => {
    const [inner, outer] = [part.getBoundingClientRect(), box.getBoundingClientRect()];
    return inner.width > 0 && (inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1);
  };
  const parts = panel.querySelectorAll(".widget-readout, .widget-radio label, button, img");
  return [...parts].filter(part => sticksOut(part, panel) ||
    sticksOut(part, part.closest(".widget-radio") ?? panel)
  ).map(part => part.textContent || part.tagName);
}"""

SEEN_BELOW = """form => {
  const after = (part) => form.contains(part) ? part.closest("details")
    : form.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
  const parts = [...form.closest("article, main").querySelectorAll("*")];
  const seen = parts.filter((part) => after(part) && part.checkVisibility());
  return seen.map((part) => part.outerHTML.slice(0, 99));
}"""

AS_IT_STANDS = "document.documentElement.outerHTML"
NAMED = "button|checkbox|combobox|img|listbox|radio|radiogroup|slider|textbox"
HAS_THE_KEYS = "place => place.contains(document.activeElement)"


def expect(thing):
    """Return Playwright's expectations of a page or of a place in it."""
    from playwright.sync_api import expect

    return expect(thing)


def expect_text(panel, text, line=".hplearn-stage p"):
    """Wait for a panel's line of text, and hear the picture say it too."""
    expect(panel.locator(line)).to_have_text(text)
    expect(panel.get_by_role("img")).to_have_attribute("alt", text)


def colour(picture):
    """Return the colour in the middle of a picture: red, green, blue."""
    return picture.evaluate(CENTRE)


def cut_off(panel):
    """Return the words and buttons that stick out of a panel or their row."""
    return panel.evaluate(CUT_OFF)


def drag(page, handle, by):
    """Move a handle by a number of pixels, in steps, as a hand does."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=12)
    page.mouse.up()


def press_until(page, key, reached, at_most=20, wait=bool):
    """Press a key until this holds; after each time wait."""
    for _ in range(at_most):
        if reached():
            return
        page.keyboard.press(key)
        wait()
    raise AssertionError(f"not reached by {key}")


def tab_to(page, place):
    """Press Tab until the place has the keys, as one does who has no mouse."""
    press_until(page, "Tab", lambda: place.evaluate(HAS_THE_KEYS))


def errors_of(page):
    """Return the list that the page's errors will be in, those of its console among them."""
    errors = []
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


def open_page(browser, path, width=1000):
    """Return an exported page offline, with what it asked for and its console errors."""
    page = browser.new_context(offline=True, viewport={"width": width, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.asked_for, page.errors = [], errors_of(page)
    page.on("request", lambda request: page.asked_for.append(request.url))
    page.goto(path.as_uri())
    return page


def saved(page, folder):
    """Return two files as a browser saves a page: what stands in it now, and all in one archive."""
    html, archive = folder / "saved.html", folder / "saved.mhtml"
    html.write_text("<!doctype html>" + page.evaluate(AS_IT_STANDS), encoding="utf-8")
    snapshot = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
    archive.write_text(snapshot["data"], encoding="utf-8", newline="")
    return html, archive


def check_lesson(page):
    """Check an exported lesson: panels are read out, films turn by keys, nothing is asked for."""
    pictures = page.locator(".jp-OutputArea img:not(.hplearn-part ~ .hplearn-part > img)")
    assert pictures.count()
    assert all(picture.get_attribute("alt") for picture in pictures.all())
    check_each_waits(page)
    films = page.locator(".hplearn-film").all()
    for film in films:
        turn_film(film)
    assert not films or unnamed(page, ".hplearn-film") == []
    check_offline(page)


def check_offline(page):
    """Check that nothing was asked of the network, and that nothing went wrong."""
    assert [url for url in page.asked_for if not url.startswith(("file:", "data:"))] == []
    assert page.errors == []


def turn_film(film):
    """Move each handle to its other end, which changes picture and text; choose from each list."""
    picture, line = film.get_by_role("img"), film.locator("figcaption")
    for handle in film.get_by_role("slider").all():
        seen, said = picture.get_attribute("src"), line.inner_text()
        at_end = handle.input_value() == handle.get_attribute("max")
        handle.press("Home" if at_end else "End")
        expect(picture).not_to_have_attribute("src", seen)
        assert line.inner_text() not in (said, "")
        assert picture.get_attribute("alt") == line.text_content()
    for chooser in film.get_by_role("combobox").all():  # its picture may be that of before
        chooser.select_option(index=chooser.locator("option").count() - 1)


def skip_predictions(page):
    """Go on without answers, so that the films can be turned."""
    for button in page.locator("button[data-skip]").all():
        if button.is_enabled():
            button.click()


def check_each_waits(page):
    """Skip one prediction after the other: nothing below it, and no answer in it, is seen before.

    What is not drawn at all is neither selected nor read out. Return how many there were.
    """
    forms = page.locator("form[data-gate]").all()
    for form in forms:
        expect(form).to_be_visible()
        assert form.evaluate(SEEN_BELOW) == []
        form.get_by_role("button", name="Skip").click()
        expect(form.locator("details")).to_be_visible()
    return len(forms)


def skip_up_to(page, id):
    """Go on to a prediction, and return its form."""
    for form in page.locator("form[data-gate]").all():
        if form.get_attribute("data-question") == id:
            return form
        form.get_by_role("button", name="Skip").click()
    raise AssertionError(f"there is no {id}")


def unnamed(page, selector):
    """Return the roles of the controls and pictures in these places that have no name."""
    roles = []
    for place in page.locator(selector).all():
        place.scroll_into_view_if_needed()  # out of sight is out of the tree
        found = re.findall(rf"^ *- '?({NAMED})\b( \")?", place.aria_snapshot(), re.MULTILINE)
        assert found, "there is no control and no picture here"
        roles += found
    assert roles, f"there is no {selector}"
    return [role for role, name in roles if not name]
