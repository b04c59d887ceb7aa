import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Autosave } from "./autosave.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An autosave of a value, with what was saved and a way to let a save end. */
function saving() {
  const saved: string[] = [];
  let hold: Promise<void> | null = null;
  let broken = false;
  const store = { value: "" };
  const autosave = new Autosave(async () => {
    const taken = store.value;
    await hold;
    if (broken) throw new Error("disk full");
    saved.push(taken);
  });
  return {
    autosave,
    saved,
    type(value: string) {
      store.value = value;
      autosave.changed();
    },
    hold() {
      let release = () => {};
      hold = new Promise((done) => (release = done));
      return () => {
        hold = null;
        release();
      };
    },
    break: (is: boolean) => (broken = is),
  };
}

it("saves 600 ms after the last change, once", async () => {
  const { autosave, saved, type } = saving();
  type("a");
  await vi.advanceTimersByTimeAsync(599);
  type("ab");
  await vi.advanceTimersByTimeAsync(599);
  expect([saved, autosave.state]).toEqual([[], "changed"]);
  await vi.advanceTimersByTimeAsync(1);
  expect([saved, autosave.state]).toEqual([["ab"], "saved"]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(saved).toEqual(["ab"]);
});

it("saves also while somebody types without a pause", async () => {
  const { saved, type } = saving();
  for (let keys = 1; keys <= 40; keys += 1) {
    type("x".repeat(keys));
    await vi.advanceTimersByTimeAsync(100);
  }
  // A second and a fifth apart, however many keys there were.
  expect(saved.map(({ length }) => length)).toEqual([12, 24, 36]);
});

it("says why a save failed", async () => {
  for (const [code, trouble] of [["disk_full", "disk-full"], ["store", "other"]]) {
    const autosave = new Autosave(() => Promise.reject({ code, message: "", details: null }));
    autosave.changed();
    await autosave.flush();
    expect([autosave.state, autosave.trouble]).toEqual(["failed", trouble]);
    await autosave.stop();
  }
});

it("saves at once when asked, and not what is saved already", async () => {
  const { autosave, saved, type } = saving();
  type("a");
  expect(await autosave.flush()).toBe(true);
  expect(await autosave.flush()).toBe(true);
  expect(saved).toEqual(["a"]);
});

it("saves what was typed during a save after it, never beside it", async () => {
  const { autosave, saved, type, hold } = saving();
  const release = hold();
  type("a");
  const first = autosave.flush();
  type("ab");
  const second = autosave.flush();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saved).toEqual([]);
  release();
  await first;
  expect(await second).toBe(true);
  expect([saved, autosave.pending, autosave.state]).toEqual([["a", "ab"], false, "saved"]);
});

it("says that a save failed and tries again until it works, also without another change", async () => {
  const { autosave, saved, type, ...store } = saving();
  store.break(true);
  type("a");
  await vi.advanceTimersByTimeAsync(600);
  expect([autosave.state, autosave.pending]).toEqual(["failed", true]);
  expect(await autosave.flush()).toBe(false);
  type("ab");
  expect(autosave.state).toBe("failed");
  await vi.advanceTimersByTimeAsync(5000);
  store.break(false);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([saved, autosave.state]).toEqual([["ab"], "saved"]);
});

it("saves nothing once it is stopped, and goes on when that did not come true", async () => {
  const { autosave, saved, type } = saving();
  type("a");
  await autosave.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saved).toEqual([]);
  autosave.resume();
  await vi.advanceTimersByTimeAsync(600);
  expect(saved).toEqual(["a"]);
});
