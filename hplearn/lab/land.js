// A place comes into view, and again while what is drawn above it moves it, until the learner acts where they see it.
function land(here) {
  const acts = new AbortController();
  const drawn = new ResizeObserver(() => here.scrollIntoView({ block: "center" }));
  drawn.observe(here.closest(".jp-Cell")?.parentElement ?? here);
  const leave = () => {
    if (!here.checkVisibility()) return; // another tab is in front
    drawn.disconnect();
    acts.abort();
  };
  for (const act of ["keydown", "pointerdown", "wheel"]) addEventListener(act, leave, { capture: true, signal: acts.signal });
}
