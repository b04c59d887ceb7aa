import { describe, expect, it, vi } from "vitest";
import type { ArticleView, Corpus } from "../api";
import { articlePlace, HOME } from "../view/places";
import { Library } from "./library.svelte";
import { Navigator } from "./navigator.svelte";

const never = new Promise<never>(() => {});
const CORPUS: Corpus = {
  toc: { language: "ru", sections: [] },
  finders: [],
  home: { title: "", description: "", html: "", quick: [], support: [] },
  languages: ["ru"],
  contacts: null,
};

function article(id: string): ArticleView {
  const rest = { sectionId: "s", sectionTitle: "S", audience: [], platforms: [], updated: null, html: "", outline: [] };
  const links = { previous: null, next: null, related: [], address: `express-help://article/${id}` };
  return { id, language: "ru", title: id, description: "", ...rest, ...links };
}

/** A reader on the home page; articles arrive when they are let through. */
function reader() {
  const waiting = new Map<string, (article: ArticleView) => void>();
  const getArticle = vi.fn((_language: string, id: string) => {
    if (id.startsWith("no/")) return Promise.reject({ code: "not_found", message: "no", details: null });
    if (id.startsWith("bad/")) return Promise.reject({ code: "pack", message: "broken", details: "hash" });
    return new Promise<ArticleView>((resolve) => waiting.set(id, resolve));
  });
  const library = new Library(CORPUS, { getArticle, getFinder: () => never, getDraft: () => never, getCorpus: () => Promise.resolve(CORPUS) });
  const navigator = new Navigator(library, HOME, { kind: "home" });
  const arrive = vi.fn();
  let scroll = 0;
  navigator.attach({ scrollTop: () => scroll, arrive, settled: () => never });
  const visit = async (id: string) => {
    const trip = navigator.go(articlePlace(id));
    waiting.get(id)?.(article(id));
    await trip;
  };
  return { navigator, arrive, getArticle, waiting, visit, scrollTo: (top: number) => (scroll = top) };
}

describe("Navigator", () => {
  it("keeps the old page until the new one is there", async () => {
    const { navigator, waiting } = reader();
    const trip = navigator.go(articlePlace("a/b"));
    expect(navigator.page.kind).toBe("home");
    waiting.get("a/b")?.(article("a/b"));
    await trip;
    expect(navigator.page).toMatchObject({ kind: "article", article: { id: "a/b" } });
  });

  it("drops a page that the reader has left behind while it was loading", async () => {
    const { navigator, waiting } = reader();
    const slow = navigator.go(articlePlace("a/slow"));
    const quick = navigator.go(articlePlace("a/quick"));
    waiting.get("a/quick")?.(article("a/quick"));
    await quick;
    waiting.get("a/slow")?.(article("a/slow"));
    await slow;
    expect(navigator.page).toMatchObject({ article: { id: "a/quick" } });
    expect(navigator.history.snapshot().entries).toHaveLength(2);
  });

  it("returns to the scroll position, without asking for the article again", async () => {
    const { navigator, arrive, getArticle, visit, scrollTo } = reader();
    await visit("a/b");
    scrollTo(320);
    await visit("c/d");
    await navigator.step(-1);
    expect(arrive).toHaveBeenLastCalledWith({ anchor: null, scroll: 320, focus: true });
    expect(getArticle).toHaveBeenCalledTimes(2);
  });

  it("only moves when the next place is a heading of the same article", async () => {
    const { navigator, arrive, getArticle, visit } = reader();
    await visit("a/b");
    await navigator.go(articlePlace("a/b", "steps"));
    expect(arrive).toHaveBeenLastCalledWith({ anchor: "steps", scroll: 0, focus: true });
    expect(getArticle).toHaveBeenCalledOnce();
    expect(navigator.history.canGoBack).toBe(true);
  });

  it("shows what went wrong as a page", async () => {
    const { navigator } = reader();
    await navigator.go(articlePlace("no/such"));
    expect(navigator.page).toEqual({ kind: "missing", what: "article" });
    await navigator.go(articlePlace("bad/pack"));
    expect(navigator.page).toEqual({ kind: "failed", message: "broken", details: "hash" });
  });

  it("takes up the place kept over a reload", async () => {
    const { navigator, arrive } = reader();
    await navigator.resume({ entries: [{ place: { kind: "settings" }, scroll: 40, search: null }], index: 0 });
    navigator.attach({ scrollTop: () => 0, arrive, settled: () => never });
    expect(navigator.page.kind).toBe("settings");
    expect(arrive).toHaveBeenLastCalledWith({ anchor: null, scroll: 40, focus: false });
  });
});
