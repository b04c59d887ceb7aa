import { expect, it, vi } from "vitest";
import type { Settings, SettingsPatch } from "../api";
import { nextZoom, Preferences } from "./preferences.svelte";

const START: Settings = { language: "ru", theme: "system", zoom: 1, audience: "user", platform: null, contentsOpen: true, externalLinks: "confirm", locked: [] };

it.each([
  [1, 1, 1.1],
  [1.1, 1, 1.2],
  [2.9, 1, 3],
  [3, 1, 3],
  [0.5, -1, 0.5],
  [0.7, -1, 0.6],
] as const)("zoom %d by %d", (zoom, steps, expected) => {
  expect(nextZoom(zoom, steps)).toBe(expected);
});

it("applies at once and ignores answers overtaken by a newer change", async () => {
  const answers: ((settings: Settings) => void)[] = [];
  const updateSettings = () => new Promise<Settings>((resolve) => answers.push(resolve));
  const preferences = new Preferences(START, { updateSettings }, vi.fn());
  const first = preferences.update({ zoom: 1.1 });
  const second = preferences.update({ zoom: 1.2 });
  expect(preferences.current.zoom).toBe(1.2);
  answers[0]?.({ ...START, zoom: 1.1 });
  await first;
  expect(preferences.current.zoom).toBe(1.2);
  answers[1]?.({ ...START, zoom: 1.2 });
  await second;
  expect(preferences.current.zoom).toBe(1.2);
});

it("keeps a change that could not be saved, and says so", async () => {
  const failed = vi.fn();
  const updateSettings = (_: SettingsPatch) => Promise.reject(new Error("disk full"));
  const preferences = new Preferences(START, { updateSettings }, failed);
  await preferences.update({ theme: "dark" });
  expect(preferences.theme).toBe("dark");
  expect(failed).toHaveBeenCalledOnce();
});

it("follows the system only when told so", () => {
  const updateSettings = (patch: SettingsPatch) => Promise.resolve({ ...START, ...patch });
  const preferences = new Preferences(START, { updateSettings }, vi.fn());
  expect(preferences.theme).toBe("light");
  preferences.systemDark = true;
  expect(preferences.theme).toBe("dark");
  void preferences.update({ theme: "light" });
  expect(preferences.theme).toBe("light");
});
