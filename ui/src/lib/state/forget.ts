// The window forgets what the program has forgotten.
import type { KeptKind } from "../api";
import type { HelpApp } from "./app.svelte";

/** Loads anew what the window shows of these kinds. What cannot be loaded is said where it is shown. */
export async function forgotten(app: HelpApp, kinds: KeptKind[]): Promise<void> {
  const has = (kind: KeptKind) => kinds.includes(kind);
  if (has("finders")) app.finders.forget();
  await Promise.all([
    has("bookmarks") ? app.attempt(() => app.bookmarks.load(app.library.language), "error-bookmark") : null,
    has("searches") ? app.recent.reload() : null,
    has("person") ? app.person.load() : null,
    has("drafts") ? app.support.dropDrafts() : null,
    has("requests") ? app.support.load() : null,
  ]);
}
