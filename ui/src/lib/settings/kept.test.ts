import { expect, it, vi } from "vitest";
import type { KeptEntry, KeptKind } from "../api";
import { KeptThings } from "./kept.svelte";

const entry = (kind: KeptKind, count: number, staying = 0): KeptEntry => ({ kind, count, bytes: count, staying });

const ALL = [entry("bookmarks", 2), entry("searches", 0), entry("drafts", 1), entry("requests", 3, 3), entry("log", 1)];

function things(forgetKept: (kinds: KeptKind[]) => Promise<KeptEntry[]>) {
  const forgotten = vi.fn(() => Promise.resolve());
  const getKept = vi.fn(() => Promise.resolve(ALL));
  return { kept: new KeptThings({ getKept, forgetKept }, forgotten), forgotten, getKept };
}

it("never forgets together what somebody has written", async () => {
  const { kept } = things(vi.fn());
  await kept.load();
  expect(kept.together).toEqual(["bookmarks", "log"]);
  expect(kept.written.map(({ kind }) => kind)).toEqual(["drafts", "requests"]);
});

it("tells the window what is gone", async () => {
  const { kept, forgotten } = things(() => Promise.resolve([entry("bookmarks", 0)]));
  await kept.forget(["bookmarks"]);
  expect(kept.entries).toEqual([entry("bookmarks", 0)]);
  expect(forgotten).toHaveBeenCalledExactlyOnceWith(["bookmarks"]);
});

it("counts again where something could not be deleted", async () => {
  const { kept, forgotten, getKept } = things(() => Promise.reject(new Error("disk full")));
  await expect(kept.forget(["bookmarks", "log"])).rejects.toThrow("disk full");
  expect(getKept).toHaveBeenCalledOnce();
  expect(forgotten).toHaveBeenCalledOnce();
  expect(kept.entries).toEqual(ALL);
});
