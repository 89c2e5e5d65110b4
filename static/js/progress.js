// Follows a job in the background: asks for {value, max, label, done, location} and moves the bar.

const EVERY = 2000;
const SLOWEST = 30000;

export function start() {
  document.querySelectorAll("[data-progress-url]").forEach(follow);
}

async function follow(box) {
  let pause = EVERY;
  for (;;) {
    await new Promise((resume) => setTimeout(resume, pause));
    if (document.hidden) continue;
    try {
      const answer = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      show(box, state);
      if (state.done) return finish(box, state);
      pause = EVERY;
    } catch {
      box.querySelector("[data-progress-text]").textContent = box.dataset.textFailed;
      pause = Math.min(pause * 2, SLOWEST);
    }
  }
}

function show(box, { value, max, label }) {
  const bar = box.querySelector("progress");
  if (max) bar.max = max;
  if (value !== null && value !== undefined) bar.value = value;
  const text = box.querySelector("[data-progress-text]");
  // Setting the same text again would make screen readers repeat it.
  if (label && text.textContent !== label) text.textContent = label;
}

function finish(box, { location }) {
  if (location) window.location.assign(new URL(location, window.location.href).pathname);
  else box.querySelector("[data-progress-reload]")?.click();
}
