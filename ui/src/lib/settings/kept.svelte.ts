// What is kept on this computer, and forgetting it. The window forgets with the program.
import type { Backend, KeptEntry, KeptKind } from "../api";

/** What is never forgotten together with the rest: somebody has written it. */
const WRITTEN: KeptKind[] = ["drafts", "requests"];

export class KeptThings {
  entries = $state.raw<KeptEntry[]>([]);
  failed = $state(false);
  #backend: Pick<Backend, "getKept" | "forgetKept">;
  #forgotten: (kinds: KeptKind[]) => Promise<unknown>;

  /** `forgotten` is told what is gone, so that the window does not show it any more. */
  constructor(backend: Pick<Backend, "getKept" | "forgetKept">, forgotten: (kinds: KeptKind[]) => Promise<unknown>) {
    this.#backend = backend;
    this.#forgotten = forgotten;
  }

  async load(): Promise<void> {
    try {
      this.entries = await this.#backend.getKept();
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  /** The kinds that one button forgets. */
  get together(): KeptKind[] {
    return this.entries.filter((entry) => !WRITTEN.includes(entry.kind) && canForget(entry)).map(({ kind }) => kind);
  }

  /** What was written and stays when the rest is forgotten. */
  get written(): KeptEntry[] {
    return this.entries.filter(({ kind, count }) => WRITTEN.includes(kind) && count > 0);
  }

  /** Rejects when it could not: the reader must know. What was forgotten until then is gone from the window too. */
  async forget(kinds: KeptKind[]): Promise<void> {
    try {
      this.entries = await this.#backend.forgetKept(kinds);
    } catch (error) {
      await this.load();
      throw error;
    } finally {
      await this.#forgotten(kinds);
    }
  }
}

export function canForget({ count, staying }: KeptEntry): boolean {
  return count > staying;
}
