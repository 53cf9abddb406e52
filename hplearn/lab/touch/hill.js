// The hill of lesson 05 under a finger: drag the start or the learning rate, turn the hill, and watch the walk.
// It takes the place of what stands in <figure data-touch="hill">, and `figure.hill` reads and sets its state.
// A classic script, because a page that is opened from disk may not load modules.

const hplearnHill = (() => {
  const [MU, L] = [1, 10]; // curvatures along the valley and across it
  const SCALE = 16; // pixels a pace
  const SIZE = { width: 344, height: 216 }; // of both pictures
  const PLOT = { ...SIZE, left: 40, right: 16, top: 10, bottom: 34 };
  const MOST = 0.25; // the largest rate
  const SVG = "http://www.w3.org/2000/svg";

  const round = (x, digits) => Number(x.toFixed(digits));
  const clip = (x, low, high) => Math.min(Math.max(x, low), high);

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

  function sentence(rate, { factors, ending, steps }) {
    const [along, across] = factors.map((factor) => Math.abs(factor).toFixed(2));
    const end = {
      arrives: `arrives after ${steps} steps`,
      diverges: `is a thousand times higher after ${steps} steps`,
      rests: "has not arrived after 1,000 steps",
    }[ending];
    return `At ${rate.toFixed(3)} each step leaves ${along} of the way along the valley and ${across} across it: the walk ${end}.`;
  }

  function draw(tag, attributes, parent, text) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return parent.appendChild(node);
  }

  function element(tag, properties, parent) {
    return parent.appendChild(Object.assign(document.createElement(tag), properties));
  }

  const x = (east) => SIZE.width / 2 + SCALE * east;
  const y = (north) => SIZE.height / 2 - SCALE * north;
  const across = (rate) => PLOT.left + (rate / MOST) * (PLOT.width - PLOT.left - PLOT.right);
  const up = (share) => PLOT.height - PLOT.bottom - (share / 1.6) * (PLOT.height - PLOT.top - PLOT.bottom);

  function drawMap(parent) {
    const svg = draw("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: "hplearn-hill-map" }, parent);
    const rings = draw("g", {}, svg);
    for (const height of [2, 12, 30, 56, 90])
      draw("ellipse", { rx: SCALE * Math.sqrt((2 * height) / MU), ry: SCALE * Math.sqrt((2 * height) / L) }, rings);
    const path = draw("polyline", {}, svg);
    const dots = draw("g", {}, svg);
    draw("text", { x: x(0) + 8, y: y(0) + 16 }, svg, "bottom");
    draw("path", { d: `M${x(0) - 5} ${y(0)}h10M${x(0)} ${y(0) - 5}v10` }, svg);
    const start = draw("g", { tabindex: 0, role: "slider", "aria-label": "start of the walk" }, svg);
    draw("circle", { r: 22, class: "hplearn-hill-finger" }, start);
    draw("circle", { r: 8 }, start);
    return { svg, rings, path, dots, start };
  }

  function drawPlot(parent) {
    const svg = draw("svg", { viewBox: `0 0 ${PLOT.width} ${PLOT.height}`, class: "hplearn-hill-plot" }, parent);
    const [left, right] = [across(2 / L), PLOT.width - PLOT.right];
    const beyond = draw("g", { class: "hplearn-hill-beyond" }, svg); // shown once a walk has diverged
    draw("rect", { x: left, y: up(1.6), width: right - left, height: up(0) - up(1.6) }, beyond);
    draw("text", { x: left + 3, y: up(1.6) + 13 }, beyond, "too long");
    draw("path", { d: `M${PLOT.left} ${up(1)}H${right}M${PLOT.left} ${up(1.6)}V${up(0)}H${right}` }, svg);
    for (const rate of [0, 0.05, 0.1, 0.15, 0.2, 0.25])
      draw("text", { x: across(rate), y: up(0) + 15, "text-anchor": "middle" }, svg, `${rate}`);
    for (const share of [0, 0.5, 1, 1.5])
      draw("text", { x: PLOT.left - 6, y: up(share) + 4, "text-anchor": "end" }, svg, `${share}`);
    draw("text", { x: (PLOT.left + right) / 2, y: PLOT.height - 3, "text-anchor": "middle" }, svg, "learning rate");
    const middle = (up(0) + up(1.6)) / 2;
    const turned = { x: 12, y: middle, "text-anchor": "middle", transform: `rotate(-90 12 ${middle})` };
    draw("text", turned, svg, "share left after a step");
    for (const [curvature, name, at, anchor] of [[MU, "along", [MOST, 0.64], "end"], [L, "across", [0.14, 0.3], "start"]]) {
      const rates = Array.from({ length: 101 }, (_, i) => (i * MOST) / 100);
      const points = rates.map((rate) => `${across(rate)},${up(Math.abs(1 - rate * curvature))}`).join(" ");
      const named = { class: `hplearn-hill-${name}` };
      draw("polyline", { points, ...named }, svg);
      draw("text", { x: across(at[0]), y: up(at[1]), "text-anchor": anchor, ...named }, svg, `${name} the valley`);
    }
    const line = draw("path", { class: "hplearn-hill-rate" }, svg);
    const marks = [MU, L].map(() => draw("circle", { r: 5 }, svg));
    return { svg, line, marks, beyond };
  }

  function control(parent, label, attributes) {
    const holder = element("label", { textContent: `${label} ` }, parent);
    return element("input", { type: "range", autocomplete: "off", ...attributes }, holder);
  }

  function mount(el) {
    const state = { east: 9, north: 3, rate: 0.05, turn: 0 };
    el.classList.add("hplearn-hill");
    el.replaceChildren();
    const pictures = element("div", {}, el);
    const [map, plot] = [drawMap(pictures), drawPlot(pictures)];
    plot.svg.setAttribute("aria-hidden", "true"); // what it shows is in the line of text
    const controls = element("fieldset", {}, el);
    const rate = control(controls, "learning rate", { min: 0.005, max: MOST, step: 0.005, value: state.rate });
    const turn = control(controls, "turn of the hill", { min: 0, max: 90, step: 5, value: 0 });
    const line = element("p", {}, el);
    line.setAttribute("aria-live", "polite");

    function show() {
      const walk = descend(state);
      const { path, factors, ending } = walk;
      if (ending === "diverges") plot.beyond.style.visibility = "visible";
      map.rings.setAttribute("transform", `translate(${x(0)} ${y(0)}) rotate(${-state.turn})`);
      const seen = path.slice(0, 300).map(([a, b]) => [x(clip(a, -99, 99)), y(clip(b, -99, 99))]);
      map.path.setAttribute("points", seen.join(" "));
      map.dots.replaceChildren();
      for (const [cx, cy] of seen.slice(1, 40)) draw("circle", { cx, cy, r: 2.5 }, map.dots);
      map.start.setAttribute("transform", `translate(${x(state.east)} ${y(state.north)})`);
      map.start.setAttribute("aria-valuenow", state.east);
      map.start.setAttribute("aria-valuemin", -10);
      map.start.setAttribute("aria-valuemax", 10);
      map.start.setAttribute("aria-valuetext", `${state.east} paces east, ${state.north} north`);
      plot.line.setAttribute("d", `M${across(state.rate)} ${up(0)}V${up(1.6)}`);
      factors.forEach((factor, i) => {
        plot.marks[i].setAttribute("cx", across(state.rate));
        plot.marks[i].setAttribute("cy", up(Math.min(Math.abs(factor), 1.6)));
      });
      [rate.value, turn.value] = [state.rate, state.turn];
      rate.setAttribute("aria-valuetext", state.rate.toFixed(3));
      turn.setAttribute("aria-valuetext", `${state.turn} degrees`);
      line.textContent = sentence(state.rate, walk);
    }

    function set(changes) {
      for (const [name, value] of Object.entries(changes)) if (Number.isFinite(value)) state[name] = value;
      state.east = round(clip(state.east, -10, 10), 2);
      state.north = round(clip(state.north, -6, 6), 2);
      state.rate = round(clip(state.rate, 0.005, MOST), 4);
      state.turn = clip(state.turn, 0, 90);
      show();
    }

    function drag(svg, take) {
      const move = (event) => {
        if (svg.dragging !== event.pointerId) return; // of two fingers the first one
        const box = svg.getBoundingClientRect();
        take(((event.clientX - box.left) * SIZE.width) / box.width, ((event.clientY - box.top) * SIZE.height) / box.height);
      };
      svg.addEventListener("pointerdown", (event) => {
        svg.dragging ??= event.pointerId;
        svg.setPointerCapture(event.pointerId); // a pointer that leaves the figure goes on
        move(event);
      });
      svg.addEventListener("pointermove", move);
      const end = (event) => event.pointerId === svg.dragging && (svg.dragging = undefined);
      for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) svg.addEventListener(name, end);
    }
    drag(map.svg, (px, py) => set({ east: (px - x(0)) / SCALE, north: (y(0) - py) / SCALE }));
    drag(plot.svg, (px) => set({ rate: round(((px - across(0)) / (across(MOST) - across(0))) * MOST, 3) }));
    map.start.addEventListener("keydown", (event) => {
      const [east, north] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [];
      if (east === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      set({ east: state.east + east / 2, north: state.north + north / 2 });
    });
    rate.addEventListener("input", () => set({ rate: Number(rate.value) }));
    turn.addEventListener("input", () => set({ turn: Number(turn.value) }));
    el.hill = { set, get: () => ({ ...state, ...descend(state) }) };
    show();
  }

  return mount;
})();

document.querySelectorAll('[data-touch="hill"]').forEach(hplearnHill);
