// The window's state in one object, handed down by context. Each part does its own work;
// here they meet.
import { flushSync, getContext, setContext } from "svelte";
import { FindSession } from "../article/find.svelte";
import { FoundWords } from "../article/found.svelte";
import type { OpenPicture } from "../article/pictures";
import type { Backend, Boot, Notice, Platform, Target } from "../api";
import { DiagnosisSession } from "../diagnosis/session.svelte";
import { FinderProgresses } from "../finder/progress.svelte";
import { setLanguage, t } from "../i18n/index.svelte";
import { PolicyTable } from "../policy/table.svelte";
import { RecentSearches } from "../search/recent.svelte";
import { type Option, type Question, SearchSession } from "../search/session.svelte";
import { StartList, type StartOption } from "../search/start.svelte";
import { PersonSettings } from "../settings/person.svelte";
import { type Origin, NOWHERE } from "../support/origin";
import { addressOf, articlePlace, type LinkAction, type Place, placeOf, samePage } from "../view/places";
import { isAbovePage, pageElement, scrollToRange } from "../view/viewport";
import { Bookmarks } from "./bookmarks.svelte";
import { Library, type Page } from "./library.svelte";
import { groupAnchor, Navigator } from "./navigator.svelte";
import { followPolicy } from "./policy-change";
import { Preferences } from "./preferences.svelte";
import { beginDraft, reachSupport, tellHanded } from "./reach";
import { Support } from "./support.svelte";
import { Toasts } from "./toasts.svelte";

/** Below this width the contents are a drawer; the same number stands in the style sheets. */
export const NARROW_QUERY = "(width < 720px)";
export const DARK_QUERY = "(prefers-color-scheme: dark)";

/** What goes along to support. */
export type Told = { query: string } | { tried: string[] };

export class HelpApp {
  readonly backend: Backend;
  readonly about: Boot["about"];
  /** Whether requests can be sent from here. */
  forms = $state(false);
  readonly preferences: Preferences;
  readonly library: Library;
  readonly navigator: Navigator;
  readonly bookmarks: Bookmarks;
  readonly search: SearchSession;
  readonly recent: RecentSearches;
  readonly start: StartList;
  readonly find: FindSession;
  readonly found: FoundWords;
  readonly finders: FinderProgresses;
  readonly support: Support;
  /** Who is filled into forms. */
  readonly person: PersonSettings;
  /** The check of the connection: its result stays while the reader looks elsewhere. */
  readonly connection: DiagnosisSession;
  /** What the organisation has set. */
  readonly policy: PolicyTable;
  readonly toasts = new Toasts();

  notices = $state.raw<Notice[]>([]);
  /** The user's file cannot be used: nothing outlives this run. */
  readonly keepsNothing: boolean;
  /** What was tried in vain, to be told to support: shown with this article. */
  toldSupport = $state.raw<{ article: string; told: Told } | null>(null);
  /** Where the reader stood before the page on support: goes along with what is begun there. */
  origin: Origin = NOWHERE;
  /** A draft is being made. */
  beginning = false;
  /** The picture that is open large. */
  picture = $state.raw<OpenPicture | null>(null);
  /** The heading the reader is at. */
  heading = $state<string | null>(null);
  narrow = $state(false);
  drawerOpen = $state(false);
  shortcutsOpen = $state(false);
  externalUrl = $state<string | null>(null);
  searchField: HTMLInputElement | null = null;
  #following: Promise<void> = Promise.resolve();

