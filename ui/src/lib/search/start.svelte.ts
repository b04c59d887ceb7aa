// What an empty search field offers when it is asked: recent searches, and the answers most readers need.
import type { LabelledLink } from "../api";
import { stepIn } from "../step";
import type { RecentSearches } from "./recent.svelte";

/** The field under which the list is shown: the one of the window, or the one of the home page. */
export type FieldName = "bar" | "home";

export type StartOption = { kind: "search"; query: string } | { kind: "article"; link: LabelledLink };

/** More would hide the articles. */
const SHOWN = 6;

export class StartList {
  openAt = $state<FieldName | null>(null);
  /** Position in `options`, -1 while none is chosen. */
  active = $state(-1);
  searches = $derived.by(() => this.recent.list.slice(0, SHOWN));
  /** The home page shows its articles under the field anyway. */
  articles = $derived.by(() => (this.openAt === "home" ? [] : this.#articles()));
  options = $derived.by((): StartOption[] => [
    ...this.searches.map((query): StartOption => ({ kind: "search", query })),
    ...this.articles.map((link): StartOption => ({ kind: "article", link })),
  ]);

  readonly recent: RecentSearches;
  #articles: () => LabelledLink[];

  constructor(recent: RecentSearches, articles: () => LabelledLink[]) {
    this.recent = recent;
    this.#articles = articles;
  }

  get isOpen(): boolean {
    return this.openAt !== null && this.options.length > 0;
  }

  /** Whether there is something to show below this field. */
  isOpenAt(field: FieldName): boolean {
    return this.openAt === field && this.options.length > 0;
  }

  async open(field: FieldName): Promise<void> {
    if (this.openAt === field) return;
    this.active = -1;
    this.openAt = field;
    await this.recent.load();
  }

  close(): void {
    this.openAt = null;
    this.active = -1;
  }

  /** Moves the choice up or down, round the ends; from none, to the first or the last. */
  move(step: 1 | -1): void {
    this.active = stepIn(this.options.length, this.active, step);
  }

  get chosen(): StartOption | null {
    return this.options[this.active] ?? null;
  }

  /** Forgets a search and stays where the reader was in the list. */
  async forget(query: string | null): Promise<void> {
    await this.recent.forget(query);
    this.active = Math.min(this.active, this.options.length - 1);
  }
}
