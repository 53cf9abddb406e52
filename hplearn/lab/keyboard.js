// What both of our widgets do for the keyboard and for screen readers.

// JupyterLab moves between cells by arrow keys, unless the control that has them suppresses its shortcuts;
// it keeps those with Ctrl or Cmd, as for saving, and Alt+Enter. It listens at the document, so we listen at
// the window. ipywidgets keeps all keys of a box for text to itself.
function keepKeys(frame) {
  const keep = (event) => {
    const { target, key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (!target.closest?.(frame)) return;
    const runs = key === "Enter" && altKey;
    if ((key === "Enter" && shiftKey) || (key === "Escape" && target.matches("textarea"))) leave(event);
    else if (!target.matches(":read-write"))
      target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey && !runs);
    else if (key === "s" && (ctrlKey || metaKey)) {
      target.dispatchEvent(new Event("change", { bubbles: true })); // what was written is sent first
      hand(event, target.closest(".jp-Cell"));
    }
  };
  window.addEventListener("keydown", keep, true);
  return () => window.removeEventListener("keydown", keep, true);
}

// From a control Shift+Enter, and from a box for one's own words Escape, go on to the next cell, which
// Shift+Enter runs: to run the control's own would set it back.
function leave(event) {
  const cell = event.target.closest(".jp-Cell");
  const next = cell?.nextElementSibling ?? cell;
  event.target.blur(); // which sends what was written
  next?.focus();
  hand(event, event.shiftKey ? next : null);
}

// A key is heard in this cell in place of the control.
function hand(event, cell) {
  event.preventDefault();
  event.stopImmediatePropagation(); // every widget on the page listens
  cell?.dispatchEvent(new KeyboardEvent(event.type, event));
}

// ipywidgets leaves a group of radio buttons without a role, a name, and arrow keys.
function nameRadios(group, label) {
  const radios = [...group.querySelectorAll("input")];
  const own = radios[0]?.name || `hplearn-${Math.random()}`; // one name: arrow keys move among them
  radios.forEach((radio) => radio.name === own || (radio.name = own));
  for (const [name, value] of [["role", "radiogroup"], ["aria-label", label]])
    group.getAttribute(name) === value || group.setAttribute(name, value);
}

