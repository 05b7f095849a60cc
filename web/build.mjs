// Builds web/dist: one style sheet of only the components and tokens we use, and five scripts.
// Not for the pages themselves; those are in pages/.
import { buildSync } from "esbuild";
import { transform } from "lightningcss";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const from = (path) => readFileSync(join(here, path), "utf8");
const out = join(here, "dist");
const limit = 20_000;

const utrecht = [
  "document", "button", "button-group", "textbox", "textarea", "select", "checkbox", "radio-button",
  "form-field", "form-fieldset", "form-label", "form-field-description", "form-field-error-message",
  "table", "data-list", "breadcrumb-nav", "unordered-list",
];
const candidate = ["heading", "paragraph", "link", "skip-link", "code"];

const components = [
  ...utrecht.map((name) => from(`node_modules/@utrecht/${name}-css/dist/index.css`)),
  ...candidate.map((name) => from(`node_modules/@nl-design-system-candidate/${name}-css/dist/${name}.css`)),
].join("\n");
const own = from("tokens.css");
const layout = from("layout.css") + from("parts.css") + from("desk.css") + from("paper.css");

// The base theme defines thousands of tokens: keep what is reached from the rules we serve.
function tokensFor(css) {
  const theme = from("node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css");
  const known = new Map();
  for (const [, name, value] of theme.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)) known.set(name, value);
  const wanted = new Set();
  const reach = (text) => {
    for (const [name] of text.matchAll(/--[\w-]+/g)) {
      if (!known.has(name) || wanted.has(name)) continue;
      wanted.add(name);
      reach(known.get(name));
    }
  };
  reach(css);
  return `:root{${[...wanted].map((name) => `${name}:${known.get(name)}`).join(";")}}`;
}

const code = Buffer.from([tokensFor(components + own + layout), own, components, layout].join("\n"));
const sheet = transform({ filename: "meldkamer.css", code, minify: true }).code;
const size = gzipSync(sheet).length;
if (size > limit) throw new Error(`meldkamer.css is ${size} bytes compressed; the limit is ${limit}`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
writeFileSync(join(out, "meldkamer.css"), sheet);
copyFileSync(join(here, "node_modules/htmx.org/dist/htmx.min.js"), join(out, "htmx.js"));
copyFileSync(join(here, "app.js"), join(out, "meldkamer.js"));
copyFileSync(join(here, "passkey.js"), join(out, "passkey.js"));
copyFileSync(join(here, "evidence.js"), join(out, "evidence.js"));
buildSync({ entryPoints: [join(here, "seal.js")], outfile: join(out, "seal.js"), bundle: true, minify: true, format: "iife", target: "es2022" });
copyFileSync(join(here, "icon.svg"), join(out, "icon.svg"));
console.log(`meldkamer.css: ${size} bytes compressed`);
