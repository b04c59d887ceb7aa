import type { Backend, Bookmark, Language } from "../api";

export class Bookmarks {
  list = $state.raw<Bookmark[]>([]);
  #backend: Pick<Backend, "setBookmark" | "listBookmarks">;

  constructor(list: Bookmark[], backend: Pick<Backend, "setBookmark" | "listBookmarks">) {
    this.list = list;
    this.#backend = backend;
  }

  has(id: string): boolean {
    return this.list.some((bookmark) => bookmark.id === id);
  }

  async load(language: Language): Promise<void> {
    this.list = await this.#backend.listBookmarks(language);
  }

  /** Sets or takes away a bookmark; says whether the article has one now. Rejects when it could not be saved. */
  async toggle(id: string): Promise<boolean> {
    this.list = await this.#backend.setBookmark(id, !this.has(id));
    return this.has(id);
  }
}
