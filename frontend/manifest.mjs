// Writes .gz siblings of all text under static/ and static/manifest.json: path -> first 10 hex digits of its sha256.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const root = process.argv[2];
const found = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
  .filter((path) => path !== "manifest.json")
  .sort();
// Siblings of files that are gone must not stay behind.
found.filter((path) => path.endsWith(".gz")).forEach((path) => rmSync(join(root, path)));
const paths = found.filter((path) => !path.endsWith(".gz"));

const digests = {};
let total = 0;
for (const path of paths) {
  const data = readFileSync(join(root, path));
  digests[path] = createHash("sha256").update(data).digest("hex").slice(0, 10);
  if (/\.(css|js|svg|json|txt|webmanifest)$/.test(path)) {
    const packed = gzipSync(data, { level: 9 });
    writeFileSync(join(root, `${path}.gz`), packed);
    total += packed.length;
    console.log(`${path}: ${data.length} bytes, ${packed.length} gzipped`);
  }
}
writeFileSync(join(root, "manifest.json"), `${JSON.stringify(digests, null, 2)}\n`);
console.log(`together ${total} bytes gzipped`);
