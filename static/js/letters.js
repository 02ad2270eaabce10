// Rows of a signed list: a letter that says something leads to the next row, so do Enter and the
// arrow down; the arrow up leads back. Without this file Tab does, and Enter saves.
const form = document.querySelector("[data-letters]");
const fields = [...form.querySelectorAll("input[name^='letter-']")];

function go(from, steps) {
  const next = fields[fields.indexOf(from) + steps];
  if (next) {
    next.focus();
    next.select();
  } else if (steps > 0) {
    form.querySelector("button").focus();
  }
}

const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

form.addEventListener("keydown", (event) => {
  const steps = fields.includes(event.target) && STEPS[event.key];
  if (!steps) return;
  event.preventDefault();
  go(event.target, steps);
});

form.addEventListener("input", (event) => {
  if (/^[den]$/i.test(event.target.value)) go(event.target, 1);
});

const first = fields.find((field) => !field.value);
if (first && !document.querySelector(".error-summary")) first.focus();
