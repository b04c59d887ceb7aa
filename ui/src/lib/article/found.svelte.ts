// The words of a search in the article that it led to: coloured, counted, stepped through.
import { findWords } from "./matches";
import { Walk } from "./walk.svelte";

export class FoundWords {
  /** The article they belong to; null without any. */
  id = $state<string | null>(null);
  words = $state.raw<string[]>([]);

  #walk: Walk;
  #isAbove: (range: Range) => boolean;

  /** `isAbove` tells of a place that the reader has scrolled past, `show` scrolls to one. */
  constructor(isAbove: (range: Range) => boolean, show: (range: Range) => void) {
    this.#isAbove = isAbove;
    this.#walk = new Walk("found-words", "found-current", show);
  }

  get count(): number {
    return this.#walk.count;
  }

  /** Position of the current word, -1 before the first step. */
  get index(): number {
    return this.#walk.index;
  }

  begin(id: string, words: string[]): void {
    this.id = id;
    this.words = words;
  }

  /** Looks for the words in an article that has been drawn, or drawn anew. */
  mark(article: string, parts: Iterable<Element>): void {
    const ranges = article === this.id ? [...parts].flatMap((part) => findWords(part, this.words)) : [];
    this.#walk.put(ranges);
  }

  /** The first step leads to what follows the place where the reader is. */
  step(steps: 1 | -1): void {
    this.#walk.step(steps, this.#isAbove);
  }

  end(): void {
    this.id = null;
    this.words = [];
    this.#walk.put([]);
  }
}
