// The language of the window and the text of its messages; components re-render when it changes.
import type { FluentVariable } from "@fluent/bundle";
import type { Language } from "../api";
import { format } from "./bundles";

let current = $state<Language>("ru");

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
}

export function t(key: string, values?: Record<string, FluentVariable>): string {
  return format(current, key, values);
}
