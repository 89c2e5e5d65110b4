// Honest reading time: counts seconds only while the page is seen and the reader does something now and then.
// Sends ticks of at most 20 seconds; what cannot be sent or was not watched is dropped, never guessed.

const LOOK = 5;
const TICK = 20;
const IDLE = 60;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "scroll", "touchstart", "focus"];

export function start() {
  const url = document.querySelector("[data-reading-url]").dataset.readingUrl;
  let seconds = 0;
  let looked = performance.now();
  let alive = performance.now();

  let seen = true;

  // Adds the stretch since the last look, if the page was seen and the reader alive during it.
  const count = () => {
    const now = performance.now();
    const passed = (now - looked) / 1000;
    looked = now;
    // A longer gap means that the phone slept or the tab was frozen: nobody knows what happened in it.
    if (seen && now - alive < IDLE * 1000 && passed <= LOOK * 2) seconds += passed;
  };
  const look = () => {
    seen = document.visibilityState === "visible" && document.hasFocus();
    count();
    if (seconds >= TICK - LOOK / 2) flush();
  };
  const flush = () => {
    const whole = Math.min(Math.floor(seconds), TICK);
    if (whole < 1) return;
    seconds -= whole;
    send(url, whole);
  };

  const leave = () => {
    count();
    seen = false;
    flush();
  };

  SIGNS_OF_LIFE.forEach((sign) => addEventListener(sign, () => (alive = performance.now()), { passive: true, capture: true }));
  setInterval(look, LOOK * 1000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      seen = true;
      looked = performance.now();
      alive = looked;
    } else {
      leave();
    }
  });
  addEventListener("pagehide", leave);
}

function send(url, seconds) {
  const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
  const body = new URLSearchParams({ seconds: String(seconds), csrf_token: token });
  try {
    fetch(url, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": token } }).catch(() => {});
  } catch {
    navigator.sendBeacon(url, body);
  }
}
