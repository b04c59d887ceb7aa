// A window over the invented backend, for tests of components.
import { mount, unmount } from "svelte";
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
