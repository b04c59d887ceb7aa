// What the reader searched for lately, as the program keeps it. Asked for when it is first needed.
import type { Backend } from "../api";

type Keeper = Pick<Backend, "recentSearches" | "rememberSearch" | "forgetSearches">;

export class RecentSearches {
  /** Newest first. */
  list = $state.raw<string[]>([]);
  #backend: Keeper;
  #loaded = false;

  constructor(backend: Keeper) {
    this.#backend = backend;
  }

  /** Without the history there is less to offer: that is no reason to disturb the reader. */
  async load(): Promise<void> {
    if (this.#loaded) return;
    await this.#take(() => this.#backend.recentSearches()).catch(() => {});
  }

  /** After the program has forgotten them by itself. */
  async reload(): Promise<void> {
    this.#loaded = false;
    await this.load();
  }

  async remember(query: string): Promise<void> {
    if (query.trim() !== "") await this.#take(() => this.#backend.rememberSearch(query.trim())).catch(() => {});
  }

  /** Forgets one search, or with null all of them. Rejects when it could not: the reader must know. */
  forget(query: string | null): Promise<void> {
    return this.#take(() => this.#backend.forgetSearches(query));
  }

  async #take(ask: () => Promise<string[]>): Promise<void> {
    this.list = await ask();
    this.#loaded = true;
  }
}
