"""Sphinx's configuration of the site."""

import re
from html import unescape
from pathlib import Path

import hplearn
from hplearn.classroom.formulas import mathml
from hplearn.classroom.home import footer, repository
from hplearn.course_files import course_file, course_files
from hplearn.lab.page import SCRIPTS, STYLES

HERE = Path(__file__).parent

project, author, release = "hplearn", "The hplearn authors", hplearn.__version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
default_role = "py:obj"
add_module_names = False
toc_object_entries = False
autodoc_typehints = "none"
napoleon_google_docstring = False
napoleon_use_rtype = False

nb_execution_mode = "off"
nb_mime_priority_overrides = [("html", "application/vnd.jupyter.widget-view+json", None)]
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]

html_theme = "pydata_sphinx_theme"
html_title = "hplearn"
html_math_renderer = "mathml"
html_copy_source = False
html_show_search_summary = False  # it would print what waits for an answer
FILM = course_files(kinds=["docs/film/hill.*"]).values()
OURS = [*STYLES, *SCRIPTS, HERE / "site.css"]
html_static_path = [str(path) for path in (*OURS, *FILM)]
html_favicon = str(HERE / "favicon.svg")
html_css_files = [path.name for path in OURS if path.suffix == ".css"]
html_js_files = [(path.name, {"defer": "defer"}) for path in OURS if path.suffix == ".js"]
templates_path = [str(HERE / "templates")]
html_context = {"default_mode": "auto", "foot": footer()}
html_theme_options = {
    "navigation_depth": 1,
    "footer_start": ["foot"],
    "footer_end": [],
    "primary_sidebar_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "back_to_top_button": False,  # it lies on the controls of a film
    "icon_links": [{"name": "Source", "url": repository(), "icon": "fa-solid fa-code-branch"}],
}

TERM = re.compile(r'<a id="([^"]+)"></a>\n\n## .*\n\n.*\n\n(.+)')
INITIAL = re.compile(r"^(\s*)([A-Z]\. )")


def formula(display):
    """Return a visitor that writes a formula of this display."""
    from docutils.nodes import SkipNode

    def visit(translator, node):
        translator.body.append(mathml(node.astext(), display))
        raise SkipNode

    return visit


def explain_terms(app, doctree, docname):
    """Give each link into the glossary a tooltip with the meaning of its term."""
    from docutils.nodes import reference

    for link in doctree.findall(reference):
        page, _, term = link.get("refuri", "").partition("glossary.html#")
        if term in app.terms and page.endswith("docs/"):
            link["reftitle"] = app.terms[term]


def leave_out(app, what, name, member, skip, options):
    """Leave out members that a class inherits from another library, which documents them."""
    return skip or not getattr(member, "__module__", "hplearn").startswith("hplearn")


def keep_initials(app, what, name, thing, options, lines):
    """Keep a line that begins with an author's initial from being read as point D of a list."""
    lines[:] = [INITIAL.sub(r"\1\\\2", line) for line in lines]


def setup(app):
    """Install our ways to write formulas, links and docstrings."""
    from pygments.lexers.special import TextLexer

    app.add_lexer("mermaid", TextLexer)  # a diagram is shown as it is written
    app.add_html_math_renderer("mathml", (formula("inline"), None), (formula("block"), None))
    glossary = course_file("docs/glossary.md").read_text(encoding="utf-8")
    app.terms = {term: unescape(meaning) for term, meaning in TERM.findall(glossary)}
    app.connect("doctree-resolved", explain_terms)
    app.connect("autodoc-skip-member", leave_out)
    app.connect("autodoc-process-docstring", keep_initials)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
