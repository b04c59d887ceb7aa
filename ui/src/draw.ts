// Puts the window on the page: over the screen that was drawn ahead, or on an empty page.
import { hydrate, mount } from "svelte";
import App from "./App.svelte";
import type { HelpApp } from "./lib/state/app.svelte";

/** `first`: the window begins as the screen drawn ahead has it; after a reload it does not. */
export function draw(app: HelpApp, first: boolean): void {
  const target = document.getElementById("app") as HTMLElement;
  const options = { target, props: { app } };
  if (!target.firstElementChild) {
    mount(App, options);
    return;
  }
  // A reload begins where the reader is: that page is not drawn ahead.
  history.replaceState(null, "", "/index.html");
  delete document.documentElement.dataset["script"];
  if (!first) {
    target.replaceChildren();
    mount(App, options);
    return;
  }
  // What was typed before the script was there.
  const typed = [...target.querySelectorAll("input")].map((field) => field.value).join("");
  hydrate(App, options);
  if (typed) void app.search.type(typed);
}
