import { expect, it, vi } from "vitest";
import type { AppError, Settings, SettingsPatch } from "../api";
import { MOCK_ADVICE, MOCK_MANDATORY, MOCK_SETTINGS } from "../api/mock-settings";
import { nextZoom, Preferences } from "./preferences.svelte";

const START: Settings = MOCK_SETTINGS;

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

const REFUSAL: AppError = { code: "invalid", message: "your organisation has set Theme", details: null };

it("does not apply what is locked, and asks nobody", async () => {
  const [failed, refused, updateSettings] = [vi.fn(), vi.fn(), vi.fn()];
  const locked: Settings = { ...START, locked: [{ setting: "theme", by: MOCK_MANDATORY }] };
  const preferences = new Preferences(locked, { updateSettings }, failed, refused);
  await preferences.update({ theme: "dark" });
  expect(preferences.current).toEqual(locked);
  expect([refused.mock.calls.length, failed.mock.calls.length, updateSettings.mock.calls.length]).toEqual([1, 0, 0]);
  expect(preferences.lockOf("theme")?.by).toEqual(MOCK_MANDATORY);
  expect(preferences.lockOf("language")).toBeNull();
});

it("takes back what the program refuses", async () => {
  const [failed, refused] = [vi.fn(), vi.fn()];
  const preferences = new Preferences(START, { updateSettings: () => Promise.reject(REFUSAL) }, failed, refused);
  const change = preferences.update({ theme: "dark" });
  expect(preferences.current.theme).toBe("dark");
  await change;
  expect(preferences.current).toEqual(START);
  expect([refused.mock.calls.length, failed.mock.calls.length]).toEqual([1, 0]);
});

it("gives a choice up for what is recommended", async () => {
  const advice = { setting: "theme", value: "light", followed: false, by: MOCK_ADVICE } as const;
  const patches: SettingsPatch[] = [];
  const updateSettings = (patch: SettingsPatch) => {
    patches.push(patch);
    return Promise.resolve<Settings>({ ...START, theme: "light", recommended: [{ ...advice, followed: true }] });
  };
  const preferences = new Preferences({ ...START, theme: "dark", recommended: [advice] }, { updateSettings }, vi.fn());
  expect(preferences.adviceOf("theme")?.followed).toBe(false);
  await preferences.reset("theme");
  expect(patches).toEqual([{ reset: "theme" }]);
  expect([preferences.current.theme, preferences.adviceOf("theme")?.followed]).toEqual(["light", true]);
});
