import { describe, expect, it, vi } from "vitest";
import { RecentSearches } from "./recent.svelte";
import { StartList } from "./start.svelte";

const ARTICLES = [{ label: "Меня не слышно", article: "calls/no-sound" }];

function keeper(searches: string[] = []) {
  let list = searches;
  return {
    recentSearches: vi.fn(async () => list),
    rememberSearch: async (query: string) => (list = [query, ...list.filter((other) => other !== query)]),
    forgetSearches: async (query: string | null) => (list = query === null ? [] : list.filter((other) => other !== query)),
  };
}

function startList(searches: string[]) {
  const backend = keeper(searches);
  return { backend, start: new StartList(new RecentSearches(backend), () => ARTICLES) };
}

describe("RecentSearches", () => {
  it("is asked for once, and remembers without having been asked for", async () => {
    const backend = keeper(["sms"]);
    const recent = new RecentSearches(backend);
    await recent.remember(" звук ");
    expect(recent.list).toEqual(["звук", "sms"]);
    await recent.load();
    expect(backend.recentSearches).not.toHaveBeenCalled();
  });

  it("does without a history that cannot be read, and says when it cannot be changed", async () => {
    const fail = () => Promise.reject(new Error("locked"));
    const recent = new RecentSearches({ recentSearches: fail, rememberSearch: fail, forgetSearches: fail });
    await recent.load();
    await recent.remember("звук");
    expect(recent.list).toEqual([]);
    await expect(recent.forget(null)).rejects.toThrow("locked");
  });
});

describe("StartList", () => {
  it("is closed until it is opened, and offers searches before articles", async () => {
    const { start, backend } = startList(["звук", "sms"]);
    expect(start.isOpen).toBe(false);
    expect(backend.recentSearches).not.toHaveBeenCalled();
    await start.open("bar");
    expect(start.isOpenAt("bar")).toBe(true);
    expect(start.isOpenAt("home")).toBe(false);
    start.move(1);
    expect(start.chosen).toEqual({ kind: "search", query: "звук" });
    start.move(-1);
    expect(start.chosen).toEqual({ kind: "article", link: ARTICLES[0] });
    start.close();
    expect([start.isOpen, start.chosen]).toEqual([false, null]);
  });

  it("does not repeat the articles of the home page, and shows nothing rather than an empty list", async () => {
    const { start } = startList([]);
    await start.open("home");
    expect([start.isOpen, start.options]).toEqual([false, []]);
    await start.open("bar");
    expect(start.options).toHaveLength(1);
  });

  it("shows a few searches only", async () => {
    const { start } = startList(Array.from({ length: 20 }, (_, number) => `query ${number}`));
    await start.open("home");
    expect(start.options).toHaveLength(6);
  });

  it("stays in the list when a search is forgotten", async () => {
    const { start } = startList(["звук", "sms"]);
    await start.open("home");
    start.move(-1);
    await start.forget("sms");
    expect(start.chosen).toEqual({ kind: "search", query: "звук" });
    await start.forget(null);
    expect([start.isOpen, start.active]).toEqual([false, -1]);
  });
});
