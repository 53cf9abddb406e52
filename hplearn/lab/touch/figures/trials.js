// Where nine trials go, of lesson 12: drag the lowest point of a bowl, the importance of its second direction,
// or the number of problems, each of which has a lowest point and draws of its own.

hplearnTouch.figures.trials = (el, { plans, lowest }) => {
  const { clip, round, scale, put, draw, picture, line, plot, slider, drag, handle, tellValue, stand, parts, change } = hplearnTouch;
  const NAMES = Object.keys(plans);
  const KINDS = ["first", "second", "third"]; // a colour for each plan
  const IMPORTANCES = Array.from({ length: 21 }, (_, i) => i / 20);
  const STOPS = [1, 10, 100, 1000].flatMap((n) => [n, 2 * n, 5 * n]).filter((n) => n < lowest.length).concat(lowest.length);
  const state = { importance: 0, problems: lowest.length, first: 0.7, second: 0.2 };

  const pointsOf = (name, problem) => plans[name][problem % plans[name].length];
  const loss = (point, place, importance) => (point[0] - place[0]) ** 2 + (importance * (point[1] - place[1])) ** 2;
  const ofPlans = (value) => Object.fromEntries(NAMES.map((name) => [name, value(name)]));

  function best(points, place, importance) { // in a loop, and by index, since a move asks it 12,000 times
    let least = Infinity;
    for (const point of points) least = Math.min(least, loss(point, place, importance));
    return least;
  }

  const known = new Map(); // medians, of which a state has 66 and a move changes few
  function median(name, problems, importance) {
    const key = [name, problems, importance].join();
    if (!known.has(key)) {
      const found = Float64Array.from({ length: problems }, (_, i) => best(pointsOf(name, i), lowest[i], importance)).sort();
      known.set(key, (found[(problems - 1) >> 1] + found[problems >> 1]) / 2);
    }
    return known.get(key);
  }

  const look = ({ importance, problems, first, second }) => ({
    here: ofPlans((name) => best(pointsOf(name, problems - 1), [first, second], importance)),
    medians: ofPlans((name) => median(name, problems, importance)),
  });

  function sentence({ importance, problems, first, second }, { here, medians }) {
    const told = (losses) => NAMES.map((name) => `${name} ${(1000 * losses[name]).toFixed(1)}`).join(", ");
    const bowl = `Importance ${importance.toFixed(2)}, lowest point at ${first.toFixed(2)} and ${second.toFixed(2)} (the dot)`;
    const over = `${problems.toLocaleString("en")} problem${problems > 1 ? "s" : ""}`;
    return `${bowl}. In this problem: ${told(here)} thousandths. Medians over ${over}: ${told(medians)}.`;
  }

  const { pictures, controls, words } = parts(el);

  const [LEFT, SIDE, PITCH] = [22, 92, 111]; // pixels: three squares with a plot of the losses below each
  const [TOP, ABOVE, BELOW, MOST] = [20, 124, 196, 0.15]; // the plot's ends, and the largest loss in it
  const [x, y, deep] = [scale(0, 1, 0, SIDE), scale(0, 1, TOP + SIDE, TOP), scale(0, MOST, BELOW, ABOVE)];
  const map = picture(pictures, "trials");
  for (const [middle, text] of [[TOP + SIDE / 2, "second"], [(ABOVE + BELOW) / 2, "loss"]])
    draw("text", { x: 12, y: middle, "text-anchor": "middle", transform: `rotate(-90 12 ${middle})` }, map, text);

  const squares = NAMES.map((name, i) => {
    const own = draw("g", { transform: `translate(${LEFT + i * PITCH} 0)` }, map);
    draw("text", { x: SIDE / 2, y: 13, "text-anchor": "middle", class: KINDS[i] }, own, name);
    draw("text", { x: SIDE / 2, y: 212, "text-anchor": "middle" }, own, "first");
    const inside = draw("svg", { y: TOP, width: SIDE, height: SIDE, "aria-hidden": true }, own); // which cuts the rings
    const rings = [0.005, 0.03, 0.08, 0.16, 0.3].map((height) => [draw("ellipse", {}, inside), SIDE * Math.sqrt(height)]);
    draw("path", { d: `M0 ${TOP}h${SIDE}v${SIDE}h${-SIDE}ZM0 ${ABOVE}V${BELOW}H${SIDE}`, class: "axes" }, own);
    const floor = draw("path", { opacity: 0.7 }, own);
    const trials = pointsOf(name, 0).map(() => ({
      drop: draw("path", { class: KINDS[i] }, own),
      dots: [draw("circle", { class: KINDS[i] }, own), draw("circle", { class: KINDS[i] }, own)],
    }));
    return { name, rings, floor, trials };
  });
  const target = handle(map, "lowest point", (right, up) => set({ first: state.first + right / 20, second: state.second + up / 20 }));
  target.style.fill = "currentColor";
  target.lastChild.setAttribute("r", 4);
  for (const cx of [PITCH, 2 * PITCH]) for (const more of [{ r: 22, class: "finger" }, { r: 4 }]) draw("circle", { cx, ...more }, target);
  let held = 0; // the square that the finger came down in
  drag(map, (px, py, begins) => {
    if (begins) held = clip(Math.floor((px - LEFT) / PITCH), 0, 2);
    set({ first: (px - LEFT - held * PITCH) / SIDE, second: py < ABOVE ? (TOP + SIDE - py) / SIDE : state.second });
  });

  const HIGHEST = 0.032;
  const medians = plot(pictures, "medians", {
    x: ["importance of the second", [0, 1.2], [0, 0.25, 0.5, 0.75, 1]],
    y: ["median loss, thousandths", [0, HIGHEST], [0, 10, 20, 30].map((value) => [value / 1000, `${value}`])],
  });
  const lines = NAMES.map((name, i) => ({
    curve: draw("polyline", { class: KINDS[i] }, medians.svg),
    label: draw("text", { x: medians.x(1) + 6, class: KINDS[i] }, medians.svg, name),
  }));
  const dashed = draw("path", { class: "dashed" }, medians.svg);
  const marks = KINDS.map((kind) => draw("circle", { r: 5, class: kind }, medians.svg));
  drag(medians.svg, (px) => set({ importance: (px - medians.left) / (medians.x(1) - medians.left) }));

  const importance = slider(controls, "importance of the second", { min: 0, max: 1, step: 0.05 }, (value) => set({ importance: value }));
  const problems = slider(controls, "problems", { min: 0, max: STOPS.length - 1, step: 1 }, (value) => set({ problems: STOPS[value] }));

  function showTrials({ name, rings, floor, trials }) {
    const place = [state.first, state.second];
    for (const [ring, radius] of rings)
      put(ring, { cx: x(state.first), cy: y(state.second) - TOP, rx: radius, ry: radius / Math.max(state.importance, 0.001) });
    const [from, to] = [-1, 1].map((side) => clip(state.first + side * Math.sqrt(MOST), 0, 1));
    const across = IMPORTANCES.map((share) => from + share * (to - from));
    floor.setAttribute("d", `M${line(x, deep, across, across.map((at) => (at - state.first) ** 2))}`);
    const points = pointsOf(name, state.problems - 1);
    const losses = points.map((point) => loss(point, place, state.importance));
    const least = losses.indexOf(Math.min(...losses));
    trials.forEach(({ drop, dots }, i) => {
      const [cx, cy, end] = [x(points[i][0]), y(points[i][1]), deep(Math.min(losses[i], MOST))];
      put(drop, { d: `M${cx} ${cy}V${end}`, opacity: i === least ? 1 : 0.3 });
      const r = i === least ? 4.5 : 2.5;
      put(dots[0], { cx, cy, r });
      put(dots[1], { cx, cy: end, r: losses[i] > MOST ? 0 : r });
    });
  }

  function showMedians(found) {
    const curves = NAMES.map((name) => IMPORTANCES.map((stop) => median(name, state.problems, stop)));
    const atEnd = curves.map((curve) => curve.at(-1));
    const order = NAMES.map((_, i) => i).sort((a, b) => atEnd[b] - atEnd[a]); // from the highest down
    let free = medians.top + 8; // where a label stands on none before it
    order.forEach((i, before) => {
      const label = clip(medians.y(atEnd[i]) + 4, free, medians.bottom - 14 * (NAMES.length - 1 - before));
      free = label + 14;
      lines[i].label.setAttribute("y", label);
      const seen = IMPORTANCES.filter((_, stop) => curves[i][stop] <= HIGHEST); // it only rises
      lines[i].curve.setAttribute("points", line(medians.x, medians.y, seen, curves[i]));
      const now = found[NAMES[i]];
      put(marks[i], { cx: medians.x(state.importance), cy: medians.y(Math.min(now, HIGHEST)), r: now > HIGHEST ? 0 : 5 });
    });
    dashed.setAttribute("d", `M${medians.x(state.importance)} ${medians.bottom}V${medians.top}`);
  }

  function show() {
    const seen = look(state);
    squares.forEach(showTrials);
    target.setAttribute("transform", `translate(${LEFT + x(state.first)} ${y(state.second)})`);
    const place = `${state.first.toFixed(2)} and ${state.second.toFixed(2)}`;
    tellValue(target, state.first, 0, 1, place);
    showMedians(seen.medians);
    stand(importance, state.importance, state.importance.toFixed(2));
    stand(problems, STOPS.findLastIndex((stop) => stop <= state.problems), `${state.problems}`);
    words.textContent = sentence(state, seen);
  }

  function set(changes) {
    const before = state.problems;
    change(state, changes);
    state.problems = clip(Math.round(state.problems), 1, lowest.length);
    if (state.problems !== before) [state.first, state.second] = lowest[state.problems - 1];
    change(state, { first: changes.first, second: changes.second });
    for (const name of ["importance", "first", "second"]) state[name] = round(clip(state[name], 0, 1), 3);
    show();
  }

  show();
  return { set, get: () => ({ ...state, ...look(state) }) };
};
