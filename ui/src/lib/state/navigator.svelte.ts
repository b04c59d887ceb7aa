// Leads the reader from place to place: loads the page, keeps the old one until then,
// and says where on the new page to arrive.
import { tick } from "svelte";
import type { Question } from "../search/session.svelte";
import { History, type HistorySnapshot } from "../view/history.svelte";
import { type Place, samePage } from "../view/places";
import type { Library, Page } from "./library.svelte";

/** Where to stand on a page that has just been shown. */
export interface Arrival {
  anchor: string | null;
  scroll: number;
  /** Whether the keyboard follows to the heading. */
  focus: boolean;
}

/** The part of the window that scrolls; registered by the component that draws it. */
export interface Viewport {
  scrollTop(): number;
  arrive(arrival: Arrival): void;
  /** Nothing of the first page will move any more. */
  settled(): Promise<unknown>;
}

const PATIENCE_MS = 300;
/** The heading of the step at which a problem finder stands. */
export const STEP_ANCHOR = "finder-step";

/** The heading of a group of settings. */
export function groupAnchor(group: string): string {
  return `settings-${group}`;
}

export class Navigator {
  page = $state.raw<Page>({ kind: "home" });
  place = $state.raw<Place>({ kind: "home" });
  /** Loading takes longer than a reader fails to notice. */
  slow = $state(false);
  history: History;
  /** Where to stand on the first page. */
  start: Arrival;
  viewport: Viewport | null = null;
  /** Called just before a page is shown: brings back the search that was over it, or puts the search away. */
  prepare: (search: Question | null) => Promise<void> | void = () => {};
  /** Called when the reader stands on the page shown. */
  onArrive: () => void = () => {};
  /** The search over the page, to be kept with the page that is left. */
  searchToKeep: () => Question | null = () => null;

  #library: Library;
  #trips = 0;
  /** Where the reader has arrived last. */
  #stand: { place: Place; arrival: Arrival; stood: number } | null = null;

  constructor(library: Library, place: Place, page: Page) {
    this.#library = library;
    this.place = place;
    this.page = page;
    this.history = new History(place);
    this.start = { anchor: anchorOf(place), scroll: 0, focus: false };
  }

  /** Begins at another place of the page that was given, before the window is drawn. */
  begin(place: Place): void {
    this.place = place;
    this.history = new History(place);
    this.start = { anchor: anchorOf(place), scroll: 0, focus: false };
  }

  /** Goes to a place on the reader's behalf: focus follows. */
  async go(place: Place): Promise<void> {
    const page = await this.#load(place);
    if (!page) return;
    this.remember();
    this.history.push(place);
    this.prepare(null);
    await this.#show(place, page, { anchor: anchorOf(place), scroll: 0, focus: true });
  }

  async step(steps: -1 | 1): Promise<void> {
    const entry = this.history.peek(steps);
    if (!entry) return;
    const page = await this.#load(entry.place);
    if (!page) return;
    this.remember();
    this.history.move(steps);
    await this.prepare(entry.search);
    const anchor = entry.place.kind === "finder" ? anchorOf(entry.place) : null;
    await this.#show(entry.place, page, { anchor, scroll: entry.scroll, focus: entry.search === null });
  }

  /** Loads the current place again, for instance after an error. */
  async retry(): Promise<void> {
    const page = await this.#load(this.place);
    if (page) await this.#show(this.place, page, { anchor: anchorOf(this.place), scroll: 0, focus: true });
  }

  /** Shows another rendering of the same place, such as a translation. */
  async replace(page: Page, arrival: Arrival): Promise<void> {
    this.#trips += 1;
    await this.#show(this.place, page, arrival);
  }

  /** Takes up a history kept over a reload, before the window is drawn. */
  async resume(snapshot: HistorySnapshot): Promise<void> {
    this.history.restore(snapshot);
    const { place, scroll, search } = this.history.current;
    this.page = await this.#library.page(place);
    this.place = place;
    this.start = { anchor: null, scroll, focus: false };
    await this.prepare(search);
  }

  /** The window has been drawn for the first time. */
  attach(viewport: Viewport): void {
    this.viewport = viewport;
    this.#arrive(this.start);
    // The letters of another font may have moved everything.
    void viewport.settled().then(() => this.settle());
  }

  /** Arrives once more where the page has changed by itself, unless the reader has moved on. */
  settle(): void {
    const { place, arrival, stood } = this.#stand ?? {};
    if (arrival && place === this.place && this.viewport?.scrollTop() === stood) this.#arrive({ ...arrival, focus: false });
  }

  /** Notes scroll position and search on the current history entry. */
  remember(): void {
    this.history.leave({ scroll: this.viewport?.scrollTop() ?? 0, search: this.searchToKeep() });
  }

  /** Null when the reader has gone elsewhere meanwhile. */
  async #load(place: Place): Promise<Page | null> {
    const mine = (this.#trips += 1);
    if ((this.page.kind === "article" || this.page.kind === "finder") && samePage(place, this.place)) return this.page;
    const timer = setTimeout(() => (this.slow = mine === this.#trips), PATIENCE_MS);
    const page = await this.#library.page(place);
    clearTimeout(timer);
    if (mine !== this.#trips) return null;
    this.slow = false;
    return page;
  }

  async #show(place: Place, page: Page, arrival: Arrival): Promise<void> {
    this.slow = false;
    this.place = place;
    this.page = page;
    await tick();
    this.#arrive(arrival);
    this.onArrive();
  }

  #arrive(arrival: Arrival): void {
    this.viewport?.arrive(arrival);
    this.#stand = { place: this.place, arrival, stood: this.viewport?.scrollTop() ?? 0 };
  }
}

function anchorOf(place: Place): string | null {
  // The step that is asked now; at the first one the page is read from its top.
  if (place.kind === "finder") return place.at === 0 ? null : STEP_ANCHOR;
  if (place.kind === "settings") return place.group ? groupAnchor(place.group) : null;
  return place.kind === "article" ? place.anchor : null;
}
