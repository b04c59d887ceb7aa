// The window's own back and forward, with scroll positions. The web view's history stays empty,
// so that its gestures cannot leave the page.
import type { Question } from "../search/session.svelte";
import { type Place, samePlace } from "./places";

export interface Entry {
  place: Place;
  scroll: number;
  /** The search that was over the page when the reader left it. */
  search: Question | null;
}

export interface HistorySnapshot {
  entries: Entry[];
  index: number;
}

const LIMIT = 100;

export class History {
  #entries = $state.raw<Entry[]>([]);
  #index = $state(0);

  constructor(start: Place) {
    this.#entries = [{ place: start, scroll: 0, search: null }];
  }

  get current(): Entry {
    return this.#entries[this.#index] as Entry;
  }

  get canGoBack(): boolean {
    return this.#index > 0;
  }

  get canGoForward(): boolean {
    return this.#index < this.#entries.length - 1;
  }

  /** Remembers what the reader leaves behind on the current entry. */
  leave(left: Partial<Omit<Entry, "place">>): void {
    this.#entries = this.#entries.with(this.#index, { ...this.current, ...left });
  }

  /** Goes on to a place and forgets the way forward; the place already shown makes no new entry. */
  push(place: Place): void {
    if (samePlace(place, this.current.place)) return;
    const kept = this.#entries.slice(0, this.#index + 1).slice(1 - LIMIT);
    this.#entries = [...kept, { place, scroll: 0, search: null }];
    this.#index = this.#entries.length - 1;
  }

  /** The entry that many steps away, without going there. */
  peek(steps: -1 | 1): Entry | null {
    return this.#entries[this.#index + steps] ?? null;
  }

  move(steps: -1 | 1): void {
    if (this.peek(steps)) this.#index += steps;
  }

  /** Drops a place that is no more, unless it is the one shown. What it stood between may be the same page now. */
  forget(place: Place): void {
    const current = this.current;
    const left = this.#entries.filter((entry) => entry === current || !samePlace(entry.place, place));
    const isLike = (entry: Entry, other: Entry | undefined) => other !== undefined && samePlace(entry.place, other.place);
    this.#entries = left.filter((entry, at) => {
      if (entry === current) return true;
      return !isLike(entry, left[at - 1]) && !(left[at + 1] === current && isLike(entry, current));
    });
    this.#index = this.#entries.indexOf(current);
  }

  snapshot(): HistorySnapshot {
    return { entries: this.#entries, index: this.#index };
  }

  restore(snapshot: HistorySnapshot): void {
    if (!snapshot.entries[snapshot.index]) return;
    this.#entries = snapshot.entries;
    this.#index = snapshot.index;
  }
}
