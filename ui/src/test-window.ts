// A window over the invented backend, for tests of components.
import { flushSync, mount, tick, unmount } from "svelte";
import { vi } from "vitest";
import App from "./App.svelte";
import { mockBackend } from "./lib/api/mock";
import { HelpApp } from "./lib/state/app.svelte";

/** Draws the whole window; what jsdom lacks is stood in for. */
export async function drawWindow(): Promise<{ app: HelpApp; close(): void }> {
  window.matchMedia = (media) => ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
  vi.stubGlobal("CSS", { escape: String });
  Element.prototype.scrollIntoView = () => {};
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  Object.defineProperty(document, "fonts", { configurable: true, value: { ready: Promise.resolve() } });
  const target = document.createElement("div");
  document.body.replaceChildren(target);
  const app = new HelpApp(mockBackend, await mockBackend.boot());
  const shown = mount(App, { target, props: { app } });
  return {
    app,
    close() {
      void unmount(shown);
      vi.restoreAllMocks();
    },
  };
}

/** The first element with this test id. */
export const find = <Kind extends HTMLElement>(id: string) => document.querySelector<Kind>(`[data-testid=${id}]`);

/** All elements with this test id. */
export const all = <Kind extends HTMLElement>(id: string) => [...document.querySelectorAll<Kind>(`[data-testid=${id}]`)];

/** What is read there; null when it is not there. */
export const text = (id: string) => find(id)?.textContent?.replace(/\s+/g, " ").trim() ?? null;

/** Waits until what was asked of the backend has been drawn. */
export async function settled(): Promise<void> {
  await new Promise((done) => setTimeout(done));
  await tick();
  flushSync();
}

/** Clicks, and waits for what comes of it. */
export async function press(id: string): Promise<void> {
  const element = find(id);
  if (!element) throw new Error(`no ${id}`);
  element.click();
  await settled();
  await settled();
}