  constructor(backend: Backend, boot: Boot) {
    setLanguage(boot.settings.language);
    this.backend = backend;
    this.about = boot.about;
    this.forms = boot.forms;
    this.notices = boot.notices;
    this.keepsNothing = boot.notices.some(({ code }) => code === "storeUnavailable");
    this.narrow = globalThis.matchMedia?.(NARROW_QUERY).matches ?? false;
    this.preferences = new Preferences(
      boot.settings,
      backend,
      () => this.toasts.warn(t("error-settings")),
      () => this.toasts.say(t("setting-refused")),
    );
    this.preferences.systemDark = globalThis.matchMedia?.(DARK_QUERY).matches ?? false;
    this.library = new Library(boot.corpus, backend);
    this.bookmarks = new Bookmarks(boot.bookmarks, backend);
    this.search = new SearchSession(
      (request) => backend.search(this.library.language, request),
      () => !this.preferences.current.corrections,
    );
    this.recent = new RecentSearches(backend);
    this.start = new StartList(this.recent, () => this.library.corpus.home.quick);
    this.find = new FindSession(pageElement, scrollToRange);
    this.found = new FoundWords(isAbovePage, scrollToRange);
    this.finders = new FinderProgresses(backend, () => this.toasts.warn(t("error-finder")));
    this.support = new Support(backend);
    this.person = new PersonSettings(backend);
    this.connection = new DiagnosisSession(backend);
    this.policy = new PolicyTable(backend);
    this.library.onDraft = (view) => this.support.adopt(view);
    this.library.onFinder = (view) => this.finders.adopt(view);
    this.navigator = new Navigator(this.library, placeOf(boot.target), firstPage(boot, this.library));
    this.support.onFinished = (request) => tellHanded(this, request);
    this.support.onSwept = (id) => this.navigator.history.forget({ kind: "draft", id });
    this.navigator.searchToKeep = () => (this.search.open ? this.search.question : null);
    this.navigator.prepare = (search) => this.#prepareSearch(search);
    this.navigator.onArrive = () => this.#arrived();
    if (boot.article) this.library.remember(boot.article);
    if (boot.finder) this.navigator.begin({ kind: "finder", id: boot.finder.finder.id, at: this.finders.resume(boot.finder) });
  }

  /** The address of the article shown, as other programs can open it. */
  get address(): string | null {
    const { page } = this.navigator;
    return page.kind === "article" ? page.article.address : null;
  }

