// The scrolling page of the window: where it is, and how to arrive on it.
import { landing, reveal } from "../article/reveal";
import type { Arrival, Viewport } from "../state/navigator.svelte";

const MARGIN = 16;
/** The find bar lies over the top of the page, the one of found words over its foot. */
const BAR = 60;

/** What the reader sees and "find" searches: the page, or the results over it. */
export function pageElement(): HTMLElement | null {
  return document.querySelector("main:not([inert] *)");
}

/** Brings a range of the page into view, if it is not there. */
export function scrollToRange(range: Range): void {
  const scroller = scrollerOf(range);
  if (!scroller) return;
  const frame = scroller.getBoundingClientRect();
  const box = range.getBoundingClientRect();
  const visible = box.top >= frame.top + BAR && box.bottom <= frame.bottom - BAR;
  if (!visible) scroller.scrollTop += box.top - frame.top - frame.height / 3;
}

/** Whether a range was scrolled past, or lies in a block that is closed. */
export function isAbovePage(range: Range): boolean {
  const box = range.getBoundingClientRect();
  return box.height === 0 || box.bottom <= (scrollerOf(range)?.getBoundingClientRect().top ?? 0);
}

function scrollerOf(range: Range): Element | null {
  return range.startContainer.parentElement?.closest(".scroller") ?? null;
}

/** Moves the keyboard to the heading of the page. */
export function focusPage(): void {
  focusOn(pageElement()?.querySelector<HTMLElement>("h1") ?? null);
}

export function viewportOf(scroller: HTMLElement): Viewport {
  return {
    scrollTop: () => scroller.scrollTop,
    arrive: (arrival) => arrive(scroller, arrival),
    settled: () => document.fonts.ready,
  };
}

function arrive(scroller: HTMLElement, { anchor, scroll, focus }: Arrival): void {
  const target = anchor ? scroller.querySelector<HTMLElement>(`#${CSS.escape(anchor)}`) : null;
  if (target) {
    reveal(target);
    const top = landing(target).getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += top - MARGIN;
  } else {
    scroller.scrollTop = scroll;
  }
  if (focus) focusOn(target ?? scroller.querySelector<HTMLElement>("h1"));
}

function focusOn(element: HTMLElement | null): void {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
