// One tap a mark: makes three buttons of the four answers of each row, and saves every tap at once.
// Without this file the form below works as it is.
import * as queue from "./queue.js";
import { ask, send } from "./sending.js";

const form = document.querySelector("form.sheet");
const day = Number(form.dataset.day);
const words = { present: "da", excused: "entschuldigt", absent: "nicht da", "": "offen" };
const rows = new Map();
let marks = [];
let taps = 0;
let undoable = [];

class Row {
  constructor(field) {
    this.key = Number(field.dataset.registration);
    this.isAsked = "asked" in field.dataset;
    this.known = { value: field.dataset.value, by: field.dataset.by, at: field.dataset.at };
    this.field = field;
    this.buttons = [...field.querySelectorAll("input[type=radio]")]
      .filter((choice) => choice.value)
      .map((choice) => button(words[choice.value], () => this.tap(choice.value), choice.value));
    const line = document.createElement("div");
    line.className = "sheet-marks";
    line.append(...this.buttons);
    this.note = document.createElement("div");
    this.note.className = "sheet-note";
    for (const old of field.querySelectorAll("label, input, .problem, .sheet-note")) old.remove();
    field.append(line, this.note);
  }

  get queued() {
    return marks.filter((mark) => mark.registration === this.key);
  }

  get last() {
    return this.queued.at(-1);
  }

  get value() {
    return this.last?.state === "waiting" ? this.last.value : this.stored.value;
  }

  get stored() {
    return this.last?.answer?.now ?? this.known;
  }

  tap(value) {
    choose([[this, value === this.value ? "" : value]]);
  }

  show() {
    for (const one of this.buttons) {
      one.setAttribute("aria-pressed", String(one.value === this.value));
    }
    const state = this.last?.state;
    this.field.classList.toggle("sheet-problem", state === "conflict" || state === "refused");
    this.note.replaceChildren(...this.#words(state));
  }

  #words(state) {
    if (state === "waiting") return ["noch nicht gesendet"];
    if (state === "conflict") return this.#conflict();
    if (state === "refused") {
      const drop = button("Verwerfen", () => this.drop(), "", "button button-quiet");
      return [line(`„${words[this.last.value]}“ wurde nicht übernommen. ${this.last.answer.reason}`), drop];
    }
    const { by, at } = this.known;
    return at ? [`${this.known.value ? "" : "zurückgenommen: "}${by ? `${by}, ` : ""}${at}`] : [];
  }

  #conflict() {
    const { value: mine, answer: { now } } = this.last;
    const who = now.at ? ` von ${now.by || "jemandem"} ${now.at}` : "";
    return [
      line(`Inzwischen geändert${who}: „${words[now.value]}“. Sie haben „${words[mine]}“ gewählt.`),
      button(`„${words[now.value]}“ lassen`, () => this.drop(), "", "button button-quiet"),
      button(`„${words[mine]}“ eintragen`, () => this.insist(mine), "", "button button-quiet"),
    ];
  }

  insist(value) {
    choose([[this, value]]);
    this.buttons[0].focus();
  }

  drop() {
    this.known = this.stored;
    const remove = this.queued;
    marks = marks.filter((mark) => mark.registration !== this.key);
    taps += 1;
    this.show();
    this.buttons[0].focus();
    queue.change({ remove }).then(tell);
  }
}

function button(text, act, value = "", style = "sheet-mark") {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: style, textContent: text, value });
  made.addEventListener("click", act);
  return made;
}

