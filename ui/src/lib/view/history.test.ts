import { describe, expect, it } from "vitest";
import { History } from "./history.svelte";
import { articlePlace, HOME } from "./places";

describe("History", () => {
  it("goes back and forward with scroll positions and the search left behind", () => {
    const history = new History(HOME);
    const search = { query: "пуш", exact: false, filters: { platform: "android" } } as const;
    history.leave({ scroll: 120, search });
    history.push(articlePlace("a/b"));
    expect(history.canGoBack).toBe(true);
    expect(history.peek(-1)).toEqual({ place: HOME, scroll: 120, search });
    history.move(-1);
    expect(history.current.place).toEqual(HOME);
    expect(history.canGoForward).toBe(true);
    history.move(1);
    expect(history.current.place).toEqual(articlePlace("a/b"));
  });

  it("forgets the way forward after a new place", () => {
    const history = new History(HOME);
    history.push(articlePlace("a/b"));
    history.move(-1);
    history.push(articlePlace("c/d"));
    expect(history.canGoForward).toBe(false);
    expect(history.peek(-1)?.place).toEqual(HOME);
  });

  it("makes no entry for the place already shown, but one for another heading", () => {
    const history = new History(articlePlace("a/b"));
    history.push(articlePlace("a/b"));
    expect(history.canGoBack).toBe(false);
    history.push(articlePlace("a/b", "steps"));
    expect(history.canGoBack).toBe(true);
  });

  it("does not go beyond its ends", () => {
    const history = new History(HOME);
    history.move(-1);
    history.move(1);
    expect(history.current.place).toEqual(HOME);
  });

  it("keeps the newest hundred", () => {
    const history = new History(HOME);
    for (let i = 0; i < 150; i += 1) history.push(articlePlace(`a/${i}`));
    expect(history.snapshot().entries).toHaveLength(100);
    expect(history.current.place).toEqual(articlePlace("a/149"));
  });

  it("survives a reload, and refuses nonsense", () => {
    const history = new History(HOME);
    history.push(articlePlace("a/b"));
    const copy = new History(HOME);
    copy.restore(JSON.parse(JSON.stringify(history.snapshot())));
    expect(copy.current.place).toEqual(articlePlace("a/b"));
    copy.restore({ entries: [], index: 3 });
    expect(copy.current.place).toEqual(articlePlace("a/b"));
  });

  it("forgets a place that is no more, and does not show one page twice for it", () => {
    const history = new History(HOME);
    const support = { kind: "support" } as const;
    const draft = { kind: "draft", id: 5 } as const;
    for (const place of [support, draft, articlePlace("a/b"), draft, support]) history.push(place);
    history.forget(draft);
    expect(history.snapshot().entries.map(({ place }) => place)).toEqual([HOME, support, articlePlace("a/b"), support]);
    expect(history.current.place).toEqual(support);
    history.push(draft);
    history.push(support);
    history.forget(draft);
    expect(history.snapshot().entries.map(({ place }) => place)).toEqual([HOME, support, articlePlace("a/b"), support]);
    expect([history.current.place, history.canGoForward]).toEqual([support, false]);
  });
});
