// Keeps the reader's place over a reload of the window (Ctrl+R); a new start begins anew,
// because the web view's session ends with the program.
import type { HistorySnapshot } from "./history.svelte";

const KEY = "express-help.place";

export function savePlace(snapshot: HistorySnapshot): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(snapshot));
  } catch {
    // Without session storage a reload starts at the beginning: no harm.
  }
}

export function savedPlace(): HistorySnapshot | null {
  try {
    const text = sessionStorage.getItem(KEY);
    const snapshot = text ? (JSON.parse(text) as HistorySnapshot) : null;
    return Array.isArray(snapshot?.entries) ? snapshot : null;
  } catch {
    return null;
  }
}
