// The feedback under a question: a live region that stays, so that a screen reader speaks each change.

// JupyterLab moves between cells by arrow keys, unless the control that has them suppresses its shortcuts.
function keepKeys({ target }) {
  if (!target.matches(":read-write")) target.setAttribute("data-lm-suppress-shortcuts", "true");
}

// ipywidgets leaves a group of radio buttons without a role, a name, and arrow keys.
function joinRadios(group, question) {
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-label", question);
  const name = `hplearn-${Math.random()}`;
  for (const radio of group.querySelectorAll("input")) radio.name = name;
}

export default {
  render({ model, el }) {
    el.setAttribute("role", "status");
    const show = () => { el.innerHTML = model.get("html"); };
    model.on("change:html", show);
    show();
    const placed = new ResizeObserver(() => {
      const frame = el.closest(".hplearn-question");
      if (!frame) return;
      frame.addEventListener("focusin", keepKeys);
      frame.querySelectorAll(".widget-radio-box").forEach((group) => joinRadios(group, model.get("question")));
    });
    placed.observe(el); // fires when the box around it is on the page
    return () => placed.disconnect();
  },
};
