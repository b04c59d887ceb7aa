import { describe, expect, it } from "vitest";
import type { Hit, SearchResponse } from "../api";
import { foundWords, SearchSession } from "./session.svelte";

function hit(id: string, anchor: string | null = null): Hit {
  const best = anchor ? { anchor, title: [{ text: "Шаги", hit: false }] } : null;
  const title = [{ text: "Нет ", hit: false }, { text: "Уведомлений", hit: true }];
  const snippet = [{ text: "уведомлений", hit: true }, { text: " нет, ", hit: false }, { text: "push", hit: true }];
  return { id, title, sectionTitle: "Раздел", snippet, best, audience: ["user"], platforms: [] };
}

function answer(query: string, hits: Hit[]): SearchResponse {
  return { query, total: hits.length, hits, micros: 1 };
}

/** A backend whose answers are given by hand, in any order. */
function manualBackend() {
  const waiting = new Map<string, { resolve(response: SearchResponse): void; reject(error: unknown): void }>();
  const session = new SearchSession((query) => new Promise((resolve, reject) => waiting.set(query, { resolve, reject })));
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

it("collects found words once, in lower case", () => {
  expect(foundWords(hit("a/a", "steps"))).toEqual(["уведомлений", "push"]);
});
