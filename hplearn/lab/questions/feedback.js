// The feedback under a question: a live region that stays, so that a screen reader speaks each change.

// Shift+Enter and Escape leave the box for one's own words as they leave a cell: to the notebook's keys.
// The blur sends what was written before the notebook hears the key, and Shift+Enter runs the next cell.
function leave({ target, key, shiftKey }) {
  if (!target.matches?.(".hplearn-question textarea")) return;
  if (key !== "Escape" && !(key === "Enter" && shiftKey)) return;
  target.blur();
  target.closest(".jp-Cell")?.focus();
}

// While the kernel works, ipywidgets holds back what was chosen or written last, but no click: an answer
// would be taken that was changed already. So each click is told the answer first.
function tellFirst(model, el) {
  const [id, trait] = [model.get("control"), model.get("trait")];
  let control;
  if (id) model.widget_manager.get_model(id).then((found) => { control = found; });
  return ({ target }) => {
    const ours = target.closest?.("button") && el.closest(".hplearn-question")?.contains(target);
    if (control && ours) model.send({ now: control.get(trait) });
  };
}

// What is said about the answer stands in closed parts of the text below, up to the next question.
function openWhatFollows(el) {
  for (let cell = el.closest(".jp-Cell")?.nextElementSibling; cell; cell = cell.nextElementSibling) {
    if (cell.querySelector(".hplearn-question")) return;
    cell.querySelectorAll("details").forEach((part) => { part.open = true; });
  }
}

export default {
  render({ model, el }) {
    el.setAttribute("role", "status");
    const show = () => { el.innerHTML = model.get("html"); };
    model.on("change:html", show);
    show();
    model.on("change:seen", () => openWhatFollows(el));
    const placed = new ResizeObserver(() => {
      const frame = el.closest(".hplearn-question");
      if (!frame) return;
      frame.querySelectorAll(".widget-radio-box").forEach((group) => nameRadios(group, model.get("question")));
    });
    placed.observe(el); // fires when the box around it is on the page
    window.addEventListener("keydown", leave, true); // before JupyterLab, which listens at the document
    const letGo = keepKeys(".hplearn-question");
    const tell = tellFirst(model, el);
    window.addEventListener("click", tell, true); // before the button, which sends the click
    return () => {
      placed.disconnect();
      window.removeEventListener("keydown", leave, true);
      letGo();
      window.removeEventListener("click", tell, true);
    };
  },
};
