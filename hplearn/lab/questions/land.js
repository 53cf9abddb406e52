{ // In a saved notebook, where the learner stopped: it comes into view, and again when what is drawn above it
  // has pushed it away, until the learner acts.
  const { parentElement: here } = document.currentScript;
  const drawn = new ResizeObserver(() => here.scrollIntoView({ block: "center" }));
  setTimeout(() => drawn.observe(here.closest(".jp-Cell").parentElement));
  for (const act of ["keydown", "pointerdown", "wheel"])
    addEventListener(act, () => drawn.disconnect(), { capture: true, once: true });
}
