// The types that cross to the window, written by `cargo xtask bindings`. Components and logic import them through
// ./index.ts.

export type { About } from "./generated/About";
export type { AppError } from "./generated/AppError";
export type { ArticleRef } from "./generated/ArticleRef";
export type { ArticleView } from "./generated/ArticleView";
export type { Audience } from "./generated/Audience";
export type { BestSection } from "./generated/BestSection";
export type { Bookmark } from "./generated/Bookmark";
export type { Boot } from "./generated/Boot";
export type { Corpus } from "./generated/Corpus";
export type { ErrorCode } from "./generated/ErrorCode";
export type { FilterCount } from "./generated/FilterCount";
export type { FilterCounts } from "./generated/FilterCounts";
export type { Fragment } from "./generated/Fragment";
export type { Hit } from "./generated/Hit";
export type { Home } from "./generated/Home";
export type { LabelledLink } from "./generated/LabelledLink";
export type { Language } from "./generated/Language";
export type { Notice } from "./generated/Notice";
export type { NoticeCode } from "./generated/NoticeCode";
export type { OutlineItem } from "./generated/OutlineItem";
export type { Platform } from "./generated/Platform";
export type { SearchFilters } from "./generated/SearchFilters";
export type { SearchRequest } from "./generated/SearchRequest";
export type { SearchResponse } from "./generated/SearchResponse";
export type { Settings } from "./generated/Settings";
export type { SettingsPatch } from "./generated/SettingsPatch";
export type { Target } from "./generated/Target";
export type { Theme } from "./generated/Theme";
export type { Toc } from "./generated/Toc";
export type { TocArticle } from "./generated/TocArticle";
export type { TocSection } from "./generated/TocSection";
