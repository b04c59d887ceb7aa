import { expect, it, vi } from "vitest";
import type { AttachmentView, DraftView, PreviewView } from "../api";
import { formOf } from "../api/mock-forms";
import { DraftSession } from "./draft.svelte";

const READY: PreviewView = { problems: [], request: "r", needsAddress: [], subject: "s", text: "t", attachments: [] };

function session(values: Record<string, string> = {}) {
  let held: AttachmentView[] = [];
  const backend = {
    saveDraft: vi.fn(async () => {}),
    attachFile: vi.fn(async (_draft: number, name: string, bytes: Uint8Array) => (held = [...held, { id: held.length, name, bytes: bytes.length, picture: false }])),
    attachmentPicture: vi.fn(async () => new Uint8Array()),
    editAttachment: vi.fn(async () => (held = held.map((other) => ({ ...other, id: other.id + 10 })))),
    setContext: vi.fn(async () => {}),
    forgetPerson: vi.fn(async () => {}),
    detachFile: vi.fn(async (_draft: number, id: number) => (held = held.filter((other) => other.id !== id))),
    previewRequest: vi.fn(async () => READY),
    setDiagnostics: vi.fn(async () => {}),
    examine: vi.fn(async () => Promise.reject()),
    stopExamining: vi.fn(async () => {}),
  };
  const form = { ...formOf("ru", "problem"), limits: { files: 2, fileBytes: 4, totalBytes: 6 } };
  const view: DraftView = { id: 7, form, values, context: [], attachments: [], pictures: true, filled: [], diagnostics: { offer: "ask", gathered: false, lines: [] } };
  return { draft: new DraftSession(view, backend), backend, view };
}

const file = (name: string, text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, arrayBuffer: vi.fn(async () => bytes.buffer) } as unknown as File;
};

it("keeps what was typed when the page is shown again", () => {
  const { draft, view } = session({ subject: "old" });
  draft.set("subject", "new");
  draft.adopt({ ...view, values: { subject: "old" }, context: ["line"] });
  expect([draft.subject, draft.context]).toEqual(["new", ["line"]]);
});

it("saves before it asks for the preview, and does not ask when it could not", async () => {
  const { draft, backend } = session();
  draft.set("subject", "x");
  backend.saveDraft.mockRejectedValueOnce("disk full");
  expect(await draft.prepare()).toBe("unsaved");
  expect(backend.previewRequest).not.toHaveBeenCalled();
  expect(await draft.prepare()).toBe("ready");
  expect(backend.saveDraft).toHaveBeenLastCalledWith(7, { subject: "x" });
  expect(draft.preview).toEqual(READY);
});

it("shows what is wrong until the field is changed", async () => {
  const { draft, backend } = session();
  const problems = ["subject", "area"].map((field) => ({ field, code: "missing", limit: null, name: null }));
  backend.previewRequest.mockResolvedValueOnce({ ...READY, problems });
  expect([await draft.prepare(), draft.preview]).toEqual(["problems", null]);
  draft.set("subject", "x");
  expect([draft.problemsOf("subject"), draft.problemsOf("area").length]).toEqual([[], 1]);
});

it("does not read a file that is too large", async () => {
  const { draft, backend } = session();
  const large = file("large", "12345");
  expect(await draft.attach([large, file("small", "123")])).toEqual(["small"]);
  expect(large.arrayBuffer).not.toHaveBeenCalled();
  expect(backend.attachFile).toHaveBeenCalledTimes(1);
  expect(draft.refused.map(({ code, name }) => [code, name])).toEqual([["file-too-large", "large"]]);
});

it("says which file could not be attached and attaches the rest", async () => {
  const { draft, backend } = session();
  backend.attachFile.mockRejectedValueOnce({ code: "limit", message: "", details: null });
  expect(await draft.attach([file("a", "1"), file("b", "2")])).toEqual(["b"]);
  expect(draft.refused.map(({ code, name }) => [code, name])).toEqual([["files-too-large", "a"]]);
  backend.attachFile.mockRejectedValueOnce(new Error("gone"));
  await draft.attach([file("c", "3")]);
  expect(draft.refused.map(({ code, name }) => [code, name])).toEqual([["file-unreadable", "c"]]);
  await draft.detach(0);
  expect([draft.refused, draft.attachments]).toEqual([[], []]);
});

it.each([
  [{ code: "limit", details: "too-many-files" }, "too-many-files", 2],
  [{ code: "limit", details: "file-too-large" }, "file-too-large", 4],
  [{ code: "limit", details: null }, "files-too-large", 6],
  [{ code: "picture", details: null }, "picture-unreadable", null],
  [{ code: "forbidden", details: null }, "picture-forbidden", null],
  [{ code: "store", details: null }, "file-unreadable", null],
])("says of %j that it is %s", async (error, code, limit) => {
  const { draft, backend } = session();
  backend.attachFile.mockRejectedValueOnce({ message: "", ...error });
  await draft.attach([file("a", "1")]);
  expect(draft.refused).toEqual([{ field: "attachments", code, limit, name: "a" }]);
});

it("tells the name that a file has got", async () => {
  const { draft, backend } = session();
  backend.attachFile.mockResolvedValueOnce([{ id: 1, name: "safe.png", bytes: 1, picture: true }]);
  expect(await draft.attach([file("../un\u202esafe.webp", "1")])).toEqual(["safe.png"]);
});

it("takes lines out only when the program has done so", async () => {
  const { draft, backend, view } = session();
  draft.adopt({ ...view, context: ["a", "b"] });
  backend.setContext.mockRejectedValueOnce("disk full");
  await expect(draft.setContext(["b"])).rejects.toBe("disk full");
  expect([draft.context, draft.touched]).toEqual([["a", "b"], false]);
  await draft.setContext(["b"]);
  expect([draft.context, draft.touched]).toEqual([["b"], true]);
});

it("empties what an earlier request filled in, but nothing that was typed since", async () => {
  const { backend, view } = session();
  const draft = new DraftSession({ ...view, values: { name: "Иван", email: "ivanov@example.com" }, filled: ["name", "email"] }, backend);
  draft.set("name", "Пётр");
  expect(draft.filled).toEqual(["email"]);
  await draft.clearFilled();
  expect([draft.values, draft.filled]).toEqual([{ name: "Пётр", email: "" }, []]);
  expect(backend.forgetPerson).toHaveBeenCalledWith(7);
});
