#!/bin/sh
# Builds the look of Resap: CSS, the vendored modules, compressed siblings and the manifest of digests.
# A maintainer runs this after changing frontend/ or static/js; it never runs at install.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund
out=../static

npx sass --no-source-map --style=compressed --load-path=node_modules/govuk-frontend/dist \
  --quiet-deps scss/resap.scss "$out/css/resap.css"
# The pages for visitors of service points have a small sheet of their own.
npx sass --no-source-map --style=compressed scss/suara.scss "$out/css/suara.css"
# The fallbacks inside var(--govuk-…-colour, #…) are dead weight: the properties are always set.
node strip-fallbacks.mjs "$out/css/resap.css"

npx esbuild govuk.mjs --bundle --format=esm --minify --target=es2020 --legal-comments=none \
  --banner:js="/*! govuk-frontend 6.6.0 | MIT licence | Crown Copyright (Government Digital Service) | LICENSE-govuk-frontend.txt */" \
  --log-level=warning --outfile="$out/js/vendor/govuk.js"
cp node_modules/axe-core/axe.min.js ../tests/vendor/axe.min.js

node contrast.mjs scss/_tokens.scss scss/_theme.scss
node manifest.mjs "$out"
