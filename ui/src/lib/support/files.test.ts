import { expect, it } from "vitest";
import { format } from "../i18n/bundles";
import { pastedFiles, pastedName, sizeSaid, sortFiles } from "./files";

const LIMITS = { files: 3, fileBytes: 10, totalBytes: 20 };
const file = (name: string, size: number) => ({ name, size });
const held = (bytes: number) => ({ id: 1, name: "held", bytes, picture: false });

it.each([
  ["what fits", [file("a", 10), file("b", 10)], [], ["a", "b"], []],
  ["one too large", [file("a", 11), file("b", 1)], [], ["b"], [["file-too-large", "a", 10]]],
  ["all together too large", [file("a", 9), file("b", 9)], [held(9)], ["a"], [["files-too-large", "b", 20]]],
  ["too many", [file("a", 1), file("b", 1), file("c", 1), file("d", 1), file("e", 1)], [], ["a", "b", "c"], [["too-many-files", "d", 3]]],
  ["a smaller one after one that did not fit", [file("a", 8), file("b", 1)], [held(9), held(9)], ["b"], [["files-too-large", "a", 20]]],
] as const)("takes %s", (_what, files, before, taken, problems) => {
  const sorted = sortFiles([...files], [...before], LIMITS, "attachments");
  expect(sorted.taken.map(({ name }) => name)).toEqual(taken);
  expect(sorted.problems.map(({ code, name, limit }) => [code, name, limit])).toEqual(problems);
});

it("takes no picture that policy forbids, and says so of each", () => {
  const files = [{ ...file("a.png", 1), type: "image/png" }, { ...file("b", 1), type: "image/heic" }, { ...file("c.txt", 1), type: "text/plain" }];
  const { taken, problems } = sortFiles(files, [], LIMITS, "attachments", "forbidden");
  expect(taken.map(({ name }) => name)).toEqual(["c.txt"]);
  expect(problems.map(({ code, name }) => [code, name])).toEqual([["picture-forbidden", "a.png"], ["picture-forbidden", "b"]]);
  expect(sortFiles(files, [], LIMITS, "attachments").taken).toHaveLength(3);
});

it.each([
  [0, "0 Б"],
  [1023, "1\u00a0023 Б"],
  [1536, "2 КБ"],
  [10_380_902, "9,9 МБ"],
])("%i bytes", (bytes, said) => {
  const { key, values } = sizeSaid(bytes);
  expect(format("ru", key, values)).toBe(said);
});

it.each([
  ["image.png", "image/png", "Снимок экрана 2026-11-23 16.05.09.png"],
  ["image.jpg", "image/jpeg", "Снимок экрана 2026-11-23 16.05.09.jpg"],
  ["", "", "Снимок экрана 2026-11-23 16.05.09.png"],
  ["Журнал.txt", "text/plain", "Журнал.txt"],
])("a pasted %o of type %o", (name, type, named) => {
  expect(pastedName({ name, type }, "Снимок экрана", new Date(2026, 10, 23, 16, 5, 9))).toBe(named);
});

it("leaves text to the field it is pasted into", () => {
  const files = [new File([], "a.png")] as unknown as FileList;
  expect(pastedFiles({ files, types: ["text/plain", "Files"] })).toEqual([]);
  expect(pastedFiles({ files, types: ["Files"] })).toHaveLength(1);
  expect(pastedFiles(null)).toEqual([]);
});
