import type { Language } from "../api";

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})/;

/** `2026-11-20` as readers write it; any other text stays as it is. */
export function formatDate(language: Language, text: string): string {
  const match = ISO_DATE.exec(text);
  if (!match) return text;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  // A month in letters in English: 10/11 is read both ways.
  const month = language === "ru" ? "2-digit" : "short";
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  return new Intl.DateTimeFormat(locale, { day: "2-digit", month, year: "numeric", timeZone: "UTC" }).format(date);
}

/** Seconds since 1970 as a local day and time. */
export function formatMoment(language: Language, seconds: number): string {
  const month = language === "ru" ? "2-digit" : "short";
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  const parts = { day: "2-digit", month, year: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(locale, parts).format(new Date(seconds * 1000));
}
