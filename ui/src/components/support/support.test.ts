import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { mockBackend } from "../../lib/api/mock";
import type { HelpApp } from "../../lib/state/app.svelte";
import { SUPPORT } from "../../lib/view/places";
import { all, drawWindow, find, press, settled, text } from "../../test-window";

let app: HelpApp;
let close: () => void;

beforeEach(async () => {
  ({ app, close } = await drawWindow());
});

afterEach(() => close());

async function fill(field: string, value: string): Promise<void> {
  const control = find<HTMLInputElement>(`field-${field}`);
  if (!control) throw new Error(`no field ${field}`);
  control.value = value;
  control.dispatchEvent(new Event(control.localName === "select" ? "change" : "input", { bubbles: true }));
  await settled();
}

async function begin(kind: "problem" | "feature" = "problem"): Promise<void> {
  await press("support-button");
  await press(`begin-${kind}`);
}

it("leads from the button to a request that is prepared", async () => {
  const open = vi.spyOn(mockBackend, "openExternal");
  await begin();
  await fill("subject", "Меня не слышно в звонке");
  await fill("area", "calls");
  await fill("steps", "Позвонил, собеседник молчит");
  expect(text("draft-hints")).toContain("Кто участвовал в звонке");
  await press("draft-preview");
  await vi.waitFor(() => expect(find("preview-dialog")).not.toBeNull());
  expect(text("preview-subject")).toBe("Меня не слышно в звонке");
  expect(text("preview-text")).toContain("Звонки");
  expect(text("preview-send")).toBe("Открыть в почтовой программе");
  await press("preview-send");
  expect(open).toHaveBeenCalledWith("mailto:support@example.com");
  expect(find("support-page")).not.toBeNull();
  expect(text("request")).toContain("Меня не слышно в звонке Подготовлено в почтовой программе");
  expect(text("toast")).toContain("Письмо готово");
  expect(document.activeElement?.tagName).toBe("H1");
  // The draft is no more, and no way leads back to it.
  await app.navigator.step(-1);
  await settled();
  expect([find("error"), find("draft-page")]).toEqual([null, null]);
});

it("takes the way that is chosen", async () => {
  await begin("feature");
  await fill("subject", "Темы для чатов");
  await fill("point", "Разные цвета");
  await press("draft-preview");
  await vi.waitFor(() => expect(find("preview-dialog")).not.toBeNull());
  await press("transport-file");
  expect(text("preview-send")).toBe("Сохранить в файл");
  await press("preview-send");
  expect(text("request-status")).toBe("Сохранено в файл");
  expect(text("request-reference")).toContain("Обращение.zip");
});

it("shows what is missing at its fields and takes the keyboard to the first", async () => {
  await begin();
  await fill("steps", "x");
  await fill("email", "ivanov");
  await press("draft-preview");
  expect(find("preview-dialog")).toBeNull();
  expect(document.activeElement).toBe(find("field-subject"));
  expect(all("field-problem").map(({ dataset }) => dataset["field"])).toEqual(["subject", "area", "email"]);
  expect(text("draft-problems")).toBe("Исправьте 3 поля, чтобы отправить обращение.");
  const subject = find("field-subject");
  const described = document.getElementById(subject?.getAttribute("aria-describedby") ?? "");
  expect([subject?.getAttribute("aria-invalid"), described?.textContent?.trim()]).toEqual(["true", "Заполните это поле"]);
  await fill("subject", "Есть");
  expect(subject?.hasAttribute("aria-invalid")).toBe(false);
});

it("saves when the page is left and brings everything back", async () => {
  const save = vi.spyOn(mockBackend, "saveDraft");
  await begin();
  await fill("subject", "Нет звука");
  await app.go({ kind: "home" });
  await settled();
  expect(save).toHaveBeenLastCalledWith(expect.any(Number), expect.objectContaining({ subject: "Нет звука" }));
  await app.navigator.step(-1);
  await settled();
  expect(find<HTMLInputElement>("field-subject")?.value).toBe("Нет звука");
});

it("loses nothing when saving fails, and says so", async () => {
  await begin();
  const save = vi.spyOn(mockBackend, "saveDraft").mockRejectedValue({ code: "store", message: "", details: null });
  await fill("subject", "Важное");
  await app.go({ kind: "home" });
  await settled();
  await app.navigator.step(-1);
  await settled();
  expect(find<HTMLInputElement>("field-subject")?.value).toBe("Важное");
  expect(text("draft-unsaved")).toContain("Не сохранилось");
  await press("draft-preview");
  expect(text("draft-problems")).toContain("Черновик не сохранился");
  save.mockRestore();
  await app.support.flush();
  await settled();
  expect(text("draft-saved")).toBe("Сохранено");
});

