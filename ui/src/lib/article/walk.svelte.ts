// Places of a page that are coloured, counted and stepped through.
import { stepIn } from "../step";
import { type HighlightName, setHighlight } from "./highlights";
import { reveal } from "./reveal";

export class Walk {
  count = $state(0);
  /** Position of the current place, -1 while the reader stands at none. */
  index = $state(-1);

  #ranges: Range[] = [];
  #all: HighlightName;
  #current: HighlightName;
  #show: (range: Range) => void;

  /** The names of the colours for all places and for the current one; `show` scrolls to a place. */
  constructor(all: HighlightName, current: HighlightName, show: (range: Range) => void) {
    this.#all = all;
    this.#current = current;
    this.#show = show;
  }

  /** Colours other places, and stands at none of them. */
  put(ranges: Range[]): void {
    this.#ranges = ranges;
    this.count = ranges.length;
    this.index = -1;
    setHighlight(this.#all, ranges);
    setHighlight(this.#current, []);
  }

  /** Goes on; from none, to the nearest place that `isPassed` does not exclude, or to the last. */
  step(steps: 1 | -1, isPassed: (range: Range) => boolean = () => false): void {
    if (this.count === 0) return;
    const first = this.index < 0 ? this.#ranges.findIndex((range) => !isPassed(range)) : -1;
    if (first < 0) this.stand(stepIn(this.count, this.index, steps));
    else this.stand(steps === 1 ? first : (first - 1 + this.count) % this.count);
  }

  stand(index: number): void {
    const range = this.#ranges[index];
    if (!range) return;
    this.index = index;
    setHighlight(this.#current, [range]);
    if (range.startContainer.parentElement) reveal(range.startContainer.parentElement);
    this.#show(range);
  }
}
