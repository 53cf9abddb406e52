{ // Where the learner stopped comes into view, and again while what is drawn above it moves it, until they act.
  const { parentElement: here } = document.currentScript;
  const drawn = new ResizeObserver(() => here.scrollIntoView({ block: "center" }));
  setTimeout(() => drawn.observe(here.closest(".jp-Cell").parentElement));
  for (const act of ["keydown", "pointerdown", "wheel"]) addEventListener(act, () => drawn.disconnect(), true);
}
