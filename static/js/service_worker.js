// Lets leaders open without network what they opened before: pages that say for whom and until when
// they may be kept (biq/leaders/offline.py), and the files that these need.
const FILES = "kursleitung-dateien";
const PAGES = "kursleitung-seiten-";
const PATIENCE = 300;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(file(event));
  else if (event.request.headers.get("Accept")?.includes("text/html")) event.respondWith(page(event));
});

async function file(event) {
  const files = await caches.open(FILES);
  const kept = await files.match(event.request);
  const fresh = fetch(event.request).then((answer) => {
    if (answer.ok) event.waitUntil(files.put(event.request, answer.clone()));
    return answer;
  });
  if (kept) event.waitUntil(fresh.catch(() => {}));
  return kept ?? fresh;
}

// The network is asked first, but not for long: in a room with bad Wi-Fi it may say nothing at all.
async function page(event) {
  const kept = await keptPage(event.request.url);
  const fresh = fetch(event.request).then((answer) => {
    event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  });
  if (!kept) return fresh.catch(async () => (await keptPlain(event.request.url)) ?? keptStart());
  event.waitUntil(fresh.catch(() => {}));
  const inTime = fresh.then((answer) => (answer.status < 500 ? answer : kept), () => kept);
  if (comesThroughTheDoor(event.request)) return inTime;
  return Promise.race([inTime, new Promise((done) => setTimeout(done, PATIENCE, kept))]);
}

// Who just logged in may be somebody else, and what was kept has the tokens of an older login.
function comesThroughTheDoor(request) {
  return request.referrer.startsWith(`${location.origin}/konto/`);
}

async function keptPage(address) {
  const kept = await caches.match(address, { ignoreVary: true });
  return kept && kept.headers.get("X-Kept-Until") >= today() ? kept : undefined;
}

async function keptPlain(address) {
  const { origin, pathname } = new URL(address);
  return keptPage(origin + pathname);
}

async function keptStart() {
  return (await keptPage(new URL("/kursleitung/", location).href)) ?? Response.error();
}

async function keep(request, answer) {
  const owner = answer.headers.get("X-Kept-For");
  if ([403, 404].includes(answer.status)) await forget(request.url);
  if (!owner || !answer.ok) return;
  await forgetOthers(PAGES + owner);
  const pages = await caches.open(PAGES + owner);
  await pages.put(request.url, answer);
  await forgetOld(pages);
}

async function forget(address) {
  for (const name of await caches.keys()) await (await caches.open(name)).delete(address);
}

async function forgetOthers(own) {
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== own) await caches.delete(name);
  }
}

async function forgetOld(pages) {
  for (const request of await pages.keys()) {
    const kept = await pages.match(request, { ignoreVary: true });
    if (kept && kept.headers.get("X-Kept-Until") < today()) await pages.delete(request);
  }
}

function today() {
  return new Date().toISOString().slice(0, 10);
}
