// The reader's search: what is typed, the newest answer, and which option is chosen.
// Asks on every keystroke; an answer that is overtaken by a newer question is dropped.
import type { Hit, SearchResponse } from "../api";

export type Ask = (query: string, limit: number) => Promise<SearchResponse>;

/** One line of the list: an article found, or the best section of it. */
export interface Option {
  hit: Hit;
  anchor: string | null;
}

const LIMIT = 30;

export class SearchSession {
  /** The text of the field. */
  query = $state("");
  /** The results take the place of the page. */
  open = $state(false);
  response = $state.raw<SearchResponse | null>(null);
  failed = $state(false);
  /** Position in `options`, -1 while none is chosen. */
  active = $state(-1);
  options = $derived<Option[]>(optionsOf(this.response));

  #ask: Ask;
  #asked = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The text has changed under the reader's hands. */
  async type(text: string): Promise<void> {
    this.query = text;
    this.active = -1;
    if (text.trim() === "") {
      this.close();
      this.response = null;
      return;
    }
    await this.#run();
  }

  /** Shows the results of the text that is already there. */
  async show(): Promise<void> {
    if (this.query.trim() === "") return;
    if (this.response?.query === this.query) this.open = true;
    else await this.#run();
  }

  /** Asks again, because the language has changed or the question had failed. */
  async refresh(): Promise<void> {
    this.response = null;
    if (this.open) await this.#run();
  }

  /** Brings the page back; the text stays, to be refined. */
  close(): void {
    this.#asked += 1;
    this.open = false;
    this.active = -1;
  }

  clear(): void {
    this.close();
    this.query = "";
    this.response = null;
    this.failed = false;
  }

  /** Moves the choice up or down, round the ends; from none, to the first or the last. */
  move(step: 1 | -1): void {
    const count = this.options.length;
    if (count === 0) return;
    if (this.active < 0) this.active = step === 1 ? 0 : count - 1;
    else this.active = (this.active + step + count) % count;
  }

  get chosen(): Option | null {
    return this.options[this.active] ?? null;
  }

  async #run(): Promise<void> {
    const mine = (this.#asked += 1);
    const query = this.query;
    try {
      const response = await this.#ask(query, LIMIT);
      if (mine !== this.#asked) return;
      // The backend may trim what it echoes; the field's text is what this answer belongs to.
      this.response = { ...response, query };
      this.failed = false;
    } catch {
      if (mine !== this.#asked) return;
      this.response = null;
      this.failed = true;
    }
    this.open = true;
  }
}

export function optionsOf(response: SearchResponse | null): Option[] {
  return (response?.hits ?? []).flatMap((hit) => {
    const whole: Option = { hit, anchor: null };
    return hit.best ? [whole, { hit, anchor: hit.best.anchor }] : [whole];
  });
}

/** The words found in a hit, in lower case, to be highlighted in the opened article. */
export function foundWords(hit: Hit): string[] {
  const fragments = [...hit.title, ...hit.snippet, ...(hit.best?.title ?? [])];
  const words = fragments.filter((fragment) => fragment.hit).map((fragment) => fragment.text.trim().toLowerCase());
  return [...new Set(words)].filter((word) => word.length > 1);
}
