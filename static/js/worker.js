// The service worker: keeps copies of the pages that the server marks, and shows them when the line is down.
// BUILD and SHELL stand in /sw.js before this script. Copies lie in one cache, named by the session whose they are.
const SHELF = `resap-shell-${self.BUILD}`;
const PAGES = "resap-pages-";
const UNTIL = "/-/until";
const [NO_LINE] = self.SHELL;
const PATIENCE = 4000;
const BETWEEN = 300;
const OPTIONS = { ignoreVary: true };

// Rises with every wipe: what was asked for before it is not kept after it.
let wipes = 0;
// Pages to keep, worked through one after the other; what is asked for last, where somebody is now, goes first.
let wanted = [];
let keeping = null;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(self.SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  // Copies of an older build need its style and scripts; they go together.
  event.waitUntil(forget((name) => name !== SHELF).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "GET" && /^\/(static|aset)\//.test(pathname)) return event.respondWith(fromShelf(request));
  if (request.mode !== "navigate") return;
  if (/^\/masuk(\/|$)/.test(pathname)) event.waitUntil(forgetPages());
  if (request.method === "GET") event.respondWith(page(event));
  else if (pathname === "/keluar") event.waitUntil(Promise.all([forgetPages(), self.resapOutbox.wipe()]));
  else if (/^\/(belajar|pengamatan|pendampingan)\//.test(pathname)) event.respondWith(fetch(request).catch(noLine));
});

self.addEventListener("message", (event) => {
  const { keep: paths, forget: all } = event.data;
  event.waitUntil(all ? forgetPages() : keepSoon(paths));
});

// The browser says that the line is back; it asks again later if we fail.
self.addEventListener("sync", (event) => {
  if (event.tag === "resap-outbox") event.waitUntil(replay());
});

async function replay() {
  const person = await self.resapOutbox.who();
  const stopped = person && (await self.resapOutbox.of(person, true).flush());
  if (stopped?.away) throw new Error("no line yet");
}

async function fromShelf(request) {
  const kept = await caches.match(request, OPTIONS);
  if (kept) return kept;
  const fresh = await fetch(request);
  // Figures are named by what they show, like files by their build: neither ever changes.
  if (fresh.ok && (request.url.includes("/aset/") || request.url.includes(`/${self.BUILD}/`))) {
    const copy = fresh.clone();
    caches.open(SHELF).then((shelf) => shelf.put(request, copy));
  }
  return fresh;
}

// The network first, for as long as somebody waits gladly; then the copy; then a page that says what is wrong.
async function page(event) {
  const { request } = event;
  const fresh = fetch(request);
  const asked = wipes;
  event.waitUntil(fresh.then((answer) => keep(request.url, answer.clone(), asked)).catch(() => {}));
  const copy = await copyOf(request.url);
  const late = copy && new Promise((_resolve, reject) => setTimeout(reject, PATIENCE));
  try {
    const answer = await (copy ? Promise.race([fresh, late]) : fresh);
    return copy && answer.status >= 500 ? marked(copy) : answer;
  } catch {
    return copy ? marked(copy) : noLine();
  }
}

// Only what the server says may be kept is kept; what it no longer shows is dropped.
async function keep(url, answer, asked) {
  const [session, seconds] = (answer.headers.get("Resap-Keep") ?? "").split(" ");
  if (!session || answer.status !== 200) {
    if (answer.status < 500) await dropped(url);
    return false;
  }
  await forget((name) => name.startsWith(PAGES) && name !== PAGES + session);
  if (asked !== wipes) return false;
  const shelf = await caches.open(PAGES + session);
  await shelf.put(UNTIL, new Response(String(Date.now() + Number(seconds) * 1000)));
  await shelf.put(url, answer);
  return true;
}

function keepSoon(paths) {
  wanted = [...new Set([...paths, ...wanted])];
  keeping ??= keepAll().finally(() => { keeping = null; });
  return keeping;
}

async function keepAll() {
  while (wanted.length) {
    const path = wanted.shift();
    if (await copyOf(new URL(path, self.location.origin).href, true)) continue;
    // Without a line, or with a wipe in between, nothing more is asked for; the next page asks anew.
    if (!(await keepOne(path, wipes).catch(() => false))) wanted = [];
    await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  }
}

async function keepOne(path, asked) {
  const answer = await fetch(path, { redirect: "manual", headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return false;
  const html = await answer.clone().text();
  const kept = await keep(answer.url, answer, asked);
  const figures = html.match(/\/aset\/[0-9a-f]+\.svg/g) ?? [];
  await Promise.all([...new Set(figures)].map((figure) => fromShelf(new Request(figure)).catch(() => {})));
  return kept;
}

// A copy lives no longer than the session whose it is.
async function copyOf(url, exactly = false) {
  const name = (await caches.keys()).find((each) => each.startsWith(PAGES));
  if (!name) return null;
  const shelf = await caches.open(name);
  const until = await shelf.match(UNTIL);
  if (!until || Date.now() > Number(await until.text())) {
    await forgetPages();
    return null;
  }
  const found = await shelf.match(url, OPTIONS);
  // One question of a quiz may stand on the page of all of them.
  return found ?? (exactly ? null : shelf.match(url.split("?")[0], OPTIONS));
}

async function dropped(url) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  await Promise.all(names.map((name) => caches.open(name).then((shelf) => shelf.delete(url, OPTIONS))));
}

async function marked(copy) {
  const html = await copy.text();
  return new Response(html.replace("<html ", "<html data-copy "), { headers: plain(copy.headers) });
}

async function noLine() {
  const kept = await caches.match(NO_LINE, OPTIONS);
  return kept ? new Response(await kept.text(), { status: 503, headers: plain(kept.headers) }) : Response.error();
}

// The body is unpacked by now; everything else, the Content-Security-Policy above all, stays.
function plain(headers) {
  const same = new Headers(headers);
  same.delete("Content-Encoding");
  same.delete("Content-Length");
  return same;
}

function forgetPages() {
  wipes += 1;
  wanted = [];
  return forget((name) => name.startsWith(PAGES));
}

async function forget(which) {
  const names = (await caches.keys()).filter((name) => name.startsWith("resap-") && which(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}
