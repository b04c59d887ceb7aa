import { beforeEach, expect, it, vi } from "vitest";
import { FindSession } from "./find.svelte";

beforeEach(() => {
  document.body.innerHTML = `<article><p>кэш один</p><details><summary>Ещё</summary><p>кэш два</p></details><p>кэш три</p></article>`;
  vi.stubGlobal("CSS", {});
});

function open() {
  const show = vi.fn();
  const find = new FindSession(() => document.querySelector("article"), show);
  find.open = true;
  return { find, show };
}

it("counts, and goes round in both directions", () => {
  const { find, show } = open();
  find.search("КЭШ");
  expect([find.count, find.index]).toEqual([3, 0]);
  find.step(-1);
  expect(find.index).toBe(2);
  find.step(1);
  expect(find.index).toBe(0);
  expect(show).toHaveBeenCalledTimes(3);
});

it("opens the collapsed block of a match", () => {
  const { find } = open();
  find.search("кэш два");
  expect(document.querySelector("details")?.open).toBe(true);
});

it("has no current match when nothing is found, and none after closing", () => {
  const { find, show } = open();
  find.search("нет");
  find.step(1);
  expect([find.count, find.index]).toEqual([0, -1]);
  expect(show).not.toHaveBeenCalled();
  find.search("кэш");
  find.close();
  expect([find.open, find.count, find.index]).toEqual([false, 0, -1]);
});

it("finds again on another page and continues from its first match", () => {
  const { find } = open();
  find.search("кэш");
  document.body.innerHTML = "<article><p>кэш</p></article>";
  find.again();
  expect([find.count, find.index]).toEqual([1, -1]);
  find.step(1);
  expect(find.index).toBe(0);
});
