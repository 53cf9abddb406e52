"""Markdown as HTML, its formulas as MathML, which browsers draw themselves."""

import re

from hplearn.course_files import NotebookError

ARG_MIN = re.compile(r"\\arg\s*\\(min|max)(?![a-zA-Z])")  # TeX; one word in latex2mathml
ALIGNED = re.compile(r"\{aligned\}")  # align* within a formula; latex2mathml has only that
LEFT_OVER = re.compile(r"\\\w+|&(?!#)")  # latex2mathml passes on as text whatever it does not know


def mathml(latex: str, display: str) -> str:
    """Return a formula of LaTeX as MathML.

    Parameters
    ----------
    latex : str
    display : {"inline", "block"}

    Raises
    ------
    NotebookError
        If it cannot be read in full.

    Examples
    --------
    >>> mathml("x", "inline").endswith('display="inline"><mrow><mi>x</mi></mrow></math>')
    True
    """
    from latex2mathml.converter import convert

    latex = ALIGNED.sub("{align*}", latex.strip())
    try:
        formula = convert(ARG_MIN.sub(r"\\arg\1", latex), display=display)
    except Exception as error:  # latex2mathml raises many kinds, some without a message
        kind = type(error).__name__
        raise NotebookError(f"The formula {latex} cannot be read: {kind}") from error
    if left := LEFT_OVER.search(formula):
        raise NotebookError(f"The formula {latex} has {left.group()}, which MathML cannot show")
    return formula


def to_html(source: str) -> str:
    """Return Markdown as HTML, its formulas as MathML.

    Parameters
    ----------
    source : str

    Raises
    ------
    NotebookError
        If a formula cannot be read.

    Examples
    --------
    >>> to_html("One *step*.").strip()
    '<p>One <em>step</em>.</p>'
    """
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):
        def block_math(self, body):
            return mathml(body, "block")

        def inline_math(self, body):
            return mathml(body, "inline")

        def latex_environment(self, name, body):
            return mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")

    renderer = Renderer(escape=False, exclude_anchor_links=True)
    return MarkdownWithMath(renderer).render(source)
