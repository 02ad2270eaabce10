// The marks that are on this device and not on the server yet, and what the server said last of each
// day. They survive reload, a closed browser and a restarted phone.
const NAME = "kursleitung";
let opened;

export const me = Number(document.querySelector('meta[name="leader"]')?.content);

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("marks", { keyPath: "id" });
      asked.result.createObjectStore("days", { keyPath: "day" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function run(store, mode, work) {
  const transaction = (await database()).transaction(store, mode, { durability: "strict" });
  const asked = work(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

// A mark is { id, user, address, page, day, registration, value, seen, at, order, state, answer }.
export async function mine() {
  const marks = await run("marks", "readonly", (store) => store.getAll());
  return marks.filter((mark) => mark.user === me).sort((one, other) => one.order - other.order);
}

export const change = ({ put = [], remove = [] }) =>
  run("marks", "readwrite", (store) => {
    for (const mark of remove) store.delete(mark.id);
    for (const mark of put) store.put(mark);
  });

export const dayState = (day) => run("days", "readonly", (store) => store.get(day));

// What is older than what is known already says nothing.
export async function keepDayState(state) {
  const before = await dayState(state.day);
  if (before?.asOf > state.asOf) return;
  await run("days", "readwrite", (store) => { store.put(state); });
}

// What the logout leaves behind on a shared device: nothing of this leader.
export async function forgetEverything() {
  await change({ remove: await mine() });
  await run("days", "readwrite", (store) => { store.clear(); });
  await forgetPages();
}

export async function forgetPages() {
  for (const name of await caches.keys()) {
    if (name.startsWith("kursleitung-")) await caches.delete(name);
  }
}

export const rowOf = (mark) => `${mark.day}/${mark.registration}`;
export const rowsOf = (marks, ...states) =>
  new Set(marks.filter((mark) => states.includes(mark.state)).map(rowOf)).size;