function line(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

function choose(choices) {
  const remove = [], put = [];
  for (const [row, value] of choices) {
    const decided = row.queued.filter((mark) => mark.state !== "waiting");
    remove.push(...decided);
    put.push(newMark(row, value));
    row.known = row.stored;
  }
  marks = [...marks.filter((mark) => !remove.includes(mark)), ...put];
  taps += 1;
  for (const [row] of choices) row.show();
  // It is on the device before anybody is told that it is.
  return queue.change({ put, remove }).then(tell).then(send);
}

function newMark(row, value) {
  return {
    id: crypto.randomUUID(),
    user: queue.me,
    address: form.dataset.address,
    page: location.pathname,
    day,
    registration: row.key,
    value,
    seen: row.value,
    at: new Date().toISOString(),
    order: 1 + Math.max(0, ...marks.map((mark) => mark.order)),
    state: "waiting",
  };
}

function tell() {
  document.dispatchEvent(new CustomEvent("marks", { detail: {} }));
}

async function refresh() {
  const before = taps;
  const found = (await queue.mine()).filter((mark) => mark.day === day);
  const state = await queue.dayState(day);
  if (before !== taps) return refresh();
  marks = found;
  if (state && state.asOf > Number(form.dataset.asOf)) {
    for (const [key, row] of rows) row.known = state.marks[key] ?? row.known;
  }
  for (const row of rows.values()) row.show();
  showLost();
}

// What cannot be stored of somebody who is no longer on this page.
function showLost() {
  const lost = marks.filter((mark) => !rows.has(mark.registration) && mark.state === "refused");
  document.querySelector("#lost").replaceChildren(...lost.map((mark) => {
    const said = line(`„${words[mark.value]}“ wurde nicht übernommen. ${mark.answer.reason}`);
    said.append(" ", button("Verwerfen", () => queue.change({ remove: [mark] }).then(refresh).then(tell), "", "link-button"));
    return said;
  }));
}

// A page that was kept, or lay open for hours, learns what became of the day meanwhile.
async function catchUp() {
  try {
    const answer = await ask(form.dataset.state);
    if (!answer.ok) return;
    const state = await answer.json();
    if (state.user !== queue.me) return queue.forgetPages().then(() => location.reload());
    const known = Object.fromEntries([...rows.keys()].map((key) => [key, nothing]));
    await queue.keepDayState({ day, asOf: state.asOf, marks: { ...known, ...state.marks } });
    document.querySelector("#list-changed").hidden = String(state.people) === form.dataset.people;
    await refresh();
  } catch {
    // Without network the page shows what it knows.
  }
}

const nothing = { value: "", by: "", at: "" };

function everybodyElse() {
  undoable = [...rows.values()].filter((row) => row.isAsked && !row.value);
  choose(undoable.map((row) => [row, "present"]));
  showRest();
}

function undo() {
  const there = undoable.filter((row) => row.value === "present");
  undoable = [];
  choose(there.map((row) => [row, ""]));
  showRest();
}

function showRest() {
  const open = [...rows.values()].some((row) => row.isAsked && !row.value);
  rest.hidden = !("rest" in form.dataset) || (!open && !undoable.length);
  rest.textContent = undoable.length ? `Rückgängig: ${undoable.length} auf „da“` : "Alle übrigen: da";
}

const restAct = () => (undoable.length ? undo() : everybodyElse());
const rest = button("Alle übrigen: da", restAct, "", "button button-quiet");
rest.hidden = true;

// Where nothing can be kept on the device, the form stays as it is.
if (isSecureContext) await queue.mine();
else throw new Error("Ohne HTTPS bleibt das Formular, wie es ist.");

for (const field of form.querySelectorAll("fieldset[data-registration]")) {
  const row = new Row(field);
  rows.set(row.key, row);
  row.show();
}
form.querySelector(".sheet-save").replaceChildren(rest);
form.addEventListener("submit", (event) => event.preventDefault());
form.classList.add("sheet-live");
document.addEventListener("marks", () => refresh().then(showRest));
addEventListener("pageshow", (event) => event.persisted && catchUp());
document.addEventListener("visibilitychange", () => document.hidden || catchUp());
addEventListener("beforeunload", (event) => {
  const isWished = "leaving" in document.documentElement.dataset;
  if (!isWished && marks.some((mark) => mark.state === "waiting")) event.preventDefault();
});
performance.mark("sheet-ready");
const shown = Object.fromEntries([...rows].map(([key, row]) => [key, row.known]));
await queue.keepDayState({ day, asOf: Number(form.dataset.asOf), marks: shown });
refresh().then(showRest).then(catchUp);
