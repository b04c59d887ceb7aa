// The groups of the settings, in the order of the page.
import type { OutlineItem } from "../api";
import { t } from "../i18n/index.svelte";
import { groupAnchor } from "../state/navigator.svelte";

export const GROUPS = ["general", "reading", "search", "privacy", "support", "about"] as const;

export type Group = (typeof GROUPS)[number];

/** The links to the groups, beside the page in wide windows. */
export function groupOutline(): OutlineItem[] {
  return GROUPS.map((group) => ({ anchor: groupAnchor(group), title: t(`settings-group-${group}`), level: 2 }));
}
