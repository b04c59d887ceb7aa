import { openTab } from "./tabs";

/** Opens the collapsed blocks and the tabs that an element lies in. */
export function reveal(element: Element): void {
  for (let around: Element | null = element; around; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) around.open = true;
    else openTab(around);
  }
}

/** The element to scroll to for a heading: a tab's own heading is hidden, its tab list is not. */
export function landing(element: HTMLElement): HTMLElement {
  return element.classList.contains("tab-heading") ? (element.closest<HTMLElement>(".tabs") ?? element) : element;
}
