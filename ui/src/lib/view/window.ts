// The window's own events: keys, mouse, size, system theme, printing, reload.
import { listenToKeys } from "../keyboard/commands";
import { DARK_QUERY, type HelpApp, NARROW_QUERY } from "../state/app.svelte";
import { listenToMouse } from "./links";
import { savePlace } from "./resume";

export function watchWindow(app: HelpApp): () => void {
  void app.backend.onClosing(() => app.support.flush());
  const stops = [
    listenToKeys(app),
    listenToMouse(app),
    watchMedia(NARROW_QUERY, (narrow) => {
      app.narrow = narrow;
      if (!narrow) app.drawerOpen = false;
    }),
    watchMedia(DARK_QUERY, (dark) => (app.preferences.systemDark = dark)),
    openBlocksInPrint(),
    on(window, "focus", () => app.checkPolicy()),
    on(window, "blur", () => void app.support.flush()),
    on(document, "visibilitychange", () => document.hidden && void app.support.flush()),
    on(window, "pagehide", () => {
      void app.support.flush();
      app.navigator.remember();
      savePlace(app.navigator.history.snapshot());
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function on(target: EventTarget, name: string, listener: () => unknown): () => void {
  target.addEventListener(name, listener);
  return () => target.removeEventListener(name, listener);
}

function watchMedia(query: string, tell: (matches: boolean) => void): () => void {
  const media = matchMedia(query);
  tell(media.matches);
  return on(media, "change", () => tell(media.matches));
}

/** Collapsed blocks are opened for the printer and closed again. */
function openBlocksInPrint(): () => void {
  let opened: HTMLDetailsElement[] = [];
  const stopBefore = on(window, "beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("#page details:not([open])")];
    for (const details of opened) details.open = true;
  });
  const stopAfter = on(window, "afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
  return () => {
    stopBefore();
    stopAfter();
  };
}
