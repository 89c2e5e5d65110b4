// Says at ten, five and one minute how much time is left, and stops taking answers just before the end.
// The server's clock decides: the page only knows how many seconds were left when it was made, and asks once more
// before the end, because extra time may have been granted meanwhile.
const THRESHOLDS = [600, 300, 60];
const ASK = 15;
const FLUSH = 4;
const STOP = 2;

export function start() {
  document.querySelectorAll("[data-clock]").forEach(watch);
}

function watch(box) {
  // A page from the browser's memory is older than it seems: its count begins when it was made.
  let end = performance.timeOrigin + Number(box.dataset.clock) * 1000;
  const left = () => Math.ceil((end - Date.now()) / 1000);
  const arm = () => {
    const begun = left();
    for (const threshold of THRESHOLDS) {
      if (begun > threshold) at(left, threshold, () => say(box, threshold));
    }
    if (begun > STOP) at(left, ASK, ask);
  };
  const ask = async () => {
    const granted = await leftNow(box);
    if (granted <= left() + ASK) return;
    end = Date.now() + granted * 1000;
    arm();
  };
  arm();
  if (left() <= STOP) return void stop(box);
  at(left, FLUSH, () => document.activeElement?.dispatchEvent(new Event("change", { bubbles: true })));
  at(left, STOP, () => stop(box));
}

// The seconds that the server gives now, and its sentence with them; 0 where it cannot be asked.
async function leftNow(box) {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-clock]");
    if (!fresh) return 0;
    box.querySelector("p").textContent = fresh.querySelector("p").textContent;
    line(box, "");
    return Number(fresh.dataset.clock);
  } catch {
    return 0;
  }
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
