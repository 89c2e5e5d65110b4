// Sends what waits in the outbox: at once, when the line is back, when the page is looked at again, and now and then.
import "./outbox.js";

const PAUSES = [1000, 2000, 4000, 8000, 16000, 30000];
const meta = document.querySelector("meta[name=device]");

export const device = { kind: meta?.content ?? "nobody", ...meta?.dataset };
export const outbox = self.resapOutbox.of(device.person ?? "", device.kind === "own");

let tries = 0;
let timer;
let ready;

// Joining drops what other people left on this device, before anything is sent or shown.
export function join() {
  ready ??= outbox.join().then(() => {
    addEventListener("online", hurry);
    addEventListener("pageshow", hurry);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hurry());
  });
  return ready;
}

export function hurry() {
  tries = 0;
  return flush();
}

export function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
}

async function flush() {
  clearTimeout(timer);
  await join();
  const stopped = await outbox.flush().catch(() => null);
  if (!stopped?.away) return stopped;
  later(stopped.pause || PAUSES[Math.min(tries, PAUSES.length - 1)]);
  tries += 1;
  askForSync();
  return stopped;
}

// Where the browser can, it wakes the service worker when the line is back, even if this page is closed by then.
async function askForSync() {
  if (!outbox.kept || !("SyncManager" in self)) return;
  const worker = await navigator.serviceWorker.ready;
  await worker.sync.register("resap-outbox").catch(() => {});
}
