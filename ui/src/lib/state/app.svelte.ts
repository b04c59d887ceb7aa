// The window's state in one object, handed down by context. Each part does its own work;
// here they meet.
import { flushSync, getContext, setContext } from "svelte";
import { FindSession } from "../article/find.svelte";
import type { Backend, Boot, Notice, Platform, Target } from "../api";
import { setLanguage, t } from "../i18n/index.svelte";
import { foundWords, type Option, SearchSession } from "../search/session.svelte";
import { articlePlace, HOME, type LinkAction, type Place, placeOf, samePage } from "../view/places";
import { pageElement, scrollToRange } from "../view/viewport";
import { Bookmarks } from "./bookmarks.svelte";
import { Library, type Page } from "./library.svelte";
import { Navigator } from "./navigator.svelte";
import { Preferences } from "./preferences.svelte";
import { Toasts } from "./toasts.svelte";

/** Below this width the contents are a drawer; the same number stands in the style sheets. */
export const NARROW_QUERY = "(width < 720px)";
export const DARK_QUERY = "(prefers-color-scheme: dark)";

export class HelpApp {
  readonly backend: Backend;
  readonly about: Boot["about"];
  readonly preferences: Preferences;
  readonly library: Library;
  readonly navigator: Navigator;
  readonly bookmarks: Bookmarks;
  readonly search: SearchSession;
  readonly find: FindSession;
  readonly toasts = new Toasts();

  notices = $state.raw<Notice[]>([]);
  /** Words of the search that led to the article, coloured there. */
  marks = $state.raw<string[]>([]);
  /** The heading the reader is at. */
  heading = $state<string | null>(null);
  narrow = $state(false);
  drawerOpen = $state(false);
  shortcutsOpen = $state(false);
  externalUrl = $state<string | null>(null);
  searchField: HTMLInputElement | null = null;

  constructor(backend: Backend, boot: Boot) {
    setLanguage(boot.settings.language);
    this.backend = backend;
    this.about = boot.about;
    this.notices = boot.notices;
    this.narrow = globalThis.matchMedia?.(NARROW_QUERY).matches ?? false;
    this.preferences = new Preferences(boot.settings, backend, () => this.toasts.warn(t("error-settings")));
    this.preferences.systemDark = globalThis.matchMedia?.(DARK_QUERY).matches ?? false;
    this.library = new Library(boot.corpus, backend);
    this.bookmarks = new Bookmarks(boot.bookmarks, backend);
    this.search = new SearchSession((query, limit) => backend.search(this.library.language, query, limit));
    this.find = new FindSession(pageElement, scrollToRange);
    this.navigator = new Navigator(this.library, placeOf(boot.target), firstPage(boot, this.library));
    this.navigator.queryToKeep = () => (this.search.open ? this.search.query : null);
    this.navigator.prepare = (query) => this.#prepareSearch(query);
    this.navigator.onArrive = () => this.find.again();
    if (boot.article) this.library.remember(boot.article);
  }

  /** The address of the article shown, as other programs can open it. */
  get address(): string | null {
    const { page } = this.navigator;
    return page.kind === "article" ? page.article.address : null;
  }

  /** Goes where the reader asks, away from the search. */
  async go(place: Place): Promise<void> {
    this.marks = [];
    this.drawerOpen = false;
    await this.navigator.go(place);
    if (!this.search.open) this.search.clear();
  }

  goToSupport(): Promise<void> {
    const support = this.library.corpus.home.support[0];
    return this.go(support ? articlePlace(support.article) : HOME);
  }

  /** What the shell asks to show: a link of another program, a second start. */
  async show(target: Target): Promise<void> {
    if (target.kind !== "search") return this.go(target);
    this.focusSearch();
    await this.search.type(target.query);
  }

  async openOption({ hit, anchor }: Option): Promise<void> {
    const words = foundWords(hit);
    await this.navigator.go(articlePlace(hit.id, anchor));
    this.marks = words;
  }

  follow(action: LinkAction): void {
    if (action.kind === "place") void this.go(action.place);
    else if (action.kind === "external") this.externalUrl = action.url;
    else if (action.kind === "unknown") this.toasts.warn(t("error-address", { address: action.address }));
    else {
      const { place } = this.navigator;
      if (place.kind === "article") void this.navigator.go({ ...place, anchor: action.anchor });
      else this.navigator.viewport?.arrive({ anchor: action.anchor, scroll: 0, focus: true });
    }
  }

  focusSearch(): void {
    // Behind an open drawer the field is inert until the drawer is drawn closed.
    if (this.drawerOpen) flushSync(() => (this.drawerOpen = false));
    this.searchField?.focus();
    this.searchField?.select();
  }

  choosePlatform(platform: Platform): void {
    void this.preferences.update({ platform });
  }

  async toggleBookmark(): Promise<void> {
    const { page } = this.navigator;
    if (page.kind !== "article") return;
    const done = await this.attempt(() => this.bookmarks.toggle(page.article.id), "error-bookmark");
    if (done !== undefined) this.toasts.say(t(done ? "bookmark-added" : "bookmark-removed"));
  }

  async copyAddress(anchor: string | null = null): Promise<void> {
    if (!this.address) return;
    const address = anchor ? `${this.address}#${anchor}` : this.address;
    const done = await this.attempt(() => this.backend.copyText(address).then(() => true), "error-copy");
    if (done) this.toasts.say(t("copied-address", { address }));
  }

  async copyAbout(): Promise<void> {
    const text = await this.attempt(() => this.backend.copyAbout(), "error-copy");
    if (text !== undefined) this.toasts.say(t("copied-about", { text }));
  }

  /** Runs a command; a rejected one is told to the reader and gives undefined. */
  async attempt<Result>(command: () => Promise<Result>, problem: string): Promise<Result | undefined> {
    try {
      return await command();
    } catch {
      this.toasts.warn(t(problem));
      return undefined;
    }
  }

  /** The search makes way for a page, or comes back with the page it was over. */
  async #prepareSearch(query: string | null): Promise<void> {
    if (query === null) {
      if (this.search.open) this.search.close();
      return;
    }
    this.marks = [];
    await this.search.type(query);
    this.searchField?.focus();
  }
}

function firstPage(boot: Boot, library: Library): Page {
  const place = placeOf(boot.target);
  if (place.kind === "article") {
    if (boot.article && samePage(place, articlePlace(boot.article.id))) return { kind: "article", article: boot.article };
    return { kind: "missing", what: "article" };
  }
  if (place.kind === "section") {
    const section = library.section(place.id);
    return section ? { kind: "section", section } : { kind: "missing", what: "section" };
  }
  return place;
}

const KEY = Symbol("help-app");

export function provideApp(app: HelpApp): void {
  setContext(KEY, app);
}

export function getApp(): HelpApp {
  return getContext<HelpApp>(KEY);
}
