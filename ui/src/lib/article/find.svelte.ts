// "Find on this page": the matches of a text and the one the reader stands at.
import { findText } from "./matches";
import { Walk } from "./walk.svelte";

export class FindSession {
  open = $state(false);
  query = $state("");

  #walk: Walk;
  #root: () => Element | null;

  /** `root` is the page to search, `show` scrolls to a match. */
  constructor(root: () => Element | null, show: (range: Range) => void) {
    this.#root = root;
    this.#walk = new Walk("find", "find-current", show);
  }

  get count(): number {
    return this.#walk.count;
  }

  /** Position of the current match, -1 without one. */
  get index(): number {
    return this.#walk.index;
  }

  search(query: string): void {
    this.query = query;
    const root = this.#root();
    this.#walk.put(root ? findText(root, query) : []);
    this.#walk.stand(0);
  }

  /** The page has changed below the open bar: the same text is found again, without moving. */
  again(): void {
    const root = this.#root();
    this.#walk.put(root && this.open ? findText(root, this.query) : []);
  }

  step(steps: 1 | -1): void {
    this.#walk.step(steps);
  }

  close(): void {
    this.open = false;
    this.#walk.put([]);
  }
}
