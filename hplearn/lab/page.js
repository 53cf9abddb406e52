// A page without a kernel: its films turn, its questions answer. What is answered stays in this browser.

const answers = {
  given: new Map(), // for this visit, where the browser keeps nothing for a page
  get(id) {
    try {
      return JSON.parse(localStorage.getItem(`hplearn/${id}`)) ?? this.given.get(id);
    } catch {
      return this.given.get(id);
    }
  },
  put(id, value) {
    this.given.set(id, value);
    try {
      localStorage.setItem(`hplearn/${id}`, JSON.stringify(value));
    } catch { /* it stays for this visit */ }
    document.dispatchEvent(new Event("hplearn-answered"));
  },
};

const dataOf = (place) => JSON.parse(place.querySelector("script").textContent);

function film(place) {
  const { frames, stops } = dataOf(place);
  const controls = [...place.querySelectorAll("input, select")];
  const [picture, line] = [place.querySelector("img"), place.querySelector("figcaption")];

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
      picture.src = source;
      picture.alt = line.textContent = text;
    });
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

  function lock() {
    const locked = place.dataset.after !== "" && answers.get(place.dataset.after) === undefined;
    place.querySelector("fieldset").disabled = locked;
    place.querySelector(".hplearn-locked").hidden = !locked;
  }
  document.addEventListener("hplearn-answered", lock);
  lock();
}

function question(form) {
  const { answer, remarks } = dataOf(form);
  const id = form.dataset.question;
  const [list, box] = [form.querySelector("ol"), form.querySelector("input[type=text], textarea")];
  const isNumber = box?.inputMode === "decimal";
  const say = (text) => { form.querySelector("[role=status]").textContent = text; };

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
  function remark(value) {
    if (remarks) return remarks[value];
    if (!list) return "";
    return `${value.filter((letter, i) => letter === answer[i]).length} of ${answer.length} in their place.`;
  }
  function close(value) {
    say(value === null ? "You skipped this." : remark(value));
    const details = form.querySelector("details");
    if (!details) return;
    details.open = true;
    form.querySelectorAll("fieldset, button").forEach((part) => { part.disabled = true; });
    document.querySelectorAll(`details.after-${id.split("/")[1]}`).forEach((part) => { part.open = true; });
  }

  function commit(value) {
    answers.put(id, value);
    close(value);
    form.querySelector("summary")?.focus(); // the button that had the keys is off now
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = read();
    if (value === undefined) say(isNumber ? "Write a number first, such as 12, 0.5 or 1e-3." : "Give an answer first.");
    else commit(value);
  });
  form.addEventListener("click", ({ target }) => {
    if (target.dataset.up !== undefined) {
      const item = target.closest("li");
      item.previousElementSibling?.before(item);
      target.focus();
      say(`Place ${[...list.children].indexOf(item) + 1} of ${answer.length}.`);
    }
    if (target.dataset.skip !== undefined) commit(null);
  });

  const before = answers.get(id);
  if (before === undefined) return;
  try {
    if (before !== null) fill(before);
    close(before);
  } catch { /* it answered an earlier form of the question, which is asked again */ }
}

// What is wider than the page, as on a phone, is scrolled by keys, too.
addEventListener("load", () => {
  document.querySelectorAll("math[display=block], .hplearn-film, .cell_output").forEach((place) => {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  });
});

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
