// Renews the preview a moment after the last change of its form. Without this file the button does it.
const PAUSE = 1000;
const button = document.querySelector("[data-preview]");
let waiting;

// A fresh frame each time: going back leaves the page, not one preview after the other.
function freshFrame() {
  const shown = document.querySelector(`iframe[name="${button.formTarget}"]`);
  const fresh = shown.cloneNode();
  shown.replaceWith(fresh);
  return fresh;
}

function look() {
  if (!button.form.checkValidity()) return;
  const typing = document.activeElement;
  const frame = freshFrame();
  // Some PDF viewers take the focus when they open.
  frame.addEventListener("load", () => {
    if (document.activeElement === frame) typing.focus({ preventScroll: true });
  });
  button.form.requestSubmit(button);
}

button.form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
});