  /** Goes where the reader asks, away from the search. */
  async go(place: Place): Promise<void> {
    this.drawerOpen = false;
    this.start.close();
    await this.navigator.go(await this.#resumed(place));
    if (!this.search.open) this.search.clear();
  }

  /** Begins a request to support with what was being read, searched for or tried. */
  goToSupport(tried: string[] = []): Promise<void> {
    return reachSupport(this, tried);
  }

  /** Follows what the organisation has changed, one change after the other. */
  policyChanged(): Promise<void> {
    this.#following = this.#following.then(() => followPolicy(this));
    return this.#following;
  }

  /** What the shell asks to show: a link of another program, a second start. */
  async show(target: Target): Promise<void> {
    if (target.kind === "support" && target.subject !== null) return beginDraft(this, "problem", NOWHERE, target.subject);
    if (target.kind !== "search") return this.go(placeOf(target));
    this.focusSearch();
    await this.type(target.query);
  }

  /** The reader goes on typing in the one field that stays. */
  type(text: string): Promise<void> {
    this.start.close();
    return this.search.type(text);
  }

  async openOption({ hit, anchor }: Option): Promise<void> {
    const { query, exact } = this.search.question;
    void this.recent.remember(this.search.understood);
    // An article without marks is still an article.
    const words = this.backend.foundWords(this.library.language, hit.id, query, exact).catch(() => []);
    await this.navigator.go(articlePlace(hit.id, anchor));
    const found = await words;
    if (this.#isShown(hit.id)) this.found.begin(hit.id, found);
  }

  async openStart(option: StartOption): Promise<void> {
    if (option.kind === "article") return this.go(articlePlace(option.link.article));
    this.searchField?.focus();
    await this.type(option.query);
  }

  /** Forgets one search, or with null all of them; says whether it could. */
  async forgetSearch(query: string | null): Promise<boolean> {
    return (await this.attempt(() => this.start.forget(query).then(() => true), "error-history")) ?? false;
  }

  follow(action: LinkAction): void {
    if (action.kind === "place") void this.go(action.place);
    else if (action.kind === "external") this.openOutside(action.url);
    else if (action.kind === "unknown") this.toasts.warn(t("error-address", { address: action.address }));
    else {
      const { place } = this.navigator;
      if (place.kind === "article") void this.navigator.go({ ...place, anchor: action.anchor });
      else if (place.kind === "settings") void this.go({ ...place, group: action.anchor.replace(groupAnchor(""), "") });
      else this.navigator.viewport?.arrive({ anchor: action.anchor, scroll: 0, focus: true });
    }
  }

  /** A link to the outside, as the organisation wants it: opened at once, or shown first. */
  openOutside(url: string): void {
    if (this.preferences.current.externalLinks === "open") void this.attempt(() => this.backend.openExternal(url), "error-open");
    else this.externalUrl = url;
  }

  focusSearch(): void {
    // Behind an open drawer the field is inert until the drawer is drawn closed.
    if (this.drawerOpen) flushSync(() => (this.drawerOpen = false));
    this.searchField?.focus();
    this.searchField?.select();
  }

  choosePlatform(platform: Platform): void {
    // The tab is shown all the same.
    if (!this.preferences.lockOf("platform")) void this.preferences.update({ platform });
  }

  /** For the next start, if the reader wants to begin where this one ends. Without it the next one begins at home. */
  keepPlace(): void {
    if (this.preferences.current.startPage !== "last") return;
    void this.backend.keepPlace(addressOf(this.navigator.place)).catch(() => {});
  }

  /** Has the program look for a change now; it looks by itself every now and then. */
  checkPolicy(): void {
    void this.backend.checkPolicy().catch(() => {});
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
    await this.copy(address, t("copied-address", { address }));
  }

  copyTried(lines: string[]): Promise<void> {
    return this.copy(lines.join("\n"), t("copied-tried"));
  }

  copyQuery(query: string): Promise<void> {
    return this.copy(query, t("copied-query", { query }));
  }

  /** Puts a text on the clipboard and says so. */
  async copy(text: string, said: string): Promise<void> {
    const done = await this.attempt(() => this.backend.copyText(text).then(() => true), "error-copy");
    if (done) this.toasts.say(said);
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

  /** A finder that is opened goes on where it was left. */
  async #resumed(place: Place): Promise<Place> {
    if (place.kind !== "finder" || place.at !== null) return place;
    const page = await this.library.page(place);
    return page.kind === "finder" ? { ...place, at: this.finders.resume(page.view) } : place;
  }

  /** The search makes way for a page, or comes back with the page it was over. */
  async #prepareSearch(search: Question | null): Promise<void> {
    if (search === null) {
      if (this.search.open) this.search.close();
      return;
    }
    this.found.end();
    await this.search.put(search);
    this.searchField?.focus();
  }

  /** What belongs to an article that was left ends. */
  #arrived(): void {
    this.find.again();
    if (this.found.id !== null && !this.#isShown(this.found.id)) this.found.end();
    if (this.navigator.page.kind !== "support") this.origin = NOWHERE;
    this.keepPlace();
    const { kind } = this.navigator.page;
    // Here people look for what they were just told has changed.
    if (kind === "settings" || kind === "policy") this.checkPolicy();
    if (this.toldSupport && !this.#isShown(this.toldSupport.article)) this.toldSupport = null;
  }

  #isShown(id: string): boolean {
    const { page } = this.navigator;
    return page.kind === "article" && page.article.id === id;
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
  if (place.kind === "finder") return boot.finder ? { kind: "finder", view: boot.finder } : { kind: "missing", what: "finder" };
  // No target leads to the text of a finder or to a draft.
  if (place.kind === "finder-text") return { kind: "missing", what: "finder" };
  return place.kind === "draft" ? { kind: "missing", what: "draft" } : place;
}

const KEY = Symbol("help-app");

export function provideApp(app: HelpApp): void {
  setContext(KEY, app);
}

export function getApp(): HelpApp {
  return getContext<HelpApp>(KEY);
}
