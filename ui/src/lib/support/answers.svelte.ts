// Articles that may answer the subject of a request while it is typed. Nothing leaves the computer for that.
import type { SearchRequest, SearchResponse } from "../api";

const PAUSE_MS = 250;
const LIMIT = 3;
const SHORTEST = 3;
/** What is longer is no question any more. */
const LONGEST = 200;

export interface Answer {
  id: string;
  title: string;
}

export class Answers {
  list = $state.raw<Answer[]>([]);
  #ask: (request: SearchRequest) => Promise<SearchResponse>;
  #questions = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (request: SearchRequest) => Promise<SearchResponse>) {
    this.#ask = ask;
  }

  /** What was found before stays until there is something newer. */
  typed(subject: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(subject), PAUSE_MS);
  }

  async look(subject: string): Promise<void> {
    const query = subject.trim().slice(0, LONGEST);
    const mine = (this.#questions += 1);
    if (query.length < SHORTEST) {
      this.list = [];
      return;
    }
    try {
      const { hits } = await this.#ask({ query, limit: LIMIT, exact: false, filters: {} });
      if (mine !== this.#questions) return;
      this.list = hits.slice(0, LIMIT).map(({ id, title }) => ({ id, title: title.map(({ text }) => text).join("") }));
    } catch {
      // A draft can be written without them.
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#questions += 1;
  }
}
