import { expect, it } from "vitest";
import { format } from "../i18n/bundles";
import { contextLines, NOWHERE, subjectFrom } from "./origin";

const say = (key: string, values: Record<string, string>) => format("ru", key, values);
const article = { title: "Нет звука", address: "express-help://article/calls/no-sound" };

it.each([
  [{}, []],
  [{ article }, ["Статья «Нет звука»: express-help://article/calls/no-sound"]],
  [{ query: "звук" }, ["Поиск в справке: «звук»"]],
  [{ tried: ["Нет звука", "Сделано: Микрофон включён."] }, ["Нет звука", "Сделано: Микрофон включён."]],
])("%o goes along as %o", (origin, lines) => {
  expect(contextLines({ ...NOWHERE, ...origin }, say)).toEqual(lines);
});

it("begins with the words that were searched for", () => {
  expect(subjectFrom({ ...NOWHERE, query: "нет звука" })).toBe("нет звука");
  expect(subjectFrom({ ...NOWHERE, article })).toBe("");
});
