// What both of our widgets do for the keyboard and for screen readers.

// JupyterLab moves between cells by arrow keys, unless the control that has them suppresses its shortcuts;
// it keeps those with Ctrl or Cmd, as for saving. It listens at the document, so we listen at the window.
function keepKeys(frame) {
  const keep = ({ target, ctrlKey, metaKey }) => {
    if (target.closest?.(frame) && !target.matches(":read-write"))
      target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey);
  };
  window.addEventListener("keydown", keep, true);
  return () => window.removeEventListener("keydown", keep, true);
}

// ipywidgets leaves a group of radio buttons without a role, a name, and arrow keys.
function nameRadios(group, label) {
  const radios = [...group.querySelectorAll("input")];
  const own = radios[0]?.name || `hplearn-${Math.random()}`; // one name: arrow keys move among them
  radios.forEach((radio) => radio.name === own || (radio.name = own));
  for (const [name, value] of [["role", "radiogroup"], ["aria-label", label]])
    group.getAttribute(name) === value || group.setAttribute(name, value);
}

