// The contents in the current language, and articles as they are asked for.
import { type ArticleView, type Backend, type Corpus, type DraftView, type FinderView, isAppError, type Language, type TocArticle, type TocFinder, type TocSection } from "../api";
import type { Place } from "../view/places";

export type Page =
  | { kind: "home" }
  | { kind: "settings" }
  | { kind: "policy" }
  | { kind: "section"; section: TocSection }
  | { kind: "article"; article: ArticleView }
  | { kind: "finders" }
  | { kind: "finder"; view: FinderView }
  | { kind: "finder-text"; view: FinderView }
  | { kind: "support" }
  | { kind: "connection" }
  | { kind: "draft"; view: DraftView }
  | { kind: "missing"; what: "article" | "section" | "finder" | "draft" | "translation" }
  | { kind: "failed"; message: string; details: string | null };

type LibraryBackend = Pick<Backend, "getArticle" | "getCorpus" | "getFinder" | "getDraft">;

const KEPT = 40;
/** The section every problem finder belongs to. */
const TROUBLES = "troubleshooting";

export class Library {
  corpus = $state.raw<Corpus>() as Corpus;
  #backend: LibraryBackend;
  #articles = new Map<string, ArticleView>();
  /** Told of every finder before it is shown. */
  onFinder: (view: FinderView) => void = () => {};
  /** Told of every draft before it is shown. */
  onDraft: (view: DraftView) => void = () => {};

  constructor(corpus: Corpus, backend: LibraryBackend) {
    this.corpus = corpus;
    this.#backend = backend;
  }

  get language(): Language {
    return this.corpus.toc.language;
  }

  section(id: string): TocSection | null {
    return this.corpus.toc.sections.find((section) => section.id === id) ?? null;
  }

  /** The problem finders that an article offers, or the articles of a section; all of them in the section on troubles. */
  findersOf(id: string): TocFinder[] {
    const { finders } = this.corpus;
    return finders.filter(({ articles }) => id === TROUBLES || articles.some((article) => article === id || article.startsWith(`${id}/`)));
  }

  /** The contents' entry of an article, and the section it stands in. */
  locate(id: string): { section: TocSection; article: TocArticle } | null {
    for (const section of this.corpus.toc.sections) {
      const article = section.articles.find((candidate) => candidate.id === id);
      if (article) return { section, article };
    }
    return null;
  }

  remember(article: ArticleView): void {
    this.#articles.set(`${article.language}:${article.id}`, article);
    const oldest = this.#articles.keys().next().value;
    if (this.#articles.size > KEPT && oldest) this.#articles.delete(oldest);
  }

  loadCorpus(language: Language): Promise<Corpus> {
    return this.#backend.getCorpus(language);
  }

  /** The page of a place. Never rejects: what went wrong is a page too. */
  async page(place: Place, language: Language = this.language): Promise<Page> {
    if (place.kind === "section") {
      const section = this.section(place.id);
      return section ? { kind: "section", section } : { kind: "missing", what: "section" };
    }
    if (place.kind === "article") return this.#articlePage(place.id, language);
    if (place.kind === "finder" || place.kind === "finder-text") return this.#finderPage(place.kind, place.id, language);
    if (place.kind === "draft") return this.#draftPage(place.id);
    return place;
  }

  /** An article's HTML, for a page that shows a part of it. */
  async article(id: string): Promise<ArticleView | null> {
    const page = await this.#articlePage(id, this.language);
    return page.kind === "article" ? page.article : null;
  }

  async #finderPage(kind: "finder" | "finder-text", id: string, language: Language): Promise<Page> {
    try {
      const view = await this.#backend.getFinder(language, id);
      this.onFinder(view);
      return { kind, view };
    } catch (error) {
      return failure(error, "finder");
    }
  }

  async #draftPage(id: number): Promise<Page> {
    try {
      const view = await this.#backend.getDraft(id);
      this.onDraft(view);
      return { kind: "draft", view };
    } catch (error) {
      return failure(error, "draft");
    }
  }

  async #articlePage(id: string, language: Language): Promise<Page> {
    const known = this.#articles.get(`${language}:${id}`);
    if (known) return { kind: "article", article: known };
    try {
      const article = await this.#backend.getArticle(language, id);
      this.remember(article);
      return { kind: "article", article };
    } catch (error) {
      return failure(error, "article");
    }
  }
}

function failure(error: unknown, what: "article" | "finder" | "draft"): Page {
  if (!isAppError(error)) return { kind: "failed", message: String(error), details: null };
  if (error.code === "not_found" || error.code === "invalid_address") return { kind: "missing", what };
  return { kind: "failed", message: error.message, details: error.details };
}
