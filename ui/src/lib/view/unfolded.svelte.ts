import { SvelteSet } from "svelte/reactivity";

/** Which sections of the contents are unfolded. */
export class Unfolded {
  #ids = new SvelteSet<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  open(id: string): void {
    this.#ids.add(id);
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }
}
