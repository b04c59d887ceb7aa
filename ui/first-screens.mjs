// Draws the first screens ahead: `node first-screens.mjs <file>` after `vite build`.
//
// The file is what the program `first-screens` of the crate help-app prints: name and boot data of each. From them and
// dist/index.html come dist/start/<name>.html, which hold the screen as it is before any script has run.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { JSDOM } from "jsdom";
import { build } from "vite";

const UI = import.meta.dirname;
const PAGES = join(UI, "dist", "start");
const RENDERER = join(UI, "node_modules", ".first-screens");

rmSync(PAGES, { recursive: true, force: true });
await build({
  root: UI,
  logLevel: "warn",
  build: { ssr: "src/first-screen.ts", outDir: RENDERER },
});
const { drawFirstScreen } = await import(pathToFileURL(join(RENDERER, "first-screen.js")));
const screens = JSON.parse(readFileSync(process.argv[2], "utf8"));
const template = readFileSync(join(UI, "dist", "index.html"), "utf8");
mkdirSync(PAGES);
for (const { name, boot } of screens) {
  writeFileSync(join(PAGES, `${name}.html`), page(await drawFirstScreen(boot)));
}
console.log(`first screens: ${screens.length}`);

function page({ language, theme, title, html }) {
  const dom = new JSDOM(template);
  const { document } = dom.window;
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
  document.title = title;
  document.querySelector("#app").innerHTML = html;
  // As the script will do.
  document.querySelector("#app [role=search] input").autofocus = true;
  const script = document.querySelector("script[type=module]");
  document.documentElement.dataset.script = script.getAttribute("src");
  script.src = "/assets/later.js";
  return dom.serialize();
}
