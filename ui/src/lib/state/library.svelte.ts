// The contents in the current language, and articles as they are asked for.
import { type ArticleView, type Backend, type Corpus, isAppError, type Language, type TocArticle, type TocSection } from "../api";
import type { Place } from "../view/places";

export type Page =
  | { kind: "home" }
  | { kind: "settings" }
  | { kind: "section"; section: TocSection }
  | { kind: "article"; article: ArticleView }
  | { kind: "missing"; what: "article" | "section" | "translation" }
  | { kind: "failed"; message: string; details: string | null };

const KEPT = 40;

export class Library {
  corpus = $state.raw<Corpus>() as Corpus;
  #backend: Pick<Backend, "getArticle" | "getCorpus">;
  #articles = new Map<string, ArticleView>();

  constructor(corpus: Corpus, backend: Pick<Backend, "getArticle" | "getCorpus">) {
    this.corpus = corpus;
    this.#backend = backend;
  }

  get language(): Language {
    return this.corpus.toc.language;
  }

  section(id: string): TocSection | null {
    return this.corpus.toc.sections.find((section) => section.id === id) ?? null;
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
    return place.kind === "article" ? this.#articlePage(place.id, language) : place;
  }

  async #articlePage(id: string, language: Language): Promise<Page> {
    const known = this.#articles.get(`${language}:${id}`);
    if (known) return { kind: "article", article: known };
    try {
      const article = await this.#backend.getArticle(language, id);
      this.remember(article);
      return { kind: "article", article };
    } catch (error) {
      if (isAppError(error)) {
        if (error.code === "not_found" || error.code === "invalid_address") return { kind: "missing", what: "article" };
        return { kind: "failed", message: error.message, details: error.details };
      }
      return { kind: "failed", message: String(error), details: null };
    }
  }
}
