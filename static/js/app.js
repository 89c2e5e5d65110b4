// The one entry: looks at what a page holds and loads only the modules it needs. Every page also works without this.
import { start as guardAgainstDoubleSubmits } from "./once.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
guardAgainstDoubleSubmits();

const PARTS = [
  ["meta[name=device]", () => import("./device.js")],
  ["[data-module]", () => import("./vendor/govuk.js")],
  ["[data-menu]", () => import("./menus.js")],
  ["[data-reveal]", () => import("./reveal.js")],
  ["[data-ordering]", () => import("./ordering.js")],
  ["form[data-autosave]", () => import("./autosave.js")],
  ["form[data-sign-url]", () => import("./signing.js")],
  ["form[data-photo-url]", () => import("./photographing.js")],
  ["[data-waiting]", () => import("./waiting.js")],
  ["[data-clock]", () => import("./timing.js")],
  ["[data-hotspot]", () => import("./hotspot.js")],
  ["[data-reading-url]", () => import("./reading.js")],
  ["[data-progress-url]", () => import("./progress.js")],
  ["[data-print]", () => import("./print.js")],
  ["[data-copies]", () => import("./copying.js")],
];

for (const [selector, load] of PARTS) {
  if (document.querySelector(selector)) {
    load().then((part) => part.start());
  }
}
