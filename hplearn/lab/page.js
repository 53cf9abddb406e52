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

  let playing;
  function stop() {
    clearInterval(playing?.timer);
    if (playing) playing.button.textContent = "Play";
    playing = undefined;
  }
  function play(button) {
    const slider = button.parentElement.querySelector("input");
    if (slider.value === slider.max) slider.value = 0;
    const step = () => {
      if (slider.value === slider.max) return stop();
      slider.stepUp();
      show();
    };
    button.textContent = "Pause";
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
  const say = (text) => { form.querySelector("[role=status]").textContent = text; };

  const read = () => {
    if (list) return [...list.children].map((item) => item.dataset.letter);
    return box ? box.value.trim() || undefined : form.querySelector("input:checked")?.value;
  };
  function fill(value) {
    if (list) list.append(...value.map((letter) => list.querySelector(`[data-letter="${letter}"]`)));
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

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = read();
    if (value === undefined) return say("Give an answer first.");
    answers.put(id, value);
    close(value);
  });
  form.addEventListener("click", ({ target }) => {
    if (target.dataset.up !== undefined) {
      const item = target.closest("li");
      item.previousElementSibling?.before(item);
      target.focus();
    }
    if (target.dataset.skip === undefined) return;
    answers.put(id, null);
    close(null);
  });
  const before = answers.get(id);
  if (before === undefined) return;
  if (before !== null) fill(before);
  close(before);
}

// What is wider than the page, as on a phone, is scrolled by keys, too.
addEventListener("load", () => {
  document.querySelectorAll("math[display=block], .hplearn-film, .cell_output").forEach((place) => {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  });
});

document.querySelectorAll("form.hplearn-question").forEach(question);
document.querySelectorAll(".hplearn-film").forEach(film);
