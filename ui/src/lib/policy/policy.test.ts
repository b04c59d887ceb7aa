import { describe, expect, it } from "vitest";
import type { AppError, PolicyEntry, PolicyView, SettingAdvice } from "../api";
import { MOCK_ADVICE, mockSettings } from "../api/mock-settings";
import { byArea, hasPolicy, isSet, valueOf } from "./rows";
import { PolicyTable } from "./table.svelte";

const THEME: SettingAdvice = { setting: "language", value: "en", followed: false, by: MOCK_ADVICE };

async function loaded(): Promise<PolicyTable> {
  const table = new PolicyTable(mockSettings);
  await table.load();
  return table;
}

const keys = (entries: PolicyEntry[]) => entries.map(({ key }) => key);

describe("the table", () => {
  it.each([
    ["", false, ["Language", "Theme", "DisableDevTools", "SupportTransports", "RequestFields"]],
    ["", true, ["Theme", "DisableDevTools", "SupportTransports", "RequestFields"]],
    ["  THEME ", false, ["Theme"]],
    ["светлая тёмная", false, ["Theme"]],
    ["темная", false, ["Theme"]],
    ["light", false, ["Theme"]],
    ["smtp", false, ["SupportTransports"]],
    ["where", true, ["RequestFields"]],
    ["язык", true, []],
    ["requests fields", false, ["RequestFields"]],
    ["nothing of it", false, []],
  ])("finds %j, only what is set: %j", async (query, onlySet, expected) => {
    const table = await loaded();
    Object.assign(table, { query, onlySet });
    for (const language of ["ru", "en"] as const) expect(keys(table.rows(language, []))).toEqual(expected);
  });

  it("counts a recommendation that is not followed as set", async () => {
    const table = await loaded();
    table.onlySet = true;
    expect(keys(table.rows("ru", [THEME]))).toContain("Language");
  });

  it.each([
    ["not_found", "hidden"],
    ["internal", "failed"],
  ] as const)("%s: %s", async (code, failed) => {
    const error: AppError = { code, message: "", details: null };
    const table = new PolicyTable({ getPolicy: () => Promise.reject(error) });
    await table.load();
    expect(table.failed).toBe(failed);
    expect(table.rows("ru", [])).toEqual([]);
  });
});

describe("whether there is policy", () => {
  const entry = (layer: PolicyEntry["source"]["layer"]) =>
    ({ key: "Language", area: "a", source: { layer, place: "" }, problems: [] }) as unknown as PolicyEntry;
  const view = (entries: PolicyEntry[], problems: PolicyView["problems"] = []): PolicyView => ({ entries, problems });

  it.each([
    ["built-in", false],
    ["user-settings", false],
    ["command-line", false],
    ["user-recommended", true],
    ["machine-recommended", true],
    ["user-mandatory", true],
    ["machine-mandatory", true],
  ] as const)("%s: %s", (layer, expected) => {
    expect(hasPolicy(view([entry(layer)]), [])).toBe(expected);
    expect(isSet(entry(layer), [])).toBe(expected);
  });

  it("there is where a file was refused, or a recommendation is not followed", async () => {
    const { problems } = await mockSettings.getPolicy("ru");
    expect(hasPolicy(view([], problems), [])).toBe(true);
    expect(hasPolicy(view([entry("user-settings")]), [THEME])).toBe(true);
  });

  it("keeps the areas together and in order", () => {
    const rows = [entry("built-in"), { ...entry("built-in"), area: "b" }, entry("built-in")];
    expect(byArea(rows).map(({ area, entries }) => [area, entries.length])).toEqual([["a", 2], ["b", 1]]);
  });
});

it.each([
  [null, "none", false],
  [true, "yes", false],
  [false, "no", false],
  ["dark", "text", false],
  [25, "text", false],
  ["x".repeat(161), "text", true],
  [[], "list", false],
  [["a", "b"], "list", false],
  [[..."abcdefg"], "list", true],
  [{ a: 1 }, "json", false],
  [{ a: [1, 2, 3, 4], b: 1 }, "json", true],
  [[{ a: 1 }], "json", false],
] as const)("the value %j is shown as %s", (value, form, long) => {
  expect(valueOf(value)).toMatchObject({ form, long });
});
