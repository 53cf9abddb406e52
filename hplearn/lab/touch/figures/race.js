// The race of lessons 07 and 08: rules that walk downhill, released together, each at its own learning rate.
// `racers` has the class of each rule's colour, `rates` their rates, `surfaces` the bowls: { name, curvatures, turn }, in degrees.

hplearnTouch.figures.race = (el, { racers, rates, surfaces, beta }) => {
  const { clip, round, put, draw, picture, line, plot, slider, choice, button, drag, handle, tellValue, stand, race, parts, change } = hplearnTouch;
  const MOST = 1000; // steps
  const NEAR = 0.001; // of the first distance: a walk has arrived once it stays within it
  const [SLOWEST, FASTEST] = [-3.5, 0.5]; // log10 of a learning rate
  const NAMES = { GD: "GD", Momentum: "momentum", Nesterov: "Nesterov", Adam: "Adam" };
  const state = { x: 9, y: 3, surface: surfaces[0].name, beta, ...rates };
  const running = Object.keys(NAMES).filter((name) => name in racers);
  const surface = () => surfaces.find(({ name }) => name === state.surface);

  // How much of the gradient is in a step, and of the memory m = β m + gradient, in learning rates; Adam has its own.
  const mixes = { GD: () => [1, 0], Momentum: () => [0, 1], Nesterov: () => [1, state.beta] };

  function walk(rule, rate, path) { // in plain numbers, since a move of the start asks for 200,000 steps
    const { curvatures: [a, b], turn } = surface();
    const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    const [xx, xy, yy] = [a * cos ** 2 + b * sin ** 2, (a - b) * cos * sin, a * sin ** 2 + b * cos ** 2]; // second derivatives
    const adam = rule === "Adam";
    const [kept, added] = adam ? [0.9, 0.1] : [state.beta, 1];
    const [now, past] = adam ? [] : mixes[rule]();
    let [x, y, m_x, m_y, v_x, v_y, left_1, left_2] = [state.x, state.y, 0, 0, 0, 0, 1, 1];
    const [near, tooHigh] = [NEAR ** 2 * (x * x + y * y), 500 * Math.max(xx * x * x + 2 * xy * x * y + yy * y * y, 2)];
    for (let step = 0, far = -1; ; step++) {
      const [along, across] = [xx * x + xy * y, xy * x + yy * y]; // the gradient
      path?.push([x, y]);
      if (!((x * along + y * across) / 2 <= tooHigh)) return { ending: "diverges", steps: step };
      if (x * x + y * y > near) far = step;
      if (step === MOST) return far === MOST ? { ending: "rests", steps: MOST } : { ending: "arrives", steps: far + 1 };
      m_x = kept * m_x + added * along;
      m_y = kept * m_y + added * across;
      if (adam) {
        v_x = 0.999 * v_x + 0.001 * along * along;
        v_y = 0.999 * v_y + 0.001 * across * across;
        left_1 *= 0.9;
        left_2 *= 0.999;
        x -= (rate * m_x) / (1 - left_1) / (Math.sqrt(v_x / (1 - left_2)) + 1e-8);
        y -= (rate * m_y) / (1 - left_1) / (Math.sqrt(v_y / (1 - left_2)) + 1e-8);
      } else {
        x -= rate * (now * along + past * m_x);
        y -= rate * (now * across + past * m_y);
      }
    }
  }

  function walkAll() {
    return running.map((name) => {
      const path = [];
      return { name, path, ...walk(name, state[name], path) };
    });
  }

  function sentence(walks) {
    const end = { arrives: (steps) => `arrives after ${steps} steps`, diverges: () => "diverges", rests: () => "has not arrived after 1,000 steps" };
    const each = walks.map(({ name, ending, steps }) => `${NAMES[name]} at ${state[name]} ${end[ending](steps)}`);
    return `In the ${state.surface} from (${state.x}, ${state.y}), with momentum ${state.beta}: ${each.join("; ")}.`;
  }

  const { pictures, controls, words } = parts(el);

  const PACE = 16; // pixels
  const [x, y] = [(at) => 172 + PACE * at, (at) => 108 - PACE * at];
  const map = picture(pictures, "surface");
  const rings = draw("g", {}, map);
  const paths = running.map((name) => draw("polyline", { class: racers[name] }, map));
  const dots = running.map((name) => draw("circle", { class: racers[name] }, map));
  draw("path", { d: `M${x(0) - 5} ${y(0)}h10M${x(0)} ${y(0) - 5}v10`, class: "axes" }, map);
  const start = handle(map, "start of the race", (right, up) => set({ x: state.x + right / 2, y: state.y + up / 2 }));
  drag(map, (px, py) => set({ x: (px - x(0)) / PACE, y: (y(0) - py) / PACE }));

  const NEVER = 3.45;
  const needed = plot(pictures, "steps", {
    x: ["learning rate", [SLOWEST, FASTEST], [-3, -2, -1, 0].map((power) => [power, `${10 ** power}`])],
    y: ["steps needed", [0, 3.7], [...[0, 1, 2, 3].map((power) => [power, `${10 ** power}`]), [NEVER, "never"]]],
  });
  const place = ({ name, ending, steps }) => [needed.x(Math.log10(state[name])), needed.y(ending === "arrives" ? Math.log10(Math.max(steps, 1)) : NEVER)];
  const curves = running.map((name) => draw("polyline", { class: racers[name] }, needed.svg));
  const marks = running.map((name) => draw("circle", { r: 6, class: racers[name] }, needed.svg));
  const labels = running.map((name) => draw("text", { class: racers[name] }, needed.svg));
  let grabbed; // the racer whose mark is nearest to where a finger goes down
  drag(needed.svg, (px, py, isDown) => {
    if (isDown) {
      const away = walks.map((walk) => Math.hypot(place(walk)[0] - px, place(walk)[1] - py));
      grabbed = running[away.indexOf(Math.min(...away))];
    }
    set({ [grabbed]: 10 ** (SLOWEST + ((px - needed.left) / (needed.right - needed.left)) * (FASTEST - SLOWEST)) });
  });

  const list = choice(controls, "surface", surfaces.map(({ name }) => name), (value) => set({ surface: value }));
  const sliders = running.map((name) => {
    const take = (value) => set({ [name]: 10 ** value });
    return slider(controls, `rate of ${NAMES[name]}`, { min: SLOWEST, max: FASTEST, step: 0.05 }, take, racers[name]);
  });
  const share = slider(controls, "momentum β", { min: 0, max: 0.98, step: 0.01 }, (value) => set({ beta: value }));
  let walks;
  const released = race(4, (share) => {
    const longest = Math.max(...walks.map(({ steps }) => steps));
    walks.forEach(({ path, steps }, i) => {
      const seen = path.slice(0, 1 + Math.min(Math.round(share * longest), steps)).map(([px, py]) => [x(clip(px, -99, 99)), y(clip(py, -99, 99))]);
      paths[i].setAttribute("points", seen.join(" "));
      const [cx, cy] = seen.at(-1);
      put(dots[i], { cx, cy, r: share < 1 ? 6 : 0 });
    });
  });
  button(controls, "Release", released.start);

  const GRID = Array.from({ length: 65 }, (_, i) => SLOWEST + i / 16);
  let known; // what the curves were drawn for: a rate that moves leaves them as they are
  function showCurves() {
    const asked = [state.x, state.y, state.surface, state.beta].join();
    if (known !== asked) running.forEach((name, i) => {
      const all = GRID.map((power) => [power, walk(name, 10 ** power)]).filter(([, { ending }]) => ending === "arrives");
      curves[i].setAttribute("points", line(needed.x, needed.y, all.map(([power]) => power), all.map(([, { steps }]) => Math.log10(Math.max(steps, 1)))));
    });
    known = asked;
    const order = walks.map((walk, i) => ({ i, at: place(walk) })).sort((a, b) => a.at[1] - b.at[1]);
    let free = 0;
    order.forEach(({ i, at: [cx, cy] }, k) => {
      put(marks[i], { cx, cy });
      const text = walks[i].ending === "arrives" ? `${NAMES[running[i]]} ${walks[i].steps}` : NAMES[running[i]];
      const left = cx + 7 * text.length > needed.right;
      free = clip(cy + 4, free, needed.bottom - 4 - 15 * (order.length - 1 - k));
      put(labels[i], { x: left ? cx - 10 : cx + 10, y: free, "text-anchor": left ? "end" : "start" }).textContent = text;
      free += 15;
    });
  }

  function show() {
    walks = walkAll();
    const { curvatures: [a, b], turn } = surface();
    rings.setAttribute("transform", `translate(${x(0)} ${y(0)}) rotate(${-turn})`);
    rings.replaceChildren();
    for (const half of [0.33, 1, 2, 3, 4, 5, 6]) draw("ellipse", { rx: PACE * half * Math.sqrt(b / a), ry: PACE * half }, rings);
    start.setAttribute("transform", `translate(${x(state.x)} ${y(state.y)})`);
    tellValue(start, state.x, -10, 10, `${state.x}, ${state.y}`);
    showCurves();
    released.finish();
    running.forEach((name, i) => stand(sliders[i], Math.log10(state[name]), `${state[name]}`));
    list.value = state.surface;
    stand(share, state.beta, `${state.beta}`);
    words.textContent = sentence(walks);
  }

  function set(changes) {
    const before = state.surface;
    change(state, changes);
    if (!surface()) state.surface = before;
    state.x = round(clip(state.x, -10, 10) * 4, 0) / 4;
    state.y = round(clip(state.y, -6, 6) * 4, 0) / 4;
    state.beta = round(clip(state.beta, 0, 0.98), 2);
    for (const name of running) state[name] = Number(clip(state[name], 10 ** SLOWEST, 10 ** FASTEST).toPrecision(2));
    show();
  }

  show();
  return { set, get: () => ({ ...state, walks }) };
};
