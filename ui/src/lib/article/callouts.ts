// Callouts: an icon in the title, and blocks for one audience open or collapsed.
import type { Audience } from "../api";
import { type ArticleIcon, drawIcon } from "./icons";

const KINDS: ArticleIcon[] = ["note", "tip", "important", "warning", "caution"];

/** Whether a block for `block` is open from the start for a reader who is `reader`. */
export function opensFor(reader: Audience, block: string | undefined): boolean {
  return block === reader || (reader === "support" && block === "admin");
}

export function enhanceCallouts(root: HTMLElement, reader: Audience): void {
  for (const kind of KINDS) {
    for (const title of root.querySelectorAll(`.callout-${kind} > .callout-title`)) title.prepend(drawIcon(kind));
  }
  for (const details of root.querySelectorAll<HTMLDetailsElement>("details.callout")) {
    details.open = opensFor(reader, details.dataset["audience"]);
    details.querySelector("summary")?.prepend(drawIcon("chevron"));
  }
}
