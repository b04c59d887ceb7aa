// The keys of the search: the same in the field and in its list.
import type { HelpApp } from "../state/app.svelte";

export function pressInSearch(app: HelpApp, event: KeyboardEvent): void {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const { search } = app;
  if (event.code === "ArrowDown" || event.code === "ArrowUp") {
    event.preventDefault();
    if (search.open) search.move(event.code === "ArrowDown" ? 1 : -1);
    else void search.show();
  } else if (event.key === "Enter") {
    event.preventDefault();
    enter(app);
  }
}

/** The first Enter shows the results and stands on the first; the next opens the chosen one. */
function enter(app: HelpApp): void {
  const { search } = app;
  if (search.open && search.chosen) void app.openOption(search.chosen);
  else if (search.open) search.move(1);
  else void search.show();
}
