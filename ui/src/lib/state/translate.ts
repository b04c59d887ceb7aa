// Switches the language and stays where the reader is.
import type { Bookmark, Corpus, Language } from "../api";
import { setLanguage } from "../i18n/index.svelte";
import type { Place } from "../view/places";
import type { HelpApp } from "./app.svelte";
import type { Page } from "./library.svelte";
import type { Arrival } from "./navigator.svelte";

/** `save` keeps the choice, in place of what usually does. */
export async function switchLanguage(
  app: HelpApp,
  language: Language,
  save: () => Promise<void> = () => app.preferences.update({ language }),
): Promise<void> {
  if (language === app.library.language) return;
  // Says that it is locked, and changes nothing.
  if (app.preferences.lockOf("language")) return save();
  const fetched = await app.attempt(() => fetchIn(app, language), "error-language-switch");
  if (fetched) await turnOver(app, language, fetched, save);
}

/** What has to be there before the window can turn over at once. */
export interface Fetched {
  place: Place;
  corpus: Corpus;
  bookmarks: Bookmark[];
  translated: Page | null;
}

/** Fetches everything before anything changes. */
export async function fetchIn(app: HelpApp, language: Language): Promise<Fetched> {
  const { place } = app.navigator;
  const isText = place.kind === "article" || place.kind === "finder" || place.kind === "finder-text";
  const [corpus, bookmarks, translated] = await Promise.all([
    app.library.loadCorpus(language),
    app.backend.listBookmarks(language),
    isText ? app.library.page(place, language) : null,
  ]);
  return { place, corpus, bookmarks, translated };
}

/** Shows the window in a language. */
export async function turnOver(app: HelpApp, language: Language, fetched: Fetched, save: () => Promise<void>): Promise<void> {
  const { place, corpus, bookmarks, translated } = fetched;
  const before = app.navigator.page;
  const scroll = app.navigator.viewport?.scrollTop() ?? 0;
  app.library.corpus = corpus;
  app.bookmarks.list = bookmarks;
  setLanguage(language);
  const saved = save();
  // The program words a form in the language it was told last.
  if (place.kind === "draft") await saved;
  const page = translated ? inTranslation(translated) : await app.library.page(place, language);
  await app.navigator.replace(page, arrivalIn(page, before, app.heading, scroll));
  app.found.end();
  await app.search.refresh();
}

function inTranslation(page: Page): Page {
  return page.kind === "missing" ? { kind: "missing", what: "translation" } : page;
}

/** The heading at the same position of the translation; the same scroll position where there is none. */
function arrivalIn(page: Page, before: Page, heading: string | null, scroll: number): Arrival {
  const stay: Arrival = { anchor: null, scroll, focus: false };
  if (page.kind !== "article" || before.kind !== "article" || !heading || scroll === 0) return stay;
  const { outline } = page.article;
  if (outline.some((item) => item.anchor === heading)) return { ...stay, anchor: heading };
  const position = before.article.outline.findIndex((item) => item.anchor === heading);
  const same = outline.length === before.article.outline.length ? outline[position] : undefined;
  return same ? { ...stay, anchor: same.anchor } : stay;
}
