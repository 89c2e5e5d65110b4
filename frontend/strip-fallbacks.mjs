// Removes the colour fallbacks that GOV.UK Frontend writes beside each of its custom properties.
import { readFileSync, writeFileSync } from "node:fs";

const path = process.argv[2];
const css = readFileSync(path, "utf8");
const lean = css.replace(/var\((--govuk-[a-z-]+-colour), ?#[0-9a-f]{3,8}\)/gi, "var($1)").replace(/var\((--govuk-[a-z-]+-colour), ?(?:white|black)\)/g, "var($1)");
writeFileSync(path, `/*! Resap, with parts of govuk-frontend 6.6.0 (MIT licence, Crown Copyright) */\n${lean}`);
