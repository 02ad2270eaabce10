// Sends what waits in the queue: in order, each mark until there is an answer for it. The server
// knows the ids, so what is sent twice arrives once.
import * as queue from "./queue.js";

const AT_ONCE = 100;
const PATIENCE = 15000;
let token, running, again;

// Tells the page what became of it: { problem: "", "offline", "login", "other" }.
export async function send() {
  again = true;
  running ??= untilQuiet().finally(() => { running = undefined; });
  return running;
}

async function untilQuiet() {
  while (again) {
    again = false;
    let problem = "";
    try {
      for (const marks of batches(await queue.mine())) await deliver(marks);
    } catch (error) {
      problem = error.problem ?? "offline";
    }
    document.dispatchEvent(new CustomEvent("marks", { detail: { problem } }));
  }
}

function batches(marks) {
  const waiting = marks.filter((mark) => mark.state === "waiting");
  const found = new Map();
  for (const mark of waiting) found.set(mark.address, [...(found.get(mark.address) ?? []), mark]);
  return [...found.values()].flatMap(inPieces);
}

function inPieces(marks) {
  return marks.length > AT_ONCE
    ? [marks.slice(0, AT_ONCE), ...inPieces(marks.slice(AT_ONCE))]
    : [marks];
}

async function deliver(marks) {
  let answer = await post(marks);
  if (answer.status === 403) {
    token = undefined;
    answer = await post(marks);
  }
  if (answer.status === 404) return settle(marks, marks.map(noCourse));
  if (!answer.ok) throw { problem: answer.status < 500 ? "other" : "offline" };
  const { answers, asOf } = await answer.json();
  await settle(marks, answers);
  await remember(marks, answers, asOf);
}

async function post(marks) {
  token ??= await pass();
  const body = marks.map(({ id, day, registration, value, seen, at }) => (
    { id, day, registration, value, seen, at }));
  return ask(marks[0].address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ marks: body }),
  });
}

// A token of the present login: the one on a page that was kept may be old.
async function pass() {
  const answer = await ask("/kursleitung/ausweis.json");
  if (!answer.ok) throw { problem: answer.status < 500 ? "other" : "offline" };
  const { user, token: fresh } = await answer.json();
  if (user !== queue.me) throw { problem: "other" };
  return fresh;
}

export async function ask(address, options = {}) {
  const answer = await fetch(address, {
    ...options,
    headers: { Accept: "application/json", ...options.headers },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status === 401) token = undefined;
  if (answer.status === 401 || answer.redirected) throw { problem: "login" };
  return answer;
}

const noCourse = ({ id }) => ({ id, state: "refused", reason: "Sie leiten diesen Kurs nicht mehr." });

// An answer settles also what was marked earlier for the same person on that day.
async function settle(marks, answers) {
  const put = [], remove = [];
  const queued = await queue.mine();
  answers.forEach((answer, index) => {
    const mark = marks[index];
    const same = (one) => queue.rowOf(one) === queue.rowOf(mark);
    remove.push(...queued.filter((one) => same(one) && one.order < mark.order));
    if (answer.state === "stored") remove.push(mark);
    else put.push({ ...mark, state: answer.state, answer });
  });
  const gone = new Set(remove.map((mark) => mark.id));
  await queue.change({ put: put.filter((mark) => !gone.has(mark.id)), remove });
}

async function remember(marks, answers, asOf) {
  for (const day of new Set(marks.map((mark) => mark.day))) {
    const before = await queue.dayState(day);
    const found = { ...before?.marks };
    marks.forEach((mark, index) => {
      if (mark.day === day && answers[index].now) found[mark.registration] = answers[index].now;
    });
    await queue.keepDayState({ ...before, day, asOf, marks: found });
  }
}
