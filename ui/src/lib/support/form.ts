// What of a form is shown, and what is said about its fields.
import type { FieldProblem, FieldView, FormView } from "../api";
import { shownName } from "./names";

export type Values = Record<string, string>;

/** A message in words: its key and what stands in it. */
export interface Said {
  key: string;
  values?: Record<string, string | number>;
}

/** The subject may be of any length: what is too much of it goes into the text. */
export const SUBJECT = "subject";
export const EMAIL = "email";
export const AREA = "area";
/** What a ticked checkbox is kept as. */
export const TICKED = "yes";

/** The part of the longest value from which on the rest is counted. */
const NEAR = 0.9;

/** The fields that are shown; one that depends on a hidden field is hidden too. */
export function shownFields(form: FormView, values: Values): FieldView[] {
  return form.fields.filter((field) => isShown(form, field, values));
}

function isShown(form: FormView, field: FieldView, values: Values): boolean {
  let current = field;
  // As many steps as there are fields end every chain, also a circular one.
  for (const _ of form.fields) {
    const condition = current.shownWhen;
    if (!condition) return true;
    if (!condition.values.includes(values[condition.field] ?? "")) return false;
    const other = form.fields.find(({ id }) => id === condition.field);
    if (!other) return false;
    current = other;
  }
  return false;
}

/** What is worth attaching for the chosen area. */
export function hintsFor(form: FormView, values: Values): string[] {
  return form.hints[values[AREA] ?? ""] ?? [];
}

/** How much may still be typed, once that matters. */
export function counterOf(field: FieldView, value: string): Said | null {
  if (!["line", "text", "email"].includes(field.kind)) return null;
  // As the program counts: characters, not the halves that some are made of.
  const length = [...value].length;
  if (length < field.maxLength * NEAR) return null;
  const left = field.maxLength - length;
  if (left >= 0) return { key: "draft-left", values: { count: left } };
  return field.id === SUBJECT ? { key: "draft-subject-long" } : { key: "draft-over", values: { count: -left } };
}

const CODES = ["missing", "too-long", "not-offered", "not-an-address", "not-a-date", "too-many-files", "file-too-large", "files-too-large", "file-unreadable", "picture-unreadable", "picture-forbidden"];
const BYTES = ["file-too-large", "files-too-large"];
/** Kinds of field that are not typed into are asked for in other words. */
const CHOSEN = ["choice", "checkbox", "attachments"];

export function problemSaid({ code, limit, name }: FieldProblem, field: FieldView | undefined): Said {
  if (!CODES.includes(code)) return { key: "problem-unknown" };
  const special = code === "missing" && field && CHOSEN.includes(field.kind);
  return {
    key: special ? `problem-missing-${field.kind}` : `problem-${code}`,
    values: { limit: BYTES.includes(code) ? megabytes(limit ?? 0) : (limit ?? 0), name: shownName(name ?? "") },
  };
}

/** Megabytes with one digit after the point, rounded down: a limit must not read larger than it is. */
export function megabytes(bytes: number): number {
  return Math.floor((bytes / 1024 / 1024) * 10 + 0.01) / 10;
}
