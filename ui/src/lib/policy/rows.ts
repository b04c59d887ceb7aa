// What the table of policies shows: which rows are set, which a search finds, and values as text.
import type { PolicyEntry, PolicyOrigin, PolicyView, SettingAdvice, SettingName } from "../api";

/** The key of policy for each setting, for the ones that the organisation can recommend. */
const KEYS: Record<SettingName, string> = {
  language: "Language",
  theme: "Theme",
  audience: "Audience",
  platform: "Platform",
  externalLinks: "ExternalLinks",
  startPage: "StartArticle",
  autostart: "Autostart",
};

const SHORT = 160;
const SHORT_LINES = 6;

export interface Value {
  /** A list, an object as JSON, or plain words. */
  form: "none" | "yes" | "no" | "text" | "list" | "json";
  text: string;
  items: string[];
  /** It is folded until somebody opens it. */
  long: boolean;
}

/** Whether the organisation says it, rather than the user or the program. */
export function isOfOrganisation({ layer }: PolicyOrigin): boolean {
  return layer !== "built-in" && layer !== "user-settings" && layer !== "command-line";
}

/** Whether the organisation has set a key, perhaps wrongly, or perhaps as a recommendation that the user does not follow. */
export function isSet(entry: PolicyEntry, recommended: SettingAdvice[]): boolean {
  return isOfOrganisation(entry.source) || entry.problems.length > 0 || recommended.some(({ setting }) => KEYS[setting] === entry.key);
}

/** Whether there is any policy on this computer. */
export function hasPolicy(view: PolicyView, recommended: SettingAdvice[]): boolean {
  return view.problems.length > 0 || view.entries.some((entry) => isSet(entry, recommended));
}

/** Whether all words of a query stand in a key, its value or what is said of it in either language. */
export function finds(query: string, versions: PolicyEntry[]): boolean {
  const text = plain(versions.map((entry) => [entry.key, entry.area, entry.title, entry.description, JSON.stringify(entry.value)].join(" ")).join(" "));
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The rows by area, in their order. */
export function byArea(entries: PolicyEntry[]): { area: string; entries: PolicyEntry[] }[] {
  const areas = [...new Set(entries.map(({ area }) => area))];
  return areas.map((area) => ({ area, entries: entries.filter((entry) => entry.area === area) }));
}

export function valueOf(value: unknown): Value {
  const base = { text: "", items: [], long: false };
  if (value === null || value === undefined) return { ...base, form: "none" };
  if (typeof value === "boolean") return { ...base, form: value ? "yes" : "no" };
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return { ...base, form: "list", items: value, long: value.length > SHORT_LINES };
  }
  if (typeof value === "object") {
    const text = JSON.stringify(value, null, 2);
    return { ...base, form: "json", text, long: text.split("\n").length > SHORT_LINES };
  }
  const text = String(value);
  return { ...base, form: "text", text, long: text.length > SHORT };
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll("ё", "е").trim();
}
