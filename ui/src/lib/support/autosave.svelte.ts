// Saves what is typed a moment after the last change, and while somebody types without a pause; a save that fails is tried
// again until it succeeds.
import { isAppError } from "../api";

const PAUSE_MS = 600;
/** Nothing typed is unsaved for longer, however fast the next key comes. */
const LONGEST_PAUSE_MS = 1200;
const RETRY_MS = 3000;
const LONGEST_RETRY_MS = 30_000;

export type SaveState = "untouched" | "changed" | "saving" | "saved" | "failed";
export type SaveTrouble = "disk-full" | "other";

export class Autosave {
  state = $state<SaveState>("untouched");
  /** Why the last save failed. */
  trouble = $state<SaveTrouble>("other");
  #save: () => Promise<unknown>;
  #changes = 0;
  #saved = 0;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the oldest change was made that no save has begun to take along. */
  #oldest: number | null = null;
  #running: Promise<boolean> | null = null;
  #stopped = false;

  /** `save` takes the values as they are when it is called. */
  constructor(save: () => Promise<unknown>) {
    this.#save = save;
  }

  get pending(): boolean {
    return this.#changes !== this.#saved;
  }

  changed(): void {
    if (this.#stopped) return;
    this.#changes += 1;
    if (this.state !== "failed") this.state = "changed";
    this.#oldest ??= performance.now();
    this.#in(Math.max(0, Math.min(PAUSE_MS, this.#oldest + LONGEST_PAUSE_MS - performance.now())));
  }

  /** Saves now what is not saved yet; says whether everything is. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#running) {
      await this.#running;
      clearTimeout(this.#timer);
    }
    if (!this.pending || this.#stopped) return true;
    return (this.#running ??= this.#attempt().finally(() => (this.#running = null)));
  }

  /** There is nothing to save any more. Ends when nothing is being written either. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** What was stopped goes on: the reason for stopping did not come true. */
  resume(): void {
    this.#stopped = false;
    if (this.pending) this.#in(PAUSE_MS);
  }

  async #attempt(): Promise<boolean> {
    const changes = this.#changes;
    this.#oldest = null;
    if (this.state !== "failed") this.state = "saving";
    try {
      await this.#save();
      this.#saved = changes;
      this.#failures = 0;
      this.state = this.pending ? "changed" : "saved";
      if (this.pending && !this.#stopped) this.#in(PAUSE_MS);
      return !this.pending;
    } catch (error) {
      this.state = "failed";
      this.trouble = isAppError(error) && error.code === "disk_full" ? "disk-full" : "other";
      this.#in(Math.min(RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS));
      this.#failures += 1;
      return false;
    }
  }

  #in(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }
}
