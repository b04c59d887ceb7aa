import { describe, expect, it } from "vitest";
import type { Hit, SearchRequest, SearchResponse } from "../api";
import { SearchSession } from "./session.svelte";

function hit(id: string, anchor: string | null = null): Hit {
  const best = anchor ? { anchor, title: [{ text: "Шаги", hit: false }] } : null;
  const title = [{ text: "Нет ", hit: false }, { text: "Уведомлений", hit: true }];
  const snippet = [{ text: "уведомлений", hit: true }, { text: " нет, ", hit: false }, { text: "push", hit: true }];
  return { id, title, sectionTitle: "Раздел", snippet, best, audience: ["user"], platforms: [] };
}

function answer(query: string, hits: Hit[]): SearchResponse {
  const filters = { audience: [], platform: [], section: [] };
  const reading = { corrected: null, suggestion: null, relaxed: false };
  return { query, ...reading, total: hits.length, hits, filters, sections: [], micros: 1 };
}

/** A backend that answers at once: Latin is corrected to Cyrillic, and «сервир» may have meant something else. */
function promptBackend() {
  const asked: SearchRequest[] = [];
  const session = new SearchSession((request) => {
    asked.push(request);
    const corrected = !request.exact && request.query === "ghbdtn" ? "привет" : null;
    const suggestion = request.query === "сервир" ? "сервер" : null;
    return Promise.resolve({ ...answer(request.query, [hit("a/a")]), corrected, suggestion });
  });
  return { session, asked };
}

/** A backend whose answers are given by hand, in any order. */
function manualBackend() {
  const waiting = new Map<string, { resolve(response: SearchResponse): void; reject(error: unknown): void }>();
  const session = new SearchSession(({ query }) => new Promise((resolve, reject) => waiting.set(query, { resolve, reject })));
  const settle = async () => {
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
  };
  return {
    session,
    async answer(query: string, hits: Hit[] = [hit(query)]) {
      waiting.get(query)?.resolve(answer(query, hits));
      await settle();
    },
    async fail(query: string) {
      waiting.get(query)?.reject({ code: "internal", message: "no", details: null });
      await settle();
    },
  };
}

describe("SearchSession", () => {
  it("drops answers that a newer question has overtaken", async () => {
    const { session, answer } = manualBackend();
    void session.type("п");
    void session.type("пу");
    await answer("пу");
    await answer("п");
    expect(session.response?.query).toBe("пу");
    expect(session.open).toBe(true);
  });

  it("keeps the older answer on screen until the newer one is there", async () => {
    const { session, answer } = manualBackend();
    void session.type("п");
    await answer("п");
    void session.type("пу");
    expect(session.response?.query).toBe("п");
  });

  it("does not open over the page after it was cleared", async () => {
    const { session, answer } = manualBackend();
    void session.type("п");
    session.clear();
    await answer("п");
    expect(session.open).toBe(false);
    expect(session.query).toBe("");
  });

  it("does not take failures of overtaken questions for its own", async () => {
    const { session, answer, fail } = manualBackend();
    void session.type("п");
    void session.type("пу");
    await fail("п");
    expect(session.failed).toBe(false);
    await answer("пу");
    expect(session.open).toBe(true);
  });

  it("says that a search failed, and recovers", async () => {
    const { session, answer, fail } = manualBackend();
    void session.type("п");
    await fail("п");
    expect([session.failed, session.open]).toEqual([true, true]);
    void session.type("пу");
    await answer("пу");
    expect(session.failed).toBe(false);
  });

  it("walks through articles and their best sections, round the ends", async () => {
    const { session, answer } = manualBackend();
    void session.type("п");
    await answer("п", [hit("a/a", "steps"), hit("b/b")]);
    expect(session.chosen).toBeNull();
    session.move(1);
    expect(session.chosen).toMatchObject({ hit: { id: "a/a" }, anchor: null });
    session.move(1);
    expect(session.chosen).toMatchObject({ hit: { id: "a/a" }, anchor: "steps" });
    session.move(1);
    session.move(1);
    expect(session.chosen).toMatchObject({ hit: { id: "a/a" }, anchor: null });
    session.move(-1);
    expect(session.chosen).toMatchObject({ hit: { id: "b/b" } });
  });

  it("closes when the text is deleted, and shows a kept text again without asking", async () => {
    const { session, answer } = manualBackend();
    void session.type("п");
    await answer("п");
    session.close();
    await session.show();
    expect(session.open).toBe(true);
    await session.type("  ");
    expect(session.open).toBe(false);
  });
});

