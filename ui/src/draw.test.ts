import { mount, tick, unmount } from "svelte";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import App from "./App.svelte";
import { draw } from "./draw";
import type { FirstScreen } from "./first-screen";
import { mockBackend } from "./lib/api/mock";
import type { Boot } from "./lib/api";
import { HelpApp } from "./lib/state/app.svelte";

let server: ViteDevServer;
let ahead: FirstScreen;
let boot: Boot;

beforeAll(async () => {
  boot = { ...(await mockBackend.boot()), bookmarks: [], notices: [], target: { kind: "home" }, article: null };
  // The page is drawn as the build does it: compiled for a server, without a document.
  server = await createServer({ server: { middlewareMode: true, hmr: false, ws: false }, appType: "custom", logLevel: "error" });
  const { drawFirstScreen } = (await server.ssrLoadModule("/src/first-screen.ts")) as typeof import("./first-screen");
  ahead = await drawFirstScreen(boot);
}, 30_000);

afterAll(() => server.close());

beforeEach(() => {
  window.matchMedia = (media) => ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
  Object.defineProperty(document, "fonts", { configurable: true, value: { ready: Promise.resolve() } });
  document.body.innerHTML = `<div id="app">${ahead.html}</div>`;
});

afterEach(() => vi.restoreAllMocks());

const target = () => document.getElementById("app") as HTMLElement;
const field = () => target().querySelector("[data-testid=search-input]") as HTMLInputElement;

/** Ids that Svelte has counted: of its own in either place. */
const COUNTED = /^[cs]\d+$/;

/** Tags, attributes and texts, without the marks that tell a script where it is. */
function outline(element: Element): string {
  const attributes = [...element.attributes]
    .filter(({ name, value }) => name !== "value" && !COUNTED.test(value))
    .map(({ name, value }) => `${name}=${value}`);
  const children = [...element.childNodes].map((node) => {
    if (node instanceof Element) return outline(node);
    return node instanceof Text ? node.data.trim() : "";
  });
  return `<${element.localName} ${attributes.sort().join(" ")}>${children.join("")}\n`;
}

it("takes the drawn screen over as it is", async () => {
  const warn = vi.spyOn(console, "warn");
  const drawn = [...target().querySelectorAll("*")].filter((element) => !element.closest(".article-body"));
  draw(new HelpApp(mockBackend, boot), true);
  await tick();
  expect(warn).not.toHaveBeenCalled();
  expect(drawn.every((element) => element.isConnected)).toBe(true);
  expect(document.activeElement).toBe(field());
});

it("draws ahead what it would draw itself", () => {
  draw(new HelpApp(mockBackend, boot), true);
  const taken = outline(target());
  document.body.innerHTML = `<div id="app"></div>`;
  const own = mount(App, { target: target(), props: { app: new HelpApp(mockBackend, boot) } });
  expect(taken).toBe(outline(target()));
  void unmount(own);
});

it("searches for what was typed before the script was there", async () => {
  field().value = "нет звука";
  const app = new HelpApp(mockBackend, boot);
  draw(app, true);
  await tick();
  expect(app.search.query).toBe("нет звука");
  expect(field().value).toBe("нет звука");
});

it("draws anew after a reload, and on an empty page", () => {
  const before = field();
  draw(new HelpApp(mockBackend, boot), false);
  expect(before.isConnected).toBe(false);
  expect(target().querySelectorAll("[data-testid=home]")).toHaveLength(1);
  document.body.innerHTML = `<div id="app"></div>`;
  draw(new HelpApp(mockBackend, boot), true);
  expect(target().querySelectorAll("[data-testid=home]")).toHaveLength(1);
});