it("offers articles for the subject, and ends the draft when one helped", async () => {
  await begin();
  await fill("subject", "уведомления");
  await vi.waitFor(() => expect(all("answer").length).toBeGreaterThan(0));
  expect(all("answer").length).toBeLessThanOrEqual(3);
  await press("answer-helped");
  expect(text("confirm-dialog")).toContain("уведомления");
  await press("confirm-accept");
  expect(find("support-page")).not.toBeNull();
  expect(text("toast")).toContain("Решено статьёй");
  expect(all("draft-entry").some((item) => item.textContent?.includes("уведомления"))).toBe(false);
});

it("carries the article along, from its foot and from the button on top", async () => {
  await app.go({ kind: "article", id: "calls/no-sound", anchor: null });
  await settled();
  await press("article-support");
  expect(text("draft-context")).toContain("Статья «Меня не слышно»: express-help://article/calls/no-sound");
  const first = find("draft-page")?.dataset["draft"];
  await app.navigator.step(-1);
  await settled();
  await press("support-button");
  await press("begin-problem");
  // Untouched and for the same: it is the same draft.
  expect(find("draft-page")?.dataset["draft"]).toBe(first);
});

/** jsdom's files cannot be read as bytes. */
function fileOf(name: string, type: string): File {
  return Object.assign(new File(["x"], name, { type }), { arrayBuffer: async () => new ArrayBuffer(1) });
}

it("attaches files that are pasted and dropped, and takes them off", async () => {
  await begin();
  const files = [fileOf("image.png", "image/png")];
  const paste = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: { files, types: ["Files"] } });
  window.dispatchEvent(paste);
  await vi.waitFor(() => expect(text("attachment")).toMatch(/Снимок экрана \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png/));
  const drop = Object.assign(new Event("drop", { bubbles: true, cancelable: true }), {
    dataTransfer: { files: [fileOf("журнал.txt", "text/plain")], types: ["Files"] },
  });
  window.dispatchEvent(drop);
  await vi.waitFor(() => expect(all("attachment")).toHaveLength(2));
  expect([paste.defaultPrevented, drop.defaultPrevented]).toEqual([true, true]);
  await press("attachment-remove");
  expect(all("attachment").map((item) => item.textContent?.includes("журнал.txt"))).toEqual([true]);
  expect(document.activeElement).toBe(find("field-attachments"));
});

it("offers to edit pictures only, and takes a line out that says where the person comes from", async () => {
  await app.go({ kind: "article", id: "calls/no-sound", anchor: null });
  await settled();
  await press("article-support");
  const drop = Object.assign(new Event("drop", { bubbles: true, cancelable: true }), {
    dataTransfer: { files: [fileOf("журнал.txt", "text/plain"), fileOf("снимок.png", "image/png")], types: ["Files"] },
  });
  window.dispatchEvent(drop);
  await vi.waitFor(() => expect(all("attachment")).toHaveLength(2));
  expect(all("attachment-edit").map((button) => button.getAttribute("aria-label"))).toEqual(["Обрезать или закрыть: снимок.png"]);
  const save = vi.spyOn(mockBackend, "setContext");
  await press("context-remove");
  expect([find("draft-context"), save.mock.calls[0]?.[1]]).toEqual([null, []]);
});

it("says that pictures are not allowed, and takes none", async () => {
  const { getDraft, newDraft } = mockBackend;
  vi.spyOn(mockBackend, "newDraft").mockImplementation(async (...all) => ({ ...(await newDraft(...all)), pictures: false }));
  vi.spyOn(mockBackend, "getDraft").mockImplementation(async (id) => ({ ...(await getDraft(id)), pictures: false }));
  const attach = vi.spyOn(mockBackend, "attachFile");
  await begin();
  expect(text("files-no-pictures")).toContain("Организация не разрешает прикладывать изображения");
  const paste = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: { files: [fileOf("image.png", "image/png")], types: ["Files"] } });
  window.dispatchEvent(paste);
  await settled();
  expect([text("field-problem")?.includes("не разрешает"), attach.mock.calls.length]).toEqual([true, 0]);
});

it("fills in who asked before, says so and takes it out again", async () => {
  await begin("feature");
  await fill("subject", "a");
  await fill("point", "b");
  await fill("email", "ivanov@example.com");
  await press("draft-preview");
  await vi.waitFor(() => expect(find("preview-dialog")).not.toBeNull());
  await press("preview-send");
  await begin("feature");
  expect([find<HTMLInputElement>("field-email")?.value, text("draft-filled")]).toEqual(["ivanov@example.com", "Заполнено тем, что вы указали раньше. Очистить"]);
  await press("draft-filled-clear");
  expect([find<HTMLInputElement>("field-email")?.value, find("draft-filled")]).toEqual(["", null]);
  expect(document.activeElement).toBe(find("field-email"));
  expect((await mockBackend.newDraft("problem", "", [])).filled).toEqual([]);
});

