// The table of policies: what is in it, and what of it is asked for.
import { type Backend, isAppError, type Language, type PolicyEntry, type PolicyView, type SettingAdvice } from "../api";
import { finds, isSet } from "./rows";

export class PolicyTable {
  query = $state("");
  onlySet = $state(false);
  /** The organisation hides the page, or the table could not be loaded. */
  failed = $state<"hidden" | "failed" | null>(null);
  #views = $state.raw<Record<Language, PolicyView> | null>(null);
  #backend: Pick<Backend, "getPolicy">;

  constructor(backend: Pick<Backend, "getPolicy">) {
    this.#backend = backend;
  }

  /** Never rejects: what went wrong is said on the page. */
  async load(): Promise<void> {
    try {
      const [ru, en] = await Promise.all([this.#backend.getPolicy("ru"), this.#backend.getPolicy("en")]);
      this.#views = { ru, en };
      this.failed = null;
    } catch (error) {
      this.failed = isAppError(error) && error.code === "not_found" ? "hidden" : "failed";
    }
  }

  /** All of it in a language; null until it is loaded. */
  view(language: Language): PolicyView | null {
    return this.#views?.[language] ?? null;
  }

  /** The rows that are asked for, in a language; they are searched in both. */
  rows(language: Language, recommended: SettingAdvice[]): PolicyEntry[] {
    const views = this.#views;
    if (!views) return [];
    const versions = ({ key }: PolicyEntry) => Object.values(views).flatMap(({ entries }) => entries.filter((entry) => entry.key === key));
    return views[language].entries.filter(
      (entry) => (!this.onlySet || isSet(entry, recommended)) && finds(this.query, versions(entry)),
    );
  }
}
