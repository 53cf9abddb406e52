// The best of many, of lesson 14: drag the number of candidates or of rows, and the highest of their scores,
// which are noise about one half, walks away from the truth.

hplearnTouch.figures.maximum = (el, { rows, luck, right }) => {
  const { clip, round, put, draw, line, plot, slider, drag, stand, parts, change } = hplearnTouch;
  const TRUTH = 0.5;
  const MOST = luck[0].length; // candidates
  const COUNTS = Array.from({ length: MOST }, (_, i) => i + 1);
  const state = { candidates: Math.min(128, MOST), rows: 60, search: 1 };

  const nearest = (values, value) => values.map((at) => Math.abs(at - value)).reduce((best, gap, i, gaps) => (gap < gaps[best] ? i : best), 0);
  const stopOf = (n) => nearest(rows.map(Math.log2), Math.log2(n));
  const scoresOf = ({ rows: n, search }) => right[search - 1][stopOf(n)].map((count) => count / n);

  function look({ candidates, rows: n, search }) {
    const best = Math.max(...scoresOf({ rows: n, search }).slice(0, candidates));
    return { best, luck: luck[stopOf(n)][candidates - 1] };
  }

  function sentence({ candidates, rows: n, search }, seen) {
    const what = `The best of ${candidates} candidate${candidates > 1 ? "s" : ""} on ${n} rows`;
    const [mean, lucky] = [TRUTH + seen.luck, round(seen.luck, 3)].map((value) => value.toFixed(3)); // no -0.000
    return `${what} scores ${seen.best.toFixed(3)} in search ${search}; on average over all searches ${mean}, of which ${lucky} is luck.`;
  }

  const { pictures, controls, words } = parts(el);

  const DOUBLINGS = Math.log2(MOST); // what the axis counts
  const ticks = [1, 4, 16, 64, 256].filter((n) => n <= MOST).map((n) => [Math.log2(n), `${n}`]);
  const candidatesAt = (shown, px) => 2 ** (((px - shown.left) / (shown.x(DOUBLINGS) - shown.left)) * DOUBLINGS);
  const search = plot(pictures, "search", { x: ["candidates", [0, DOUBLINGS * 1.15], ticks], y: ["score", [0.1, 1.06], [0.2, 0.4, 0.6, 0.8, 1]] });
  const at = (n) => search.x(Math.log2(n));
  const dots = draw("path", { "stroke-width": 3, "stroke-linecap": "round", opacity: 0.5 }, search.svg);
  draw("path", { d: `M${search.left} ${search.y(TRUTH)}H${search.x(DOUBLINGS)}`, class: "dashed" }, search.svg);
  draw("text", { x: search.x(DOUBLINGS) + 5, y: search.y(TRUTH) + 4 }, search.svg, "truth");
  const walk = draw("polyline", { class: "second" }, search.svg);
  const gap = draw("path", { class: "second", "stroke-width": 2 }, search.svg);
  const top = draw("circle", { r: 5, class: "second" }, search.svg);
  const best = draw("text", { "text-anchor": "middle", class: "second" }, search.svg, "best");
  const lucky = draw("text", { class: "second" }, search.svg, "luck");
  drag(search.svg, (px) => set({ candidates: candidatesAt(search, px) }));

  const means = plot(pictures, "luck", { x: ["candidates", [0, DOUBLINGS * 1.28], ticks], y: ["mean luck of the best", [0, 0.4], [0, 0.1, 0.2, 0.3, 0.4]] });
  const curves = rows.map((n, i) => {
    const points = line(means.x, means.y, COUNTS.map(Math.log2), luck[i].map((value) => Math.max(value, 0)));
    return {
      curve: draw("polyline", { points }, means.svg),
      label: draw("text", { x: means.x(DOUBLINGS) + 10, y: means.y(luck[i].at(-1)) + 4 }, means.svg, `${n} rows`),
    };
  });
  const mark = draw("circle", { r: 6, class: "second" }, means.svg);
  drag(means.svg, (px, py) => {
    const candidates = clip(Math.round(candidatesAt(means, px)), 1, MOST);
    set({ candidates, rows: rows[nearest(luck.map((curve) => means.y(curve[candidates - 1])), py)] });
  });

  const controlled = [
    ["candidates", { min: 0, max: DOUBLINGS, step: 1 }, (value) => 2 ** value, () => Math.log2(state.candidates)],
    ["rows", { min: 0, max: rows.length - 1, step: 1 }, (value) => rows[value], () => stopOf(state.rows)],
    ["search", { min: 1, max: right.length, step: 1 }, (value) => value, () => state.search],
  ].map(([name, range, take, value]) => ({ name, value, input: slider(controls, name, range, (to) => set({ [name]: take(to) })) }));

  function showSearch(seen) {
    const scores = scoresOf(state).slice(0, state.candidates);
    dots.setAttribute("d", scores.map((score, i) => `M${at(i + 1)} ${search.y(Math.max(score, 0.1))}h0`).join(""));
    let highest = scores[0];
    const steps = scores.flatMap((score, i) => {
      const before = highest;
      highest = Math.max(highest, score);
      return [[at(i + 1), search.y(before)], [at(i + 1), search.y(highest)]];
    });
    walk.setAttribute("points", steps.join(" "));
    const [end, low, high] = [at(state.candidates), search.y(TRUTH), search.y(seen.best)];
    gap.setAttribute("d", `M${end} ${low}V${high}`);
    put(top, { cx: end, cy: high });
    put(best, { x: Math.max(end, search.left + 16), y: high - 9 });
    const visibility = low - high > 26 ? "visible" : "hidden"; // or it would stand on "truth"
    put(lucky, { x: end + 6, y: (low + high) / 2 + 4, visibility });
  }

  function showMeans(seen) {
    const chosen = stopOf(state.rows);
    curves.forEach(({ curve, label: name }, i) => {
      for (const part of [curve, name]) part.classList.toggle("second", i === chosen);
      curve.setAttribute("opacity", i === chosen ? 1 : 0.5);
      name.setAttribute("visibility", i === chosen || (i % 2 === 0 && Math.abs(i - chosen) !== 1) ? "visible" : "hidden");
    });
    put(mark, { cx: means.x(Math.log2(state.candidates)), cy: means.y(Math.max(seen.luck, 0)) });
  }

  function show() {
    const seen = look(state);
    showSearch(seen);
    showMeans(seen);
    for (const { name, value, input } of controlled) stand(input, value(), `${state[name]}`);
    words.textContent = sentence(state, seen);
  }

  function set(changes) {
    change(state, changes);
    state.candidates = clip(Math.round(state.candidates), 1, MOST);
    state.rows = rows[stopOf(clip(state.rows, rows[0], rows.at(-1)))];
    state.search = clip(Math.round(state.search), 1, right.length);
    show();
  }

  set({});
  return { set, get: () => ({ ...state, ...look(state) }) };
};
