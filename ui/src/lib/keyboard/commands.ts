// What the shortcuts do.
import { HOME } from "../view/places";
import type { HelpApp } from "../state/app.svelte";
import { t } from "../i18n/index.svelte";
import { focusPage } from "../view/viewport";
import { type Command, matchShortcut } from "./shortcuts";

// There is no navigator where the first screen is drawn ahead.
const MAC = /Mac/.test(globalThis.navigator?.platform ?? "");

const SAVING_PATIENCE_MS = 1000;

/** Listens to the whole window; gives back the way to stop. */
export function listenToKeys(app: HelpApp): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = matchShortcut(event, { typing: isField(event.target), mac: MAC });
    if (!command || insideDialog(command)) return;
    event.preventDefault();
    run(app, command);
  };
  window.addEventListener("keydown", listen);
  return () => window.removeEventListener("keydown", listen);
}

export function run(app: HelpApp, command: Command): void {
  ACTIONS[command](app);
}

const ACTIONS: Record<Command, (app: HelpApp) => unknown> = {
  focusSearch: (app) => app.focusSearch(),
  find: (app) => (app.find.open = true) && focusFind(),
  findNext: (app) => stepFind(app, 1),
  findPrevious: (app) => stepFind(app, -1),
  back: (app) => app.navigator.step(-1),
  forward: (app) => app.navigator.step(1),
  home: (app) => app.go(HOME),
  bookmark: (app) => app.toggleBookmark(),
  zoomIn: (app) => zoom(app, () => app.preferences.zoomBy(1)),
  zoomOut: (app) => zoom(app, () => app.preferences.zoomBy(-1)),
  zoomReset: (app) => zoom(app, () => app.preferences.update({ zoom: 1 })),
  print: (app) => app.attempt(() => app.backend.printPage(), "error-print"),
  toggleContents,
  settings: (app) => app.go({ kind: "settings" }),
  shortcuts: (app) => (app.shortcutsOpen = true),
  reload,
  fullScreen: (app) => app.attempt(() => app.backend.toggleFullScreen(), "error-full-screen"),
  copyAddress: (app) => app.copyAddress(),
  changeReading: (app) => app.search.changeReading(),
  takeSuggestion: (app) => app.search.takeSuggestion(),
  escape,
};

/** An open dialog answers to its own keys only; Escape closes it by itself. */
function insideDialog(command: Command): boolean {
  const windowWide: Command[] = ["reload", "fullScreen", "zoomIn", "zoomOut", "zoomReset"];
  return document.querySelector("dialog[open]") !== null && !windowWide.includes(command);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

function focusFind(): void {
  const input = document.querySelector<HTMLInputElement>("#find-input");
  input?.focus();
  input?.select();
}

function stepFind(app: HelpApp, steps: 1 | -1): void {
  if (app.find.open) app.find.step(steps);
  else if (app.found.count > 0 && !app.search.open) app.found.step(steps);
  else app.find.open = true;
}

function zoom(app: HelpApp, change: () => Promise<void>): void {
  void change();
  app.toasts.say(t("zoom-changed", { percent: Math.round(app.preferences.current.zoom * 100) }));
}

/** What is being written is saved first, as far as that goes quickly. */
async function reload(app: HelpApp): Promise<void> {
  await Promise.race([app.support.flush(), new Promise((over) => setTimeout(over, SAVING_PATIENCE_MS))]);
  location.reload();
}

function toggleContents(app: HelpApp): void {
  if (app.narrow) app.drawerOpen = !app.drawerOpen;
  else void app.preferences.update({ contentsOpen: !app.preferences.current.contentsOpen });
}

/** One thing at a time, the topmost first. */
function escape(app: HelpApp): void {
  const field = app.searchField;
  if (app.drawerOpen) app.drawerOpen = false;
  else if (app.start.isOpen) app.start.close();
  else if (app.find.open) closeFind(app);
  else if (app.search.open) app.search.clear();
  else if (document.activeElement === field && app.search.query !== "") app.search.clear();
  else if (app.found.count > 0) {
    app.found.end();
    app.search.clear();
  } else if (document.activeElement === field) focusPage();
}

function closeFind(app: HelpApp): void {
  app.find.close();
  focusPage();
}