describe("readings of a query", () => {
  it("takes a correction back and makes it again", async () => {
    const { session, asked } = promptBackend();
    await session.type("ghbdtn");
    expect([session.understood, session.canChangeReading]).toEqual(["привет", true]);
    await session.changeReading();
    expect(asked.at(-1)).toMatchObject({ query: "ghbdtn", exact: true });
    expect([session.understood, session.canChangeReading]).toEqual(["ghbdtn", true]);
    await session.changeReading();
    expect(session.understood).toBe("привет");
  });

  it("corrects again once the text has changed", async () => {
    const { session, asked } = promptBackend();
    await session.type("ghbdtn");
    await session.changeReading();
    await session.type("ghbdtn ");
    expect(asked.at(-1)).toMatchObject({ query: "ghbdtn ", exact: false });
  });

  it("has nothing to take back where nothing was corrected", async () => {
    const { session, asked } = promptBackend();
    await session.type("звук");
    await session.changeReading();
    await session.takeSuggestion();
    expect(asked).toHaveLength(1);
    expect(session.exact).toBe(false);
  });

  it("takes a suggestion for the text", async () => {
    const { session } = promptBackend();
    await session.type("сервир");
    await session.takeSuggestion();
    expect([session.query, session.response?.query]).toEqual(["сервер", "сервер"]);
  });

  it("puts a whole question again, for the way back", async () => {
    const { session, asked } = promptBackend();
    const question = { query: "ghbdtn", exact: true, filters: { section: "login" } };
    await session.put(question);
    expect(asked).toEqual([{ ...question, limit: 30 }]);
    expect(session.question).toEqual(question);
  });
});

describe("filters", () => {
  it("hold while the text is refined, and end with it", async () => {
    const { session, asked } = promptBackend();
    await session.type("звук");
    await session.filter("platform", "android");
    await session.filter("section", "calls");
    await session.type("звука");
    expect(asked.at(-1)?.filters).toEqual({ platform: "android", section: "calls" });
    await session.type("");
    await session.type("звук");
    expect(asked.at(-1)?.filters).toEqual({});
  });

  it("are taken away one by one or together", async () => {
    const { session, asked } = promptBackend();
    await session.type("звук");
    await session.filter("platform", "android");
    await session.filter("audience", "admin");
    await session.filter("platform", null);
    expect(asked.at(-1)?.filters).toEqual({ audience: "admin" });
    await session.resetFilters();
    expect([asked.at(-1)?.filters, session.narrowed]).toEqual([{}, false]);
  });

  it("choose no option of the narrowed list", async () => {
    const { session } = promptBackend();
    await session.type("звук");
    session.move(1);
    await session.filter("platform", "ios");
    expect(session.active).toBe(-1);
  });
});

it("corrects only when asked to where the reader wants it so", async () => {
  const asked: boolean[] = [];
  let asTyped = true;
  const session = new SearchSession(
    ({ query, exact }) => {
      asked.push(exact);
      return Promise.resolve(answer(query, [hit("a/a")]));
    },
    () => asTyped,
  );
  await session.type("ghbdtn");
  await session.changeReading();
  await session.type("ghbdtn!");
  asTyped = false;
  await session.type("ghbdtn");
  expect(asked).toEqual([true, false, true, false]);
});
