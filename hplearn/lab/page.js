// A page without a kernel: its films turn, its questions answer. What is answered stays in this browser.

const answers = {
  given: new Map(), // for this visit, where the browser keeps nothing for a page
  get(id) {
    try {
      const kept = localStorage.getItem(`hplearn/${id}`);
      if (kept !== null) return JSON.parse(kept); // null is kept of what was skipped
    } catch { /* nothing is kept, or not by us */ }
    return this.given.get(id);
  },
  put(id, value) {
    this.given.set(id, value);
    try {
      localStorage.setItem(`hplearn/${id}`, JSON.stringify(value));
    } catch { /* it stays for this visit */ }
    document.dispatchEvent(new Event("hplearn-answered"));
  },
};

const ALL = "everything"; // under which it is kept that a reader wants to see all pages whole
const dataOf = (place) => JSON.parse(place.querySelector("script")?.textContent ?? "{}");

function film(place) {
  const { frames, stops } = dataOf(place);
  const controls = [...place.querySelectorAll("input, select")];
  const [pictures, line] = [place.querySelectorAll("img"), place.querySelector("figcaption")];
  const saved = pictures[0].style.background; // of a page that was saved to disk as it stood
  const under = saved || `0 0 / 100% 100% content-box url("${pictures[0].src}")`; // the others hold what differs from the first
  pictures.forEach((picture) => { picture.style.background = under; });

  function show() {
    let at = 0;
    controls.forEach((control, i) => {
      const text = stops[i][control.value];
      at = at * stops[i].length + Number(control.value);
      if (control.type !== "range") return;
      control.setAttribute("aria-valuetext", text);
      control.parentElement.nextElementSibling.textContent = text;
    });
    turnTo(...frames[at]);
  }

  let newest; // picture and line change together, once the picture is there
  function turnTo(source, text) {
    const image = Object.assign(new Image(), { src: source });
    newest = image;
    image.decode().then(() => {
      if (newest !== image) return;
      pictures.forEach((picture) => { picture.src = source; });
      pictures[0].alt = line.textContent = text;
    }).catch(() => { if (newest === image) line.textContent = "The picture of this stop could not be loaded."; });
  }

  const load = () => frames.forEach(([source]) => { new Image().src = source; });
  place.addEventListener("focusin", load, { once: true });

  function call(button, word) { // the label that is read out begins with the word that is shown
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace(button.textContent, word));
    button.textContent = word;
  }

  let playing; // only where it stops is read out
  function stop() {
    if (!playing) return;
    clearInterval(playing.timer);
    call(playing.button, "Play");
    line.setAttribute("aria-live", "polite");
    playing = undefined;
  }
  function play(button) {
    const slider = button.parentElement.querySelector("input");
    if (slider.value === slider.max) slider.value = 0;
    const step = () => {
      slider.stepUp();
      if (slider.value === slider.max) stop();
      show();
    };
    call(button, "Pause");
    line.setAttribute("aria-live", "off");
    playing = { button, timer: setInterval(step, 400) };
  }

  place.addEventListener("input", () => { stop(); show(); });
  place.addEventListener("click", ({ target }) => {
    const { stops: to, play: plays } = target.dataset;
    if (to === undefined && plays === undefined) return;
    const again = playing?.button === target;
    stop();
    if (plays !== undefined && !again) play(target);
    if (to === undefined) return;
    JSON.parse(to).forEach((value, i) => { controls[i].value = value; });
    show();
  });
  if (saved) show();
}

// What sums a lesson up stands below its quiz, and holds answers of it: it opens once the quiz is done, or by hand.
const quiz = [...document.querySelectorAll("form.hplearn-question")].filter((form) => !form.querySelector("details"));
const isBelowQuiz = (part) => quiz.at(-1)?.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
function openAfter(form, which = () => true) {
  const isDone = quiz.every(({ dataset }) => answers.get(dataset.question) !== undefined);
  for (const part of document.querySelectorAll(`details.after-${form.dataset.question.split("/")[1]}`))
    if (which(part) && (isDone || !isBelowQuiz(part))) part.open = true;
}

