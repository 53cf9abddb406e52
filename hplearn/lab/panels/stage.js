// Shows one of its frames at a time, and gives the controls beside it names that are read out.

const BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

function render({ model, el }) {
  const picture = Object.assign(document.createElement("img"), { src: BLANK, decoding: "sync" });
  const line = document.createElement("p");
  const [width, height] = [model.get("width"), model.get("height")];
  Object.assign(picture.style, { width: `${width}px`, aspectRatio: `${width} / ${height}` });
  line.style.maxWidth = `${width}px`;
  line.setAttribute("aria-live", "polite");
  el.classList.add("hplearn-stage");
  el.append(picture, line);

  const n_frames = model.get("n_frames");
  const ready = new Array(n_frames); // decoded before shown, so that a flip is immediate
  const place = () => Number(model.get("index")) * model.get("n_inner") + Number(model.get("index_2"));

  function show() {
    const frame = ready[place()];
    el.classList.toggle("hplearn-waiting", !frame);
    if (!frame) {
      picture.alt = line.textContent = "This picture is being drawn.";
      return;
    }
    el.classList.toggle("hplearn-failed", frame.failed);
    picture.src = frame.image.src;
    picture.alt = line.textContent = frame.text;
  }

  function forget(frame) {
    if (frame && !frame.failed) URL.revokeObjectURL(frame.image.src);
  }

  async function prepare(k) {
    const sent = model.get(`frame_${k}`);
    const { png, text, failed } = sent;
    if (!text) return;
    const image = new Image();
    image.src = failed ? BLANK : URL.createObjectURL(new Blob([png], { type: "image/png" }));
    await image.decode();
    if (sent !== model.get(`frame_${k}`)) return forget({ image, failed }); // the newest wins
    if (ready[k]) openSummary(el);
    forget(ready[k]);
    ready[k] = { image, text, failed };
    el.dataset.ready = ready.filter(Boolean).length;
    if (k === place()) show();
  }

  for (let k = 0; k < n_frames; k++) {
    model.on(`change:frame_${k}`, () => prepare(k));
    prepare(k);
  }
  model.on("change:index change:index_2", show);
  model.on("change:index change:index_2", () => openSummary(el));
  function count(step) {
    model.set("n_views", model.get("n_views") + step);
    model.save_changes();
  }
  count(1);

  let panel, names, waiting;
  const press = ({ target }) => setHandles(model, target.closest("button:not(.widget-play *)")?.textContent);
  function attach() {
    panel = el.closest(".hplearn-panel");
    if (!panel?.isConnected) return (waiting = requestAnimationFrame(attach));
    openSummary(el, false);
    names = keepNames(panel);
    panel.addEventListener("click", press);
  }
  attach();
  const letGo = keepKeys(".hplearn-panel");
  return () => {
    count(-1);
    letGo();
    panel?.removeEventListener("click", press);
    cancelAnimationFrame(waiting);
    names?.disconnect();
    ready.forEach(forget);
  };
}

// While the kernel works, ipywidgets holds back a handle's newest value, but no click: the kernel would hear
// of the click first, and then of the value, which would undo it. Set here, the handle sends this value.
async function setHandles(model, name) {
  for (const [id, state] of Object.entries(model.get("buttons")[name] ?? {})) {
    const handle = await model.widget_manager.get_model(id);
    handle.set(state);
    handle.save_changes();
  }
}

// ipywidgets gives its slider handles, radio groups and player no accessible name.
function keepNames(panel) {
  const set = (node, name, value) => node.getAttribute(name) === value || node.setAttribute(name, value);
  const text = (node, of) => node.querySelector(of)?.textContent ?? "";
  function name() {
    for (const slider of panel.querySelectorAll(".widget-slider")) {
      const handle = slider.querySelector(".noUi-handle");
      if (!handle) continue;
      set(handle, "aria-label", text(slider, ".widget-label"));
      set(handle, "aria-valuetext", text(slider, ".widget-readout"));
      set(handle, "aria-disabled", String(handle.closest(".noUi-target").hasAttribute("disabled")));
    }
    for (const group of panel.querySelectorAll(".widget-radio")) nameRadios(group, text(group, ".widget-label"));
    for (const player of panel.querySelectorAll(".widget-play")) {
      const playing = player.querySelector(".fa-pause");
      const of = text(player.parentElement, ".widget-label");
      const verbs = [playing ? "Pause" : "Play", "Stop", "Repeat"];
      player.querySelectorAll("button").forEach((button, i) => {
        set(button, "title", verbs[i]);
        set(button, "aria-label", `${verbs[i]} ${of}`);
      });
    }
  }
  name();
  const observer = new MutationObserver(name);
  const attributeFilter = ["aria-valuetext", "class", "disabled"];
  observer.observe(panel, { subtree: true, childList: true, characterData: true, attributeFilter });
  return observer;
}

export default { render };
