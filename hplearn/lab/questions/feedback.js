// The feedback under a question: a live region that stays, so that a screen reader speaks each change.

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

// What is written is sent, and kept, whenever its writer pauses: who closes the page has not left the box.
function sendAtPauses(el) {
  let pause;
  const send = (box) => box.dispatchEvent(new Event("change", { bubbles: true }));
  return ({ target }) => {
    if (!target.matches?.("textarea") || !el.closest(".hplearn-question")?.contains(target)) return;
    clearTimeout(pause);
    pause = setTimeout(send, 500, target);
  };
}

// What the text says about the answer is closed, as in <details class="after-twice">, until the answer is there.
function openParts(model, el) {
  const parts = model.get("opens");
  if (parts) el.closest(".jp-Notebook")?.querySelectorAll(`details.${parts}`).forEach((part) => { part.open = true; });
}

export default {
  render({ model, el }) {
    el.setAttribute("role", "status");
    const show = () => { el.innerHTML = model.get("html"); };
    model.on("change:html", show);
    show();
    let waiting;
    let n_came = 0;
    function settle() { // once the box round it is on the page, also far from what is seen
      const frame = el.closest(".hplearn-question");
      if (!frame?.isConnected) return (waiting = requestAnimationFrame(settle));
      openParts(model, el);
      if (model.get("n_calls") > n_came) land(frame); // a cell waits for it
      n_came = model.get("n_calls");
    }
    model.on("change:opens change:n_calls", settle);
    settle();
    const placed = new ResizeObserver(() => {
      const frame = el.closest(".hplearn-question");
      if (!frame) return;
      frame.querySelectorAll(".widget-radio-box").forEach((group) => nameRadios(group, model.get("question")));
    });
    placed.observe(el); // fires when the box around it is on the page
    const letGo = keepKeys(".hplearn-question");
    const tell = tellFirst(model, el);
    window.addEventListener("click", tell, true); // before the button, which sends the click
    const written = sendAtPauses(el);
    window.addEventListener("input", written);
    return () => {
      placed.disconnect();
      cancelAnimationFrame(waiting);
      letGo();
      window.removeEventListener("click", tell, true);
      window.removeEventListener("input", written);
    };
  },
};
