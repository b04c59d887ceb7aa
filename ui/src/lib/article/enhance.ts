// Makes the backend's plain article HTML usable: tabs, callouts, copyable headings, pictures that
// open, named tables and ticks. Plain DOM work, done before the article is painted. Links are not
// followed here: one listener of the window handles them all.
import type { Audience, Platform } from "../api";
import { enhanceCallouts } from "./callouts";
import { drawIcon } from "./icons";
import { enhancePictures, type OpenPicture } from "./pictures";
import { enhanceTabs } from "./tabs";

export interface EnhanceLabels {
  tabs: string;
  table: string;
  copyHeading(title: string): string;
  task(text: string, done: boolean): string;
  openPicture(alt: string): string;
}

export interface EnhanceOptions {
  audience: Audience;
  platform: Platform | null;
  labels: EnhanceLabels;
  onChoosePlatform(platform: Platform): void;
  /** Null where headings have no address. */
  onCopyHeading: ((anchor: string) => void) | null;
  onOpenPicture(picture: OpenPicture): void;
}

export interface Enhanced {
  /** Shows a platform in all groups of tabs that have it. */
  showPlatform(platform: Platform): void;
}

export function enhanceArticle(root: HTMLElement, options: EnhanceOptions): Enhanced {
  const { labels } = options;
  enhanceCallouts(root, options.audience);
  const showPlatform = enhanceTabs(root, {
    label: labels.tabs,
    platform: options.platform,
    onChoose: options.onChoosePlatform,
  });
  enhanceHeadings(root, options);
  enhancePictures(root, labels.openPicture, options.onOpenPicture);
  for (const table of root.querySelectorAll<HTMLElement>(".table")) {
    table.setAttribute("role", "group");
    table.setAttribute("aria-label", table.querySelector("caption")?.textContent?.trim() || labels.table);
  }
  for (const code of root.querySelectorAll("pre")) code.tabIndex = 0;
  for (const box of root.querySelectorAll<HTMLInputElement>("li input[type=checkbox]")) {
    const text = box.closest("li")?.textContent?.trim() ?? "";
    box.setAttribute("aria-label", labels.task(text, box.checked));
  }
  return { showPlatform };
}

/** Puts a copy button beside each heading, not into it: the heading's text stays its own. */
function enhanceHeadings(root: HTMLElement, { labels, onCopyHeading }: EnhanceOptions): void {
  for (const heading of root.querySelectorAll<HTMLElement>(":is(h2, h3, h4, h5, h6)[id]")) {
    heading.tabIndex = -1;
    if (heading.classList.contains("tab-heading") || !onCopyHeading) continue;
    const title = heading.textContent?.trim() ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "heading-link";
    button.title = labels.copyHeading(title);
    button.setAttribute("aria-label", button.title);
    button.append(drawIcon("link"));
    button.addEventListener("click", () => onCopyHeading(heading.id));
    const row = document.createElement("div");
    row.className = `heading heading-${heading.localName}`;
    heading.replaceWith(row);
    row.append(heading, button);
  }
}
