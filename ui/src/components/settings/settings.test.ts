import { flushSync, tick } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Settings } from "../../lib/api";
import { mockBackend } from "../../lib/api/mock";
import { MOCK_ADVICE, MOCK_MANDATORY } from "../../lib/api/mock-settings";
import { GROUPS } from "../../lib/settings/groups";
import type { HelpApp } from "../../lib/state/app.svelte";
import { POLICY } from "../../lib/view/places";
import { drawWindow } from "../../test-window";

let app: HelpApp;
let close: () => void;

beforeEach(async () => {
  ({ app, close } = await drawWindow());
});

afterEach(() => close());

const find = (selector: string) => document.querySelector<HTMLElement>(selector);
const text = (selector: string) => find(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? null;

async function settled(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((done) => setTimeout(done));
    await tick();
    flushSync();
  }
}

async function open(changes: Partial<Settings> = {}): Promise<void> {
  app.preferences.current = { ...app.preferences.current, ...changes };
  await app.go({ kind: "settings" });
  await settled();
}

async function press(selector: string): Promise<void> {
  const element = find(selector);
  if (!element) throw new Error(`no ${selector}`);
  element.click();
  await settled();
}

it("has its groups in order, on the page and beside it", async () => {
  await open();
  const headings = [...document.querySelectorAll("[data-testid=settings] h2")].map(({ id }) => id);
  expect(headings).toEqual(GROUPS.map((group) => `settings-${group}`));
  const links = [...document.querySelectorAll<HTMLElement>("[data-testid=outline] a")].map(({ dataset }) => dataset["anchor"]);
  expect(links).toEqual(headings);
  await press("[data-testid=outline] a[data-anchor=settings-privacy]");
  expect(app.navigator.place).toEqual({ kind: "settings", group: "privacy" });
  expect(document.activeElement?.id).toBe("settings-privacy");
});

it("shows the update switch locked and off", async () => {
  await open();
  const box = find("[name=updates]") as HTMLInputElement;
  expect([box.disabled, box.checked]).toEqual([true, false]);
  expect(text("[data-testid=setting-updates]")).toContain("приходят с пакетом вашей организации");
});

it("locks what the organisation has set, and says who did", async () => {
  await open({ theme: "dark", locked: [{ setting: "theme", by: MOCK_MANDATORY }] });
  const inputs = [...document.querySelectorAll<HTMLInputElement>("[name=theme]")];
  expect(inputs.map(({ disabled, checked, value }) => [disabled, checked && value])).toEqual([[true, false], [true, false], [true, "dark"]]);
  expect(text("[data-testid=locked-theme]")).toBe("Задано организацией Подробнее");
  expect(find("[name=language]")?.matches(":disabled")).toBe(false);
  await press("[data-testid=theme-toggle]");
  expect(app.preferences.current.theme).toBe("dark");
  await press("[data-testid=locked-theme] a");
  expect(app.navigator.place).toEqual(POLICY);
});

it("says what is recommended, and goes back to it", async () => {
  const advice = { setting: "theme", value: "light", by: MOCK_ADVICE } as const;
  await open({ theme: "light", recommended: [{ ...advice, followed: true }] });
  expect(text("[data-testid=advice-theme]")).toBe("По рекомендации организации");
  await open({ theme: "dark", recommended: [{ ...advice, followed: false }] });
  expect(text("[data-testid=advice-theme]")).toBe("Организация рекомендует: Светлая Вернуть");
  const update = vi.spyOn(mockBackend, "updateSettings");
  await press("[data-testid=restore-theme]");
  expect(update).toHaveBeenCalledExactlyOnceWith({ reset: "theme" });
});

