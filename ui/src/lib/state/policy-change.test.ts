import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Boot, DraftView, Settings, SupportView } from "../api";
import { mockBackend } from "../api/mock";
import { MOCK_MANDATORY } from "../api/mock-settings";
import { all, drawWindow, find, press, settled, text } from "../../test-window";
import type { HelpApp } from "./app.svelte";

let app: HelpApp;
let close: () => void;
const CHANGED = "Организация изменила настройки";
const CONTACTS = { organization: "ООО «Пример»", phone: "+7 000 000-00-00", hours: null, portal: "https://support.example.com", knowledgeBase: null };

beforeEach(async () => {
  ({ app, close } = await drawWindow());
  await app.support.load();
  await settled();
});

afterEach(() => close());

/** What the program says from now on. */
async function program(says: { settings?: Partial<Settings>; boot?: Partial<Boot>; support?: Partial<SupportView>; draft?: Partial<DraftView> }): Promise<void> {
  const boot = await mockBackend.boot();
  const support = await mockBackend.getSupport();
  const { getDraft } = mockBackend;
  vi.spyOn(mockBackend, "boot").mockResolvedValue({ ...boot, ...says.boot, settings: { ...boot.settings, ...says.settings } });
  vi.spyOn(mockBackend, "getSupport").mockResolvedValue({ ...support, ...says.support });
  vi.spyOn(mockBackend, "getDraft").mockImplementation(async (id) => ({ ...(await getDraft(id)), ...says.draft }));
}

const toasts = () => app.toasts.list.map(({ text }) => text);

describe("a change that is seen", () => {
  it("locks a setting, takes its value over and says so once", async () => {
    await program({ settings: { theme: "dark", locked: [{ setting: "theme", by: MOCK_MANDATORY }] } });
    await app.policyChanged();
    await settled();
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    expect(app.preferences.lockOf("theme")).not.toBeNull();
    expect(toasts()).toEqual([CHANGED]);
  });

  it("turns the window over into another language, at the place where the reader is", async () => {
    await app.go({ kind: "settings" });
    await program({ settings: { language: "en" } });
    await app.policyChanged();
    await settled();
    expect([app.library.language, document.documentElement.lang, app.navigator.page.kind]).toEqual(["en", "en", "settings"]);
    expect(toasts()).toEqual(["Your organisation has changed the settings"]);
    vi.restoreAllMocks();
    await program({ settings: { language: "ru" } });
    await app.policyChanged();
    expect(app.library.language).toBe("ru");
  });

  it("shows contacts and closes the forms", async () => {
    const { corpus } = await mockBackend.boot();
    await program({ boot: { forms: false, corpus: { ...corpus, contacts: CONTACTS } }, support: { transports: [] } });
    await app.policyChanged();
    await settled();
    expect(find("home-support")).toBeNull();
    expect(text("contacts-phone")).toBe("+7 000 000-00-00");
    expect(find("contacts-hours")).toBeNull();
    await press("support-button");
    expect(text("support-no-way")).toContain("Ниже — как связаться");
    expect(all("contacts")).toHaveLength(1);
  });
});

it("says nothing where nothing changed that is seen", async () => {
  await program({ settings: { locked: [] } });
  await app.policyChanged();
  expect(toasts()).toEqual([]);
});

it("does not mind where a lock comes from", async () => {
  const locked: Settings["locked"] = [{ setting: "theme", by: MOCK_MANDATORY }];
  app.preferences.current = { ...app.preferences.current, locked };
  await program({ settings: { locked: [{ setting: "theme", by: { ...MOCK_MANDATORY, place: "/other.json" } }] } });
  await app.policyChanged();
  expect(toasts()).toEqual([]);
  expect(app.preferences.lockOf("theme")?.by.place).toBe("/other.json");
});

