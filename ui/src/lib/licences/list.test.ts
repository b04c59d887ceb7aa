import { expect, it } from "vitest";
import { loadLicences, partsWith, textOf } from "./list";

const PARTS = [
  { name: "@lucide/svelte", version: "1.48.0", licence: "ISC", texts: [0] },
  { name: "SQLite", version: "3.50.2", licence: "blessing", texts: [1] },
  { name: "Rust standard library", version: "", licence: "MIT OR Apache-2.0", texts: [2, 3] },
];

it.each([
  ["", ["@lucide/svelte", "SQLite", "Rust standard library"]],
  [" sqlite ", ["SQLite"]],
  ["apache", ["Rust standard library"]],
  ["mit rust", ["Rust standard library"]],
  ["3.50", ["SQLite"]],
  ["gpl", []],
])("finds %j", (query, names) => {
  expect(partsWith(PARTS, query).map(({ name }) => name)).toEqual(names);
});

it("is copied a part a line", () => {
  expect(textOf(PARTS)).toBe("@lucide/svelte 1.48.0: ISC\nSQLite 3.50.2: blessing\nRust standard library: MIT OR Apache-2.0");
});

it("lists the program first, then crates of both systems, packages and the font, each with its texts", async () => {
  const { components, texts } = await loadLicences();
  expect(components[0]).toMatchObject({ name: "eXpress Help", licence: "MIT OR Apache-2.0" });
  const names = components.map(({ name }) => name);
  for (const name of ["svelte", "@fontsource-variable/inter", "tauri", "gtk", "webview2-com", "SQLite", "Rust standard library"]) expect(names).toContain(name);
  expect(components.filter((part) => part.texts.length === 0 || part.texts.some((place) => !texts[place]))).toEqual([]);
});
