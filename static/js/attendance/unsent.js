// On every page of leaders: keeps pages on the device, sends what waits, and says what is not sent.
import * as queue from "./queue.js";
import { send } from "./sending.js";

const said = document.querySelector("#unsent");
const note = document.querySelector("#kept");
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

const isKept = async (address) => Boolean(await caches.match(address, { ignoreVary: true }));

// The first visit is not served by the script yet, and a page with news is not kept: let the script
// see once more what this page needs. With a question behind its address it tells what just changed:
// then the plain page that was kept is older.
const here = location.origin + location.pathname;

async function keepThisPage() {
  const needed = note ? [here, ...files()] : files();
  for (const address of needed) {
    const isOlder = address === here && location.search !== "";
    if (isOlder || !(await isKept(address))) fetch(address, { headers: { Accept: accepted(address) } }).catch(() => {});
  }
  sayWhenKept(needed);
}

const accepted = (address) => (address === here ? "text/html" : "*/*");

async function sayWhenKept(needed) {
  for (let tries = 0; note?.hidden && tries < 50; tries += 1) {
    const kept = await Promise.all(needed.map(isKept));
    note.hidden = kept.includes(false);
    await new Promise((done) => setTimeout(done, 100));
  }
}

if (navigator.serviceWorker) {
  if (navigator.serviceWorker.controller) keepThisPage();
  else navigator.serviceWorker.addEventListener("controllerchange", keepThisPage, { once: true });
  navigator.serviceWorker.register("/kursleitung/dienst.js");
}
document.addEventListener("marks", show);
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
show().then(send);
