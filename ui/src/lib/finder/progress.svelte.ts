// How far the reader is in each problem finder. The program keeps it, so that it survives a restart.
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { Backend, FinderChoice, FinderProgress, FinderView } from "../api";
import { fitting, moved, NOTHING, ticked } from "./way";

export class FinderProgresses {
  #known = new SvelteMap<string, FinderProgress>();
  /** Finders whose trouble is solved: they begin anew when they are opened again. */
  #solved = new SvelteSet<string>();
  #backend: Pick<Backend, "keepFinderProgress">;
  #failed: () => void;

  /** `failed` is told when the progress could not be kept; it still holds until the window closes. */
  constructor(backend: Pick<Backend, "keepFinderProgress">, failed: () => void) {
    this.#backend = backend;
    this.#failed = failed;
  }

  of(id: string): FinderProgress {
    return this.#known.get(id) ?? NOTHING;
  }

  /** Knows what the program kept, unless it knows better. Every finder that is shown passes here. */
  adopt({ finder, progress }: FinderView): void {
    this.#known.set(finder.id, fitting(finder, this.#known.get(finder.id) ?? progress));
  }

  /** Takes up a finder where it was left, a solved one from its beginning; gives the number of moves made. */
  resume(view: FinderView): number {
    const { id } = view.finder;
    if (this.#solved.delete(id)) this.#known.set(id, NOTHING);
    this.adopt(view);
    return this.of(id).way.length;
  }

  move(id: string, at: number, move: FinderChoice): void {
    this.#change(id, moved(this.of(id), at, move));
  }

  tick(id: string, step: string, tick: number, done: boolean): void {
    this.#change(id, ticked(this.of(id), step, tick, done));
  }

  restart(id: string): void {
    this.#solved.delete(id);
    this.#change(id, NOTHING);
  }

  /** It helped. What was done can still be looked at by going back, until the finder is opened anew. */
  solve(id: string): void {
    this.#solved.add(id);
    this.#keep(id, NOTHING);
  }

  /** The program has forgotten all of it. */
  forget(): void {
    this.#known.clear();
    this.#solved.clear();
  }

  #change(id: string, progress: FinderProgress): void {
    this.#known.set(id, progress);
    this.#keep(id, progress);
  }

  #keep(id: string, progress: FinderProgress): void {
    this.#backend.keepFinderProgress(id, progress).catch(() => this.#failed());
  }
}
