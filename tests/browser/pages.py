"""Pages in a browser: opened offline, looked through for what has no name, their films turned."""

from tests.browser.chromium import PATIENCE

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

NAMED = {
    *("button", "checkbox", "combobox", "image", "listbox", "radio", "radiogroup"),
    *("slider", "textbox"),
}


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


def open_page(browser, path):
    """Return an exported page offline, with what it asked for and its console errors."""
    page = browser.new_context(offline=True, viewport={"width": 1000, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.asked_for, page.errors = [], []
    page.on("request", lambda request: page.asked_for.append(request.url))
    page.on("console", lambda said: said.type == "error" and page.errors.append(said.text))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(path.as_uri())
    return page


def check_lesson(page):
    """Check an exported lesson: panels are read out, films turn by keys, nothing is asked for."""
    pictures = page.locator(".jp-OutputArea img")
    assert pictures.count()
    assert all(picture.get_attribute("alt") for picture in pictures.all())
    films = page.locator(".hplearn-film").all()
    for film in films:
        for handle in film.get_by_role("slider").all():
            turn_film(film, handle)
    assert not films or unnamed(page, ".hplearn-film") == []
    check_offline(page)


def check_offline(page):
    """Check that nothing was asked of the network, and that nothing went wrong."""
    assert [url for url in page.asked_for if not url.startswith(("file:", "data:"))] == []
    assert page.errors == []


def turn_film(film, handle):
    """Move a handle to its other end: picture and text change, and the picture is read as text."""
    picture, line = film.get_by_role("img"), film.locator("figcaption")
    seen, said = picture.get_attribute("src"), line.inner_text()
    at_end = handle.input_value() == handle.get_attribute("max")
    handle.press("Home" if at_end else "End")
    assert picture.get_attribute("src") != seen
    assert line.inner_text() not in (said, "")
    assert picture.get_attribute("alt") == line.text_content()


def unnamed(page, selector):
    """Return the roles of what has no name in the accessibility tree.

    The browser's own tree is asked for every control and picture in the places that are selected.
    """
    devtools = page.context.new_cdp_session(page)
    nodes = []
    for k, place in enumerate(page.locator(selector).all()):
        place.scroll_into_view_if_needed()  # out of sight is out of the tree
        where = {"expression": f"document.querySelectorAll({selector!r})[{k}]"}
        thing = devtools.send("Runtime.evaluate", where)["result"]["objectId"]
        nodes += _to_be_named(page, devtools, thing)
    assert nodes, f"there is no {selector}"
    return [node["role"] for node in nodes if not node.get("name", {}).get("value", "").strip()]


def _to_be_named(page, devtools, thing):
    """Return the controls and pictures under an element; the tree follows the page late."""
    for _ in range(600):
        found = devtools.send("Accessibility.queryAXTree", {"objectId": thing})["nodes"]
        nodes = [node for node in found if node.get("role", {}).get("value") in NAMED]
        if nodes:
            return nodes
        page.wait_for_timeout(100)
    raise AssertionError("the accessibility tree has no control and no picture here")
