// The tournament of lesson 15: learning curves race from rung to rung; drag the first rung, and see who was cut.
// `wrong[draw][network][epoch - 1]` counts the wrong ones of `n_answers`. Each of `settings` has its `rungs`, as in
// [[81, 1], [27, 3] …], and what `n_draws` draws gave: the mean errors `found` and `best`, and the share that `kept` its best.

hplearnTouch.figures.tournament = (el, { wrong, n_answers, settings, n_draws }) => {
  const { clip, put, draw, line, plot, slider, button, drag, stand, race, parts, change } = hplearnTouch;
  const LAST = wrong[0][0].length; // epochs of a training that is never cut
  const TICKS = [1, 3, 9, 27].map((epoch) => [Math.log(epoch), `${epoch}`]);
  const state = { draw: 1, first: 1, one_in: 3 };
  const first = ({ rungs: [[, epoch]] }) => epoch;
  const ladders = () => settings.filter((setting) => setting.one_in === state.one_in);
  const chosen = () => ladders().find((setting) => first(setting) >= state.first);

  // Who survives, whose end is the lowest, and how many epochs each has trained.
  function halve() {
    const { rungs } = chosen();
    const curves = wrong[state.draw - 1].slice(0, rungs[0][0]);
    const reached = curves.map(() => 0);
    let left = curves.map((_, i) => i);
    rungs.forEach(([, epoch], i) => {
      for (const network of left) reached[network] = epoch;
      left.sort((a, b) => curves[a][epoch - 1] - curves[b][epoch - 1]); // ties stay as they were
      left = left.slice(0, rungs[i + 1]?.[0] ?? 1);
    });
    const [survivor, ends] = [left[0], curves.map((curve) => curve[LAST - 1])];
    const lowest = Math.min(...ends);
    const further = (a, b) => (reached[b] > reached[a] ? b : a);
    const best = ends[survivor] === lowest ? survivor : curves.map((_, i) => i).filter((i) => ends[i] === lowest).reduce(further);
    return { rungs, curves, reached, survivor, best, found: ends[survivor], lowest, lost_at: best === survivor ? 0 : reached[best] };
  }

  function sentence({ rungs: [[n, epoch]], found, lowest, lost_at }) {
    const percent = (share) => `${(100 * share).toFixed(2)} %`;
    const start = `${n} networks of draw ${state.draw}, ${epoch === LAST ? "never cut" : `from epoch ${epoch}, one in ${state.one_in} goes on`}`;
    const [end, best] = [found, lowest].map((count) => percent(count / n_answers));
    const here = lost_at ? `the best, ${best}, is cut after epoch ${lost_at}, and ${end} is found` : `the best, ${best}, is found`;
    const means = chosen();
    const often = `In ${n_draws} draws the best survives in ${Math.round(100 * means.kept)} %`;
    return `${start}: ${here}. ${often}; halving finds ${percent(means.found)} on average, and random search for as many epochs ${percent(uncut.found)}.`;
  }

  const { pictures, controls, words } = parts(el);

  const percent = (count) => (100 * Math.max(count, 0.5)) / n_answers; // none wrong has a place, too
  const field = plot(pictures, "curves", {
    x: ["epochs, with n networks left", [Math.log(0.87), Math.log(LAST)], TICKS],
    y: ["error, in %", [Math.log(0.45 * percent(Math.min(...wrong.flat(2)))), Math.log(230)], [1, 10, 100, 195].map((y) => [Math.log(y), y > 100 ? "n =" : `${y}`])],
  });
  const across = (epoch) => field.x(Math.log(epoch));
  const height = (count) => field.y(Math.log(percent(count)));
  const rungs = draw("g", {}, field.svg);
  const track = draw("svg", { height: field.bottom }, field.svg); // what is beyond its width is not seen yet
  const rivals = draw("g", { opacity: 0.5 }, track);
  const [survivor, best, lost] = ["first", "second", "second dashed"].map((kind) => draw("polyline", { class: kind }, track));
  const cut = draw("circle", { r: 5, class: "second" }, track);
  const ends = draw("g", {}, field.svg);
  const names = ["first", "second"].map((kind) => draw("text", { x: field.right, "text-anchor": "end", class: kind }, ends));
  const running = race(4, (share) => {
    track.setAttribute("width", field.left + share * (field.right + 8 - field.left));
    ends.setAttribute("visibility", share < 1 ? "hidden" : "visible");
  });

  const high = 1.2 * Math.max(...settings.flatMap((setting) => [100 * setting.found, 100 * setting.best]));
  const tick = [0.1, 0.2, 0.5, 1, 2, 5].find((step) => high / step < 6);
  const uncut = settings.at(-1); // all its epochs go into networks that are trained to the end: random search
  const spent = uncut.rungs[0][0] * LAST;
  const means = plot(pictures, "means", {
    x: ["first cut, in epochs (a late one: few start)", [Math.log(0.87), Math.log(LAST / 0.87)], [...TICKS.slice(0, -1), [Math.log(LAST), "no cut"]]],
    y: [`mean error in %, ${n_draws} draws`, [0, high], [0, 1, 2, 3, 4, 5].map((i) => tick * i).filter((y) => y < high).map((y) => [y, y.toFixed(1)])],
  });
  const without = means.y(100 * uncut.found);
  draw("path", { d: `M${means.left} ${without}H${means.right}`, class: "ring" }, means.svg);
  draw("text", { x: means.left + 8, y: without - 6 }, means.svg, `random search for the same ${spent} epochs`);
  const price = draw("path", { class: "dashed" }, means.svg);
  const ways = [["found", "first", "found by halving", -12], ["best", "second", "best of all that started", 22]].map(([of, kind, name, away]) => ({
    y: (setting) => means.y(100 * setting[of]),
    path: draw("polyline", { class: kind }, means.svg),
    mark: draw("circle", { r: 6, class: kind }, means.svg),
    label: draw("text", { x: means.x(0), class: kind }, means.svg, name),
    away,
  }));

  for (const { svg, x } of [field, means])
    drag(svg, (px) => {
      const distance = (setting) => Math.abs(x(Math.log(first(setting))) - px);
      set({ first: first(ladders().reduce((a, b) => (distance(b) < distance(a) ? b : a))) });
    });
  const budget = slider(controls, "smallest budget", { min: 0 }, (i) => set({ first: first(ladders()[i]) }));
  const oneIn = slider(controls, "goes on", { min: 2, max: 4 }, (value) => set({ one_in: value }));
  const which = slider(controls, "draw", { min: 1, max: wrong.length }, (value) => set({ draw: value }));
  button(controls, "Race", running.start);

  function showField({ rungs: ladder, curves, reached, ...end }) {
    const points = (curve, from, to) => curve.slice(from, to).map((count, i) => [across(from + i + 1), height(count)]).join(" ");
    const mark = (circle, i) => put(circle, { cx: across(reached[i]), cy: height(curves[i][reached[i] - 1]) });
    rungs.replaceChildren();
    ladder.forEach(([n, epoch], i) => {
      draw("path", { d: `M${across(epoch)} ${field.bottom}V${field.top + 16}`, class: i ? "ring" : "dashed" }, rungs);
      draw("text", { x: across(epoch), y: field.top + 11, "text-anchor": "middle" }, rungs, `${n}`);
    });
    rivals.replaceChildren();
    curves.forEach((curve, i) => {
      draw("polyline", { points: points(curve, 0, reached[i]), class: "ring" }, rivals);
      mark(draw("circle", { r: 2, class: "ring" }, rivals), i);
    });
    survivor.setAttribute("points", points(curves[end.survivor], 0, LAST));
    best.setAttribute("points", points(curves[end.best], 0, reached[end.best]));
    lost.setAttribute("points", points(curves[end.best], reached[end.best] - 1, LAST));
    mark(cut, end.best);
    names[0].textContent = end.lost_at ? "found" : "";
    names[1].textContent = end.lost_at ? "would have won" : "found: the best";
    const finalists = curves.filter((_, i) => reached[i] === LAST);
    names[0].setAttribute("y", height(Math.max(...finalists.flatMap((curve) => curve.slice(LAST / 2)))) - 7);
    names[1].setAttribute("y", height(Math.min(...curves[end.best].slice(LAST / 3))) + 16);
  }

  function showMeans() {
    const [all, now] = [ladders(), chosen()];
    const x = (setting) => means.x(Math.log(first(setting)));
    for (const { y, path, mark, label, away } of ways) {
      path.setAttribute("points", line(x, y, all, all));
      put(mark, { cx: x(now), cy: y(now) });
      label.setAttribute("y", y(all[0]) + away);
    }
    price.setAttribute("d", `M${x(now)} ${ways[0].y(now)}V${ways[1].y(now)}`);
  }

  function show() {
    const [all, ended] = [ladders(), halve()];
    showField(ended);
    showMeans();
    budget.max = all.length - 1;
    stand(budget, all.indexOf(chosen()), `epoch ${first(chosen())}`);
    stand(oneIn, state.one_in, `one in ${state.one_in}`);
    stand(which, state.draw, `${state.draw}`);
    words.textContent = sentence(ended);
    running.finish();
  }

  function set(changes) {
    change(state, changes);
    state.draw = clip(Math.round(state.draw), 1, wrong.length);
    state.first = clip(Math.round(state.first), 1, LAST);
    state.one_in = clip(Math.round(state.one_in), 2, 4);
    show();
  }

  show();
  return { set, get: () => ({ ...state, ...halve() }) };
};
