import type {
  ArticleView,
  Bookmark,
  Boot,
  Corpus,
  FinderProgress,
  FinderView,
  Language,
  SearchRequest,
  SearchResponse,
  Settings,
  SettingsPatch,
  Target,
} from "./types";

/** What the window asks of the program: one method a command. Rejections are `AppError`. */
export interface Backend {
  boot(): Promise<Boot>;
  getCorpus(language: Language): Promise<Corpus>;
  getFinder(language: Language, id: string): Promise<FinderView>;
  keepFinderProgress(id: string, progress: FinderProgress): Promise<void>;
  getArticle(language: Language, id: string): Promise<ArticleView>;
  search(language: Language, request: SearchRequest): Promise<SearchResponse>;
  /** The words of an article that a query finds: lower case, е for ё. */
  foundWords(language: Language, id: string, query: string, exact: boolean): Promise<string[]>;
  /** Newest first; what changes them answers with all that are kept. */
  recentSearches(): Promise<string[]>;
  rememberSearch(query: string): Promise<string[]>;
  /** Without a query: all of them. */
  forgetSearches(query: string | null): Promise<string[]>;
  updateSettings(patch: SettingsPatch): Promise<Settings>;
  setBookmark(id: string, bookmarked: boolean): Promise<Bookmark[]>;
  listBookmarks(language: Language): Promise<Bookmark[]>;
  copyText(text: string): Promise<void>;
  /** Copies version, build, corpus date and system; gives back the copied text. */
  copyAbout(): Promise<string>;
  openExternal(url: string): Promise<void>;
  printPage(): Promise<void>;
  toggleFullScreen(): Promise<void>;
  windowReady(): Promise<void>;
  /** Shows a target sent by the shell (second start, links of other programs). */
  onTarget(show: (target: Target) => void): Promise<void>;
}
