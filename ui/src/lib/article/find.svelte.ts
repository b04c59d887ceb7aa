// "Find on this page": the matches of a text and the one the reader stands at.
import { setHighlight } from "./highlights";
import { findText } from "./matches";
import { reveal } from "./reveal";

export class FindSession {
  open = $state(false);
  query = $state("");
  count = $state(0);
  /** Position of the current match, -1 without matches. */
  index = $state(-1);

  #ranges: Range[] = [];
  #root: () => Element | null;
  #show: (range: Range) => void;

  /** `root` is the page to search, `show` scrolls to a match. */
  constructor(root: () => Element | null, show: (range: Range) => void) {
    this.#root = root;
    this.#show = show;
  }

  search(query: string): void {
    this.query = query;
    const root = this.#root();
    this.#ranges = root ? findText(root, query) : [];
    this.count = this.#ranges.length;
    this.index = this.count > 0 ? 0 : -1;
    setHighlight("find", this.#ranges);
    this.#stand();
  }

  /** The page has changed below the open bar: the same text is found again, without moving. */
  again(): void {
    const root = this.#root();
    this.#ranges = root && this.open ? findText(root, this.query) : [];
    this.count = this.#ranges.length;
    this.index = -1;
    setHighlight("find", this.#ranges);
    setHighlight("find-current", []);
  }

  step(steps: 1 | -1): void {
    if (this.count === 0) return;
    if (this.index < 0) this.index = steps === 1 ? 0 : this.count - 1;
    else this.index = (this.index + steps + this.count) % this.count;
    this.#stand();
  }

  close(): void {
    this.open = false;
    this.#ranges = [];
    this.count = 0;
    this.index = -1;
    setHighlight("find", []);
    setHighlight("find-current", []);
  }

  #stand(): void {
    const range = this.#ranges[this.index];
    setHighlight("find-current", range ? [range] : []);
    if (!range) return;
    if (range.startContainer.parentElement) reveal(range.startContainer.parentElement);
    this.#show(range);
  }
}
