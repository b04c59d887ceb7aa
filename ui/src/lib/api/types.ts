// The backend's DTOs, by hand until `cargo xtask bindings` writes them to ./generated/; then this
// file only names those. Components and logic import them through ./index.ts.

export type Language = "ru" | "en";
export type Audience = "user" | "admin" | "support";
export type Platform = "web" | "desktop" | "ios" | "android" | "admin-panel" | "server";
export type Theme = "system" | "light" | "dark";

export interface Settings {
  language: Language;
  theme: Theme;
  zoom: number;
  audience: Audience;
  platform: Platform | null;
  contentsOpen: boolean;
}

/** A missing key leaves the value. */
export type SettingsPatch = Partial<Settings>;

export interface TocArticle {
  id: string;
  title: string;
  description: string;
  audience: Audience[];
  platforms: Platform[];
  updated: string | null;
}

export interface TocSection {
  id: string;
  title: string;
  summary: string;
  icon: string;
  articles: TocArticle[];
}

export interface Toc {
  language: Language;
  sections: TocSection[];
}

export interface LabelledLink {
  label: string;
  article: string;
}

export interface Home {
  title: string;
  description: string;
  html: string;
  quick: LabelledLink[];
  support: LabelledLink[];
}

export interface Corpus {
  toc: Toc;
  home: Home;
  languages: Language[];
}

export type Target =
  | { kind: "home" }
  | { kind: "article"; id: string; anchor: string | null }
  | { kind: "section"; id: string }
  | { kind: "search"; query: string };

export interface About {
  version: string;
  build: string;
  corpusDate: string;
  system: string;
  packName: string;
}

export interface Notice {
  code: "storeSetAside" | "portalMissing";
  message: string;
  details: string | null;
}

export interface Bookmark {
  id: string;
  title: string;
}

export interface Boot {
  about: About;
  settings: Settings;
  corpus: Corpus;
  target: Target;
  article: ArticleView | null;
  notices: Notice[];
  bookmarks: Bookmark[];
}

export interface OutlineItem {
  anchor: string;
  title: string;
  level: number;
}

export interface ArticleRef {
  id: string;
  title: string;
}

export interface ArticleView {
  id: string;
  language: Language;
  title: string;
  description: string;
  sectionId: string;
  sectionTitle: string;
  audience: Audience[];
  platforms: Platform[];
  updated: string | null;
  html: string;
  outline: OutlineItem[];
  previous: ArticleRef | null;
  next: ArticleRef | null;
  related: ArticleRef[];
  address: string;
}

export interface Fragment {
  text: string;
  hit: boolean;
}

export interface BestSection {
  anchor: string;
  title: Fragment[];
}

export interface Hit {
  id: string;
  title: Fragment[];
  sectionTitle: string;
  snippet: Fragment[];
  best: BestSection | null;
  audience: Audience[];
  platforms: Platform[];
}

export interface SearchResponse {
  query: string;
  total: number;
  hits: Hit[];
  micros: number;
}

export interface AppError {
  code: string;
  message: string;
  details: string | null;
}
