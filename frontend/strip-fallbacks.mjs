// Removes the colour fallbacks that GOV.UK Frontend writes beside each of its custom properties.
import { readFileSync, writeFileSync } from "node:fs";

const path = process.argv[2];
// Sass begins with a byte order mark, which would spoil the first rule once something stands before it.
const css = readFileSync(path, "utf8").replace(/^\uFEFF/, "").replace(/^@charset "UTF-8";/, "");
const lean = css.replace(/var\((--govuk-[a-z-]+-colour), ?(?:#[0-9a-f]{3,8}|white|black)\)/gi, "var($1)");
writeFileSync(path, `@charset "UTF-8";\n/*! Resap, with parts of govuk-frontend 6.6.0 (MIT licence, Crown Copyright) */\n${lean}`);