describe("a draft that is being written", () => {
  async function begin(): Promise<number> {
    const id = await app.support.begin("problem", "Нет звука", []);
    await app.go({ kind: "draft", id });
    await settled();
    app.support.session(id)?.set("subject", "Нет звука в звонке");
    await settled();
    return id;
  }

  it("is kept when the ways to support go, and its form says so", async () => {
    const id = await begin();
    expect(text("draft-no-way")).toBe("");
    await program({ boot: { forms: false }, support: { transports: [] } });
    await app.policyChanged();
    await settled();
    expect(app.navigator.place).toEqual({ kind: "draft", id });
    expect(app.support.session(id)?.subject).toBe("Нет звука в звонке");
    expect(text("draft-no-way")).toContain("Черновик сохраняется");
    expect(toasts()).toEqual([CHANGED]);
  });

  it("gets its new form, and a preview that would not hold closes", async () => {
    const id = await begin();
    const session = app.support.session(id);
    if (!session) throw new Error("no session");
    session.preview = { problems: [], request: "r", needsAddress: [], subject: "", text: "", attachments: [] };
    await program({ draft: { pictures: false } });
    await app.policyChanged();
    expect([session.pictures, session.preview, session.subject]).toEqual([false, null, "Нет звука в звонке"]);
  });

  it("keeps its preview when something else changes", async () => {
    const id = await begin();
    const session = app.support.session(id);
    if (!session) throw new Error("no session");
    const preview = { problems: [], request: "r", needsAddress: [], subject: "", text: "", attachments: [] };
    session.preview = preview;
    await program({ settings: { theme: "dark" } });
    await app.policyChanged();
    expect(session.preview).toBe(preview);
  });
});

it("takes settings over that hold after a change under way", async () => {
  let answer: (settings: Settings) => void = () => {};
  vi.spyOn(mockBackend, "updateSettings").mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  const before = app.preferences.current;
  const update = app.preferences.update({ column: "wide" });
  const boot = await mockBackend.boot();
  const asked = vi.spyOn(mockBackend, "boot").mockResolvedValue({ ...boot, settings: { ...before, column: "wide", theme: "dark" } });
  const followed = app.policyChanged();
  await settled();
  expect(asked).not.toHaveBeenCalled();
  answer({ ...before, column: "wide" });
  await Promise.all([update, followed]);
  expect([app.preferences.current.column, app.preferences.current.theme]).toEqual(["wide", "dark"]);
});

it("asks once more where the reader changed something meanwhile", async () => {
  const boot = await mockBackend.boot();
  const asked = vi.spyOn(mockBackend, "boot").mockImplementation(async () => {
    if (asked.mock.calls.length === 1) void app.preferences.update({ column: "narrow" });
    return { ...boot, settings: { ...app.preferences.current, theme: "dark" } };
  });
  await app.policyChanged();
  expect(asked).toHaveBeenCalledTimes(2);
  expect([app.preferences.current.column, app.preferences.current.theme]).toEqual(["narrow", "dark"]);
});

it("says when a change could not be taken over", async () => {
  vi.spyOn(mockBackend, "boot").mockRejectedValue(new Error("gone"));
  await app.policyChanged();
  expect(toasts()[0]).toContain("применить их сейчас не удалось");
});

it.each([
  ["open", true, false],
  ["confirm", false, true],
  ["block", false, false],
] as const)("links to the outside: %s", async (externalLinks, atOnce, offered) => {
  const open = vi.spyOn(mockBackend, "openExternal");
  app.preferences.current = { ...app.preferences.current, externalLinks };
  app.openOutside("https://support.example.com");
  await settled();
  expect(open.mock.calls.length > 0).toBe(atOnce);
  expect(find("external-dialog") !== null).toBe(!atOnce);
  expect(find("external-open") !== null).toBe(offered);
});

it("has the program look for a change where people look for one", async () => {
  const check = vi.spyOn(mockBackend, "checkPolicy");
  await app.go({ kind: "settings" });
  await app.go({ kind: "policy" });
  expect(check).toHaveBeenCalledTimes(2);
  window.dispatchEvent(new Event("focus"));
  expect(check).toHaveBeenCalledTimes(3);
  await app.go({ kind: "home" });
  expect(check).toHaveBeenCalledTimes(3);
});