function question(form) {
  const { answer, remarks, near } = dataOf(form);
  const id = form.dataset.question;
  const [list, box] = [form.querySelector("ol"), form.querySelector("input[type=text], textarea")];
  const isNumber = box?.inputMode === "decimal";
  const missing = isNumber ? "Write a number first, such as 12, 0.5 or 1e-3." : "Give an answer first.";
  const say = (text, right) => {
    const lead = document.createElement("strong");
    if (right !== undefined) {
      lead.className = right ? "hplearn-right" : "hplearn-wrong";
      lead.textContent = right ? "Right. " : "Not so. ";
    }
    form.querySelector("[role=status]").replaceChildren(lead, text);
  };

  const read = () => {
    if (list) return [...list.children].map((item) => item.dataset.letter);
    if (isNumber && !Number.isFinite(Number.parseFloat(box.value.replace("−", "-")))) return undefined;
    return box ? box.value.trim() || undefined : form.querySelector("input:checked")?.value;
  };
  function fill(value) {
    if (list) value.map((letter) => list.querySelector(`[data-letter="${letter}"]`)).forEach((item) => item.parentElement.append(item));
    else if (box) box.value = value;
    else form.querySelector(`input[value="${value}"]`).checked = true;
  }
  function isRight(value) {
    if (list) return value.join() === answer.join();
    return isNumber ? Math.abs(Number.parseFloat(value.replace("−", "-")) - answer) <= near : value === answer;
  }
  function remark(value) {
    if (remarks) return remarks[value];
    if (list) return `${value.filter((letter, i) => letter === answer[i]).length} of ${answer.length} in their place.`;
    return isNumber ? `You said ${value}.` : "";
  }
  function close(value) {
    if (value === null) say("You skipped this.");
    else say(remark(value), answer === undefined ? undefined : isRight(value));
    const details = form.querySelector("details");
    if (!details) return;
    form.dataset.done = "";
    details.open = true;
    form.querySelectorAll("fieldset, button").forEach((part) => { part.disabled = true; });
    openAfter(form);
  }

  function commit(value) {
    close(value);
    const first = answers.get(id) === undefined;
    answers.put(id, value);
    if (first && quiz.includes(form)) document.querySelectorAll("form[data-done]").forEach((done) => openAfter(done, isBelowQuiz));
    form.querySelector("summary")?.focus(); // the button that had the keys is off now
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = read();
    if (value === undefined) say(missing);
    else commit(value);
  });
  form.addEventListener("input", () => { if (read() !== undefined && form.querySelector("[role=status]").textContent === missing) say(""); });
  form.addEventListener("click", ({ target }) => {
    if (target.dataset.up !== undefined) {
      const item = target.closest("li");
      item.previousElementSibling?.before(item);
      target.focus();
      say(`Place ${[...list.children].indexOf(item) + 1} of ${answer.length}.`);
    }
    if (target.dataset.skip !== undefined) commit(null);
  });

  function recall() {
    const before = answers.get(id);
    if (before === undefined) return;
    try {
      if (before !== null) fill(before);
      close(before);
    } catch { /* it answered an earlier form of the question, which is asked again */ }
  }
  recall();
  addEventListener("storage", ({ key }) => { if (key === `hplearn/${id}`) recall(); }); // in another tab
}

// The page goes on where its predictions are done: all that stands below the first open one waits for it.
function gate() {
  const all = answers.get(ALL);
  const open = [...document.querySelectorAll("form[data-gate]:not([data-done])")];
  document.querySelectorAll(".hplearn-gate").forEach((line) => {
    const at = open.indexOf(line.closest("form"));
    line.hidden = at < 0 || (at > 0 && !all); // where all is shown without our styles, one is enough
  });
  document.querySelectorAll("[data-all]").forEach((button) => { button.textContent = all ? "Ask first again" : "Show everything, on all pages"; });
  document.querySelectorAll(".hplearn-waits").forEach((part) => part.classList.remove("hplearn-waits"));
  document.documentElement.classList.toggle("hplearn-asks", !all);
  if (all || !open.length) return;
  for (let part = open[0]; !part.matches("article, main, body"); part = part.parentElement) {
    for (let next = part.nextElementSibling; next; next = next.nextElementSibling) next.classList.add("hplearn-waits");
  }
}

