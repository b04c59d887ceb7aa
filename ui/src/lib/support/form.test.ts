import { describe, expect, it } from "vitest";
import type { FieldProblem, FieldView, FormView } from "../api";
import { formOf } from "../api/mock-forms";
import { format } from "../i18n/bundles";
import { counterOf, hintsFor, problemSaid, shownFields } from "./form";

const form = formOf("ru", "problem");
const shown = (of: FormView, values: Record<string, string>) => shownFields(of, values).map(({ id }) => id);

function fieldOf(more: Partial<FieldView>): FieldView {
  return { id: "f", kind: "line", label: "", choices: [], required: false, shownWhen: null, maxLength: 100, ...more };
}

describe("conditions", () => {
  it.each([
    ["", false],
    ["windows", false],
    ["android", true],
    ["ios", true],
  ])("platform %o shows the device: %o", (platform, device) => {
    expect(shown(form, { platform }).includes("device")).toBe(device);
  });

  it("hide what depends on a hidden field, and end in a circle", () => {
    const when = (field: string) => ({ field, values: ["yes"] });
    const chain = { ...form, fields: [fieldOf({ id: "a" }), fieldOf({ id: "b", shownWhen: when("a") }), fieldOf({ id: "c", shownWhen: when("b") })] };
    expect(shown(chain, { b: "yes" })).toEqual(["a"]);
    expect(shown(chain, { a: "yes", b: "yes" })).toEqual(["a", "b", "c"]);
    const circle = { ...form, fields: [fieldOf({ id: "a", shownWhen: when("b") }), fieldOf({ id: "b", shownWhen: when("a") })] };
    expect(shown(circle, { a: "yes", b: "yes" })).toEqual([]);
    expect(shown({ ...form, fields: [fieldOf({ shownWhen: when("gone") })] }, { gone: "yes" })).toEqual([]);
  });

  it("say what is worth attaching for the area", () => {
    expect(hintsFor(form, { area: "messages" })[0]).toContain("Роутинг");
    expect(hintsFor(form, {})).toEqual([]);
  });
});

describe("what may still be typed", () => {
  it.each([
    [89, null],
    [90, "Осталось 10 символов"],
    [99, "Остался 1 символ"],
    [102, "Лишних 2 символа"],
  ])("%i of 100", (length, said) => {
    const counter = counterOf(fieldOf({}), "я".repeat(length));
    expect(counter && format("ru", counter.key, counter.values)).toBe(said);
  });

  it("counts characters, not their halves, and lets the subject be long", () => {
    expect(counterOf(fieldOf({}), "😀".repeat(60))).toBeNull();
    expect(counterOf(fieldOf({ id: "subject" }), "я".repeat(101))?.key).toBe("draft-subject-long");
    expect(counterOf(fieldOf({ kind: "choice" }), "я".repeat(101))).toBeNull();
  });
});

it.each([
  [{ code: "missing" }, "line", "Заполните это поле"],
  [{ code: "missing" }, "choice", "Выберите вариант"],
  [{ code: "missing" }, "checkbox", "Поставьте отметку, чтобы продолжить"],
  [{ code: "missing" }, "attachments", "Прикрепите хотя бы один файл"],
  [{ code: "too-long", limit: 300 }, "line", "Слишком длинный текст: можно не больше 300 символов"],
  [{ code: "not-offered" }, "choice", "Этого варианта больше нет, выберите другой"],
  [{ code: "not-an-address" }, "email", "Это не похоже на адрес почты. Пример: ivanov@example.com"],
  [{ code: "not-a-date" }, "date-time", "Укажите дату и время, например 2026-11-23T16:05"],
  [{ code: "too-many-files", limit: 20 }, "attachments", "Слишком много файлов: можно не больше 20"],
  [{ code: "file-too-large", limit: 10_380_902, name: "a.mov" }, "attachments", "Файл «a.mov» слишком большой: можно до 9,9 МБ"],
  [{ code: "files-too-large", limit: 20_971_520, name: "a.mov" }, "attachments", "Файл «a.mov» не поместился: все файлы вместе — до 20 МБ"],
  [{ code: "newer-than-this-window" }, "line", "Проверьте это поле"],
] as const)("%o of a %s", (problem, kind, said) => {
  const { key, values } = problemSaid({ field: "f", limit: null, name: null, ...problem } as FieldProblem, fieldOf({ kind }));
  expect(format("ru", key, values)).toBe(said);
  expect(format("en", key, values)).not.toBe(key);
});
