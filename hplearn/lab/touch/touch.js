// What the figures under a finger share: drawing, axes, controls, dragging. Each figure adds itself to `figures`
// as a function of its place and of the data that Python gives it, which returns {get, set} of its state.
// A classic script, because a page that is opened from disk may not load modules.

const hplearnTouch = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const SIZE = { width: 344, height: 216 }; // of a picture: two stand side by side, on a phone one below the other
  const MARGIN = { left: 40, right: 16, top: 10, bottom: 34 }; // around a plot
  const figures = {};

  const clip = (x, low, high) => Math.min(Math.max(x, low), high);
  const round = (x, digits) => Number(x.toFixed(digits));
  const scale = (low, high, start, end) => (x) => start + ((x - low) / (high - low)) * (end - start);

  function put(node, attributes) {
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  }

  function draw(tag, attributes, parent, text) {
    const node = put(document.createElementNS(SVG, tag), attributes);
    if (text) node.textContent = text;
    return parent.appendChild(node);
  }

  function element(tag, properties, parent) {
    return parent.appendChild(Object.assign(document.createElement(tag), properties));
  }

  function picture(parent, name) {
    return draw("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: name, role: "group", "aria-label": name }, parent);
  }

  const line = (x, y, xs, ys) => xs.map((at, i) => `${x(at)},${y(ys[i])}`).join(" ");

  // Axes with a label and ticks each, [value, text] or a value; returns the picture and its two scales.
  // What it shows has to be in the line of text, since a screen reader passes it by.
  function plot(parent, name, { x: [xLabel, xRange, xTicks], y: [yLabel, yRange, yTicks] }) {
    const svg = picture(parent, name);
    svg.setAttribute("aria-hidden", "true");
    const pair = (tick) => (Array.isArray(tick) ? tick : [tick, `${tick}`]);
    const longest = Math.max(...yTicks.map(pair).map(([, text]) => text.length));
    const left = Math.max(MARGIN.left, 22 + 7 * longest);
    const [right, top, bottom] = [SIZE.width - MARGIN.right, MARGIN.top, SIZE.height - MARGIN.bottom];
    const [x, y] = [scale(...xRange, left, right), scale(...yRange, bottom, top)];
    draw("path", { d: `M${left} ${top}V${bottom}H${right}`, class: "axes" }, svg);
    for (const [value, text] of xTicks.map(pair)) draw("text", { x: x(value), y: bottom + 15, "text-anchor": "middle" }, svg, text);
    for (const [value, text] of yTicks.map(pair)) draw("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, svg, text);
    const middle = (top + bottom) / 2;
    draw("text", { x: (left + right) / 2, y: SIZE.height - 5, "text-anchor": "middle" }, svg, xLabel);
    draw("text", { x: 10, y: middle, "text-anchor": "middle", transform: `rotate(-90 10 ${middle})` }, svg, yLabel);
    return { svg, x, y, left, right, top, bottom };
  }

  function slider(parent, label, attributes, take, kind = "") {
    const holder = element("label", { textContent: `${label} `, className: kind }, parent);
    const input = element("input", { type: "range", autocomplete: "off", ...attributes }, holder);
    element("span", { ariaHidden: "true" }, holder); // its value, which a screen reader has from the slider itself
    input.addEventListener("input", () => take(Number(input.value)));
    return input;
  }

  function choice(parent, label, options, take) {
    const holder = element("label", { textContent: `${label} ` }, parent);
    const list = element("select", { autocomplete: "off" }, holder);
    for (const option of options) element("option", { value: option, textContent: option }, list);
    list.addEventListener("input", () => take(list.value));
    return list;
  }

  function button(parent, label, press) {
    element("button", { type: "button", textContent: label }, parent).addEventListener("click", press);
  }

  const tell = (node) => node.dispatchEvent(new Event("input", { bubbles: true })); // as a control does

  // The first of the fingers on a picture gives `take` its place there, also beyond the picture's edge, and whether it begins.
  // One that comes down beside a handle may be about to scroll the page: it counts once it goes sideways, or is lifted.
  function drag(svg, take) {
    let finger, from, begins;
    const move = (event) => {
      if (finger !== event.pointerId || (event.type === "pointermove" && Math.abs(event.clientX - from) < 8)) return;
      const box = svg.getBoundingClientRect();
      take(((event.clientX - box.left) * SIZE.width) / box.width, ((event.clientY - box.top) * SIZE.height) / box.height, begins);
      [from, begins] = [NaN, false];
      tell(svg);
    };
    svg.classList.add("drags");
    svg.addEventListener("pointerdown", (event) => {
      if (finger !== undefined) return;
      const waits = event.pointerType === "touch" && !event.target.closest("[role=slider]");
      [finger, from, begins] = [event.pointerId, waits ? event.clientX : NaN, true];
      svg.setPointerCapture(finger);
      if (!waits) move(event);
    });
    for (const name of ["pointermove", "pointerup"]) svg.addEventListener(name, move);
    const end = (event) => event.pointerId === finger && (finger = undefined);
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) svg.addEventListener(name, end);
  }

  // A handle on a picture that arrow keys move; `take` gets one step as [right, up].
  function handle(svg, label, take) {
    const node = draw("g", { tabindex: 0, role: "slider", "aria-label": label }, svg);
    draw("circle", { r: 22, class: "finger" }, node);
    draw("circle", { r: 8 }, node);
    node.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false }); // the page stays: SVG has no touch-action
    node.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      take(...step);
      tell(node);
    });
    return node;
  }

  // A race that `show` draws, which takes shares of it from 0 to 1 for some seconds; where motion is unwanted, its end.
  function race(seconds, show) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    let frame;
    const finish = () => {
      cancelAnimationFrame(frame);
      show(1);
    };
    function start() {
      finish();
      if (calm.matches) return;
      const began = performance.now();
      const go = (now) => {
        const share = clip((now - began) / (1000 * seconds), 0, 1);
        show(share);
        if (share < 1) frame = requestAnimationFrame(go);
      };
      go(began);
    }
    return { start, finish };
  }

  function tellValue(node, now, min, max, text) {
    put(node, { "aria-valuenow": now, "aria-valuemin": min, "aria-valuemax": max, "aria-valuetext": text });
  }

  // Set a slider to a value, and say it beside it and out loud.
  function stand(input, value, text) {
    input.value = value;
    input.setAttribute("aria-valuetext", text);
    input.nextSibling.textContent = text;
  }

  // The parts that every figure has: its pictures, its controls, and a line that says its state.
  function parts(el) {
    el.replaceChildren(...el.querySelectorAll("script")); // its data stay, should the page be saved
    el.classList.add("hplearn-touch");
    const [pictures, controls, words] = [element("div", {}, el), element("fieldset", {}, el), element("p", {}, el)];
    words.setAttribute("aria-live", "polite");
    return { pictures, controls, words };
  }

  // Change a state by the numbers and names that fit: what is none leaves it as it is.
  function change(state, changes) {
    for (const [name, value] of Object.entries(changes))
      if (typeof state[name] === typeof value && !Number.isNaN(value)) state[name] = value;
  }

  function mount(el, data) {
    el.touch = figures[el.dataset.touch](el, data);
  }

  return { figures, clip, round, scale, put, draw, element, picture, line, plot, slider, choice, button, drag, handle, tellValue, stand, race, parts, change, mount };
})();
