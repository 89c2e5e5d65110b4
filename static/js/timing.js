// Says at ten, five and one minute how much time is left, and stops taking answers just before the end.
// The server's clock decides: the page only knows how many seconds were left when it was made.
const THRESHOLDS = [600, 300, 60];
const FLUSH = 4;
const STOP = 2;

export function start() {
  document.querySelectorAll("[data-clock]").forEach(watch);
}

function watch(box) {
  // A page from the browser's memory is older than it seems: its count begins when it was made.
  const end = performance.timeOrigin + Number(box.dataset.clock) * 1000;
  const left = () => Math.ceil((end - Date.now()) / 1000);
  const begun = left();
  for (const threshold of THRESHOLDS) {
    if (begun > threshold) at(left, threshold, () => say(box, threshold));
  }
  if (begun <= STOP) return void stop(box);
  at(left, FLUSH, () => document.activeElement?.dispatchEvent(new Event("change", { bubbles: true })));
  at(left, STOP, () => stop(box));
}

// A timer that slept with its computer wakes late: it looks again instead of trusting its length.
function at(left, seconds, act) {
  const rest = left() - seconds;
  if (rest <= 0) return act();
  setTimeout(() => at(left, seconds, act), Math.min(rest * 1000, 60000));
}

function say(box, seconds) {
  const { textLeft, textLast } = box.dataset;
  line(box, seconds > 60 ? textLeft.replace("{n}", String(seconds / 60)) : textLast);
}

function stop(box) {
  line(box, box.dataset.textOver);
  document.querySelectorAll("form[data-autosave] fieldset").forEach((each) => (each.disabled = true));
}

function line(box, text) {
  box.querySelector("[data-clock-said]").textContent = text;
}
