// The hill of lesson 05: drag the start or the learning rate, turn the hill, and watch the walk.

hplearnTouch.figures.hill = (el) => {
  const { clip, round, put, draw, picture, line, plot, slider, drag, handle, tellValue, stand, parts, change } = hplearnTouch;
  const [MU, L] = [1, 10]; // curvatures along the valley and across it
  const MOST = 0.25; // the largest rate
  const state = { east: 9, north: 3, rate: 0.05, turn: 0 };

  // The walk in the directions of the hill: a step multiplies each distance by 1 - rate * curvature.
  function descend({ east, north, rate, turn }, most = 1000) {
    const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    const factors = [1 - rate * MU, 1 - rate * L];
    let [along, across] = [cos * east + sin * north, cos * north - sin * east];
    const height = () => (MU * along ** 2 + L * across ** 2) / 2;
    const tooHigh = 1000 * height();
    const path = [[east, north]];
    let ending = "rests";
    for (let step = 0; ; step++) {
      if (Math.hypot(along, across) <= 0.001) ending = "arrives";
      else if (height() > tooHigh) ending = "diverges";
      if (ending !== "rests" || step === most) return { path, factors, ending, steps: step };
      along *= factors[0];
      across *= factors[1];
      path.push([cos * along - sin * across, sin * along + cos * across]);
    }
  }

  function place({ east, north }) {
    return `${Math.abs(east)} paces ${east < 0 ? "west" : "east"} and ${Math.abs(north)} ${north < 0 ? "south" : "north"}`;
  }

  function sentence({ east, north, rate, turn }, { factors, ending, steps }) {
    const [along, across] = factors.map((factor) => Math.abs(factor).toFixed(2));
    const end = {
      arrives: `arrives after ${steps} steps`,
      diverges: `is a thousand times higher after ${steps} steps`,
      rests: "has not arrived after 1,000 steps",
    }[ending];
    const from = `from ${place({ east, north })} of the bottom${turn ? `, on the hill turned by ${turn} degrees,` : ""}`;
    return `At ${rate.toFixed(3)} each step leaves ${along} of the way along the valley and ${across} across it: ${from} the walk ${end}.`;
  }

  const { pictures, controls, words } = parts(el);

  const PACE = 16; // pixels
  const x = (east) => 172 + PACE * east;
  const y = (north) => 108 - PACE * north;
  const map = picture(pictures, "hill");
  const rings = draw("g", {}, map);
  for (const height of [2, 12, 30, 56, 90])
    draw("ellipse", { rx: PACE * Math.sqrt((2 * height) / MU), ry: PACE * Math.sqrt((2 * height) / L) }, rings);
  const path = draw("polyline", { class: "second" }, map);
  const dots = draw("g", { class: "second" }, map);
  draw("text", { x: x(0) + 8, y: y(0) + 16 }, map, "bottom");
  draw("path", { d: `M${x(0) - 5} ${y(0)}h10M${x(0)} ${y(0) - 5}v10`, class: "axes" }, map);
  const start = handle(map, "start of the walk", (east, north) => set({ east: state.east + east / 2, north: state.north + north / 2 }));
  drag(map, (px, py) => set({ east: (px - x(0)) / PACE, north: (y(0) - py) / PACE }));

  const shares = plot(pictures, "factors", {
    x: ["learning rate", [0, MOST], [0, 0.05, 0.1, 0.15, 0.2, 0.25]],
    y: ["share of the distance left", [0, 1.6], [0, 0.5, 1, 1.5]],
  });
  const beyond = draw("g", { visibility: "hidden" }, shares.svg); // shown once a walk has diverged
  const safe = shares.x(2 / L);
  draw("rect", { x: safe, y: shares.top, width: shares.right - safe, height: shares.bottom - shares.top, class: "second" }, beyond);
  draw("text", { x: safe + 3, y: shares.top + 13 }, beyond, "too long");
  draw("path", { d: `M${shares.left} ${shares.y(1)}H${shares.right}`, class: "axes" }, shares.svg);
  const rates = Array.from({ length: 101 }, (_, i) => (i * MOST) / 100);
  function curve(curvature, kind, name, [right, high], anchor) {
    draw("text", { x: shares.x(right), y: shares.y(high), "text-anchor": anchor, class: kind }, shares.svg, `${name} the valley`);
    const points = line(shares.x, shares.y, rates, rates.map((rate) => Math.abs(1 - rate * curvature)));
    return draw("polyline", { points, class: kind }, shares.svg);
  }
  const dashed = draw("path", { class: "dashed" }, shares.svg); // below the words, which it would strike through
  const curves = [curve(MU, "first", "along", [0.072, 0.72], "start"), curve(L, "second", "across", [0.14, 0.3], "start")];
  const marks = [MU, L].map(() => draw("circle", { r: 5 }, shares.svg));
  drag(shares.svg, (px) => set({ rate: round(((px - shares.left) / (shares.right - shares.left)) * MOST, 3) }));

  const rate = slider(controls, "learning rate", { min: 0.005, max: MOST, step: 0.005, value: state.rate }, (value) => set({ rate: value }));
  const turn = slider(controls, "turn of the hill", { min: 0, max: 90, step: 5, value: 0 }, (value) => set({ turn: value }));

  function show() {
    const walk = descend(state);
    if (walk.ending === "diverges") beyond.setAttribute("visibility", "visible");
    rings.setAttribute("transform", `translate(${x(0)} ${y(0)}) rotate(${-state.turn})`);
    const seen = walk.path.slice(0, 300).map(([a, b]) => [x(clip(a, -99, 99)), y(clip(b, -99, 99))]);
    path.setAttribute("points", seen.join(" "));
    dots.replaceChildren();
    for (const [cx, cy] of seen.slice(1, 40)) draw("circle", { cx, cy, r: 2.5 }, dots);
    start.setAttribute("transform", `translate(${x(state.east)} ${y(state.north)})`);
    tellValue(start, state.east, -10, 10, place(state));
    dashed.setAttribute("d", `M${shares.x(state.rate)} ${shares.bottom}V${shares.top}`);
    const most = Math.max(...walk.factors.map(Math.abs));
    walk.factors.forEach((factor, i) => {
      curves[i].classList.toggle("decides", Math.abs(factor) === most);
      put(marks[i], { cx: shares.x(state.rate), cy: shares.y(Math.min(Math.abs(factor), 1.6)) });
    });
    stand(rate, state.rate, state.rate.toFixed(3));
    stand(turn, state.turn, `${state.turn}°`);
    words.textContent = sentence(state, walk);
  }

  function set(changes) {
    change(state, changes);
    state.east = round(clip(state.east, -10, 10), 2);
    state.north = round(clip(state.north, -6, 6), 2);
    state.rate = round(clip(state.rate, 0.005, MOST), 4);
    state.turn = clip(state.turn, 0, 90);
    show();
  }

  show();
  return { set, get: () => ({ ...state, ...descend(state) }) };
};
