import type { Backend, Bookmark } from "../api";

export class Bookmarks {
  list = $state.raw<Bookmark[]>([]);
  #backend: Pick<Backend, "setBookmark">;

  constructor(list: Bookmark[], backend: Pick<Backend, "setBookmark">) {
    this.list = list;
    this.#backend = backend;
  }

  has(id: string): boolean {
    return this.list.some((bookmark) => bookmark.id === id);
  }

  /** Sets or takes away a bookmark; says whether the article has one now. Rejects when it could not be saved. */
  async toggle(id: string): Promise<boolean> {
    this.list = await this.#backend.setBookmark(id, !this.has(id));
    return this.has(id);
  }
}
