import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SearchResponse } from "../../lib/api";
import { mockBackend } from "../../lib/api/mock";
import type { HelpApp } from "../../lib/state/app.svelte";
import { drawWindow } from "../../test-window";

let app: HelpApp;
let close: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  ({ app, close } = await drawWindow());
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

/** The results of a query whose answer has these peculiarities. */
async function answered(peculiar: Partial<SearchResponse>, query = "уведомления") {
  const usual = await mockBackend.search("ru", { query: "уведомления", limit: 30, exact: false, filters: {} });
  vi.spyOn(mockBackend, "search").mockImplementation(async () => ({ ...usual, ...peculiar }));
  await app.search.type(query);
  flushSync();
}

const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid=${id}]`);
const text = (id: string) => find(id)?.textContent?.replace(/\s+/g, " ").trim() ?? null;

it.each([
  [{ corrected: "привет" }, /Показаны результаты для.*«привет».*Искать «уведомления»/, ["as-typed"]],
  [{ suggestion: "сервер" }, /^Возможно, вы искали: «сервер»/, ["suggestion"]],
  [{ corrected: "логин", suggestion: "лог" }, /«логин».*или «лог».*Как введено/, ["as-typed", "suggestion"]],
  [{ relaxed: true }, /^Точных совпадений нет, показано похожее$/, ["relaxed"]],
  [{ relaxed: true, suggestion: "сервер" }, /показано похожее.*Возможно, вы искали: «сервер»/, ["relaxed", "suggestion"]],
  [{}, /Enter — открыть/, []],
] as const)("says how the query was understood: %o", async (peculiar, said, parts) => {
  await answered(peculiar);
  expect(text("reading")).toMatch(said);
  for (const part of ["as-typed", "mend", "suggestion", "relaxed"]) {
    expect([part, find(part) !== null]).toEqual([part, (parts as readonly string[]).includes(part)]);
  }
});

it("announces the number of results once the reader pauses", async () => {
  await answered({ corrected: "уведомления", total: 2 });
  expect(text("results-announced")).toBe("");
  vi.advanceTimersByTime(400);
  await answered({ corrected: "уведомления", total: 2 }, "уведомления ");
  vi.advanceTimersByTime(400);
  flushSync();
  expect(text("results-announced")).toBe("");
  vi.advanceTimersByTime(400);
  flushSync();
  expect(text("results-announced")).toBe("Показаны результаты для «уведомления». Найдены 2 статьи");
});

it("cannot be narrowed down to nothing, but shows a filter that leaves nothing", async () => {
  const counts = [{ value: "android", count: 3 }, { value: "ios", count: 0 }];
  await answered({ filters: { audience: [], platform: counts, section: [] } });
  const options = [...document.querySelectorAll<HTMLOptionElement>("[data-testid=filter-platform] option")];
  expect(options.map((option) => [option.textContent?.trim(), option.disabled])).toEqual([
    ["Все платформы", false],
    ["Android (3)", false],
    ["iPhone (0)", true],
  ]);
  expect((find("filter-audience") as HTMLSelectElement).disabled).toBe(true);
  await app.search.filter("platform", "ios");
  flushSync();
  expect([options[2]?.disabled, find("filter-platform-remove") !== null]).toEqual([false, true]);
});

it("leaves a way on where nothing is found, with filters and without", async () => {
  await answered({ hits: [], total: 0, sections: ["login", "no-such-section"] });
  expect(document.querySelectorAll("[data-testid=results] [data-section]")).toHaveLength(1);
  expect([find("none-support") !== null, find("filters")]).toEqual([true, null]);
  await app.search.filter("platform", "ios");
  flushSync();
  expect([find("none-support") !== null, find("filters-reset") !== null]).toEqual([true, true]);
});

it("carries what was searched for in vain to support", async () => {
  await answered({ hits: [], total: 0 }, " нет такого ");
  await app.goToSupport();
  flushSync();
  expect(text("draft-context")).toContain("Поиск в справке: «нет такого»");
  expect((find("field-subject") as HTMLInputElement).value).toBe("нет такого");
});

it("shows what to tell with the article on support where no way leads there", async () => {
  await answered({ hits: [], total: 0 }, " нет такого ");
  vi.spyOn(mockBackend, "getSupport").mockResolvedValue({ transports: [], drafts: [], requests: [] });
  await app.goToSupport();
  flushSync();
  expect(text("told-support")).toContain("«нет такого»");
  await app.go({ kind: "home" });
  expect(app.toldSupport).toBeNull();
});
