import { beforeEach, expect, it, vi } from "vitest";
import { FoundWords } from "./found.svelte";

let above: Range[];

beforeEach(() => {
  document.body.innerHTML = `<article><h1>Звук</h1><div class="article-body"><p>Нет звука</p>
    <details><summary>Ещё</summary><p>звук два</p></details><p>звука три</p></div></article>`;
  vi.stubGlobal("CSS", {});
  above = [];
});

const parts = () => document.querySelectorAll("h1, .article-body");

function begin(words: string[]) {
  const show = vi.fn<(range: Range) => void>();
  const found = new FoundWords((range) => (above.push(range), above.length <= 2), show);
  found.begin("calls/no-sound", words);
  found.mark("calls/no-sound", parts());
  return { found, shown: () => show.mock.lastCall?.[0].startContainer.parentElement?.textContent };
}

it("counts the words of the title and the text, and stands at none of them", () => {
  const { found, shown } = begin(["звук", "звука"]);
  expect([found.count, found.index]).toEqual([4, -1]);
  expect(shown()).toBeUndefined();
});

it("begins with the first word that was not scrolled past, and goes round", () => {
  const { found, shown } = begin(["звук", "звука"]);
  found.step(1);
  expect([found.index, shown()]).toEqual([2, "звук два"]);
  expect(document.querySelector("details")?.open).toBe(true);
  found.step(1);
  found.step(1);
  expect(found.index).toBe(0);
  found.step(-1);
  expect(found.index).toBe(3);
});

it("goes back to the last word that was scrolled past", () => {
  const { found } = begin(["звук", "звука"]);
  found.step(-1);
  expect(found.index).toBe(1);
});

it("marks no other article, and nothing after the end", () => {
  const { found } = begin(["звук"]);
  found.mark("calls/other", parts());
  expect(found.count).toBe(0);
  found.end();
  found.mark("calls/no-sound", parts());
  found.step(1);
  expect([found.count, found.index]).toEqual([0, -1]);
});
