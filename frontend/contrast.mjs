// Checks every pair of colours of both sets: 4.5:1 for text, 3:1 for controls and drawings. Ends the build if one fails.
import { readFileSync } from "node:fs";

const [tokens, theme] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const light = {};
for (const [, name, value] of theme.matchAll(/"([a-z-]+)": (#[0-9a-f]{6})/g)) light[`govuk-${name}-colour`] = value;
const [lightPart, darkPart] = tokens.split("@mixin dark");
const read = (text, into) => {
  for (const [, name, value] of text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)) into[name] = value;
  return into;
};
read(lightPart, light);
const dark = read(darkPart, { ...light });

const body = "govuk-body-background-colour";
const soft = "resap-soft";
const text = [
  ...["text", "secondary-text", "link", "link-visited", "link-hover", "error", "success", "brand"].flatMap((name) => [
    [`govuk-${name}-colour`, body],
    [`govuk-${name}-colour`, soft],
    [`govuk-${name}-colour`, "govuk-template-background-colour"],
  ]),
  ["govuk-inverse-text-colour", "govuk-brand-colour"],
  ["govuk-inverse-text-colour", "govuk-link-colour"],
  ["govuk-text-colour", "govuk-surface-background-colour"],
  ["govuk-link-colour", "govuk-surface-background-colour"],
  ["govuk-focus-text-colour", "govuk-focus-colour"],
  ["resap-on-deep", "resap-deep"],
  ["resap-on-accent", "resap-accent"],
  ["resap-on-strong", "resap-positive"],
  ["resap-on-strong", "resap-positive-hover"],
  ["resap-on-strong", "resap-negative"],
  ["resap-on-strong", "resap-negative-hover"],
  ["govuk-text-colour", "resap-quiet"],
  ["govuk-text-colour", "resap-quiet-hover"],
  ["resap-warning", body],
  ["resap-warning", soft],
  ...["info", "good", "bad", "plain"].map((name) => [`resap-on-${name}`, `resap-tint-${name}`]),
  ["resap-on-wait", "resap-tint-wait"],
];
const controls = [
  ["govuk-input-border-colour", body],
  ["govuk-input-border-colour", soft],
  ["govuk-brand-colour", body],
  ["resap-positive", body],
  ["resap-negative", body],
  ["resap-chart-line", body],
  ["resap-chart-dot", body],
  ["govuk-focus-colour", "govuk-focus-text-colour"],
];

const channel = (hex, at) => {
  const c = parseInt(hex.slice(at, at + 2), 16) / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex) => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
const ratio = (a, b) => {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};

let failed = 0;
for (const [set, colours] of Object.entries({ light, dark })) {
  for (const [pairs, least] of [[text, 4.5], [controls, 3]]) {
    for (const [front, back] of pairs) {
      const value = ratio(colours[front], colours[back]);
      if (value < least) {
        failed += 1;
        console.error(`${set}: ${front} ${colours[front]} on ${back} ${colours[back]} is ${value.toFixed(2)}:1, needs ${least}:1`);
      }
    }
  }
}
if (failed) process.exit(1);
console.log("contrast: every pair holds in both sets");
