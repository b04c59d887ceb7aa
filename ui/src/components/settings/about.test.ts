import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { mockBackend } from "../../lib/api/mock";
import type { HelpApp } from "../../lib/state/app.svelte";
import { all, drawWindow, find, press, settled, text } from "../../test-window";

let app: HelpApp;
let close: () => void;

beforeEach(async () => {
  ({ app, close } = await drawWindow());
});

afterEach(() => close());

async function open(): Promise<void> {
  await app.go({ kind: "settings" });
  await settled();
  await settled();
}

async function type(id: string, value: string): Promise<void> {
  const field = find<HTMLInputElement>(id);
  if (!field) throw new Error(`no ${id}`);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
}

it("lists the licences, finds in them and shows a text", async () => {
  await open();
  await press("licences-open");
  await vi.waitFor(() => expect(find("licences-list")).not.toBeNull(), { timeout: 20_000 });
  expect(text("licence")).toBe(`eXpress Help ${app.about.version} MIT OR Apache-2.0`);
  const total = all("licence").length - 1;
  expect(text("licences-count")).toBe(`Показано ${total} из ${total}`);
  await type("licences-query", "sqlite blessing");
  expect(all("licence").map((item) => item.textContent)).toEqual([expect.stringMatching(/^SQLite [\d.]+ blessing/)]);
  expect(find("licence-text")).toBeNull();
  const details = document.querySelector<HTMLDetailsElement>("[data-testid=licence] details");
  details?.setAttribute("open", "");
  details?.dispatchEvent(new Event("toggle"));
  await settled();
  expect(text("licence-text")).toContain("May you find forgiveness");
  const copy = vi.spyOn(mockBackend, "copyText");
  await press("licences-copy");
  expect(copy.mock.calls[0]?.[0]).toMatch(/^eXpress Help .*: MIT OR Apache-2\.0\n@fluent\/bundle /);
  await type("licences-query", "nothing like that");
  expect([text("licences-count"), all("licence")]).toEqual(["Такого компонента нет", []]);
});

it("keeps name and address, says what is wrong with them, and clears them", async () => {
  await open();
  await type("person-name", "Иван");
  await type("person-email", "ivanov");
  await press("person-save");
  expect(text("person-trouble")).toContain("не похоже на адрес");
  expect([find("person-email")?.getAttribute("aria-invalid"), document.activeElement]).toEqual(["true", find("person-email")]);
  await type("person-email", "ivanov@example.com");
  await press("person-save");
  expect([text("person-trouble"), await mockBackend.getPerson()]).toEqual(["", { name: "Иван", email: "ivanov@example.com" }]);
  expect(find("person-save")?.getAttribute("aria-disabled")).toBe("true");
  await press("person-clear");
  expect([find<HTMLInputElement>("person-name")?.value, await mockBackend.getPerson()]).toEqual(["", { name: "", email: "" }]);
});

it("forgets signing in, and says it when the keyring does not", async () => {
  const refuse = vi.spyOn(mockBackend, "forgetSignIn").mockRejectedValueOnce({ code: "internal", message: "", details: null });
  await open();
  expect(text("sign-in-kept")).toContain("mail.example.com лежат в хранилище паролей");
  await press("sign-in-forget");
  expect(text("sign-in-forget-failed")).toContain("Разблокируйте хранилище");
  await press("sign-in-forget");
  expect(refuse).toHaveBeenCalledTimes(2);
  expect([find("sign-in-forget"), find("sign-in-forget-failed"), document.activeElement]).toEqual([null, null, find("sign-in-forgotten")]);
  await app.go({ kind: "home" });
  await open();
  expect(find("sign-in-kept")).toBeNull();
});

it("tells of a crash, and begins a request with its report", async () => {
  app.notices = [{ code: "crashed", message: "", details: null }];
  await settled();
  expect(text("notice")).toContain("В прошлый раз программа закрылась из-за ошибки.");
  await press("notice-report");
  await settled();
  expect([find("notice"), find<HTMLInputElement>("field-subject")?.value]).toEqual([null, "Справка eXpress закрылась из-за ошибки"]);
  expect(all<HTMLInputElement>("diagnostics-line").map(({ checked }) => checked)).toEqual([true, true, true]);
  expect(text("diagnostics-lines")).toContain("Отчёт о сбое программы, 22.11.2026");
});

it("keeps the notice when the report cannot be read, until it is dismissed", async () => {
  vi.spyOn(mockBackend, "getCrashReport").mockRejectedValueOnce({ code: "not_found", message: "", details: null });
  app.notices = [{ code: "crashed", message: "", details: null }];
  await settled();
  await press("notice-report");
  expect([find("notice"), find("draft-page")]).toEqual([expect.anything(), null]);
  await press("notice-dismiss");
  expect(find("notice")).toBeNull();
});
