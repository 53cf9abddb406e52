"use strict"; // Sorts the rows of a table when a heading is pressed; without it, the table is whole.
const words = new Intl.Collator();

function compared(one, other) {
  const isNumber = "key" in one.dataset;
  return isNumber ? one.dataset.key - other.dataset.key : words.compare(one.textContent, other.textContent);
}

function sort(table, heading) {
  const at = heading.dataset.column, body = table.tBodies[0];
  const sign = heading.ariaSort === "ascending" ? -1 : 1;
  body.append(...[...body.rows].sort((one, other) => sign * compared(one.cells[at], other.cells[at])));
  table.querySelector("[aria-sort]")?.removeAttribute("aria-sort");
  heading.ariaSort = sign === 1 ? "ascending" : "descending";
}

for (const heading of document.querySelectorAll("[data-column]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  button.addEventListener("click", () => sort(heading.closest("table"), heading));
  heading.append(button);
}
for (const hint of document.querySelectorAll("[hidden]")) hint.hidden = false;
