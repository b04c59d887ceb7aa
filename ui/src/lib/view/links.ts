// One listener for every link of the window: the web view itself never follows one.
import type { HelpApp } from "../state/app.svelte";
import { linkAction } from "./places";

const BACK_BUTTON = 3;
const FORWARD_BUTTON = 4;

export function listenToMouse(app: HelpApp): () => void {
  const click = (event: MouseEvent) => {
    const link = linkOf(event);
    if (!link) return;
    event.preventDefault();
    // A right click opens the web view's menu and nothing else.
    if (event.button < 2) app.follow(linkAction(link));
  };
  const drag = (event: DragEvent) => linkOf(event) && event.preventDefault();
  const press = (event: MouseEvent) => {
    if (event.button === BACK_BUTTON || event.button === FORWARD_BUTTON) event.preventDefault();
  };
  const release = (event: MouseEvent) => {
    if (event.button !== BACK_BUTTON && event.button !== FORWARD_BUTTON) return;
    event.preventDefault();
    void app.navigator.step(event.button === BACK_BUTTON ? -1 : 1);
  };
  const listeners: [string, (event: never) => void][] = [
    ["click", click],
    ["auxclick", click],
    ["dragstart", drag],
    ["mousedown", press],
    ["mouseup", release],
  ];
  for (const [name, listener] of listeners) document.addEventListener(name, listener as EventListener);
  return () => {
    for (const [name, listener] of listeners) document.removeEventListener(name, listener as EventListener);
  };
}

/** The link clicked, or the result whose blank part was. */
function linkOf(event: MouseEvent): HTMLElement | null {
  const target = event.target;
  return target instanceof Element ? target.closest<HTMLElement>("a[href], [data-option]") : null;
}
