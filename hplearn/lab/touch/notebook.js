// A figure under a finger in a notebook, which opens what sums it up once it is moved.

function render({ model, el }) {
  el.dataset.touch = model.get("name");
  hplearnTouch.mount(el, model.get("data"));
  el.addEventListener("input", () => openSummary(el));
  requestAnimationFrame(() => openSummary(el, false));
  return keepKeys(".hplearn-touch");
}

export default { render };
