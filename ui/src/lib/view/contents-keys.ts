// Arrow keys in the contents, beside the Tab key: up and down through what is visible,
// right and left to unfold and fold, Home and End, and letters to jump.

export function moveInContents(event: KeyboardEvent, nav: HTMLElement): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const rows = [...nav.querySelectorAll<HTMLElement>(".row")];
  const here = rows.indexOf(event.target as HTMLElement);
  if (here < 0) return;
  const row = targetOf(event, rows, here);
  if (!row) return;
  event.preventDefault();
  row.focus();
}

function targetOf(event: KeyboardEvent, rows: HTMLElement[], here: number): HTMLElement | undefined {
  const row = rows[here] as HTMLElement;
  switch (event.code) {
    case "ArrowDown":
      return rows[here + 1];
    case "ArrowUp":
      return rows[here - 1];
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    case "ArrowRight":
      return unfold(row, rows[here + 1]);
    case "ArrowLeft":
      return fold(row);
    default:
      return event.key.length === 1 && event.key !== " " ? startingWith(event.key, rows, here) : undefined;
  }
}

/** A folded section unfolds and keeps the focus; in an unfolded one the focus goes in. */
function unfold(row: HTMLElement, next: HTMLElement | undefined): HTMLElement | undefined {
  const expanded = row.getAttribute("aria-expanded");
  if (expanded === "false") row.click();
  return expanded === "true" ? next : expanded === "false" ? row : undefined;
}

/** An article leads to its section, an unfolded section folds. */
function fold(row: HTMLElement): HTMLElement | undefined {
  if (row.getAttribute("aria-expanded") === "true") row.click();
  if (row.hasAttribute("aria-expanded")) return row;
  return row.closest("ul")?.parentElement?.querySelector<HTMLElement>(".row") ?? undefined;
}

function startingWith(letter: string, rows: HTMLElement[], here: number): HTMLElement | undefined {
  const wanted = letter.toLowerCase();
  const round = [...rows.slice(here + 1), ...rows.slice(0, here)];
  return round.find((row) => row.textContent?.trim().replace(/^[«“"]/, "").toLowerCase().startsWith(wanted));
}
