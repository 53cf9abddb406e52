// The controls of an exported film: each turns to the picture and the line of text at its stops.

(() => {
  const film = document.currentScript.parentElement;
  const { frames, stops } = JSON.parse(film.querySelector("script").textContent);
  const controls = [...film.querySelectorAll("input, select")];
  const [picture, line] = [film.querySelector("img"), film.querySelector("figcaption")];
  const show = () => {
    let at = 0;
    controls.forEach((control, i) => {
      const text = stops[i][control.value];
      at = at * stops[i].length + Number(control.value);
      if (control.type !== "range") return;
      control.setAttribute("aria-valuetext", text);
      control.parentElement.nextElementSibling.textContent = text;
    });
    picture.src = "data:image/png;base64," + frames[at][0];
    picture.alt = line.textContent = frames[at][1];
  };
  film.addEventListener("input", show);
  film.addEventListener("click", (event) => {
    if (!event.target.dataset.stops) return;
    const to = JSON.parse(event.target.dataset.stops);
    controls.forEach((control, i) => (control.value = to[i]));
    show();
  });
})();
