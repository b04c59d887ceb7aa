// An invented backend for Vite's development server. Never part of the program.
import type { Backend } from "./backend";
import { articleHtml, corpusOf, finderOf, titles } from "./mock-data";
import { mockDiagnosis } from "./mock-diagnosis";
import { MOCK_SETTINGS, mockSettings } from "./mock-settings";
import { mockSupport } from "./mock-support";
import type { AppError, ArticleView, Bookmark, Boot, FilterCount, Hit, Language, SearchFilters, SearchRequest, SearchResponse, Settings } from "./types";

let settings: Settings = MOCK_SETTINGS;
let marked: string[] = [];
let searches: string[] = ["нет звука"];

const about = { version: "0.1.0", build: "dev", corpusDate: "2026-11-20", system: "Mock OS 1", packName: "built-in" };

function fail(code: AppError["code"], message: string): never {
  throw { code, message, details: null } satisfies AppError;
}

function articleOf(language: Language, id: string): ArticleView {
  const { toc } = corpusOf(language);
  const all = toc.sections.flatMap((section) => section.articles.map((article) => ({ section, article })));
  const position = all.findIndex(({ article }) => article.id === id);
  const found = all[position];
  if (!found) return fail("not_found", `no article ${id}`);
  const ref = (at: number) => {
    const article = all[at]?.article;
    return article ? { id: article.id, title: article.title } : null;
  };
  const { html, outline } = articleHtml(language, id);
  return {
    ...found.article,
    language,
    sectionId: found.section.id,
    sectionTitle: found.section.title,
    html,
    outline,
    previous: ref(position - 1),
    next: ref(position + 1),
    related: [ref(0), ref(3)].filter((item) => item !== null),
    address: `express-help://article/${id}`,
  };
}

function bookmarks(language: Language): Bookmark[] {
  return marked.map((id) => ({ id, title: titles(language).get(id) ?? id }));
}

function split(text: string, word: string) {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return [{ text, hit: false }];
  return [
    { text: text.slice(0, at), hit: false },
    { text: text.slice(at, at + word.length), hit: true },
    { text: text.slice(at + word.length), hit: false },
  ].filter((fragment) => fragment.text !== "");
}

function hitsOf(language: Language, query: string): Hit[] {
  const word = query.trim().toLowerCase();
  return corpusOf(language).toc.sections.flatMap((section) =>
    section.articles
      .filter((article) => `${article.title} ${article.description}`.toLowerCase().includes(word))
      .map((article, index) => ({
        id: article.id,
        title: split(article.title, word),
        sectionTitle: section.title,
        snippet: split(article.description, word),
        best: index === 0 ? { anchor: "check-first", title: split(language === "ru" ? "Что проверить сначала" : "Check first", word) } : null,
        audience: article.audience,
        platforms: article.platforms,
      })),
  );
}

/** The letters of the other keyboard layout, as far as this needs them. */
const LAYOUT = new Map([..."qwertyuiop[]asdfghjkl;'zxcvbnm,."].map((latin, at) => [latin, "йцукенгшщзхъфывапролджэячсмитьбю"[at] ?? latin]));

function isIn(hit: Hit, { audience, platform, section }: SearchFilters): boolean {
  return (
    (!audience || hit.audience.includes(audience)) &&
    (!platform || hit.platforms.length === 0 || hit.platforms.includes(platform)) &&
    (!section || hit.id.startsWith(`${section}/`))
  );
}

function counts(values: string[]): FilterCount[] {
  return [...new Set(values)].map((value) => ({ value, count: values.filter((other) => other === value).length }));
}

function answerTo(language: Language, { query, exact, filters, limit }: SearchRequest): SearchResponse {
  const found = hitsOf(language, query);
  const other = [...query].map((letter) => LAYOUT.get(letter) ?? letter).join("");
  const corrected = !exact && found.length === 0 && hitsOf(language, other).length > 0 ? other : null;
  const all = corrected ? hitsOf(language, corrected) : found;
  const hits = all.filter((hit) => isIn(hit, filters));
  return {
    query,
    corrected,
    suggestion: query === "звук" ? "вход" : null,
    relaxed: false,
    total: hits.length,
    hits: hits.slice(0, limit),
    filters: {
      audience: counts(all.flatMap((hit) => hit.audience)),
      platform: counts(all.flatMap((hit) => hit.platforms)),
      section: counts(all.map((hit) => hit.id.split("/")[0] ?? "")),
    },
    sections: hits.length > 0 ? [] : ["login", "calls", "notifications"],
    micros: 200,
  };
}

export const mockBackend: Backend = {
  ...mockSupport(() => settings.language),
  ...mockDiagnosis(() => settings.language),
  ...mockSettings,
  boot: async (): Promise<Boot> => ({
    about,
    settings,
    corpus: corpusOf(settings.language),
    target: { kind: "home" },
    article: null,
    finder: null,
    notices: [],
    bookmarks: bookmarks(settings.language),
    forms: true,
  }),
  getCorpus: async (language) => corpusOf(language),
  getArticle: async (language, id) => articleOf(language, id),
  getFinder: async (language, id) => finderOf(language, id) ?? fail("not_found", `no finder ${id}`),
  keepFinderProgress: async () => {},
  search: async (language, request) => answerTo(language, request),
  foundWords: async (_language, _id, query) => query.toLowerCase().replaceAll("ё", "е").split(/\s+/),
  recentSearches: async () => searches,
  rememberSearch: async (query) => (searches = [query, ...searches.filter((other) => other !== query)]),
  forgetSearches: async (query) => (searches = query === null ? [] : searches.filter((other) => other !== query)),
  updateSettings: async ({ reset: _, ...patch }) => (settings = { ...settings, ...patch }),
  setBookmark: async (id, bookmarked) => {
    marked = [...(bookmarked ? [id] : []), ...marked.filter((other) => other !== id)];
    return bookmarks(settings.language);
  },
  listBookmarks: async (language) => bookmarks(language),
  copyText: async () => {},
  copyAbout: async () => `eXpress Help ${about.version} (${about.build}), ${about.corpusDate}, ${about.system}`,
  openExternal: async () => {},
  printPage: async () => window.print(),
  toggleFullScreen: async () => {},
  windowReady: async () => null,
  onClosing: async () => {},
  onTarget: async () => {},
  onPolicyChanged: async () => {},
  onAutostartFailed: async () => {},
  onSupportChanged: async () => {},
};