it("switches the start with the session on, locks it, and goes back to what is recommended", async () => {
  const update = vi.spyOn(mockBackend, "updateSettings");
  const box = () => find("[name=autostart]") as HTMLInputElement;
  await open();
  expect([box().checked, box().disabled]).toEqual([false, false]);
  await press("[name=autostart]");
  expect(update).toHaveBeenLastCalledWith({ autostart: true });
  expect(app.preferences.current.autostart).toBe(true);
  await open({ autostart: false, recommended: [{ setting: "autostart", value: true, followed: false, by: MOCK_ADVICE }] });
  expect(text("[data-testid=advice-autostart]")).toBe("Организация рекомендует: включить Вернуть");
  await press("[data-testid=restore-autostart]");
  expect(update).toHaveBeenLastCalledWith({ reset: "autostart" });
  expect(document.activeElement).toBe(box());
  await open({ autostart: true, recommended: [], locked: [{ setting: "autostart", by: MOCK_MANDATORY }] });
  expect([box().checked, box().disabled]).toEqual([true, true]);
  expect(text("[data-testid=locked-autostart]")).toBe("Задано организацией Подробнее");
  expect(box().getAttribute("aria-describedby")).toContain(find("[data-testid=locked-autostart] span")?.id);
});

it("does not lead to a page that the organisation hides", async () => {
  await open({ policyPage: false, locked: [{ setting: "theme", by: MOCK_MANDATORY }] });
  expect(text("[data-testid=locked-theme]")).toBe("Задано организацией");
  expect(find("[data-testid=to-policy]")).toBeNull();
  await app.go(POLICY);
  await settled();
  expect(find("[data-testid=policy-hidden]")).not.toBeNull();
  expect(find("[data-testid=policy-row]")).toBeNull();
});

it("keeps the place only where the next start wants it", async () => {
  const keep = vi.spyOn(mockBackend, "keepPlace");
  await open();
  expect(keep).not.toHaveBeenCalled();
  await press("[name=startPage][value=last]");
  expect(keep).toHaveBeenLastCalledWith("express-help://settings");
  await app.go({ kind: "section", id: "login" });
  expect(keep).toHaveBeenLastCalledWith("express-help://section/login");
});

it("sets the width of the text and the motion on the page", async () => {
  await open();
  await press("[name=column][value=wide]");
  await press("[name=motion][value=reduce]");
  expect(document.documentElement.dataset).toMatchObject({ column: "wide", motion: "reduce" });
});

it("forgets after a question, and names what stays", async () => {
  await open();
  const forget = vi.spyOn(mockBackend, "forgetKept");
  await press("[data-testid=kept-forget-all]");
  const question = text("[data-testid=confirm-dialog]");
  expect(question).toContain("Удалятся: закладки, недавние запросы, журнал");
  expect(question).toContain("Останутся: 2 черновика, 2 обращения.");
  expect(forget).not.toHaveBeenCalled();
  await press("[data-testid=confirm-accept]");
  expect(forget).toHaveBeenCalledExactlyOnceWith(["bookmarks", "searches", "log"]);
  expect(text("[data-testid=kept-bookmarks] [data-testid=kept-amount]")).toBe("Сейчас ничего нет.");
  await press("[data-testid=kept-requests] button");
  expect(text("[data-testid=confirm-dialog]")).toContain("Удалить 1 обращение");
  await press("[data-testid=confirm-cancel]");
  expect(forget).toHaveBeenCalledOnce();
});

it("shows the policy, what is wrong with it, and finds in it", async () => {
  await app.go(POLICY);
  await settled();
  const rows = () => [...document.querySelectorAll<HTMLElement>("[data-testid=policy-row]")].map(({ dataset }) => dataset["key"]);
  expect(rows()).toHaveLength(5);
  expect(text("#policy-general + ul")).toContain("Ошибка: Colour — такого ключа нет");
  expect(text("[data-key=SupportTransports]")).toContain("Предупреждение: [1] — это не действует, пока не задан SmtpHost");
  expect(text("[data-key=Theme]")).toContain("dark Закреплено");
  expect(text("[data-key=DisableDevTools]")).toContain("да");
  await press("[data-testid=policy-only-set]");
  expect(rows()).not.toContain("Language");
  const field = find("[data-testid=policy-query]") as HTMLInputElement;
  field.value = "dark";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  expect(rows()).toEqual(["Theme"]);
  expect(text("[data-testid=policy-count]")).toBe("Показано 1 из 5");
  app.narrow = true;
  await settled();
  expect(find("[data-testid=policy-page] table")).toBeNull();
  expect(rows()).toEqual(["Theme"]);
});
