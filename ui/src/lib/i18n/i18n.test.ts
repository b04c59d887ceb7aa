import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { format, sources } from "./bundles";
import { formatDate } from "./dates";

const keysOf = (source: string) => new FluentResource(source).body.map((message) => message.id).sort();

describe("locales", () => {
  it("have the same keys", () => {
    expect(keysOf(sources.en)).toEqual(keysOf(sources.ru));
  });

  it("define every key that the sources use", () => {
    const files = import.meta.glob<string>("../../**/*.{svelte,ts}", { query: "?raw", import: "default", eager: true });
    const known = new Set(keysOf(sources.ru));
    const unknown = Object.entries(files)
      .filter(([path]) => !path.endsWith(".test.ts"))
      .flatMap(([path, text]) => [...text.matchAll(/\bt\("([a-z][\w-]*)"/g)].map((match) => [path, match[1] ?? ""] as const))
      .filter(([, key]) => !known.has(key));
    expect(unknown).toEqual([]);
  });

  it("have no message that falls back to its key", () => {
    for (const key of keysOf(sources.ru)) {
      expect(format("ru", key, { count: 1 })).not.toBe(key);
      expect(format("en", key, { count: 1 })).not.toBe(key);
    }
  });
});

describe("plurals", () => {
  it.each([
    [1, "Найдена 1 статья"],
    [2, "Найдены 2 статьи"],
    [5, "Найдено 5 статей"],
    [11, "Найдено 11 статей"],
    [21, "Найдена 21 статья"],
    [112, "Найдено 112 статей"],
  ])("Russian %i", (count, text) => {
    expect(format("ru", "results-count", { count })).toBe(text);
  });

  it.each([
    [1, "1 article found"],
    [2, "2 articles found"],
    [0, "0 articles found"],
  ])("English %i", (count, text) => {
    expect(format("en", "results-count", { count })).toBe(text);
  });

  it.each([
    ["ru", 3, 12, "Найдено слов: 3 из 12"],
    ["en", 3, 12, "3 of 12 words found"],
    ["en", 1, 1, "1 of 1 word found"],
  ] as const)("words found, %s %i of %i", (language, current, total, text) => {
    expect(format(language, "found-at", { current, total })).toBe(text);
  });
});

describe("dates", () => {
  it.each([
    ["ru", "2026-11-20", "20.11.2026"],
    ["en", "2026-11-20", "20 Nov 2026"],
    ["ru", "вчера", "вчера"],
  ] as const)("%s %s", (language, text, expected) => {
    expect(formatDate(language, text)).toBe(expected);
  });
});
