import { expect, it, vi } from "vitest";
import type { FinderView } from "../api";
import { FinderProgresses } from "./progress.svelte";
import { NOTHING } from "./way";

const finder = {
  id: "f",
  title: "",
  summary: "",
  icon: "",
  articles: [],
  steps: [{ id: "a", ask: "", note: "", ticks: [{ html: "", text: "t", how: null }], answers: [{ say: "", lead: { kind: "support" } }] }],
} satisfies FinderView["finder"];
const move = { step: "a", answer: 0, inVain: false };

function begun(progress = NOTHING) {
  const keepFinderProgress = vi.fn(async () => {});
  const failed = vi.fn();
  const progresses = new FinderProgresses({ keepFinderProgress }, failed);
  return { progresses, keepFinderProgress, failed, view: { language: "ru", finder, progress } satisfies FinderView };
}

it("takes up what the program kept, as far as it fits", () => {
  const { progresses, view } = begun({ way: [move, { ...move, step: "gone" }], ticks: { a: [0, 5] } });
  expect(progresses.resume(view)).toBe(1);
  expect(progresses.of("f")).toEqual({ way: [move], ticks: { a: [0] } });
});

it("keeps every change, and what is newer here is not taken back", () => {
  const { progresses, keepFinderProgress, view } = begun();
  progresses.resume(view);
  progresses.tick("f", "a", 0, true);
  progresses.move("f", 0, move);
  expect(keepFinderProgress).toHaveBeenLastCalledWith("f", { way: [move], ticks: { a: [0] } });
  expect(progresses.resume(view)).toBe(1);
});

it("knows what was kept when a page is only shown again, as after a reload", () => {
  const { progresses, view } = begun({ way: [move], ticks: { a: [0] } });
  progresses.adopt(view);
  progresses.tick("f", "a", 0, false);
  progresses.adopt(view);
  expect(progresses.of("f")).toEqual({ way: [move], ticks: {} });
});

it("begins anew once it helped, but the way back is open", () => {
  const { progresses, keepFinderProgress, view } = begun({ way: [move], ticks: {} });
  progresses.resume(view);
  progresses.solve("f");
  expect(keepFinderProgress).toHaveBeenLastCalledWith("f", NOTHING);
  expect(progresses.of("f").way).toEqual([move]);
  expect(progresses.resume(view)).toBe(0);
});

it("says when it could not be kept", async () => {
  const { progresses, keepFinderProgress, failed, view } = begun();
  keepFinderProgress.mockRejectedValue("disk full");
  progresses.resume(view);
  progresses.restart("f");
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
});
