// On every page of leaders: keeps pages on the device, sends what waits, and says what is not sent.
import * as queue from "./queue.js";
import { send } from "./sending.js";

const said = document.querySelector("#unsent");
const WHY = {
  offline: "Zurzeit gibt es kein Netz. Ihre Einträge bleiben auf diesem Gerät.",
  login: "Bitte melden Sie sich wieder an. Ihre Einträge bleiben auf diesem Gerät.",
  other: "Der Server nimmt sie nicht an. Bitte laden Sie die Seite neu.",
};
let problem = "";

async function show(event) {
  problem = event?.detail.problem ?? problem;
  const marks = await queue.mine();
  const waiting = queue.rowsOf(marks, "waiting");
  const undecided = queue.rowsOf(marks, "conflict", "refused");
  const parts = [];
  if (waiting) parts.push(bold(`${waiting} noch nicht gesendet.`), ` ${WHY[problem] ?? ""} `);
  if (waiting && problem === "login") parts.push(link("/konto/login/?next=" + encodeURIComponent(location.pathname), "Anmelden"));
  if (undecided) parts.push(bold(`${undecided} nicht übernommen.`), " Bitte entscheiden Sie: ");
  for (const page of new Set(marks.map((mark) => mark.page))) {
    if (page !== location.pathname) parts.push(link(page, "Anwesenheit öffnen"), " ");
  }
  if (!parts.length && "shown" in said.dataset) parts.push("Alles gespeichert.");
  said.classList.toggle("notice-attention", waiting + undecided > 0);
  said.classList.toggle("notice-good", waiting + undecided === 0);
  said.hidden = !parts.length;
  if (parts.length) said.dataset.shown = "";
  const text = parts.map((part) => part.textContent ?? part).join("");
  if (said.textContent !== text) said.replaceChildren(...parts);
}

function bold(text) {
  const made = document.createElement("strong");
  made.textContent = text;
  return made;
}

function link(address, text) {
  const made = document.createElement("a");
  Object.assign(made, { href: address, textContent: text });
  return made;
}

function files() {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  return [...new Set(loaded)].filter((file) => new URL(file).pathname.startsWith("/static/"));
}

// The first visit is not served by the script yet: let it see once more what the page needs.
function keepThisPage() {
  for (const file of files()) fetch(file).catch(() => {});
  fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => {});
  sayWhenKept();
}

async function sayWhenKept() {
  const note = document.querySelector("#kept");
  for (let tries = 0; note?.hidden && tries < 50; tries += 1) {
    const kept = await Promise.all([location.href, ...files()].map((one) => caches.match(one)));
    note.hidden = kept.includes(undefined);
    await new Promise((done) => setTimeout(done, 100));
  }
}

if (navigator.serviceWorker) {
  if (navigator.serviceWorker.controller) sayWhenKept();
  else navigator.serviceWorker.addEventListener("controllerchange", keepThisPage, { once: true });
  navigator.serviceWorker.register("/kursleitung/dienst.js");
}
document.addEventListener("marks", show);
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
show().then(send);
