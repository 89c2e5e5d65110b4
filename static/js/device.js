// What this device may keep, and for whom: copies of pages by the service worker, answers in the outbox.
// A shared device keeps nothing, and whatever belongs to somebody else is wiped before anything else happens.
import { device, hurry, join, outbox } from "./sending.js";

const PAGES = "resap-pages-";
const LEFT = "resap-left";
const SLOW = ["slow-2g", "2g"];

const TAKE_UP = {
  own: async () => {
    await forgetPages(PAGES + device.session);
    await join();
    const stopped = await hurry();
    if (!stopped?.away) whenIdle(keep);
  },
  shared: wipe,
  nobody: () => forgetPages(),
};

export function start() {
  if (left()) return leave(document.querySelector("form[action='/keluar']"));
  document.addEventListener("submit", before, true);
  tellOtherTabs();
  if (document.documentElement.dataset.copy !== undefined) sayThatItIsACopy();
  TAKE_UP[device.kind]();
}

// A page of another person, in another tab, must not send anything more: by now it would go out in this name.
function tellOtherTabs() {
  if (!device.person || !("BroadcastChannel" in self)) return;
  const channel = new BroadcastChannel("resap-person");
  channel.onmessage = ({ data }) => data !== device.person && outbox.forget();
  channel.postMessage(device.person);
}

// Runs ahead of every other listener of a submit.
function before(event) {
  const form = event.target;
  const goes = form.matches("[action='/keluar']") ? signOut : form.dataset.answers ? handIn : null;
  if (!goes) return;
  event.preventDefault();
  goes(form);
}

async function signOut(form) {
  await hurry();
  if ((await unsettled()).length && !confirm(device.unsent)) return;
  await wipe();
  // If the line is down, the session lives on: the next page that opens in it ends it.
  localStorage.setItem(LEFT, device.session);
  leave(form);
}

function left() {
  if (!device.session) return false;
  const session = localStorage.getItem(LEFT);
  if (session && session !== device.session) localStorage.removeItem(LEFT);
  return session === device.session;
}

function leave(form) {
  // submit() tells no listeners: nothing holds this form up.
  form?.submit();
}

// Answers that still wait go before the quiz is handed in; if they cannot, the page with them says so.
async function handIn(form) {
  await hurry();
  const mine = (await unsettled()).filter((entry) => form.dataset.answers.endsWith(entry.attempt));
  if (mine.length) window.location.assign(form.dataset.answers);
  else form.submit();
}

async function unsettled() {
  const entries = await outbox.all().catch(() => []);
  return entries.filter((entry) => entry.state === "waiting" || entry.state === "conflict");
}

async function wipe() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  // A worker may be in the middle of keeping pages.
  workers.forEach((each) => each.active?.postMessage({ forget: true }));
  await self.resapOutbox.wipe();
  if ("caches" in self) await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await Promise.all(workers.map((each) => each.unregister()));
}

async function forgetPages(but) {
  if (!("caches" in self)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== but);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function keep() {
  if (!("serviceWorker" in navigator)) return;
  // The page itself, too: it may have come before there was a worker to see it.
  const here = device.keepsPage ? [window.location.pathname + window.location.search] : [];
  const tell = async () => (await worker())?.postMessage({ keep: [...here, ...lessons()] });
  // A new worker begins with nothing, be it the first one or that of a new build.
  navigator.serviceWorker.addEventListener("controllerchange", tell);
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "all" });
  await tell();
  // Only now is it true; on a plain office address there is no worker.
  document.querySelector("[data-kept-note]")?.removeAttribute("hidden");
}

// The worker that has begun, though this page may be older than it and not yet its own; none after a wipe.
async function worker() {
  const { active } = await navigator.serviceWorker.ready;
  while (active?.state === "activating") await new Promise((resolve) => active.addEventListener("statechange", resolve, { once: true }));
  return active;
}

// The lessons that a page names, unless the line is weak or the person saves data.
function lessons() {
  const { saveData, effectiveType } = navigator.connection ?? {};
  if (saveData || SLOW.includes(effectiveType)) return [];
  return [...document.querySelectorAll("[data-keep]")].flatMap(({ dataset }) => [
    dataset.keep,
    ...dataset.lessons.split(" ").filter(Boolean).map((lesson) => `${dataset.keep}/${lesson}`),
  ]);
}

function sayThatItIsACopy() {
  const box = document.createElement("div");
  box.className = "govuk-inset-text";
  box.setAttribute("role", "status");
  box.textContent = device.copy;
  document.querySelector("main").prepend(box);
}

function whenIdle(job) {
  if (self.requestIdleCallback) requestIdleCallback(job, { timeout: 5000 });
  else setTimeout(job, 2000);
}