// Where a browser keeps nothing for a page, a reader is told so before they answer.
function warn() {
  try {
    localStorage.setItem("hplearn/kept", "");
  } catch {
    const words = "This browser keeps nothing for this page: your answers are gone after a reload.";
    document.querySelector("form.hplearn-question")?.before(Object.assign(document.createElement("p"), { textContent: words }));
  }
}

// A link to a place that waits leads to the question for which it waits.
function arrive() {
  if (!document.querySelector(":target")?.closest(".hplearn-waits")) return;
  const form = document.querySelector("form[data-gate]:not([data-done])");
  form.querySelector("[role=status]").textContent = "The place that the link names opens once this is answered or skipped.";
  form.scrollIntoView();
  form.querySelector("input, button").focus();
}

// Who comes back before all is answered goes on where they stopped reading, or else at the question that is open,
// unless a link or the browser leads elsewhere.
const PLACE = `place/${location.pathname}`;
function leave() {
  const seen = [...document.querySelectorAll("section[id], h2[id], h3[id]")].filter((part) => part.checkVisibility());
  answers.put(PLACE, seen.filter((part) => part.getBoundingClientRect().top < innerHeight / 2).at(-1)?.id ?? "");
}
function comeBack() {
  const [{ type, name }] = performance.getEntriesByType("navigation");
  const isOpen = (form) => answers.get(form.dataset.question) === undefined;
  const began = document.querySelector("form[data-gate][data-done]");
  const goesOn = began && [...document.querySelectorAll("form.hplearn-question")].some(isOpen);
  if (!goesOn || type !== "navigate" || name.includes("#")) return;
  const here = document.getElementById(answers.get(PLACE));
  const form = document.querySelector("form[data-gate]:not([data-done])");
  if (here && !here.closest(".hplearn-waits")) here.scrollIntoView({ behavior: "instant" });
  else if (form && !answers.get(ALL)) {
    form.querySelector("[role=status]").textContent = "You stopped here.";
    const legend = form.querySelector("legend"); // takes no key: the arrows still scroll
    legend.tabIndex = -1;
    legend.focus({ preventScroll: true });
    form.scrollIntoView({ behavior: "instant" });
  }
}

// What is wider than the page, as on a phone, is scrolled by keys, too.
function reach() {
  document.querySelectorAll("math[display=block], .hplearn-film, .cell_output, pre").forEach((place) => {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  });
}

// Paper is white.
let theme;
addEventListener("beforeprint", () => {
  theme = document.documentElement.dataset.theme;
  if (theme) document.documentElement.dataset.theme = "light";
});
addEventListener("afterprint", () => {
  if (theme) document.documentElement.dataset.theme = theme;
});

document.querySelectorAll("form.hplearn-question").forEach(question);
document.querySelectorAll(".hplearn-film").forEach(film);
document.querySelectorAll("[data-touch]").forEach((place) => hplearnTouch.mount(place, dataOf(place)));
for (const place of document.querySelectorAll(".hplearn-film, [data-touch]"))
  for (const kind of ["input", "click"]) place.addEventListener(kind, () => openSummary(place), { once: true });
document.querySelectorAll("summary[aria-label]").forEach((part) => part.removeAttribute("aria-label")); // its words say more
document.querySelectorAll("main details").forEach((part) => { // as a reader left it, it is tomorrow
  const name = `section/${part.textContent.trim()}`; // by its text, which a later edition has, too
  part.open = answers.get(name) ?? part.open;
  part.addEventListener("toggle", () => answers.put(name, part.open));
});
addEventListener("load", reach);
document.addEventListener("hplearn-answered", () => { gate(); reach(); });
addEventListener("storage", gate);
document.addEventListener("click", ({ target }) => { if (target.dataset.all !== undefined) answers.put(ALL, !answers.get(ALL)); });
if (document.querySelector("form[data-gate]")) addEventListener("pagehide", leave);
for (const moment of ["load", "hashchange"]) addEventListener(moment, arrive); // before, a page has no target
// The drawer of contents, on a phone, closes once a place in this page was chosen.
document.addEventListener("click", ({ target }) => target.closest?.("dialog[open] a[href*='#']")?.closest("dialog").close());
warn();
gate();
comeBack();