it("leads from the home page to the forms, unless there are none", async () => {
  await press("home-support");
  expect(find("support-page")).not.toBeNull();
  close();
  const boot = { ...(await mockBackend.boot()), forms: false };
  vi.spyOn(mockBackend, "boot").mockResolvedValue(boot);
  ({ app, close } = await drawWindow());
  expect([find("home-support"), document.querySelector(".support a.button-primary") !== null]).toEqual([null, true]);
});

it("marks the button while a request failed, and offers the other ways", async () => {
  await app.support.load();
  await app.go(SUPPORT);
  await settled();
  expect(text("support-badge")).toContain("3");
  const failed = document.querySelector<HTMLElement>("[data-status=failed]");
  expect(failed?.textContent).toContain("Почтовый сервер не отвечает");
  failed?.querySelector<HTMLElement>("[data-testid=request-way-file]")?.click();
  await settled();
  await settled();
  expect(text("support-badge")).toContain("2");
  expect(text("request-status")).toBe("Сохранено в файл");
});

it("asks before a draft is deleted", async () => {
  await app.go(SUPPORT);
  await settled();
  await settled();
  const before = all("draft-entry").length;
  await press("draft-delete");
  await press("confirm-cancel");
  expect(all("draft-entry")).toHaveLength(before);
  await press("draft-delete");
  await press("confirm-accept");
  expect(all("draft-entry")).toHaveLength(before - 1);
});

it("says when the list cannot be loaded, and that there is no way", async () => {
  const load = vi.spyOn(mockBackend, "getSupport").mockRejectedValue({ code: "store", message: "", details: null });
  await app.go(SUPPORT);
  await settled();
  expect(text("support-failed")).toContain("не загрузился");
  load.mockResolvedValue({ transports: [], drafts: [], requests: [] });
  await app.support.load();
  await settled();
  expect([find("support-failed"), find("begin-problem"), text("support-no-way") !== null]).toEqual([null, null, true]);
});

/** The request in this state. */
const inState = (status: string) => document.querySelector<HTMLElement>(`[data-testid=request][data-status=${status}]`);

async function pressIn(status: string, id: string): Promise<void> {
  inState(status)?.querySelector<HTMLElement>(`[data-testid=${id}]`)?.click();
  await settled();
  await settled();
}

it("takes the person's word for a request that may have arrived, and keeps copies", async () => {
  await app.support.load();
  await app.go(SUPPORT);
  await settled();
  expect(inState("unknown")?.textContent).toContain("Письмо могло дойти");
  await pressIn("unknown", "request-export");
  expect(inState("unknown")?.querySelector("[data-testid=request-copy]")?.textContent).toContain(".zip");
  await pressIn("unknown", "request-settle");
  expect(text("confirm-dialog")).toContain("Отметить как отправленное?");
  await press("confirm-accept");
  expect(inState("unknown")).toBeNull();
});

it("asks for name and password where the server wants them", async () => {
  const signIn = vi.spyOn(mockBackend, "signIn");
  await app.support.load();
  await app.go(SUPPORT);
  await settled();
  find("request-sign-in")?.click();
  await vi.waitFor(() => expect(text("sign-in-dialog")).toContain("mail.example.com"));
  await press("sign-in-submit");
  expect(text("sign-in-trouble")).toBe("Введите имя пользователя и пароль.");
  for (const [id, value] of [["sign-in-user", "ivanov"], ["sign-in-password", "correct horse"]] as const) {
    const control = find<HTMLInputElement>(id);
    if (!control) throw new Error(`no ${id}`);
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await press("sign-in-remember");
  await press("sign-in-submit");
  expect(signIn).toHaveBeenCalledWith("ivanov", "correct horse", "keyring");
  await vi.waitFor(() => expect(find("sign-in-dialog")).toBeNull());
});

it("leads to the address that sending by e-mail needs", async () => {
  const view = await mockBackend.getSupport();
  vi.spyOn(mockBackend, "getSupport").mockResolvedValue({ ...view, transports: [{ kind: "smtp", destination: "support@example.com" }] });
  await app.support.load();
  await begin();
  await fill("subject", "Нет звука");
  await fill("area", "calls");
  await fill("steps", "1");
  await press("draft-preview");
  await vi.waitFor(() => expect(text("preview-needs-address")).toContain("укажите адрес почты"));
  expect(find("preview-send")).toBeNull();
  await press("preview-address");
  await vi.waitFor(() => expect(document.activeElement).toBe(find("field-email")));
});

it("says what became of a request that was sent in the background", async () => {
  const view = await mockBackend.getSupport();
  const list = vi.spyOn(mockBackend, "getSupport");
  const [first] = view.requests;
  if (!first) throw new Error("no request");
  const show = async (status: typeof first.status) => {
    list.mockResolvedValue({ ...view, requests: [{ ...first, transport: "smtp", status }] });
    await app.support.load();
  };
  await show("waiting");
  await show("sending");
  expect(app.toasts.list).toEqual([]);
  await show("sent");
  await show("sent");
  expect(app.toasts.list.map((toast) => toast.text)).toEqual(["Обращение отправлено"]);
});
