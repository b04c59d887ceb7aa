// The keys of the search: the same in the field and in its list.
import type { HelpApp } from "../state/app.svelte";
import type { FieldName } from "./start.svelte";

export function pressInSearch(app: HelpApp, event: KeyboardEvent): void {
  if (app.search.query === "") pressInEmptyField(app, event, "bar");
  else if (isPlain(event)) pressInResults(app, event);
}

/** An empty field offers its list when it is asked: with an arrow, or a click. */
export function pressInEmptyField(app: HelpApp, event: KeyboardEvent, field: FieldName): void {
  if (!isPlain(event)) return;
  const { start } = app;
  const step = stepOf(event);
  if (step !== null) {
    event.preventDefault();
    void start.open(field).then(() => start.move(step));
    return;
  }
  const chosen = start.isOpenAt(field) ? start.chosen : null;
  if (chosen && event.key === "Enter") {
    event.preventDefault();
    void app.openStart(chosen);
  } else if (chosen?.kind === "search" && event.key === "Delete") {
    event.preventDefault();
    void app.forgetSearch(chosen.query);
  }
}

function pressInResults(app: HelpApp, event: KeyboardEvent): void {
  const { search } = app;
  const step = stepOf(event);
  if (step !== null) {
    event.preventDefault();
    if (search.open) search.move(step);
    else void search.show();
  } else if (event.key === "Enter") {
    event.preventDefault();
    enter(app);
  }
}

function isPlain(event: KeyboardEvent): boolean {
  return !(event.isComposing || event.ctrlKey || event.altKey || event.metaKey);
}

function stepOf(event: KeyboardEvent): 1 | -1 | null {
  if (event.code === "ArrowDown") return 1;
  return event.code === "ArrowUp" ? -1 : null;
}

/** The first Enter shows the results and stands on the first; the next opens the chosen one. */
function enter(app: HelpApp): void {
  const { search } = app;
  if (search.open && search.chosen) void app.openOption(search.chosen);
  else if (search.open) search.move(1);
  else void search.show();
}
