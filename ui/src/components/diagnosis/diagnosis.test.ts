import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { mockBackend } from "../../lib/api/mock";
import { mockMachine } from "../../lib/api/mock-diagnosis";
import type { HelpApp } from "../../lib/state/app.svelte";
import { CONNECTION, SUPPORT } from "../../lib/view/places";
import { all, drawWindow, find, press, settled, text } from "../../test-window";

let app: HelpApp;
let close: () => void;

beforeEach(async () => {
  Object.assign(mockMachine, { pace: 0, reach: "servers", offer: "ask" });
  ({ app, close } = await drawWindow());
});

afterEach(() => close());

async function checked(): Promise<void> {
  await app.go(SUPPORT);
  await settled();
  await press("check-connection");
  await vi.waitFor(() => expect(find("connection-verdict")?.dataset["stage"]).toBe("complete"));
  await settled();
}

it("checks from the support page, sums up, and says what helps", async () => {
  await checked();
  expect(document.title).toContain("Проверить связь");
  expect(text("connection-sentence")).toBe("Найдена 1 неполадка");
  expect(all("diagnosis-group").map((group) => group.querySelector("h2")?.textContent)).toEqual([
    "Сеть этого компьютера",
    "chat.example.com:443",
    "calls.example.com:443",
  ]);
  expect(all("diagnosis-line").some(({ dataset }) => dataset["verdict"] === "pending")).toBe(false);
  expect(all("connection-trouble").map(({ dataset }) => dataset["verdict"])).toEqual(["bad", "notice"]);
  expect(text("connection-trouble")).toContain("Попробуйте другую сеть");
  find("connection-article")?.click();
  await settled();
  await settled();
  expect(app.navigator.place).toMatchObject({ kind: "article", id: "login/user-not-found-errors" });
  // What was found is still there on the way back.
  await app.navigator.step(-1);
  await settled();
  expect(text("connection-sentence")).toBe("Найдена 1 неполадка");
});

it("shows every line in its place while the check runs, and stops", async () => {
  mockMachine.pace = 5;
  await app.go(CONNECTION);
  await settled();
  // An address only shows the page.
  expect([text("connection-sentence"), all("diagnosis-line").length]).toEqual(["Проверка ещё не запускалась", 0]);
  await press("connection-action");
  const button = find("connection-action");
  const places = all("diagnosis-line").map(({ dataset }) => dataset["line"]);
  expect(text("connection-sentence")).toBe("Проверяем связь…");
  expect([places.length, text("connection-action")]).toEqual([9, "Остановить"]);
  await press("connection-action");
  await vi.waitFor(() => expect(find("connection-verdict")?.dataset["stage"]).toBe("stopped"));
  await settled();
  expect(all("diagnosis-line").map(({ dataset }) => dataset["line"])).toEqual(places);
  // The same button: the keyboard has not lost its place.
  expect([find("connection-action") === button, text("connection-action")]).toEqual([true, "Проверить ещё раз"]);
});

it("says in plain words that nothing was tried", async () => {
  mockMachine.reach = "offline";
  await checked();
  expect(text("connection-sentence")).toBe("Проверен только компьютер: организация запретила программе выходить в сеть");
  mockMachine.reach = "no-servers";
  await press("connection-action");
  await vi.waitFor(() => expect(find("connection-verdict")?.textContent).toContain("организация их не указала"));
});

it("begins a request with what was found, unless policy forbids it", async () => {
  await checked();
  await press("connection-attach");
  expect(find("draft-page")).not.toBeNull();
  expect(all("diagnostics-line")).toHaveLength(9);
  expect(text("diagnostics-count")).toBe("Будет приложено строк: 9 из 9");
  mockMachine.offer = "never";
  await checked();
  await press("connection-action");
  await vi.waitFor(() => expect(find("connection-copy")).not.toBeNull());
  expect(find("connection-attach")).toBeNull();
});

async function begin(): Promise<void> {
  await press("support-button");
  await press("begin-feature");
}

async function gathered(): Promise<void> {
  await begin();
  await press("diagnostics-action");
  await vi.waitFor(() => expect(all("diagnostics-line")).toHaveLength(13));
  await settled();
}

it("gathers in the form, leaves out lines and groups, and shows the rest in the preview", async () => {
  await gathered();
  all("diagnostics-line")[0]?.click();
  await settled();
  const [program, system] = all<HTMLInputElement>("diagnostics-group");
  expect([program?.checked, program?.indeterminate]).toEqual([false, true]);
  system?.click();
  await settled();
  expect(text("diagnostics-count")).toBe("Будет приложено строк: 10 из 13");
  for (const [field, value] of [["subject", "Темы"], ["point", "Для чатов"]]) {
    const control = find<HTMLInputElement>(`field-${field}`) as HTMLInputElement;
    control.value = value as string;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await press("draft-preview");
  await vi.waitFor(() => expect(find("preview-dialog")).not.toBeNull());
  const preview = text("preview-text");
  expect(preview).toContain("- Статьи: built-in 0.1.0");
  for (const out of ["Версия программы", "Система:", "Память"]) expect(preview).not.toContain(out);
});

it("keeps what was chosen with the draft, gathers anew and removes all", async () => {
  const set = vi.spyOn(mockBackend, "setDiagnostics");
  await gathered();
  await app.support.flush();
  expect(set.mock.lastCall?.[1]).toHaveLength(13);
  await press("diagnostics-clear");
  expect([all("diagnostics-line").length, text("diagnostics-action")]).toEqual([0, "Добавить техническую информацию"]);
  expect(document.activeElement).toBe(find("diagnostics-action"));
  await app.support.flush();
  expect(set.mock.lastCall?.[1]).toEqual([]);
});

it.each(["never", "always"] as const)("follows policy: %s", async (offer) => {
  const begun = mockBackend.newDraft;
  vi.spyOn(mockBackend, "newDraft").mockImplementation(async (...given) => {
    const view = await begun(...given);
    return { ...view, diagnostics: { ...view.diagnostics, offer } };
  });
  const get = mockBackend.getDraft;
  vi.spyOn(mockBackend, "getDraft").mockImplementation(async (id) => {
    const view = await get(id);
    return { ...view, diagnostics: { ...view.diagnostics, offer } };
  });
  await begin();
  if (offer === "never") expect(find("diagnostics")).toBeNull();
  else await vi.waitFor(() => expect(all("diagnostics-line")).toHaveLength(13));
});

it("says when nothing could be gathered", async () => {
  vi.spyOn(mockBackend, "examine").mockRejectedValue({ code: "internal", message: "", details: null });
  await begin();
  await press("diagnostics-action");
  expect(text("diagnostics-failed")).toContain("не удалось");
});
