// Where the reader can be, and how the shell's targets and link addresses lead there.
import type { Target } from "../api";

export type Place =
  | { kind: "home" }
  | { kind: "article"; id: string; anchor: string | null }
  | { kind: "section"; id: string }
  | { kind: "finders" }
  /** After so many moves; null is where the reader left off. */
  | { kind: "finder"; id: string; at: number | "solved" | null }
  /** All steps of a finder as a text. */
  | { kind: "finder-text"; id: string }
  | { kind: "support" }
  | { kind: "connection" }
  /** A request that is being written. */
  | { kind: "draft"; id: number }
  /** At a group of them; else at their top. */
  | { kind: "settings"; group?: string | null }
  /** What the organisation has set. */
  | { kind: "policy" };

export const HOME: Place = { kind: "home" };
export const SUPPORT: Place = { kind: "support" };
export const CONNECTION: Place = { kind: "connection" };
export const POLICY: Place = { kind: "policy" };

export type LinkAction =
  | { kind: "place"; place: Place }
  | { kind: "anchor"; anchor: string }
  | { kind: "external"; url: string }
  | { kind: "unknown"; address: string };

const SCHEME = "express-help://";

export function articlePlace(id: string, anchor: string | null = null): Place {
  return { kind: "article", id, anchor };
}

export function finderPlace(id: string): Place {
  return { kind: "finder", id, at: null };
}

export function addressOf(place: Place): string {
  if (place.kind === "article") return `${SCHEME}article/${place.id}${place.anchor ? `#${place.anchor}` : ""}`;
  if (place.kind === "finder") return `${SCHEME}finder/${place.id}${place.at === null ? "" : `#${place.at}`}`;
  if (place.kind === "settings") return `${SCHEME}settings${place.group ? `#${place.group}` : ""}`;
  return "id" in place ? `${SCHEME}${place.kind}/${place.id}` : `${SCHEME}${place.kind}`;
}

/** The place of a target; a search is shown over the home page. */
export function placeOf(target: Target): Place {
  if (target.kind === "finder") return finderPlace(target.id);
  if (target.kind === "support") return SUPPORT;
  return target.kind === "search" ? HOME : target;
}

export function samePlace(left: Place, right: Place): boolean {
  return addressOf(left) === addressOf(right);
}

/** Whether both are the same page, at whatever heading. */
export function samePage(left: Place, right: Place): boolean {
  if (left.kind === "settings" && right.kind === "settings") return true;
  if (left.kind === right.kind && "id" in left && "id" in right) return left.id === right.id;
  return samePlace(left, right);
}

function parseAddress(address: string): LinkAction {
  const match = /^express-help:\/\/([a-z-]+)\/?([^#?]*)(?:#(.*))?$/.exec(address);
  const [, kind, id = "", anchor] = match ?? [];
  if (kind === "article" && id) return { kind: "place", place: articlePlace(id, anchor ? decodeURIComponent(anchor) : null) };
  if (kind === "section" && id) return { kind: "place", place: { kind: "section", id } };
  if (kind === "finder" && id) return { kind: "place", place: { kind, id, at: stand(anchor) } };
  if (kind === "finder-text" && id) return { kind: "place", place: { kind, id } };
  if (kind === "draft" && /^\d{1,15}$/.test(id)) return { kind: "place", place: { kind, id: Number(id) } };
  if (kind === "settings") return { kind: "place", place: { kind, group: anchor && /^[a-z]{1,20}$/.test(anchor) ? anchor : null } };
  if (kind === "home" || kind === "policy" || kind === "finders" || kind === "support" || kind === "connection") {
    return { kind: "place", place: { kind } };
  }
  return { kind: "unknown", address };
}

function stand(anchor: string | undefined): number | "solved" | null {
  if (anchor === "solved") return anchor;
  return anchor && /^\d{1,3}$/.test(anchor) ? Number(anchor) : null;
}

/** What a click on a link means. Never lets the web view follow it. */
export function linkAction(link: HTMLElement): LinkAction {
  const { article, section, anchor } = link.dataset;
  if (article) return { kind: "place", place: articlePlace(article, anchor ?? null) };
  if (section) return { kind: "place", place: { kind: "section", id: section } };
  if (anchor) return { kind: "anchor", anchor };
  const href = link.getAttribute("href") ?? "";
  if (href.startsWith("#")) return { kind: "anchor", anchor: decodeURIComponent(href.slice(1)) };
  if (href.startsWith(SCHEME)) return parseAddress(href);
  if (/^(https?|mailto|tel):/i.test(href)) return { kind: "external", url: href };
  return { kind: "unknown", address: href };
}

/** Attributes of a link of ours, so that the web view's own "copy link" gives a true address. */
export function linkTo(place: Place): Record<string, string> {
  const link: Record<string, string> = { href: addressOf(place), draggable: "false" };
  if (place.kind === "article") {
    link["data-article"] = place.id;
    if (place.anchor) link["data-anchor"] = place.anchor;
  }
  if (place.kind === "section") link["data-section"] = place.id;
  return link;
}
