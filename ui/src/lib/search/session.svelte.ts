// The reader's search: what is typed, how it is to be understood and narrowed down, the newest answer, and which
// option is chosen. Asks on every keystroke; an answer that is overtaken by a newer question is dropped.
import type { Hit, SearchFilters, SearchRequest, SearchResponse } from "../api";
import { stepIn } from "../step";

export type Ask = (request: SearchRequest) => Promise<SearchResponse>;

/** A question as the reader put it. */
export type Question = Omit<SearchRequest, "limit">;

export type FilterName = keyof SearchFilters;

/** One line of the list: an article found, or the best section of it. */
export interface Option {
  hit: Hit;
  anchor: string | null;
}

const LIMIT = 30;

export class SearchSession {
  /** The text of the field. */
  query = $state("");
  /** Exactly what was typed is searched for; until the text changes. */
  exact = $state(false);
  /** What the results are narrowed down to; until the text is cleared. */
  filters = $state.raw<SearchFilters>({});
  /** The results take the place of the page. */
  open = $state(false);
  response = $state.raw<SearchResponse | null>(null);
  failed = $state(false);
  /** Position in `options`, -1 while none is chosen. */
  active = $state(-1);
  options = $derived<Option[]>(optionsOf(this.response));
  narrowed = $derived(Object.keys(this.filters).length > 0);

  #ask: Ask;
  #asTyped: () => boolean;
  #asked = 0;

  /** `asTyped` says whether the reader wants nothing corrected unless asked. */
  constructor(ask: Ask, asTyped: () => boolean = () => false) {
    this.#ask = ask;
    this.#asTyped = asTyped;
  }

  /** The text has changed under the reader's hands. */
  async type(text: string): Promise<void> {
    if (text.trim() === "") {
      this.clear();
      // Blanks alone are no question, but they are the field's text.
      this.query = text;
      return;
    }
    if (text !== this.query) this.exact = this.#asTyped();
    this.query = text;
    await this.#run();
  }

  /** Puts a whole question, such as one that the reader comes back to. */
  async put(question: Question): Promise<void> {
    this.query = question.query;
    this.exact = question.exact;
    this.filters = question.filters;
    await this.#run();
  }

  get question(): Question {
    return { query: this.query, exact: this.exact, filters: this.filters };
  }

  /** What was searched for: the text, or what it was corrected to. */
  get understood(): string {
    return this.response?.corrected ?? this.query;
  }

  /** Whether there is a correction to take back, or one that was taken back. */
  get canChangeReading(): boolean {
    return this.open && (this.exact || this.response?.corrected != null);
  }

  /** From the corrected query to exactly what was typed, and back. */
  async changeReading(): Promise<void> {
    if (!this.canChangeReading) return;
    this.exact = !this.exact;
    await this.#run();
  }

  /** Takes what may have been meant. */
  async takeSuggestion(): Promise<void> {
    const suggestion = this.open ? this.response?.suggestion : null;
    if (suggestion) await this.type(suggestion);
  }

  /** Narrows the results down to a value, or with null no longer. */
  async filter<Name extends FilterName>(name: Name, value: SearchFilters[Name] | null): Promise<void> {
    const { [name]: _, ...others } = this.filters;
    this.filters = value === null || value === undefined ? others : { ...others, [name]: value };
    await this.#run();
  }

  async resetFilters(): Promise<void> {
    this.filters = {};
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
    this.exact = false;
    this.filters = {};
    this.response = null;
    this.failed = false;
  }

  /** Moves the choice up or down, round the ends; from none, to the first or the last. */
  move(step: 1 | -1): void {
    this.active = stepIn(this.options.length, this.active, step);
  }

  get chosen(): Option | null {
    return this.options[this.active] ?? null;
  }

  async #run(): Promise<void> {
    const mine = (this.#asked += 1);
    const { question } = this;
    this.active = -1;
    try {
      const response = await this.#ask({ ...question, limit: LIMIT });
      if (mine !== this.#asked) return;
      // The backend may trim what it echoes; the field's text is what this answer belongs to.
      this.response = { ...response, query: question.query };
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
